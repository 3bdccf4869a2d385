package io.saaudit.cli;

import io.saaudit.source.GitNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Paths as a repository has them: below the folder that holds {@code .git}, or else below the working folder. */
final class RepoPaths implements UnaryOperator<String> {
    private final GitNames revisions;
    private final Path root;
    private final Map<String, String> known = new HashMap<>();

    /** @param workingFolder a real path */
    RepoPaths(Path workingFolder) {
        this(workingFolder, List.of());
    }

    /**
     * @param workingFolder a real path
     * @param inputs what is read
     */
    RepoPaths(Path workingFolder, List<String> inputs) {
        this.revisions = GitNames.of(inputs);
        Path found = root(workingFolder);
        this.root = found == null ? workingFolder : found;
    }

    /** The working folder without links. */
    static Path workingFolder() {
        Path folder = Path.of("").toAbsolutePath();
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder;
        }
    }

    /** The nearest folder from this one up that holds {@code .git} (a folder, or the file of a worktree); null for none. */
    static Path root(Path workingFolder) {
        for (Path folder = workingFolder; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                return folder;
            }
        }
        return null;
    }

    /** The path of a source below the repository, {@code /}-separated; of one outside as it was given, {@code -} as it is. */
    @Override
    public String apply(String source) {
        if (source.equals("-")) {
            return source;
        }
        String inRevision = revisions.path(source);
        if (inRevision != null) {
            return inRevision;
        }
        String path = known.get(source);
        if (path == null) {
            path = below(source);
            known.put(source, path);
        }
        return path;
    }

    private String below(String source) {
        try {
            Path path = Path.of(source);
            Path real = Files.exists(path)
                    ? path.toRealPath()
                    : path.toAbsolutePath().normalize();
            return (real.startsWith(root) ? root.relativize(real).toString() : source).replace('\\', '/');
        } catch (IOException | InvalidPathException e) {
            return source;
        }
    }
}
