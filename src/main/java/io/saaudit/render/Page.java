package io.saaudit.render;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A text in sections: a heading, and indented below it lines and tables. */
final class Page {
    private static final int INDENT = 2;

    private final PrintStream out;
    private final Style style;
    private final Style inner;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final PrintStream section = new PrintStream(held, false, StandardCharsets.UTF_8);
    private String title = "";

    Page(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
        this.inner = style.width() == 0
                ? style
                : new Style(style.color(), Math.max(1, style.width() - INDENT), style.program());
    }

    /** Begins a section; one that stays empty is left out. */
    Page section(String heading) {
        end();
        title = heading;
        return this;
    }

    /**
     * Adds a line, which must begin with words of ours or with what {@link Escape#lineStart} gives. One that is too long
     * for a terminal goes on in the next, unless it is indented: that is text to copy.
     */
    Page line(String text) {
        int start = 0;
        while (inner.width() > 0 && !text.startsWith(" ") && text.length() - start > inner.width()) {
            int end = blank(text, start);
            if (end < 0) {
                break;
            }
            section.println(text.substring(start, end));
            start = end + 1;
        }
        section.println(text.substring(start));
        return this;
    }

    /** The last blank that fits, before a word of letters: no line may begin as the input likes. */
    private int blank(String text, int start) {
        for (int i = Math.min(text.length() - 2, start + inner.width()); i > start; i--) {
            if (text.charAt(i) == ' ' && Character.isLetterOrDigit(text.charAt(i + 1))) {
                return i;
            }
        }
        return -1;
    }

    /** Adds a table, unless it has no rows. */
    Page table(Table table) {
        if (!table.isEmpty()) {
            table.print(section, inner);
        }
        return this;
    }

    /** Takes what another renderer prints. */
    PrintStream raw() {
        return section;
    }

    /** How the inside of a section is shown. */
    Style style() {
        return inner;
    }

    /** Writes the last section. */
    void end() {
        section.flush();
        String text = held.toString(StandardCharsets.UTF_8);
        held.reset();
        if (text.isEmpty()) {
            return;
        }
        out.println();
        out.println(style.heading(title));
        for (String line : Words.lines(text)) {
            out.println(line.isEmpty() ? "" : " ".repeat(INDENT) + line);
        }
    }
}
