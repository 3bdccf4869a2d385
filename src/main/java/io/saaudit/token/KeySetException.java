package io.saaudit.token;

/** Keys that cannot be used. The message does not quote them: they may hold private parts. */
public final class KeySetException extends Exception {
    private static final long serialVersionUID = 1L;

    KeySetException(String what) {
        super(what);
    }
}
