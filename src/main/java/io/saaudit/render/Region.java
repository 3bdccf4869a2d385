package io.saaudit.render;

import io.saaudit.model.Origin;

/**
 * A part of a line, in characters from 1.
 *
 * @param line the line
 * @param start the first column
 * @param end the column after the last
 */
record Region(int line, int start, int end) {
    /**
     * The value that begins at a place: a quoted text to its closing quote, an entry of a list in brackets to the comma
     * or bracket, anything else to the end of what stands on the line.
     *
     * @param text the line's text, or null when it is not known: then the region is one character
     */
    static Region of(Origin origin, String text) {
        int line = Math.max(1, origin.line());
        int start = Math.max(1, origin.column());
        if (text == null || text.codePointCount(0, text.length()) < start) {
            return new Region(line, start, start + 1);
        }
        int from = text.offsetByCodePoints(0, start - 1);
        int to = end(text, from);
        return new Region(line, start, Math.max(start + 1, start + text.codePointCount(from, to)));
    }

    private static int end(String text, int from) {
        char first = text.charAt(from);
        if (first == '"' || first == '\'') {
            int close = closingQuote(text, from);
            // A key in quotes is the beginning of a mapping: the region is all that stands on the line.
            boolean key = close < text.length() && text.charAt(close) == ':';
            return key ? trimmed(text, from) : close;
        }
        if (first == '{' || first == '[') {
            return trimmed(text, from);
        }
        int comment = text.indexOf(" #", from);
        int end = comment < 0 ? text.length() : comment;
        if (inBrackets(text, from)) {
            for (int i = from; i < end; i++) {
                if (",]}".indexOf(text.charAt(i)) >= 0) {
                    end = i;
                }
            }
        }
        return withoutBlanks(text, from, end);
    }

    private static int closingQuote(String text, int from) {
        char quote = text.charAt(from);
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote == '"') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i + 1;
            }
        }
        return text.length();
    }

    /** To the end of the line, or to the bracket that closes what opens here. */
    private static int trimmed(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i = closingQuote(text, i) - 1;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth <= 0) {
                return depth < 0 ? withoutBlanks(text, from, i) : i + 1;
            }
        }
        return withoutBlanks(text, from, text.length());
    }

    private static boolean inBrackets(String text, int at) {
        int depth = 0;
        for (int i = 0; i < at; i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i = closingQuote(text, i) - 1;
            } else {
                depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            }
        }
        return depth > 0;
    }

    private static int withoutBlanks(String text, int from, int end) {
        int last = end;
        while (last > from + 1 && text.charAt(last - 1) <= ' ') {
            last--;
        }
        return last;
    }
}
