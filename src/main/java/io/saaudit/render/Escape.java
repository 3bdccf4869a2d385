package io.saaudit.render;

/**
 * Makes text from the input harmless to a terminal, a log and a pipeline. Names of RBAC objects may hold anything:
 * newlines, escape sequences, right-to-left overrides, the commands of a CI runner.
 */
public final class Escape {
    private Escape() {}

    /**
     * The text on one line: control, bidirectional, zero-width and other invisible characters become {@code \n} or
     * {@code \\u202e}, and so does the second {@code #} of {@code ##}, which starts a command in the logs of two CI
     * systems wherever it stands. A backslash stays: user names of directories hold one, and must be copied.
     */
    public static String text(String raw) {
        int bad = firstBad(raw);
        if (bad < 0) {
            return raw;
        }
        StringBuilder safe = new StringBuilder(raw.length() + 16).append(raw, 0, bad);
        for (int i = bad; i < raw.length(); ) {
            int c = raw.codePointAt(i);
            if (invisible(c) || isSecondHash(raw, i)) {
                append(safe, c);
            } else {
                safe.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return safe.toString();
    }

    /**
     * The text at the start of a line. No line may begin as the input likes ({@code ::error::} is a command to a CI
     * runner): a first character that is no letter or digit is escaped too, but for those that paths and wildcards begin with.
     */
    public static String lineStart(String raw) {
        String safe = text(raw);
        if (safe.isEmpty() || Character.isLetterOrDigit(safe.codePointAt(0)) || "\\/.*".indexOf(safe.charAt(0)) >= 0) {
            return safe;
        }
        StringBuilder escaped = new StringBuilder(safe.length() + 8);
        append(escaped, safe.codePointAt(0));
        return escaped.append(safe, Character.charCount(safe.codePointAt(0)), safe.length())
                .toString();
    }

    /** A line of what is to be copied: as {@link #text}, unless a CI runner could take it for a command. */
    static String copied(String line) {
        return line.stripLeading().startsWith(":") ? lineStart(line) : text(line);
    }

    /** Whether a character shows nothing, or changes how others are shown. */
    static boolean invisible(int c) {
        if (c >= ' ' && c < 0x7f) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            // Letters and marks without a shape: Hangul fillers, variation selectors, the blank of Braille.
            default ->
                c == 0x115f
                        || c == 0x1160
                        || c == 0x3164
                        || c == 0xffa0
                        || c == 0x2800
                        || c == 0x034f
                        || c >= 0xfe00 && c <= 0xfe0f
                        || c >= 0xe0100 && c <= 0xe01ef;
        };
    }

    /** Appends {@code \n} and the like, or the UTF-16 form {@code \\u202e}; for JSON and for people alike. */
    static void append(StringBuilder to, int c) {
        switch (c) {
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> {
                for (char unit : Character.toChars(c)) {
                    to.append("\\u");
                    for (int shift = 12; shift >= 0; shift -= 4) {
                        to.append(Character.forDigit(unit >> shift & 15, 16));
                    }
                }
            }
        }
    }

    private static int firstBad(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < ' ' || c == '#' && isSecondHash(raw, i)) {
                return i;
            }
            if (c >= 0x7f) {
                int point = raw.codePointAt(i);
                if (invisible(point)) {
                    return i;
                }
                i += Character.charCount(point) - 1;
            }
        }
        return -1;
    }

    /** Whether here is the second of two hash signs. */
    static boolean isSecondHash(String raw, int i) {
        return i > 0 && raw.charAt(i) == '#' && raw.charAt(i - 1) == '#';
    }
}
