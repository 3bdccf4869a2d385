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
        return io.saaudit.config.Glob.matches(pattern, text);
    }
}
