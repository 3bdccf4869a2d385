package io.saaudit.source;

/** What can be said of a text without parsing it. */
final class YamlText {
    private YamlText() {}

    /** Whether a piece has nothing but blank lines, comments and document markers. */
    static boolean isEmpty(String piece) {
        int i = 0;
        while (i < piece.length()) {
            char c = piece.charAt(i);
            if (c == '#') {
                i = endOfLine(piece, i);
            } else if (c == ' ' || c == '\n' || c == '\r') {
                i++;
            } else if (piece.startsWith("---", i) || piece.startsWith("...", i)) {
                boolean lineStart = i == 0 || piece.charAt(i - 1) == '\n' || piece.charAt(i - 1) == '\r';
                if (!lineStart || i + 3 < piece.length() && " \n\r".indexOf(piece.charAt(i + 3)) < 0) {
                    return false;
                }
                i += 3;
            } else {
                return false;
            }
        }
        return true;
    }

    /** Whether a line has {@code apiVersion:} or {@code kind:} at some depth, in YAML or JSON. */
    static boolean looksLikeManifest(String text) {
        return hasKey(text, "apiVersion") || hasKey(text, "kind");
    }

    /** Whether {@code {{} stands outside of quotes and comments. */
    static boolean isTemplate(String text) {
        int from = text.indexOf("{{");
        while (from >= 0) {
            if (!isQuoted(text, from)) {
                return true;
            }
            from = text.indexOf("{{", from + 2);
        }
        return false;
    }

    static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static boolean hasKey(String text, String key) {
        for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
            int end = at + key.length();
            boolean quoted = end < text.length() && (text.charAt(end) == '"' || text.charAt(end) == '\'');
            end += quoted ? 1 : 0;
            while (end < text.length() && text.charAt(end) == ' ') {
                end++;
            }
            if (end < text.length() && text.charAt(end) == ':' && startsKey(text, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsKey(String text, int at) {
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        return before == '\n'
                || before == '\r'
                || before == ' '
                || before == '"'
                || before == '\''
                || before == '{'
                || before == ','
                || before == '\t'
                || before == '\ufeff';
    }

    /** Whether the place is inside of quotes or a comment of its line. */
    private static boolean isQuoted(String text, int at) {
        char quote = 0;
        for (int i = text.lastIndexOf('\n', at) + 1; i < at; i++) {
            char c = text.charAt(i);
            if (quote == 0) {
                boolean starts = i == 0 || " \n[{,(\t".indexOf(text.charAt(i - 1)) >= 0;
                if (c == '#' && starts) {
                    return true;
                }
                if ((c == '"' || c == '\'') && starts) {
                    quote = c;
                }
            } else if (c == '\\' && quote == '"') {
                i++;
            } else if (c == quote) {
                quote = 0;
            }
        }
        return quote != 0;
    }
}
