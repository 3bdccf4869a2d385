package io.saaudit.source.git;

import java.io.IOException;

/** The content of one file of a revision that git could not give. */
public final class GitReadException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    GitReadException(String what, String hint) {
        super(what);
        this.hint = hint;
    }

    /** What to do next, or empty. */
    public String hint() {
        return hint;
    }
}
