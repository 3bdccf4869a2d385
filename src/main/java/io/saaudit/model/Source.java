package io.saaudit.model;

import java.util.List;

/**
 * One input that places refer to by number.
 *
 * @param path the name shown to the user
 * @param markLines lines at which a {@code # Source:} comment of {@code helm template} stands, ascending
 * @param marks the template named at each of those lines; an empty string ends the reach of the one before
 * @param ignores comments {@code # sa-audit:ignore} in it, in the order of lines
 */
public record Source(String path, int[] markLines, String[] marks, List<Ignore> ignores) {
    private static final int[] NO_LINES = {};
    private static final String[] NO_MARKS = {};

    /**
     * A comment that asks for a finding not to be shown.
     *
     * @param line the line that it is about, which is its own or, of one that stands alone, the next
     * @param at the line where it stands
     * @param column its column
     * @param text what follows {@code sa-audit:ignore}
     */
    public record Ignore(int line, int at, int column, String text) {}

    public Source(String path, int[] markLines, String[] marks) {
        this(path, markLines, marks, List.of());
    }

    /** A source without such comments. */
    public static Source of(String path) {
        return new Source(path, NO_LINES, NO_MARKS);
    }

    /** The template whose rendered text the line belongs to, or empty. */
    public String templateAt(int line) {
        String found = "";
        for (int i = 0; i < markLines.length && markLines[i] <= line; i++) {
            found = marks[i];
        }
        return found;
    }
}
