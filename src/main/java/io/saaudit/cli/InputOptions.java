package io.saaudit.cli;

import io.saaudit.catalog.KubeVersion;
import io.saaudit.source.Limits;
import io.saaudit.source.ReadOptions;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What is read, and how.
 *
 * @param paths files, folders, {@code -}; none: the cluster
 * @param read how files are read
 * @param version the version of Kubernetes that was given, or null
 * @param builtIns whether built-in roles are assumed where they were not listed from a server
 * @param strict whether the input is said to be complete
 * @param given everything that was given: of a cluster {@link ClusterInput} takes it from there
 */
record InputOptions(
        List<String> paths,
        ReadOptions read,
        KubeVersion version,
        boolean builtIns,
        boolean strict,
        ParseResult given) {

    /** Declares them; most of them, and how to name a cluster, are left to topics of help. */
    static void add(CommandSpec spec) {
        add(spec, true);
    }

    /**
     * Declares them.
     *
     * @param impersonating whether {@code --as} is who reads a cluster
     */
    static void add(CommandSpec spec, boolean impersonating) {
        Options.values(
                spec, "PATH", "Files, folders, git:REV[:PATH], - or a snapshot. Repeatable.", "-f", "--filename");
        addReading(spec, true);
        ClusterFlags.add(spec, impersonating, true);
    }

    /** What {@code sa-audit help input} shows. */
    static CommandSpec topic() {
        CommandSpec spec = Options.text(
                "COMMAND",
                "-f PATH [OPTION...]",
                List.of(
                        "Manifests are YAML or JSON: files, folders with all below them, lists, what kubectl get -o yaml"
                                + " or helm template prints; each may be packed by gzip. A snapshot of a cluster, which"
                                + " the command snapshot writes, is named in the same way, alone.",
                        "scan takes paths without -f too. With a path no cluster is asked. What cannot be read is told,"
                                + " and makes the exit status 3 where nothing else decides it."),
                List.of(
                        "$ sa-audit scan manifests --exclude tests --strict",
                        "$ helm template chart | sa-audit pods --default-namespace ns-1 -f -",
                        "$ sa-audit who-can get secrets --kube-version 1.33 -f manifests"));
        Options.values(
                spec,
                "PATH",
                "What to read: a file, a folder with all below it, git:REV[:PATH] for files of a revision, or - for"
                        + " standard input; or a snapshot of a cluster. Repeatable.",
                "-f",
                "--filename");
        addReading(spec, false);
        return spec;
    }

    /** Declares how what is named otherwise is read; out of sight where help leaves that to the topic. */
    static void addReading(CommandSpec spec, boolean apart) {
        Options.value(
                spec,
                apart,
                "NAME",
                "Where objects without a namespace are placed (default: default, or the one -n of scan,"
                        + " permissions, pods and explain).",
                "--default-namespace");
        Options.value(
                spec,
                apart,
                "VERSION",
                "Kubernetes version whose built-in roles are assumed, 1.30 to 1.36 (default: 1.36; a cluster's own).",
                "--kube-version");
        Options.flag(spec, apart, "Assume no built-in roles and bindings.", "--no-builtin-roles");
        Options.flag(
                spec,
                apart,
                "The input is complete: what it does not hold does not exist, and no answer is unknown for it.",
                "--strict");
        Options.flag(spec, apart, "Walk hidden folders and node_modules too.", "--hidden");
        Options.values(
                spec, apart, "GLOB", "Pass over files and folders of this name or path. Repeatable.", "--exclude");
        Options.value(spec, apart, "SIZE", "Bytes read of one file, unpacked (default: 2GiB).", "--max-file-size");
        Options.value(spec, apart, "SIZE", "Characters of one YAML document (default: 64MiB).", "--max-document-size");
        Options.value(spec, apart, "N", "Levels of nesting (default: 100).", "--max-depth");
        Options.value(spec, apart, "N", "Aliases in one YAML document (default: 100).", "--max-aliases");
        Options.value(spec, apart, "SIZE", "Characters of one value (default: 8MiB).", "--max-scalar-size");
    }

    /**
     * Reads them.
     *
     * @param options what was given
     * @param barePaths paths given without an option
     * @param defaultNamespace where objects without a namespace are placed unless an option says so
     * @throws UsageException when one has no meaning
     */
    static InputOptions of(ParseResult options, List<String> barePaths, String defaultNamespace) throws UsageException {
        List<String> paths = paths(options, barePaths);
        Limits usual = Limits.DEFAULT;
        Limits limits = new Limits(
                Options.size(options, "--max-file-size", usual.maxFileSize()),
                characters(options, "--max-document-size", usual.maxDocumentSize()),
                Options.number(options, "--max-depth", usual.maxDepth()),
                Options.number(options, "--max-aliases", usual.maxAliases()),
                characters(options, "--max-scalar-size", usual.maxScalarSize()));
        ReadOptions read = ReadOptions.defaults()
                .withDefaultNamespace(Options.value(options, "--default-namespace", defaultNamespace))
                .withHidden(Options.isSet(options, "--hidden"))
                .withExclude(Options.values(options, "--exclude"))
                .withLimits(limits);
        return new InputOptions(
                paths,
                read,
                version(options),
                !Options.isSet(options, "--no-builtin-roles"),
                Options.isSet(options, "--strict"),
                options);
    }

    /** Everything that is to be read: paths given without an option, and those of {@code -f}. */
    static List<String> paths(ParseResult options, List<String> barePaths) {
        List<String> named = Options.values(options, "-f");
        return barePaths.isEmpty() ? named : named.isEmpty() ? barePaths : joined(barePaths, named);
    }

    /** Whether standard input is read. */
    boolean usesStandardInput() {
        return paths.contains("-");
    }

    /** The same, with what the configuration says. */
    InputOptions with(List<String> exclude, boolean isStrict) {
        return new InputOptions(paths, read.withExclude(exclude), version, builtIns, isStrict, given);
    }

    /** The same with another namespace for objects that name none. */
    InputOptions withDefaultNamespace(String namespace) {
        return new InputOptions(paths, read.withDefaultNamespace(namespace), version, builtIns, strict, given);
    }

    /** The same for other paths, as a version of Kubernetes has it: null for the usual one. */
    InputOptions of(List<String> other, KubeVersion decides) {
        return new InputOptions(other, read, decides, builtIns, strict, given);
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new java.util.ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static int characters(ParseResult options, String name, int otherwise) throws UsageException {
        return (int) Math.min(Integer.MAX_VALUE - 8, Options.size(options, name, otherwise));
    }

    private static KubeVersion version(ParseResult options) throws UsageException {
        String text = Options.value(options, "--kube-version", "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return KubeVersion.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--kube-version: " + e.getMessage(), "");
        }
    }
}
