package io.saaudit.token;

/**
 * What was given is no token, or none that can be read. The message never quotes it: what looks like no token may be one
 * with a letter too many.
 */
public final class TokenException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean nothing;
    private final String hint;

    private TokenException(boolean nothing, String what, String hint) {
        super(what);
        this.nothing = nothing;
        this.hint = hint;
    }

    /** Something is there, and it is no token that any server would take. */
    static TokenException malformed(String what, String hint) {
        return new TokenException(false, what, hint);
    }

    static TokenException malformed(String what) {
        return malformed(what, "");
    }

    /** There is nothing to look at. */
    static TokenException nothing(String what, String hint) {
        return new TokenException(true, what, hint);
    }

    /** Whether no token was given, rather than a wrong one. */
    public boolean isNothing() {
        return nothing;
    }

    /** What to do next, or empty. */
    public String hint() {
        return hint;
    }
}
