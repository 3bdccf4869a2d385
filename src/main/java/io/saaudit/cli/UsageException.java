package io.saaudit.cli;

/** What ends a run before there is a result: what is wrong, and what to do. Mostly a command line that cannot be meant so. */
class UsageException extends Exception {
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

    /** What the run ends with. */
    ExitStatus status() {
        return ExitStatus.USAGE;
    }
}
