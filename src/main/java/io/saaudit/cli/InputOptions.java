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

    /** Declares them. */
    static void add(CommandSpec spec) {
        add(spec, true);
    }

    /**
     * Declares them.
     *
     * @param impersonating whether {@code --as} is who reads a cluster
     */
    static void add(CommandSpec spec, boolean impersonating) {
        addPaths(spec);
        ClusterFlags.add(spec, impersonating);
    }

    /** Declares those of paths alone, for a command that asks no cluster. */
    static void addPaths(CommandSpec spec) {
        Options.values(
                spec,
                "PATH",
                "Manifests to read: a file, a folder with all below it, git:REV[:PATH] for files of a revision, or - for"
                        + " standard input; or a snapshot of a cluster. Repeatable.",
                "-f",
                "--filename");
        addReading(spec);
    }

    /** Declares how what is named otherwise is read. */
    static void addReading(CommandSpec spec) {
        Options.value(
                spec,
                "NAME",
                "Where objects without a namespace are placed (default: default, or the one -n of scan,"
                        + " permissions, pods and explain).",
                "--default-namespace");
        Options.value(
                spec,
                "VERSION",
                "Kubernetes version whose built-in roles are assumed, 1.30 to 1.36 (default: 1.36; a cluster's own).",
                "--kube-version");
        Options.flag(spec, "Assume no built-in roles and bindings.", "--no-builtin-roles");
        Options.flag(
                spec,
                "The input is complete: what it does not hold does not exist, and no answer is unknown for it.",
                "--strict");
        Options.flag(spec, "Walk hidden folders and node_modules too.", "--hidden");
        Options.values(spec, "GLOB", "Pass over files and folders of this name or path. Repeatable.", "--exclude");
        Options.value(spec, "SIZE", "Bytes read of one file, unpacked (default: 2GiB).", "--max-file-size");
        Options.value(spec, "SIZE", "Characters of one YAML document (default: 64MiB).", "--max-document-size");
        Options.value(spec, "N", "Levels of nesting (default: 100).", "--max-depth");
        Options.value(spec, "N", "Aliases in one YAML document (default: 100).", "--max-aliases");
        Options.value(spec, "SIZE", "Characters of one value (default: 8MiB).", "--max-scalar-size");
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
