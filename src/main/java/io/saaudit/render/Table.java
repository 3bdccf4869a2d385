package io.saaudit.render;

import io.saaudit.model.Severity;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table without borders, as kubectl's. Cells are escaped here. To fit a terminal one column of prose may be cut, and
 * one that holds names may go on in the next line, between words: no name is ever cut or broken.
 */
final class Table {
    /** Room that a cut column keeps at least. */
    private static final int LEAST = 24;

    private static final int GAP = 2;

    private final String[] headers;
    private final List<String[]> rows = new ArrayList<>();
    private int flexible = -1;
    private int severities = -1;
    private boolean cut;

    Table(String... headers) {
        this.headers = headers;
    }

    /** Names the column that may be cut, from 0. */
    Table cutting(int column) {
        flexible = column;
        cut = true;
        return this;
    }

    /** Names the column that may be broken between words, from 0. */
    Table wrapping(int column) {
        flexible = column;
        return this;
    }

    /** Names the column that holds words of severities, from 0; they are coloured. */
    Table severities(int column) {
        severities = column;
        return this;
    }

    /** Adds a row; a cell that is null or left out is blank. */
    void row(String... cells) {
        String[] row = new String[headers.length];
        for (int i = 0; i < row.length; i++) {
            String cell = i < cells.length && cells[i] != null ? cells[i] : "";
            row[i] = i == 0 ? Escape.lineStart(cell) : Escape.text(cell);
        }
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(PrintStream out, Style style) {
        int[] widths = new int[headers.length];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = widest(column);
        }
        int room = Integer.MAX_VALUE;
        if (flexible >= 0 && style.width() > 0) {
            room = room(widths, style.width());
            widths[flexible] = cut ? Math.min(widths[flexible], room) : widestLine(room);
        }
        StringBuilder line = new StringBuilder();
        print(headers, widths, Style.PLAIN, line, out);
        for (String[] row : rows) {
            String[] cells = row;
            while (cells != null) {
                String[] next = null;
                if (flexible >= 0 && cells[flexible].length() > room) {
                    String text = cells[flexible];
                    int end = cut ? room - 1 : lineEnd(text, room);
                    cells = cells.clone();
                    cells[flexible] = cut ? text.substring(0, end) + "…" : text.substring(0, end);
                    next = cut ? null : rest(text, end);
                }
                print(cells, widths, style, line, out);
                cells = next;
            }
        }
    }

    /** The next line of a row of which one cell goes on. */
    private String[] rest(String text, int end) {
        String[] rest = new String[headers.length];
        Arrays.fill(rest, "");
        rest[flexible] = text.substring(end + 1);
        return rest;
    }

    private void print(String[] cells, int[] widths, Style style, StringBuilder line, PrintStream out) {
        line.setLength(0);
        int at = 0; // where a column starts, were it not for colours
        int written = 0;
        for (int column = 0; column < cells.length; column++) {
            String cell = cells[column];
            if (!cell.isEmpty()) {
                for (; written < at; written++) {
                    line.append(' ');
                }
                line.append(column == severities && style.color() ? painted(cell, style) : cell);
                written += cell.length();
            }
            at += widths[column] + GAP;
        }
        out.append(line).append('\n');
    }

    private static String painted(String word, Style style) {
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word)) {
                return style.severity(word, severity);
            }
        }
        return word;
    }

    /** Columns that are left for the flexible one. */
    private int room(int[] widths, int width) {
        int others = 0;
        for (int column = 0; column < widths.length; column++) {
            if (column != flexible) {
                others += widths[column] + GAP;
            }
        }
        return Math.max(cut ? LEAST : longestWord(flexible), width - others);
    }

    private int widest(int column) {
        int widest = headers[column].length();
        for (String[] row : rows) {
            widest = Math.max(widest, row[column].length());
        }
        return widest;
    }

    /** The longest line of the flexible column once it is broken. */
    private int widestLine(int room) {
        int widest = headers[flexible].length();
        for (String[] row : rows) {
            String text = row[flexible];
            while (text.length() > room) {
                int end = lineEnd(text, room);
                widest = Math.max(widest, end);
                text = text.substring(end + 1);
            }
            widest = Math.max(widest, text.length());
        }
        return widest;
    }

    /** Where to break a text that is longer than the room, which no word is. */
    private static int lineEnd(String text, int room) {
        return text.lastIndexOf(' ', room);
    }

    private int longestWord(int column) {
        int longest = headers[column].length();
        for (String[] row : rows) {
            String cell = row[column];
            int start = 0;
            for (int i = 0; i <= cell.length(); i++) {
                if (i == cell.length() || cell.charAt(i) == ' ') {
                    longest = Math.max(longest, i - start);
                    start = i + 1;
                }
            }
        }
        return longest;
    }
}
