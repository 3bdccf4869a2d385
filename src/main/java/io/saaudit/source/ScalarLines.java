package io.saaudit.source;

/**
 * The scalars of block YAML, line by line, in the subset that {@link SchemaCut} understands. A method that gives false
 * says that a line is outside of it.
 */
final class ScalarLines {
    private static final int NONE = -1;

    /** A key without quotes may not be longer than 1024 characters. */
    private static final int LONGEST_KEY = 1000;

    /** What may follow a backslash in double quotes, and is no number; at the end of a line nothing must. */
    private static final String ESCAPES = "\"\\abefnrtv0 ";

    private final char[] text;
    private int lineEnd;

    /** Column that the lines of an open plain scalar must be right of. */
    private int plain = NONE;

    /** The same of a block scalar, and the column of its own lines. */
    private int block = NONE;

    private int blockColumn = NONE;

    /** The quote of an open quoted scalar, or 0, and the column that its lines must be right of. */
    private char quote;

    private int quoteParent;

    ScalarLines(char[] text) {
        this.text = text;
    }

    /** What a line is. */
    enum Line {
        /** Blank, a comment, or more of an open scalar. */
        PASSED,
        /** A field, an item, or a scalar of its own. */
        NODE,
        /** Outside of the subset. */
        ODD
    }

    /** Whether the text goes on with a word here. */
    boolean isAt(int from, String word) {
        if (from + word.length() > text.length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Goes to the line that begins at {@code start}; returns where it ends. */
    int begin(int start) {
        int end = start;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        lineEnd = end;
        return lineEnd;
    }

    /** Whether no quote is open. */
    boolean closed() {
        return quote == 0;
    }

    /** Takes the line that begins at {@code start} as far as open scalars go; its first character is at {@code i}. */
    Line take(int start, int i) {
        int column = i - start;
        if (quote != 0 && i < lineEnd) {
            return passed(column > quoteParent && quoted(i));
        }
        if (i == lineEnd || text[i] == '\r' && i + 1 == lineEnd) {
            // Blank lines before a block scalar's first line may not be indented further than it.
            return passed(block == NONE || blockColumn != NONE || i == start);
        }
        if (block != NONE) {
            if (blockColumn == NONE && column > block) {
                if (text[i] == '\t') {
                    return Line.ODD;
                }
                blockColumn = column;
            }
            if (blockColumn != NONE && column >= blockColumn) {
                return Line.PASSED;
            }
            if (column > block) {
                return Line.ODD;
            }
            block = NONE;
            blockColumn = NONE;
        }
        if (text[i] == '#') {
            plain = NONE;
            return Line.PASSED;
        }
        if (plain != NONE) {
            if (column > plain) {
                return passed(plainText(i, plain));
            }
            plain = NONE;
        }
        return Line.NODE;
    }

    private static Line passed(boolean fits) {
        return fits ? Line.PASSED : Line.ODD;
    }

    /** A scalar or a flow collection; {@code parent} is the column that its further lines must be right of. */
    boolean scalar(int i, int parent) {
        char c = text[i];
        switch (c) {
            case '"', '\'' -> {
                quote = c;
                quoteParent = parent;
                return quoted(i + 1);
            }
            case '[', '{' -> {
                return flow(i + 1, c);
            }
            case '|', '>' -> {
                int after = i + 1;
                if (after < lineEnd && (text[after] == '-' || text[after] == '+')) {
                    after++;
                }
                block = parent;
                return isRestOfLine(after);
            }
            default -> {
                return isPlainStart(c, i) && plainText(i, parent);
            }
        }
    }

    /** The rest of a line of a quoted scalar, to its closing quote or the line's end. */
    private boolean quoted(int from) {
        int i = from;
        while (i < lineEnd) {
            char c = text[i];
            if (c == '\t') {
                return false;
            }
            if (c == '\\' && quote == '"') {
                i++;
                if (i < lineEnd && ESCAPES.indexOf(text[i]) < 0 && !(text[i] == '\r' && i + 1 == lineEnd)) {
                    return false;
                }
            } else if (c == quote) {
                if (quote == '"' || i + 1 == lineEnd || text[i + 1] != '\'') {
                    quote = 0;
                    return isRestOfLine(i + 1);
                }
                i++;
            }
            i++;
        }
        return true;
    }

    /** A list of simple scalars, or an empty map, that ends on its line. */
    private boolean flow(int from, char opening) {
        int i = from;
        boolean empty = true;
        while (true) {
            while (i < lineEnd && text[i] == ' ') {
                i++;
            }
            if (i >= lineEnd) {
                return false;
            }
            char c = text[i];
            if (c == (opening == '[' ? ']' : '}') && empty) {
                return isRestOfLine(i + 1);
            }
            int end = opening == '[' ? endOfSimple(i) : NONE;
            if (end == NONE) {
                return false;
            }
            empty = false;
            while (end < lineEnd && text[end] == ' ') {
                end++;
            }
            if (end >= lineEnd) {
                return false;
            }
            if (text[end] == ']') {
                return isRestOfLine(end + 1);
            }
            if (text[end] != ',') {
                return false;
            }
            i = end + 1;
        }
    }

    /** The end of a word or of a quoted text without escapes. */
    private int endOfSimple(int from) {
        char c = text[from];
        if (c == '"' || c == '\'') {
            int end = from + 1;
            while (end < lineEnd && text[end] != c && text[end] != '\\' && text[end] != '\t') {
                end++;
            }
            // A doubled quote would be an escape.
            return end + 1 < lineEnd && text[end] == c && text[end + 1] != c ? end + 1 : NONE;
        }
        int i = from;
        while (i < lineEnd && (isWord(text[i]) || i > from && "_./-".indexOf(text[i]) >= 0)) {
            i++;
        }
        return i == from ? NONE : i;
    }

    private boolean isPlainStart(char c, int i) {
        if (c == '-') {
            return !isSpace(i + 1) && i + 1 < lineEnd;
        }
        return "&*!%@`?,]}#:\t\r".indexOf(c) < 0;
    }

    /** A line of a plain scalar: no colon that could make it a key, and perhaps a comment, which ends it. */
    private boolean plainText(int from, int parent) {
        plain = parent;
        for (int i = from; i < lineEnd; i++) {
            char c = text[i];
            if (c == '\t' || c == ':' && isSpace(i + 1)) {
                return false;
            }
            if (c == '#' && i > from && text[i - 1] == ' ') {
                plain = NONE;
                return true;
            }
        }
        return true;
    }

    /** Index of the colon behind a plain key, or 0. */
    int endOfKey(int from) {
        char first = text[from];
        if (!(isWord(first) || first == '$' || first == '_')) {
            return 0;
        }
        int i = from;
        while (i < lineEnd && i - from < LONGEST_KEY) {
            char c = text[i];
            if (c == ':') {
                return isSpace(i + 1) ? i : 0;
            }
            if (!isWord(c) && "$_-./".indexOf(c) < 0) {
                return 0;
            }
            i++;
        }
        return 0;
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** Whether a space or the line's end stands here. */
    boolean isSpace(int i) {
        return i >= lineEnd || text[i] == ' ' || text[i] == '\r' && i + 1 == lineEnd;
    }

    /** Whether nothing but spaces and perhaps a comment behind them follows on the line. */
    boolean isRestOfLine(int from) {
        int i = from;
        while (i < lineEnd && text[i] == ' ') {
            i++;
        }
        return i >= lineEnd || text[i] == '\r' && i + 1 == lineEnd || text[i] == '#' && i > from;
    }
}
