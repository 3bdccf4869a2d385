package io.saaudit.model;

/**
 * One input that places refer to by number.
 *
 * @param path the name shown to the user
 * @param markLines lines at which a {@code # Source:} comment of {@code helm template} stands, ascending
 * @param marks the template named at each of those lines; an empty string ends the reach of the one before
 */
public record Source(String path, int[] markLines, String[] marks) {
    private static final int[] NO_LINES = {};
    private static final String[] NO_MARKS = {};

    /** A source without template comments. */
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
