package io.saaudit.token;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Finds the one token in what people have: the bare text of a file or a mounted path, {@code Bearer …}, a token that was
 * wrapped into lines or encoded once more, a Secret as YAML or JSON, or any text with one token in it.
 */
public final class TokenReader {
    private static final int MOST_BYTES = 8 << 20;

    /** How every token starts: {@code {"} in base64. */
    private static final String START = "eyJ";

    /** The same in base64 once more, as in the data of a Secret. */
    private static final String ENCODED_START = "ZXlK";

    /** So short no token is. */
    private static final int LEAST_LEFT_OUT = 16;

    private TokenReader() {}

    /**
     * A token, and where it was.
     *
     * @param token the token
     * @param where the object and key that it was taken from, or empty
     */
    public record Found(Jwt token, String where) {}

    /**
     * Reads a token.
     *
     * @param in what holds it; read to its end, not closed
     * @throws TokenException when there is none or more than one, or it cannot be decoded
     * @throws IOException when it cannot be read
     */
    public static Found read(InputStream in) throws TokenException, IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw TokenException.malformed("more than 8 MiB, which no token has", "Give the one token or Secret.");
        }
        String text = text(bytes).strip();
        if (text.isEmpty()) {
            throw TokenException.nothing("it is empty", "");
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            return json(text);
        }
        if (looksLikeManifest(text)) {
            return found(ManifestToken.in(YamlTree.documents(text)));
        }
        String bare = bare(text);
        String joined = joined(bare);
        if (joined.startsWith(ENCODED_START) && joined.indexOf('.') < 0) {
            return new Found(Jwt.parse(decodedOnceMore(joined)), "");
        }
        boolean oneWord = words(bare).size() == 1;
        List<String> inside = tokens(text);
        if (!oneWord && inside.size() == 1 && !isWrapped(bare)) {
            return new Found(Jwt.parse(inside.get(0)), "");
        }
        if (inside.size() > 1) {
            throw TokenException.malformed(inside.size() + " tokens", "Give one.");
        }
        return new Found(Jwt.parse(joined), "");
    }

    /** Whether a text is three parts of base64url that begin as a token does. */
    static boolean isToken(String text) {
        return text.startsWith(START) && end(text, 0) == text.length();
    }

    /**
     * A text with everything in it that may be a token replaced by words, for messages that repeat what was given: a
     * token that was damaged too, and one in base64 once more.
     */
    public static String without(String text) {
        StringBuilder kept = new StringBuilder();
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith(START, i) || text.startsWith(ENCODED_START, i)) {
                int end = i;
                while (end < text.length()
                        && (Base64Url.isLetter(text.charAt(end)) || ".+/=".indexOf(text.charAt(end)) >= 0)) {
                    end++;
                }
                if (end - i >= LEAST_LEFT_OUT) {
                    kept.append(text, done, i).append("(a token)");
                    done = end;
                }
                i = end - 1;
            }
        }
        return done == 0 ? text : kept.append(text, done, text.length()).toString();
    }

    private static Found json(String text) throws TokenException {
        try {
            return found(ManifestToken.in(
                    List.of(JsonTree.object(text.getBytes(StandardCharsets.UTF_8), "a manifest that"))));
        } catch (TokenException e) {
            // Any other JSON with one token in it is good too.
            List<String> inside = tokens(text);
            if (e.isNothing() && inside.size() == 1) {
                return new Found(Jwt.parse(inside.get(0)), "");
            }
            throw e;
        }
    }

    private static Found found(ManifestToken.Place place) throws TokenException {
        try {
            return new Found(Jwt.parse(place.token()), place.where());
        } catch (TokenException e) {
            throw TokenException.malformed(place.where() + ": " + e.getMessage(), e.hint());
        }
    }

    /** UTF-8, or UTF-16 where a mark says so, as PowerShell writes it. */
    private static String text(byte[] bytes) throws TokenException {
        Charset charset = StandardCharsets.UTF_8;
        if (bytes.length >= 2 && (bytes[0] == -1 && bytes[1] == -2 || bytes[0] == -2 && bytes[1] == -1)) {
            charset = StandardCharsets.UTF_16;
        }
        String text = new String(bytes, charset);
        if (text.indexOf('\0') >= 0) {
            throw TokenException.malformed("binary data, not a token");
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static boolean looksLikeManifest(String text) {
        return text.startsWith("kind:")
                || text.startsWith("apiVersion:")
                || text.contains("\nkind:")
                || text.contains("\napiVersion:");
    }

    /** Without {@code Authorization:}, {@code Bearer} and quotes round it. */
    private static String bare(String text) {
        String bare = text;
        for (String prefix : List.of("authorization:", "bearer")) {
            if (bare.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                String rest = bare.substring(prefix.length());
                if (rest.isEmpty() || prefix.endsWith(":") || Character.isWhitespace(rest.charAt(0))) {
                    bare = rest.strip();
                }
            }
        }
        if (bare.length() > 1
                && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')
                && bare.charAt(bare.length() - 1) == bare.charAt(0)) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        return bare;
    }

    /** The text without blanks and ends of lines. */
    static String joined(String text) {
        return String.join("", words(text));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || Character.isWhitespace(text.charAt(i))) {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    /** Whether there is nothing but one token and blanks inside of it. */
    private static boolean isWrapped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Base64Url.isLetter(c) && c != '.' && c != '\n' && c != '\r') {
                return false;
            }
        }
        return isToken(joined(text));
    }

    private static String decodedOnceMore(String base64) throws TokenException {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException e) {
            throw TokenException.malformed("a token in base64 that is cut", "Copy it as a whole.");
        }
    }

    /** All different tokens that stand in a text. */
    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        int done = 0;
        for (int start = text.indexOf(START); start >= 0; start = text.indexOf(START, start + 1)) {
            boolean inside = start > 0 && (Base64Url.isLetter(text.charAt(start - 1)) || text.charAt(start - 1) == '.');
            int end = start < done || inside ? -1 : end(text, start);
            if (end > 0) {
                String token = text.substring(start, end);
                if (!tokens.contains(token)) {
                    tokens.add(token);
                }
                done = end;
            }
        }
        return tokens;
    }

    /** Where three parts that begin here end, or -1 when there are not three. */
    private static int end(String text, int from) {
        int at = from;
        for (int part = 0; part < 3; part++) {
            int start = at;
            while (at < text.length() && Base64Url.isLetter(text.charAt(at))) {
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
}
