package io.saaudit.source;

/**
 * An input that cannot be meant: an empty path, one of nothing that exists, a revision that is not there. Thrown before
 * anything is read.
 */
public final class InputPathException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String hint;
    private final boolean unreadable;

    InputPathException(String message) {
        this(message, "", false);
    }

    InputPathException(String message, String hint, boolean unreadable) {
        super(message);
        this.hint = hint;
        this.unreadable = unreadable;
    }

    /** What to do next, or empty. */
    public String hint() {
        return hint;
    }

    /** Whether it is there, and could not be read. */
    public boolean isUnreadable() {
        return unreadable;
    }
}
