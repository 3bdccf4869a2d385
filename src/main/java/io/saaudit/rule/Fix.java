package io.saaudit.rule;

/**
 * A way out.
 *
 * @param what what it does, in one sentence
 * @param kind the form of the text
 * @param text YAML to apply or to change to, or a command
 */
public record Fix(String what, Kind kind, String text) {
    /** The same for an object of a cluster: a manifest as the command that applies it. */
    Fix onCluster() {
        return kind == Kind.COMMAND
                ? this
                : new Fix(
                        what,
                        Kind.COMMAND,
                        "kubectl apply --server-side --force-conflicts --filename - <<'EOF'\n" + text + "EOF\n");
    }

    /** Forms of a fix. */
    public enum Kind {
        YAML,
        COMMAND
    }
}
