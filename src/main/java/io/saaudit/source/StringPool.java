package io.saaudit.source;

/**
 * Shares equal strings: a manifest says {@code get}, {@code apps} and its namespace a thousand times. A fixed table
 * that forgets on a clash; one a thread.
 */
final class StringPool {
    private static final int SIZE = 1 << 12;
    private static final int LONGEST = 80;

    private final String[] table = new String[SIZE];

    /** The string, or an equal one seen before. */
    String share(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 12) & (SIZE - 1);
        String seen = table[slot];
        if (text.equals(seen)) {
            return seen;
        }
        table[slot] = text;
        return text;
    }
}
