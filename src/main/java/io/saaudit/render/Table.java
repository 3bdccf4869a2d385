package io.saaudit.render;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import com.github.freva.asciitable.Styler;
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

    private String[] headers;
    private final List<Object[]> rows = new ArrayList<>();
    private int flexible = -1;
    private OverflowBehaviour overflow = OverflowBehaviour.NEWLINE;

    Table(String... headers) {
        this.headers = headers;
    }

    /** Names the column that may be cut, from 0. */
    Table cutting(int column) {
        flexible = column;
        overflow = OverflowBehaviour.ELLIPSIS_RIGHT;
        return this;
    }

    /** Names the column that may be broken between words, from 0. */
    Table wrapping(int column) {
        flexible = column;
        return this;
    }

    /** Adds a row; a cell that is null or left out is blank. */
    void row(String... cells) {
        Object[] row = new Object[headers.length];
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
        print(out, style, new Styler() {});
    }

    /** Prints it, cells coloured by the styler. */
    void print(PrintStream out, Style style, Styler styler) {
        dropPlaces();
        if (style.width() == 0 && !style.color()) {
            printPlain(out);
            return;
        }
        Column[] columns = new Column[headers.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column()
                    .header(headers[i])
                    .headerAlign(HorizontalAlign.LEFT)
                    .dataAlign(HorizontalAlign.LEFT)
                    .maxWidth(width(i, style), overflow);
        }
        String text = AsciiTable.builder()
                .lineSeparator("\n")
                .border(AsciiTable.NO_BORDERS)
                .styler(styler)
                .data(columns, rows.toArray(Object[][]::new))
                .asString();
        // The library frames every line with the room of a border that is not drawn.
        for (int start = 0; start < text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            int last = end;
            while (last > start + 1 && text.charAt(last - 1) == ' ') {
                last--;
            }
            out.append(text, Math.min(start + 1, last), last).append('\n');
            start = end + 1;
        }
    }

    /**
     * What the library prints where nothing is cut, broken or coloured, as in every file and pipe: its classes and lambdas
     * would be a tenth of the whole run of a small scan on JDK 17.
     */
    private void printPlain(PrintStream out) {
        int[] widths = new int[headers.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = widest(i);
        }
        StringBuilder line = new StringBuilder();
        printPlain(headers, widths, line, out);
        for (Object[] row : rows) {
            printPlain(row, widths, line, out);
        }
    }

    private static void printPlain(Object[] cells, int[] widths, StringBuilder line, PrintStream out) {
        line.setLength(0);
        int start = 0;
        for (int i = 0; i < cells.length; i++) {
            for (int at = line.length(); at < start; at++) {
                line.append(' ');
            }
            line.append((String) cells[i]);
            start += widths[i] + GAP;
        }
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        line.setLength(end);
        out.append(line).append('\n');
    }

    /** Leaves out the places where there are none, as of what a cluster listed. */
    private void dropPlaces() {
        int last = headers.length - 1;
        if (headers[last].equals("WHERE") && !rows.isEmpty() && widest(last) == headers[last].length()) {
            for (Object[] row : rows) {
                if (!row[last].equals("")) {
                    return;
                }
            }
            headers = Arrays.copyOf(headers, last);
            rows.replaceAll(row -> Arrays.copyOf(row, last));
        }
    }

    private int width(int column, Style style) {
        if (column != flexible || style.width() == 0) {
            return Integer.MAX_VALUE - GAP;
        }
        int others = 0;
        for (int i = 0; i < headers.length; i++) {
            if (i != flexible) {
                others += widest(i) + GAP;
            }
        }
        int least = overflow == OverflowBehaviour.NEWLINE ? longestWord(column) : LEAST;
        return Math.max(least, style.width() - others) + GAP;
    }

    private int widest(int column) {
        int widest = headers[column].length();
        for (Object[] row : rows) {
            widest = Math.max(widest, ((String) row[column]).length());
        }
        return widest;
    }

    private int longestWord(int column) {
        int longest = headers[column].length();
        for (Object[] row : rows) {
            String cell = (String) row[column];
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
