package io.saaudit.render;

/**
 * Records of RFC 4180: every field in quotes, a quote doubled, lines that end in CR and LF. Names are data: what a
 * spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV Injection).
 */
final class Csv {
    private Csv() {}

    /** One record. */
    static String line(String... fields) {
        StringBuilder line = new StringBuilder(256);
        for (int i = 0; i < fields.length; i++) {
            line.append(i == 0 ? "\"" : ",\"");
            append(Escape.text(fields[i]), line);
            line.append('"');
        }
        return line.append("\r\n").toString();
    }

    /**
     * Appends a text of one line. A cell begins where the field does, and, for a spreadsheet whose separator is another
     * (a semicolon in half of Europe), behind every such character too.
     */
    private static void append(String safe, StringBuilder to) {
        boolean start = true;
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            if (start && isFormula(c)) {
                to.append('\'');
            }
            start = c == ';' || c == '|' || start && (c == '"' || c == ' ');
            if (c == '"') {
                to.append('"');
            }
            to.append(c);
        }
    }

    /** The signs that begin a formula, and their wide forms; tabs and carriage returns are escaped before. */
    private static boolean isFormula(char c) {
        return switch (c) {
            case '=', '+', '-', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20', '\t', '\r', '\n' -> true;
            default -> false;
        };
    }
}
