package io.saaudit.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.saaudit.model.FoundToken;
import io.saaudit.model.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Finds ServiceAccount tokens in text: JSON Web Tokens in compact form (RFC 7519), three parts in base64url with dots
 * between, whose payload says whose they are. What is kept is that and the expiry, never a part of the token.
 */
final class TokenText {
    /** How every token starts: {@code {"} in base64. */
    static final String START = "eyJ";

    /** {@code eyJ} once more in base64: how a token starts in the data of a Secret. */
    private static final String ENCODED_START = "ZXlK";

    /** The issuer of tokens without an end (pkg/serviceaccount/legacy.go). */
    private static final String LEGACY_ISSUER = "kubernetes/serviceaccount";

    private TokenText() {}

    /** Adds what the current string holds; the cursor must be on a string. */
    static void find(Cursor in, List<FoundToken> to) {
        if (in.mayHoldToken()) {
            find(in.text(), in.pointer(), in.at(), to);
        }
    }

    /** Adds the first token that stands in the text. */
    private static void find(String text, String pointer, long at, List<FoundToken> to) {
        for (int from = text.indexOf(START); from >= 0; from = text.indexOf(START, from + 1)) {
            int end = from > 0 && isPart(text.charAt(from - 1)) ? -1 : end(text, from);
            FoundToken token = end < 0 ? null : decoded(text.substring(from, end), pointer, at);
            if (token != null) {
                to.add(token);
                return;
            }
        }
    }

    /** The text with every token cut out. */
    static String without(String text) {
        StringBuilder kept = new StringBuilder();
        int done = 0;
        for (int from = text.indexOf(START); from >= 0; from = text.indexOf(START, Math.max(from + 1, done))) {
            int end = end(text, from);
            if (end >= 0) {
                kept.append(text, done, from);
                done = end;
            }
        }
        return kept.append(text, done, text.length()).toString();
    }

    /**
     * Adds the token that the key {@code token} of a Secret holds, whether or not its payload says whose it is; not what
     * stands in a token's place.
     *
     * @param encoded whether the value is in base64, as in {@code data}
     */
    static void inSecret(Cursor in, boolean encoded, List<FoundToken> to) {
        String text = in.text().strip();
        if (encoded) {
            if (!text.startsWith(ENCODED_START)) {
                return;
            }
            try {
                text = new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return; // the API server refuses it
            }
        }
        if (text.startsWith(START) && end(text, 0) == text.length()) {
            FoundToken token = decoded(text, in.pointer(), in.at());
            to.add(token == null ? new FoundToken(in.pointer(), "", 0, in.at()) : token);
        }
    }

    /** Where the three parts that begin here end, or -1 when there are not three. */
    private static int end(String text, int from) {
        int at = from;
        for (int part = 0; part < 3; part++) {
            int start = at;
            while (at < text.length() && isPart(text.charAt(at))) {
                at++;
            }
            boolean more = part < 2;
            if (at == start || more && (at == text.length() || text.charAt(at) != '.')) {
                return -1;
            }
            at += more ? 1 : 0;
        }
        return at;
    }

    private static boolean isPart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    /** The token if it is one of a ServiceAccount, else null. */
    private static FoundToken decoded(String token, String pointer, long at) {
        int dot = token.indexOf('.');
        String payload = token.substring(dot + 1, token.indexOf('.', dot + 1));
        if (!payload.startsWith(START)) {
            return null;
        }
        try (JsonParser json =
                new JsonFactory().createParser(Base64.getUrlDecoder().decode(payload))) {
            String issuer = "";
            String subject = "";
            long expires = 0;
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String claim = json.currentName();
                JsonToken value = json.nextToken();
                switch (claim) {
                    case "iss" -> issuer = value == JsonToken.VALUE_STRING ? json.getText() : "";
                    case "sub" -> subject = value == JsonToken.VALUE_STRING ? json.getText() : "";
                    case "exp" -> expires = value.isNumeric() ? json.getValueAsLong() : 0;
                    default -> json.skipChildren();
                }
            }
            boolean ofAccount = subject.startsWith(Identity.ACCOUNT_PREFIX);
            return ofAccount || issuer.equals(LEGACY_ISSUER)
                    ? new FoundToken(pointer, ofAccount ? subject : "", expires, at)
                    : null;
        } catch (IOException | IllegalArgumentException e) {
            return null; // looked like a token and is none; the exception may quote it and goes no further
        }
    }
}
