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
            "--client-certificate",
            "--client-key",
            "--certificate-authority",
            "--insecure-skip-tls-verify",
            "--tls-server-name",
            "--as",
            "--as-group",
            "--as-uid",
            "--as-user-extra",
            "--request-timeout",
            "--qps",
            "--without");

    private ClusterFlags() {}

    /** What {@code sa-audit help cluster} shows. */
    static CommandSpec topic() {
        CommandSpec spec = Options.text(
                "COMMAND",
                "[OPTION...]",
                List.of("Without a path every command reads the cluster of the current context, as kubectl finds it. It"
                        + " needs get and list on what it reads, and changes nothing; docs/cluster.md says more, and"
                        + " docs/access.md which roles to ask for."),
                List.of(
                        "$ sa-audit scan --context prod",
                        "$ sa-audit who-can get secrets --server https://10.0.0.1:6443 --token-file token",
                        "$ sa-audit snapshot prod.json.gz --context prod"));
        add(spec, true, false);
        return spec;
    }

    /**
     * Declares them.
     *
     * @param impersonating whether {@code --as} is who reads; in can-i it is who is asked about
     * @param hidden whether the help leaves them to the topic: there are many, the same for every command
     */
    static void add(CommandSpec spec, boolean impersonating, boolean hidden) {
        Options.value(
                spec,
                hidden,
                "FILE",
                "The kubeconfig (default: the files of KUBECONFIG, ~/.kube/config, the pod's own" + " account).",
                "--kubeconfig");
        Options.value(spec, hidden, "NAME", "The context, instead of the current one.", "--context");
        Options.value(spec, hidden, "NAME", "The kubeconfig's cluster, instead of the context's.", "--cluster");
        Options.value(spec, hidden, "NAME", "The kubeconfig's user, instead of the context's.", "--user");
        Options.value(spec, hidden, "URL", "The API server.", "-s", "--server");
        Options.value(
                spec,
                hidden,
                "TOKEN",
                "The bearer token to read with; better in a file: others may see a command line.",
                "--token");
        Options.value(spec, hidden, "FILE", "The file of the bearer token to read with.", "--token-file");
        Options.value(
                spec,
                hidden,
                "FILE",
                "A client certificate to read with, instead of the kubeconfig's credential.",
                "--client-certificate");
        Options.value(spec, hidden, "FILE", "Its key.", "--client-key");
        Options.value(
                spec, hidden, "FILE", "The certificates that the server's must go back to.", "--certificate-authority");
        Options.flag(
                spec,
                hidden,
                "Take the server for what it says it is. Whoever is in between gets the credential.",
                "--insecure-skip-tls-verify");
        Options.value(spec, hidden, "NAME", "The name that the server's certificate must have.", "--tls-server-name");
        if (impersonating) {
            Options.value(
                    spec,
                    hidden,
                    "USER",
                    "The user to read as (impersonation). In can-i --as is who is asked about, and"
                            + " reading is never impersonated.",
                    "--as");
            Options.values(
                    spec, hidden, "GROUP", "A group to read as a member of, beside --as. Repeatable.", "--as-group");
            Options.value(spec, hidden, "UID", "The uid to read with, beside --as.", "--as-uid");
            Options.values(
                    spec,
                    hidden,
                    "KEY=VALUE",
                    "What else the user to read as has, beside --as. Repeatable.",
                    "--as-user-extra");
        }
        Options.value(spec, hidden, "TIME", "The most that one request may take, as in 30s.", "--request-timeout");
        Options.value(spec, hidden, "N", "The most requests a second.", "--qps");
        Options.values(
                spec,
                hidden,
                "KIND",
                "A kind to leave out, as in Secret,ConfigMap; what hangs on it is not evaluated, and"
                        + " the report says so. Repeatable.",
                "--without");
        Options.flag(spec, hidden, "Ask no cluster, whatever is missing (as " + SET + "=1).", "--offline");
    }

    /** Whether one of them was given that says which cluster is meant, or as whom. */
    static boolean named(ParseResult options) {
        for (String name : NAMES.subList(0, NAMES.indexOf("--request-timeout"))) {
            if (options.hasMatchedOption(name)) {
                return true;
            }
        }
        return false;
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
