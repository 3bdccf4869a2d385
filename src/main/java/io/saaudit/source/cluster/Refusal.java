package io.saaudit.source.cluster;

/** A request got no answer that can be used. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String hint;

    /** Why not. */
    enum Kind {
        /** 401. */
        UNAUTHENTICATED,
        /** 403. */
        FORBIDDEN,
        /** 404: the server does not have it. */
        NOT_SERVED,
        /** 410: the continue token is too old. */
        GONE,
        /** An answer that is none: another kind, a web page, a redirect, an error of the server's. */
        UNUSABLE,
        /** The answer breaks off, or there is none, however often it is asked. */
        BROKEN
    }

    /**
     * @param kind why
     * @param what half a sentence that can stand after a colon
     */
    Refusal(Kind kind, String what) {
        this(kind, what, "");
    }

    /** @param hint what to do next, or empty */
    Refusal(Kind kind, String what, String hint) {
        super(what, null, false, false);
        this.kind = kind;
        this.hint = hint;
    }

    String hint() {
        return hint;
    }

    Kind kind() {
        return kind;
    }
}
