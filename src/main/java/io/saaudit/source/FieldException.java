package io.saaudit.source;

/** A field of an object has a type that the API server refuses. The rest of the document can be read. */
final class FieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;
    private final long at;

    FieldException(String what, String hint, long at) {
        super(what, null, false, false);
        this.hint = hint;
        this.at = at;
    }

    String hint() {
        return hint;
    }

    long at() {
        return at;
    }
}
