package io.saaudit.config;

/** A configuration or baseline that cannot be meant as it stands. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String hint;

    /**
     * @param what what is wrong, with the file and line in front
     * @param hint what to do, or empty
     */
    public ConfigException(String what, String hint) {
        super(what);
        this.hint = hint;
    }

    /** What to do next, or empty. */
    public String hint() {
        return hint;
    }
}
