package io.saaudit.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options that say which cluster is read, and how; they are kubectl's where it has them. Here are their names alone:
 * what is made of them is {@link ClusterInput}'s, which a run that reads files does not load.
 */
final class ClusterFlags {
    private static final String SET = "SA_AUDIT_OFFLINE";

    /** All that mean nothing without a cluster. */
    private static final List<String> NAMES = List.of(
            "--kubeconfig",
            "--context",
            "--cluster",
            "--user",
            "--server",
            "--token",
            "--token-file",
            "--certificate-authority",
            "--insecure-skip-tls-verify",
            "--tls-server-name",
            "--as",
            "--as-group",
            "--as-uid",
            "--request-timeout",
            "--qps",
            "--without");

    private ClusterFlags() {}

    /**
     * Declares them.
     *
     * @param impersonating whether {@code --as} is who reads; in can-i it is who is asked about
     */
    static void add(CommandSpec spec, boolean impersonating) {
        Options.value(spec, "FILE", "Cluster: the kubeconfig (default: KUBECONFIG, ~/.kube/config).", "--kubeconfig");
        Options.value(spec, "NAME", "Cluster: this context, not the current one.", "--context");
        Options.value(spec, "NAME", "Cluster: this cluster, not the context's.", "--cluster");
        Options.value(spec, "NAME", "Cluster: this user, not the context's.", "--user");
        Options.value(spec, "URL", "Cluster: this API server.", "-s", "--server");
        Options.value(spec, "TOKEN", "Cluster: read with this bearer token.", "--token");
        Options.value(spec, "FILE", "Cluster: read with the bearer token in this file.", "--token-file");
        Options.value(
                spec, "FILE", "Cluster: certificates that the server's must go back to.", "--certificate-authority");
        Options.flag(spec, "Cluster: take the server for what it says it is.", "--insecure-skip-tls-verify");
        Options.value(spec, "NAME", "Cluster: the name that the server's certificate must have.", "--tls-server-name");
        if (impersonating) {
            Options.value(spec, "USER", "Cluster: read as this user (impersonation).", "--as");
            Options.values(spec, "GROUP", "Cluster: and as a member of this group. Repeatable.", "--as-group");
            Options.value(spec, "UID", "Cluster: and with this uid.", "--as-uid");
        }
        Options.value(spec, "TIME", "Cluster: the most that one request may take, as in 30s.", "--request-timeout");
        Options.value(spec, "N", "Cluster: the most requests a second.", "--qps");
        Options.values(
                spec,
                "KIND",
                "Cluster: leave this kind out, as in Secret,ConfigMap; what hangs on it is not evaluated. Repeatable.",
                "--without");
        Options.flag(spec, "Ask no cluster, whatever is missing; as " + SET + "=1.", "--offline");
    }

    /** Refuses those that were given beside a path: whoever gives them expects a cluster to be read. */
    static void noneBesidePaths(ParseResult options) throws UsageException {
        for (String name : NAMES) {
            if (options.hasMatchedOption(name) && !ofTheCommand(name, options)) {
                throw new UsageException(
                        name + " is for a cluster, and a path is given",
                        "Leave out the path to read the cluster, or " + name + " to read the path.");
            }
        }
    }

    /** can-i has these for itself. */
    private static boolean ofTheCommand(String name, ParseResult options) {
        return name.startsWith("--as") && options.commandSpec().findOption("--as-uid") == null;
    }

    /** Whether a cluster must not be asked. */
    static boolean offline(ParseResult options, Io io) {
        String set = io.env().apply(SET);
        return Options.isSet(options, "--offline") || set != null && !set.isEmpty() && !set.equals("0");
    }
}
