package io.saaudit.source;

import java.util.Arrays;

/**
 * Takes the schemas out of CustomResourceDefinitions before they are parsed: they are two thirds of the YAML of a usual
 * repository, and nothing in them is looked at.
 *
 * <p>INVARIANT: only a piece that is plain block YAML from its first line to its last is touched. Every line is
 * understood, in a subset in which nothing can reach past its own line but quoted scalars, whose end is looked for, and
 * block and plain scalars, which end with the indentation. Whatever is outside of the subset (a bracket that is not
 * closed on its line, an anchor, a tag, a tab, an indentation that does not fit) leaves the piece as it is, for the
 * parser. So a schema ends where the parser would see it end, and what is malformed is still found. SchemaCutTest holds
 * this against the parser.
 */
final class SchemaCut {
    private static final String KIND = "kind: CustomResourceDefinition";
    private static final String SCHEMA = "openAPIV3Schema";
    private static final String SPEC = "spec";
    private static final int NONE = -1;

    private final char[] text;
    private final StringBuilder out;
    private final ScalarLines scalars;
    private int lineEnd;
    private int copied;

    private int[] columns = new int[32];
    private boolean[] lists = new boolean[32];
    private int open;
    private boolean rooted;
    private boolean inSpec;

    /** Column of the key or dash whose value must come in the next lines. */
    private int awaiting = NONE;

    private boolean awaitingKey;

    private int schema = NONE;
    private int schemaStart;

    private SchemaCut(char[] text) {
        this.text = text;
        this.scalars = new ScalarLines(text);
        this.out = new StringBuilder(Math.min(text.length, 1 << 16));
    }

    /** The piece with empty lines in place of schemas, or the piece itself. */
    static String of(String piece) {
        int kind = piece.indexOf(KIND);
        if (kind < 0 || kind > 0 && piece.charAt(kind - 1) != '\n' || piece.indexOf(SCHEMA) < 0) {
            return piece;
        }
        char[] text = piece.toCharArray();
        SchemaCut cut = new SchemaCut(text);
        return isUsual(text) && cut.allLines() && cut.copied > 0 ? cut.result() : piece;
    }

    /** Whether every character is one that the parser takes, and takes as a line's end only where this class does. */
    private static boolean isUsual(char[] text) {
        for (int i = 0; i < text.length; i++) {
            char c = text[i];
            boolean usual = c >= ' ' && c <= '~'
                    || c == '\n'
                    || c == '\t'
                    || c == '\r' && i + 1 < text.length && text[i + 1] == '\n'
                    || c >= 0xa0 && c < 0xd800 && c != 0x2028 && c != 0x2029;
            if (!usual) {
                return false;
            }
        }
        return true;
    }

    private String result() {
        return out.append(text, copied, text.length - copied).toString();
    }

    private boolean allLines() {
        int at = 0;
        if (scalars.isAt(0, "---")) {
            lineEnd = scalars.begin(0);
            if (!scalars.isRestOfLine(3)) {
                return false;
            }
            at = lineEnd + 1;
        }
        while (at < text.length) {
            lineEnd = scalars.begin(at);
            int i = at;
            while (i < lineEnd && text[i] == ' ') {
                i++;
            }
            ScalarLines.Line line = scalars.take(at, i);
            if (line == ScalarLines.Line.ODD || line == ScalarLines.Line.NODE && !node(at, i)) {
                return false;
            }
            at = lineEnd + 1;
        }
        if (schema != NONE) {
            endSchema(text.length);
        }
        return scalars.closed();
    }

    private boolean node(int start, int i) {
        int column = i - start;
        if (schema != NONE && column <= schema) {
            endSchema(start);
        }
        return node(i, column, false);
    }

    /** A list item, a field, or a scalar on a line of its own; {@code inline} behind a dash. */
    private boolean node(int i, int column, boolean inline) {
        char c = text[i];
        if (c == '-' && scalars.isSpace(i + 1)) {
            return open(column, true, inline) && item(i, column);
        }
        int colon = scalars.endOfKey(i);
        if (colon > 0) {
            return open(column, false, inline) && field(i, colon, column);
        }
        if (inline) {
            return scalars.scalar(i, columns[open - 1]);
        }
        if (awaiting == NONE || column <= awaiting) {
            return false;
        }
        int parent = awaiting;
        awaiting = NONE;
        return scalars.scalar(i, parent);
    }

    /** Finds the list or map that a line at this column goes on with, or opens it. */
    private boolean open(int column, boolean list, boolean inline) {
        if (!inline) {
            while (open > 0
                    && (columns[open - 1] > column || columns[open - 1] == column && lists[open - 1] && !list)) {
                open--;
            }
            boolean goesOn = open > 0 && columns[open - 1] == column && lists[open - 1] == list;
            boolean begins = open == 0 && !rooted
                    || awaiting != NONE && (column > awaiting || column == awaiting && list && awaitingKey);
            if (goesOn) {
                awaiting = NONE;
                return true;
            }
            if (!begins) {
                return false;
            }
        }
        awaiting = NONE;
        rooted = true;
        if (open == columns.length) {
            columns = Arrays.copyOf(columns, open * 2);
            lists = Arrays.copyOf(lists, open * 2);
        }
        columns[open] = column;
        lists[open++] = list;
        return true;
    }

    private boolean item(int dash, int column) {
        int i = dash + 1;
        while (i < lineEnd && text[i] == ' ') {
            i++;
        }
        if (scalars.isRestOfLine(dash + 1)) {
            awaiting = column;
            awaitingKey = false;
            return true;
        }
        return node(i, column + i - dash, true);
    }

    private boolean field(int key, int colon, int column) {
        if (open == 1) {
            inSpec = colon - key == SPEC.length() && scalars.isAt(key, SPEC);
        }
        if (scalars.isRestOfLine(colon + 1)) {
            awaiting = column;
            awaitingKey = true;
            if (inSpec && schema == NONE && colon - key == SCHEMA.length() && scalars.isAt(key, SCHEMA)) {
                schema = column;
                schemaStart = Math.min(lineEnd + 1, text.length);
            }
            return true;
        }
        int i = colon + 1;
        while (text[i] == ' ') {
            i++;
        }
        return scalars.scalar(i, column);
    }

    private void endSchema(int end) {
        out.append(text, copied, schemaStart - copied);
        for (int i = schemaStart; i < end; i++) {
            if (text[i] == '\n') {
                out.append('\n');
            }
        }
        copied = end;
        schema = NONE;
    }
}
