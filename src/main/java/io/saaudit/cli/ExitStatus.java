package io.saaudit.cli;

/** How a run ends; the same for every command (docs/exit-status.md). */
public enum ExitStatus {
    FINE(0, "fine, or yes"),
    NEGATIVE(1, "findings that fail, more than a lock, no, no such object, an unexpected answer"),
    USAGE(2, "a wrong option, path, revision, configuration, baseline or lock; nothing was audited"),
    INCOMPLETE(3, "not all that was asked for could be read, or the answer is unknown"),
    DEFECT(4, "a defect of sa-audit"),
    INTERRUPTED(130, "interrupted");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number. */
    public int code() {
        return code;
    }

    /** What it means, in a few words. */
    public String meaning() {
        return meaning;
    }
}
