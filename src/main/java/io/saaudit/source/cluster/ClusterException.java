package io.saaudit.source.cluster;

/** What ends or cuts short the reading of a cluster: one clear line, and what to do next. It never holds a credential. */
public final class ClusterException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String hint;

    /** Whose fault it is. */
    public enum Kind {
        /** The kubeconfig, a flag or a credential plug-in: nothing was asked of a server (exit status 2). */
        CONFIGURATION,
        /** The server could not be reached, or answered with nothing that can be used (exit status 3). */
        CONNECTION
    }

    /**
     * What went wrong.
     *
     * @param kind whose fault it is
     * @param what one sentence without a stop
     * @param hint what to do next, or empty
     */
    public ClusterException(Kind kind, String what, String hint) {
        super(what);
        this.kind = kind;
        this.hint = hint;
    }

    /** One of kind CONFIGURATION; parameters as of the constructor. */
    static ClusterException configuration(String what, String hint) {
        return new ClusterException(Kind.CONFIGURATION, what, hint);
    }

    /** One of kind CONNECTION; parameters as of the constructor. */
    static ClusterException connection(String what, String hint) {
        return new ClusterException(Kind.CONNECTION, what, hint);
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
