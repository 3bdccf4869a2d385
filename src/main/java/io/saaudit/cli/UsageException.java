package io.saaudit.cli;

/** A command line that cannot be meant as it stands: what is wrong with it, and what to do. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String hint;

    UsageException(String what, String hint) {
        super(what);
        this.hint = hint;
    }

    /** What to do next, or empty. */
    String hint() {
        return hint;
    }
}
