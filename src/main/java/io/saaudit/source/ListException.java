package io.saaudit.source;

/** A page of a list could not be taken: nothing of it was kept. The message quotes nothing but names of kinds. */
public final class ListException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is wrong with it. */
    public enum Kind {
        /** It breaks off, or is damaged on its way: asked for again it may be whole. */
        CUT,
        /** It is no list of the kind that was asked for. */
        OTHER,
        /** It passes a limit. */
        LIMIT
    }

    ListException(Kind kind, String what) {
        super(what, null, false, false);
        this.kind = kind;
    }

    /** What is wrong with it. */
    public Kind kind() {
        return kind;
    }
}
