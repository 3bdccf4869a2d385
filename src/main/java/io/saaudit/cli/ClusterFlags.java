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
     * Declares them, out of sight: there are many, the same for every command, and {@code help cluster} lists them.
     *
     * @param impersonating whether {@code --as} is who reads; in can-i it is who is asked about
     */
    static void add(CommandSpec spec, boolean impersonating) {
        add(spec, impersonating, true);
        spec.usageMessage()
                .footerHeading(
                        "%nWithout a path the cluster of the current context is read (--context and others: sa-audit"
                                + " help cluster).%n%nExamples:%n");
    }

    /** The same for a command whose words say what is read. */
    static void addForSides(CommandSpec spec) {
        add(spec, true, true);
        spec.usageMessage()
                .footerHeading("%nOptions for a cluster, --context and others: sa-audit help cluster.%n%nExamples:%n");
    }

    /** What {@code sa-audit help cluster} shows. */
    static CommandSpec topic() {
        CommandSpec spec = Options.command(
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

    private static void add(CommandSpec spec, boolean impersonating, boolean hidden) {
        value(
                spec,
                hidden,
                "FILE",
                "The kubeconfig (default: the files of KUBECONFIG, ~/.kube/config, the pod's own" + " account).",
                "--kubeconfig");
        value(spec, hidden, "NAME", "The context, instead of the current one.", "--context");
        value(spec, hidden, "NAME", "The kubeconfig's cluster, instead of the context's.", "--cluster");
        value(spec, hidden, "NAME", "The kubeconfig's user, instead of the context's.", "--user");
        value(spec, hidden, "URL", "The API server.", "-s", "--server");
        value(
                spec,
                hidden,
                "TOKEN",
                "The bearer token to read with; better in a file: others may see a command line.",
                "--token");
        value(spec, hidden, "FILE", "The file of the bearer token to read with.", "--token-file");
        value(spec, hidden, "FILE", "The certificates that the server's must go back to.", "--certificate-authority");
        spec.addOption(Options.option(
                        boolean.class,
                        "Take the server for what it says it is. Whoever is in between" + " gets the credential.",
                        "--insecure-skip-tls-verify")
                .arity("0")
                .hidden(hidden)
                .build());
        value(spec, hidden, "NAME", "The name that the server's certificate must have.", "--tls-server-name");
        if (impersonating) {
            value(
                    spec,
                    hidden,
                    "USER",
                    "The user to read as (impersonation). In can-i --as is who is asked about, and"
                            + " reading is never impersonated.",
                    "--as");
            values(spec, hidden, "GROUP", "A group to read as a member of, beside --as. Repeatable.", "--as-group");
            value(spec, hidden, "UID", "The uid to read with, beside --as.", "--as-uid");
        }
        value(spec, hidden, "TIME", "The most that one request may take, as in 30s.", "--request-timeout");
        value(spec, hidden, "N", "The most requests a second.", "--qps");
        values(
                spec,
                hidden,
                "KIND",
                "A kind to leave out, as in Secret,ConfigMap; what hangs on it is not evaluated, and"
                        + " the report says so. Repeatable.",
                "--without");
        spec.addOption(
                Options.option(boolean.class, "Ask no cluster, whatever is missing (as " + SET + "=1).", "--offline")
                        .arity("0")
                        .hidden(hidden)
                        .build());
    }

    private static void value(CommandSpec spec, boolean hidden, String label, String description, String... names) {
        spec.addOption(Options.option(String.class, description, names)
                .paramLabel(label)
                .hidden(hidden)
                .build());
    }

    private static void values(CommandSpec spec, boolean hidden, String label, String description, String... names) {
        spec.addOption(Options.option(List.class, description, names)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .hidden(hidden)
                .build());
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
