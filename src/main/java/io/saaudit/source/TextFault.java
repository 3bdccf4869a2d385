package io.saaudit.source;

import java.io.IOException;

/** The bytes of an input are no text, or break a limit; carries what the gap will say. */
final class TextFault extends IOException {
    private static final long serialVersionUID = 1L;

    private final io.saaudit.model.Gap.Kind kind;
    private final String hint;
    private final int line;
    private final int column;

    TextFault(io.saaudit.model.Gap.Kind kind, String what, String hint, int line, int column) {
        super(what);
        this.kind = kind;
        this.hint = hint;
        this.line = line;
        this.column = column;
    }

    io.saaudit.model.Gap.Kind kind() {
        return kind;
    }

    String hint() {
        return hint;
    }

    /** Line from 1, or 0. */
    int line() {
        return line;
    }

    /** Column from 1, or 0. */
    int column() {
        return column;
    }
}
