package io.saaudit.cli;

import io.saaudit.catalog.Catalog;
import io.saaudit.config.Config;
import io.saaudit.model.ApiResource;
import io.saaudit.model.CustomResource;
import io.saaudit.rbac.ResourceScopes;
import io.saaudit.rbac.Standings;
import io.saaudit.source.InputPathException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The two sides of a comparison: how they are named, what judges them, and what was read. */
final class DiffSides {
    private final List<String> names;
    private World base;
    private World head;

    private DiffSides(List<String> names) {
        this.names = names;
    }

    /**
     * The sides that the words name.
     *
     * @throws UsageException when they are not two, or the same
     */
    static DiffSides of(List<String> words) throws UsageException {
        if (words.size() != 2) {
            throw new UsageException(
                    words.isEmpty() ? "no sides to compare" : "two sides are compared: BASE and HEAD",
                    "As in sa-audit diff old new.");
        }
        String one = words.get(0);
        String other = words.get(1);
        if (one.isEmpty() || other.isEmpty()) {
            throw new UsageException("an empty side; is a variable not set?", "As in sa-audit diff old new.");
        }
        if (one.equals("-") && other.equals("-")) {
            throw new UsageException("standard input can be one side only", "Name a file for the other.");
        }
        if (one.equals(other) || samePath(one, other)) {
            throw new UsageException(
                    one + " and " + other + " are the same", "Name how it was, and then how it is to be.");
        }
        return new DiffSides(List.copyOf(words));
    }

    private static boolean samePath(String one, String other) {
        try {
            return !one.equals("-") && !other.equals("-") && Files.isSameFile(Path.of(one), Path.of(other));
        } catch (IOException | InvalidPathException e) {
            return false; // whoever reads it says that it is not there
        }
    }

    /** How they were named, the old one first. */
    List<String> names() {
        return names;
    }

    /** The configuration that the old side has. */
    Config baseConfig() throws UsageException {
        return ConfigFiles.beside(names.get(0));
    }

    /** The configuration that the new side has. */
    Config headConfig() throws UsageException {
        return ConfigFiles.beside(names.get(1));
    }

    /** Paths that patterns of files are held against on the old side. */
    RepoPaths basePaths() {
        return paths(names.get(0));
    }

    /** Paths of the new side. */
    RepoPaths headPaths() {
        return paths(names.get(1));
    }

    private static RepoPaths paths(String side) {
        try {
            Path real = Path.of(side).toRealPath();
            Path folder = Files.isDirectory(real) ? real : real.getParent();
            Path here = RepoPaths.workingFolder();
            boolean repository = RepoPaths.root(folder) != null;
            return new RepoPaths(repository || !folder.startsWith(here) ? folder : here);
        } catch (IOException | InvalidPathException e) {
            return new RepoPaths(RepoPaths.workingFolder());
        }
    }

    /** Reads both. */
    void read(InputOptions input, Io io) throws InputPathException {
        base = World.ofPaths(input.of(List.of(names.get(0)), input.version()), io);
        head = World.ofPaths(input.of(List.of(names.get(1)), input.version()), io);
        // What is assumed on the one side is that of the other's version: no change of Kubernetes' own is one of
        // theirs.
        boolean mixed = base.snapshot().fromServer() != head.snapshot().fromServer();
        if (mixed && input.version() == null) {
            if (base.snapshot().fromServer()) {
                head = head.as(base.version());
            } else {
                base = base.as(head.version());
            }
        }
    }

    World base() {
        return base;
    }

    World head() {
        return head;
    }

    /** Names of sides of which nothing of a kind that matters was read. */
    List<String> empty() {
        List<String> empty = new ArrayList<>();
        if (base.isEmpty()) {
            empty.add(names.get(0));
        }
        if (head.isEmpty()) {
            empty.add(names.get(1));
        }
        return List.copyOf(empty);
    }

    /** One judgement of resources for both: a custom resource that only one side defines is the same on the other. */
    Standings standings() {
        Set<ApiResource> served = new LinkedHashSet<>(base.apiResources());
        served.addAll(head.apiResources());
        List<CustomResource> custom = new ArrayList<>(base.snapshot().objects().customResources());
        custom.addAll(head.snapshot().objects().customResources());
        return new Standings(new ResourceScopes(served, custom), Catalog.removed(head.version()));
    }
}
