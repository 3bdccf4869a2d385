package io.saaudit.cli;

import java.io.PrintStream;

/** All commands. Only the one that is asked for is made. */
final class Commands {
    private static final String[][] ALL = {
        {"scan", "what is wrong, worst first, with evidence and fix"},
        {"permissions", "what accounts may do, and where each permission comes from"},
        {"can-i", "whether an identity may do something, and why or why not"},
        {"who-can", "every identity that may do something"},
        {"pods", "which account every workload runs as, and which tokens it can reach"},
        {"explain", "the story of one workload, account, role, binding or Secret"},
        {"diff", "what a change grants and takes, and where in it that stands"},
        {"snapshot", "keep what is read of a cluster in a file, to ask it later"},
        {"verify", "whether the cluster's server decides as sa-audit says"},
        {"token", "what a token says, how long it works, and what it is good for"},
        {"rules", "what scan looks for"},
        {"completion", "a script that makes bash or zsh complete command lines"},
    };

    private Commands() {}

    /** The command of that name, or null. */
    static Command named(String name) {
        return switch (name) {
            case "scan" -> new ScanCommand();
            case "permissions" -> new PermissionsCommand();
            case "can-i" -> new CanICommand();
            case "who-can" -> new WhoCanCommand();
            case "pods" -> new PodsCommand();
            case "explain" -> new ExplainCommand();
            case "diff" -> new DiffCommand();
            case "snapshot" -> new SnapshotCommand();
            case "verify" -> new VerifyCommand();
            case "token" -> new TokenCommand();
            case "rules" -> new RulesCommand();
            case "completion" -> new CompletionCommand();
            default -> null;
        };
    }

    /** Names of all commands, in the order of the overview. */
    static String[] names() {
        String[] names = new String[ALL.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = ALL[i][0];
        }
        return names;
    }

    /** Offers them for completion. */
    static void offer(Candidates candidates) {
        for (String[] command : ALL) {
            candidates.offer(command[0], command[1]);
        }
    }

    /** What {@code sa-audit --help} prints. */
    static void overview(PrintStream out) {
        out.println("Audits what Kubernetes ServiceAccounts may do.");
        out.println();
        out.println(Called.in("Usage: sa-audit COMMAND [OPTION...]"));
        out.println();
        out.println("Commands:");
        for (String[] command : ALL) {
            row(out, command[0], command[1]);
        }
        row(out, "help COMMAND", "its options, with examples");
        row(out, "help TOPIC", "options that commands share: input, cluster, output");
        row(out, "options", "all of these");
        row(out, "--version", "the version");
        out.println();
        out.println(
                "Manifests are named by -f PATH (scan takes bare paths too): files, folders, or - for standard input.");
        out.println(Called.in(
                "Without one the cluster of the current context is read, as kubectl does (sa-audit help cluster)."));
        out.println();
        out.println("Exit status:");
        for (ExitStatus status : ExitStatus.values()) {
            row(out, Integer.toString(status.code()), status.meaning());
        }
    }

    private static void row(PrintStream out, String name, String text) {
        out.append("  ").append(name);
        for (int i = name.length(); i < 14; i++) {
            out.append(' ');
        }
        out.println(text);
    }
}
