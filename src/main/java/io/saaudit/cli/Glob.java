package io.saaudit.cli;

/**
 * A pattern in which {@code *} stands for any text and {@code ?} for any one character.
 *
 * @param pattern the pattern
 */
record Glob(String pattern) {
    /** Stands in names that no input holds. */
    private static final char NOBODY = '\u0001';

    /** Whether it means more than itself. */
    boolean isPattern() {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    /** Something that it matches and that nothing in the input is called: what holds for it holds for any other name. */
    String anyOther() {
        return pattern.replace('*', NOBODY).replace('?', NOBODY);
    }

    /** Whether it matches the whole text. */
    boolean matches(String text) {
        int p = 0;
        int star = -1;
        int retry = 0;
        for (int t = 0; t < text.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
