package io.saaudit.rule;

/**
 * A way out.
 *
 * @param what what it does, in one sentence
 * @param kind the form of the text
 * @param text YAML to apply or to change to, or a command
 */
public record Fix(String what, Kind kind, String text) {
    /** Forms of a fix. */
    public enum Kind {
        YAML,
        COMMAND
    }
}
