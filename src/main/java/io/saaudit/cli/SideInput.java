package io.saaudit.cli;

import io.saaudit.config.Config;
import io.saaudit.source.GitInput;
import io.saaudit.source.InputPathException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * A side of a comparison as it was named.
 *
 * @param name how messages name it
 * @param inputs the paths that are read, none for a cluster, and for a revision that has none of them
 * @param context the context of a cluster, empty for the current one; null for what is no cluster
 * @param judged the input that the configuration is looked for from
 */
record SideInput(String name, List<String> inputs, String context, String judged) {
    private static final String CLUSTER = "cluster";

    /** The side that a word names: a path, {@code git:REV[:PATH]}, {@code cluster[:CONTEXT]} or {@code -}. */
    static SideInput of(String word) throws UsageException {
        if (word.isEmpty()) {
            throw new UsageException("an empty side; is a variable not set?", "As in sa-audit diff old new.");
        }
        if (word.equals(CLUSTER)) {
            return new SideInput(word, List.of(), "", "");
        }
        if (word.startsWith(CLUSTER + ":")) {
            String context = word.substring(CLUSTER.length() + 1);
            if (context.isEmpty()) {
                throw new UsageException(word + ": names no context", "As in cluster:prod, or cluster alone.");
            }
            return new SideInput(word, List.of(), context, "");
        }
        return new SideInput(word, List.of(word), null, word);
    }

    /** A revision. */
    static SideInput ofRevision(String revision, List<String> inputs) {
        return new SideInput("git:" + revision, inputs, null, "git:" + revision + ":.");
    }

    boolean isCluster() {
        return context != null;
    }

    /** Whether it is a single file, which one thread reads. */
    boolean isFile() {
        if (isCluster() || inputs.size() != 1 || inputs.get(0).equals("-") || GitInput.is(inputs.get(0))) {
            return false;
        }
        try {
            return Files.isRegularFile(Path.of(inputs.get(0)));
        } catch (InvalidPathException e) {
            return false; // whoever reads it says so
        }
    }

    /** The configuration that it has of its own; the empty one for a cluster and standard input. */
    Config config() throws UsageException, InputPathException {
        return judged.isEmpty() || judged.equals("-") ? Config.NONE : ConfigFiles.beside(judged);
    }

    /** Paths that patterns of files are held against. */
    RepoPaths paths() {
        Path here = RepoPaths.workingFolder();
        if (isCluster()
                || inputs.isEmpty()
                || GitInput.is(inputs.get(0))
                || inputs.get(0).equals("-")) {
            return new RepoPaths(here, inputs);
        }
        try {
            Path real = Path.of(inputs.get(0)).toRealPath();
            Path folder = Files.isDirectory(real) ? real : real.getParent();
            boolean own = RepoPaths.root(folder) != null || !folder.startsWith(here);
            return new RepoPaths(own ? folder : here);
        } catch (IOException | InvalidPathException e) {
            return new RepoPaths(here);
        }
    }

    /** Whether both name the same. */
    boolean isSame(SideInput other) {
        if (isCluster() || other.isCluster() || inputs.isEmpty() || other.inputs.isEmpty()) {
            return name.equals(other.name);
        }
        if (inputs.equals(other.inputs)) {
            return true;
        }
        try {
            return Files.isSameFile(Path.of(inputs.get(0)), Path.of(other.inputs.get(0)));
        } catch (IOException | InvalidPathException e) {
            return false; // whoever reads it says that it is not there
        }
    }
}
