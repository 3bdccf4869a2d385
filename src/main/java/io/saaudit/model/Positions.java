package io.saaudit.model;

/**
 * A place in the input as one {@code long}: source number, line and column. A snapshot holds hundreds of thousands of
 * places and shows a few dozen, so {@link Origin} records are made only when asked ({@link Snapshot#origin(long)}).
 *
 * <p>Layout: 19 bits source number (1-based; 0 means no place), 1 bit form, 43 bits line and column: 26 + 17 bits, or,
 * for the very long lines of compact JSON, 13 + 30 bits. A column past the largest is kept as the largest.
 */
public final class Positions {
    /** No place: the object was not read from a text. */
    public static final long NONE = 0L;

    /** The most sources one snapshot can tell apart. */
    public static final int MAX_SOURCES = (1 << 19) - 1;

    private static final int BODY = 43;
    private static final int COLUMN_BITS = 17;
    private static final int WIDE_COLUMN_BITS = 30;
    private static final long WIDE = 1L << BODY;

    private Positions() {}

    /**
     * Packs a place.
     *
     * @param source number of the source, from 1
     * @param line line, from 1
     * @param column column in characters, from 1
     */
    public static long pack(int source, int line, int column) {
        long head = (long) source << (BODY + 1);
        if (column < 1 << COLUMN_BITS) {
            int shown = Math.min(line, (1 << 26) - 1);
            return head | (long) shown << COLUMN_BITS | column;
        }
        if (line < 1 << 13) {
            return head | WIDE | (long) line << WIDE_COLUMN_BITS | Math.min(column, (1 << WIDE_COLUMN_BITS) - 1);
        }
        return head | (long) Math.min(line, (1 << 26) - 1) << COLUMN_BITS | ((1 << COLUMN_BITS) - 1);
    }

    /** The source's number, from 1; 0 for {@link #NONE}. */
    public static int source(long position) {
        return (int) (position >>> (BODY + 1));
    }

    /** The line, from 1; 0 for {@link #NONE}. */
    public static int line(long position) {
        long body = position & (WIDE - 1);
        return (int) (body >>> ((position & WIDE) == 0 ? COLUMN_BITS : WIDE_COLUMN_BITS));
    }

    /** The column in characters, from 1; 0 for {@link #NONE}. */
    public static int column(long position) {
        int bits = (position & WIDE) == 0 ? COLUMN_BITS : WIDE_COLUMN_BITS;
        return (int) (position & ((1L << bits) - 1));
    }
}
