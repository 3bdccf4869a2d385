package io.saaudit.source;

/** An input path that cannot be meant: empty, or of nothing that exists. Thrown before anything is read. */
public final class InputPathException extends Exception {
    private static final long serialVersionUID = 1L;

    InputPathException(String message) {
        super(message);
    }
}
