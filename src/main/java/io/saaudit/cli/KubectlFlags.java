package io.saaudit.cli;

import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Flags of kubectl that mean nothing here, or something else: what to do instead, for whoever is used to them. */
final class KubectlFlags {
    private KubectlFlags() {}

    /** What is said of a command line that has one of them; null where it has none. */
    static UsageException refused(ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandName();
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            for (String word : unmatched.getUnmatched()) {
                if (word.startsWith("-")) {
                    return refused(word, command);
                }
            }
            return null;
        }
        // The one that has a meaning of its own here, and takes no level: picocli names it in its message alone.
        return wrong.getMessage().startsWith("option '--verbose' should be specified without")
                ? refused("--v", command)
                : null;
    }

    /** By its name alone: the word behind it may be a password. */
    private static UsageException refused(String word, String command) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String hint = hint(name, command);
        return hint.isEmpty() ? null : new UsageException("unknown option " + name, hint);
    }

    private static String hint(String name, String command) {
        return switch (name) {
            case "--cache-dir" -> "sa-audit keeps no cache: leave it out.";
            case "--v", "--vmodule", "--log-flush-frequency" ->
                "sa-audit writes no log and knows no levels of one: -v alone prints all notes.";
            case "--profile", "--profile-output" -> "sa-audit writes no profile of itself: leave it out.";
            case "--warnings-as-errors" ->
                "sa-audit passes on no warnings of the server: leave it out. What could not be read is status 3.";
            case "--match-server-version" ->
                "The server's version decides what hangs on one: leave it out, or name another by --kube-version.";
            case "--disable-compression" ->
                "Leave it out, or set disable-compression of the cluster in the kubeconfig.";
            case "--username", "--password" ->
                "Put username and password into the user's entry of the kubeconfig, or read with --token-file.";
            case "--kuberc" -> "sa-audit reads no kuberc: leave it out.";
            case "-A", "--all-namespaces" -> everywhere(command);
            default -> "";
        };
    }

    private static String everywhere(String command) {
        return switch (command) {
            case "scan", "permissions", "pods", "explain", "verify", "snapshot" ->
                command + " looks at all namespaces unless -n names some: leave it out.";
            default -> "";
        };
    }
}
