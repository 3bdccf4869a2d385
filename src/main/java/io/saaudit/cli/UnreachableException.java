package io.saaudit.cli;

/** A cluster that cannot be asked: refused, not trusted, not logged in, no API server. */
final class UnreachableException extends UsageException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String what, String hint) {
        super(what, hint);
    }

    @Override
    ExitStatus status() {
        return ExitStatus.INCOMPLETE;
    }
}
