package io.saaudit.source.git;

/** What a repository does not have, or git does not say: one clear line, and what to do next. */
public final class GitException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String hint;

    /** Whose fault it is. */
    public enum Kind {
        /** What was asked for cannot be meant: no git, no repository, no such revision or path (exit status 2). */
        USAGE,
        /** It is there, and could not be read: git ended, objects are missing (exit status 3). */
        UNREADABLE
    }

    GitException(Kind kind, String what, String hint) {
        super(what);
        this.kind = kind;
        this.hint = hint;
    }

    static GitException usage(String what, String hint) {
        return new GitException(Kind.USAGE, what, hint);
    }

    static GitException unreadable(String what, String hint) {
        return new GitException(Kind.UNREADABLE, what, hint);
    }

    /** Whose fault it is. */
    public Kind kind() {
        return kind;
    }

    /** What to do next, or empty. */
    public String hint() {
        return hint;
    }
}
