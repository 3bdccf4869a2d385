package io.saaudit.rule;

/** Names inside YAML and commands that people paste: whatever is in them stays one word of text. */
final class Quote {
    private Quote() {}

    /** A YAML scalar that reads as this string, plain where that is certain. */
    static String yaml(String text) {
        return isPlain(text) ? text : doubleQuoted(text);
    }

    /** A JSON string. */
    static String json(String text) {
        return doubleQuoted(text);
    }

    /** A word of a POSIX shell; control characters in the {@code $'…'} form that bash, ksh and zsh know. */
    static String shell(String text) {
        if (isShellPlain(text)) {
            return text;
        }
        if (!hasControl(text)) {
            return "'" + text.replace("'", "'\\''") + "'";
        }
        StringBuilder out = new StringBuilder("$'");
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (isControl(c)) {
                out.append(c < 0x100 ? "\\x" + hex(c, 2) : "\\u" + hex(c, 4));
            } else if (c == '\'' || c == '\\') {
                out.append('\\').appendCodePoint(c);
            } else {
                out.appendCodePoint(c);
            }
        }
        return out.append('\'').toString();
    }

    /** Text in a comment line: control characters shown as escapes, so that it ends where the line ends. */
    static String comment(String text) {
        return hasControl(text) ? doubleQuoted(text) : text;
    }

    private static String doubleQuoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (isControl(c)) {
                out.append("\\u").append(hex(c, 4));
            } else if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
            } else {
                out.appendCodePoint(c);
            }
        }
        return out.append('"').toString();
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Also the line and paragraph separators, which YAML 1.1 takes for line breaks, and what turns text round. */
    private static boolean isControl(int c) {
        return c < 0x20 || c >= 0x7f && c < 0xa0 || c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    private static String hex(int c, int digits) {
        String hex = Integer.toHexString(c);
        return "0".repeat(Math.max(0, digits - hex.length())) + hex;
    }

    /** Letters, digits and inner punctuation that mean nothing to YAML, starting with a letter, and no word of YAML 1.1. */
    private static boolean isPlain(String text) {
        if (text.isEmpty() || !isLetter(text.charAt(0)) || text.endsWith(":")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && (c < '0' || c > '9') && "-._:/".indexOf(c) < 0) {
                return false;
            }
        }
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "y", "n", "yes", "no", "on", "off", "true", "false", "null" -> false;
            default -> true;
        };
    }

    private static boolean isShellPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && (c < '0' || c > '9') && "-._:/=,".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty() && text.charAt(0) != '-';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
