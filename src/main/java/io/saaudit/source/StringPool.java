package io.saaudit.source;

import java.util.Arrays;

/**
 * Shares equal strings: a manifest says {@code get}, {@code apps} and its namespace a thousand times. A fixed table
 * that forgets on a clash; one a thread.
 */
final class StringPool {
    private static final int SIZE = 1 << 12;
    private static final int LONGEST = 80;

    private final String[] table = new String[SIZE];
    private final char[] scratch = new char[LONGEST];

    /** The string, or an equal one seen before. */
    String share(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        int slot = slot(text.hashCode());
        if (text.equals(table[slot])) {
            return table[slot];
        }
        String second = table[slot ^ 1];
        table[slot ^ 1] = table[slot];
        table[slot] = text.equals(second) ? second : text;
        return table[slot];
    }

    /** The string of these characters, without making it when an equal one was seen before. */
    String share(char[] text, int from, int length) {
        if (length > LONGEST) {
            return new String(text, from, length);
        }
        // As String.hashCode.
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + text[i];
        }
        int slot = slot(hash);
        String seen = table[slot];
        if (seen != null && equal(seen, text, from, length)) {
            return seen;
        }
        // Two that share a slot and come by turns, such as the kind and a label of each item, would push each other
        // out.
        String second = table[slot ^ 1];
        table[slot ^ 1] = seen;
        table[slot] = second != null && equal(second, text, from, length) ? second : new String(text, from, length);
        return table[slot];
    }

    /** Copied first: two copies in bulk and a comparison in bulk take a third of the time of a loop over charAt. */
    private boolean equal(String seen, char[] text, int from, int length) {
        if (seen.length() != length) {
            return false;
        }
        seen.getChars(0, length, scratch, 0);
        return Arrays.equals(scratch, 0, length, text, from, from + length);
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 12) & (SIZE - 1);
    }
}
