package io.saaudit.rule;

import io.saaudit.model.FoundToken;
import io.saaudit.model.Identity;
import io.saaudit.model.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Words for tokens that stand in the text of objects; never a part of them. */
final class FoundTokens {
    private FoundTokens() {}

    /** Whether it works no more. */
    static boolean isExpired(Audit audit, FoundToken token) {
        return token.expires() > 0 && token.expires() <= audit.now().getEpochSecond();
    }

    /** Critical, unless all of them have expired. */
    static Severity severity(Audit audit, List<FoundToken> tokens) {
        return tokens.stream().allMatch(t -> isExpired(audit, t)) ? Severity.LOW : Severity.CRITICAL;
    }

    /** {@code the token of ns/robot, which never expires}. */
    static String described(Audit audit, FoundToken token) {
        return (token.subject().isEmpty() ? "a token" : "a token of " + shown(token)) + ", which "
                + (token.expires() == 0
                        ? "never expires"
                        : (isExpired(audit, token) ? "expired at " : "works until at most ")
                                + Instant.ofEpochSecond(token.expires()));
    }

    /** The account, as people see it; empty when the token does not say. */
    static String shown(FoundToken token) {
        return token.subject().isEmpty() ? "" : new Identity(token.subject(), List.of()).shown();
    }

    /** The field of a JSON pointer as people write it: {@code spec.containers[0].env[1].value}, {@code data["a.b"]}. */
    static String field(String pointer) {
        StringBuilder text = new StringBuilder();
        for (String part : parts(pointer)) {
            boolean number = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
            boolean plain = part.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
            if (number) {
                text.append('[').append(part).append(']');
            } else if (plain && !part.isEmpty()) {
                text.append(text.length() == 0 ? "" : ".").append(part);
            } else {
                text.append('[').append(Quote.json(part)).append(']');
            }
        }
        return text.toString();
    }

    private static List<String> parts(String pointer) {
        List<String> parts = new ArrayList<>();
        for (String part : pointer.substring(1).split("/", -1)) {
            parts.add(part.replace("~1", "/").replace("~0", "~"));
        }
        return parts;
    }
}
