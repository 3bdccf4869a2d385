package io.saaudit.source;

import io.saaudit.model.Gap;

/** The rest of a document cannot be read. Carries what the gap will say; has no stack trace, as it is no defect. */
final class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Gap.Kind kind;
    private final String hint;
    private final long at;
    private final int index;

    DocumentException(Gap.Kind kind, String what, String hint, long at) {
        this(kind, what, hint, at, -1);
    }

    private DocumentException(Gap.Kind kind, String what, String hint, long at, int index) {
        super(what, null, false, false);
        this.index = index;
        this.kind = kind;
        this.hint = hint;
        this.at = at;
    }

    static DocumentException malformed(String what, String hint, long at) {
        return new DocumentException(Gap.Kind.MALFORMED, what, hint, at);
    }

    static DocumentException limit(String what, String flag, long at) {
        return new DocumentException(Gap.Kind.LIMIT, what, "If that is meant, raise " + flag + ".", at);
    }

    /** The same, with the place in the text that was parsed. */
    DocumentException withIndex(int at) {
        return new DocumentException(kind, getMessage(), hint, this.at, at);
    }

    /** Index in the text that was parsed, or -1. */
    int index() {
        return index;
    }

    Gap.Kind kind() {
        return kind;
    }

    String hint() {
        return hint;
    }

    long at() {
        return at;
    }
}
