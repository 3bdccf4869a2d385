package io.saaudit.model;

/**
 * Where something was read.
 *
 * @param source the file as the user would name it, {@code -} for standard input, or the name of an assumed set such as
 *     {@code built-in roles of Kubernetes 1.36}
 * @param line line from 1, or 0 when the source has no lines
 * @param column column in characters from 1, or 0
 * @param template the chart template named by a {@code # Source:} comment of {@code helm template}, or empty
 */
public record Origin(String source, int line, int column, String template) implements Comparable<Origin> {

    /** A whole source, without a place in it. */
    public static Origin of(String source) {
        return new Origin(source, 0, 0, "");
    }

    /** {@code file:line}, or the source alone when there is no line. */
    public String fileAndLine() {
        return line == 0 ? source : source + ":" + line;
    }

    // Written out: those that a record makes by itself cost much of a start-up when first used.
    @Override
    public boolean equals(Object o) {
        return o instanceof Origin p
                && line == p.line
                && column == p.column
                && source.equals(p.source)
                && template.equals(p.template);
    }

    @Override
    public int hashCode() {
        return (source.hashCode() * 31 + line) * 31 + column;
    }

    /**
     * How people are shown it: {@code file:line}; for text that a chart rendered, the template with that place behind it,
     * since the template is what they would edit.
     */
    public String shown() {
        return template.isEmpty() ? fileAndLine() : template + " (" + fileAndLine() + ")";
    }

    @Override
    public int compareTo(Origin other) {
        int c = source.compareTo(other.source);
        c = c != 0 ? c : Integer.compare(line, other.line);
        c = c != 0 ? c : Integer.compare(column, other.column);
        return c != 0 ? c : template.compareTo(other.template);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
