package io.saaudit.source;

import io.saaudit.source.git.GitException;
import io.saaudit.source.git.GitRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Two revisions that are compared.
 *
 * @param base the old one: of {@code A...B} where the two parted, of {@code A..B} the first
 * @param head the new one
 * @param baseInputs inputs of the old one: of the paths those that it has
 * @param headInputs inputs of the new one
 */
public record GitRange(String base, String head, List<String> baseInputs, List<String> headInputs) {
    /**
     * Finds them in the repository around a folder.
     *
     * @param range {@code BASE...HEAD} or {@code BASE..HEAD}; without HEAD that is what is checked out
     * @param paths files and folders seen from the folder; none for the whole repository
     * @param folder the folder, or null for the working folder
     * @throws InputPathException when it is no range, a revision is not there, or neither has one of the paths
     */
    public static GitRange of(String range, List<String> paths, Path folder) throws InputPathException {
        int dots = range.indexOf("..");
        if (dots <= 0) {
            throw new InputPathException(range + ": not BASE...HEAD", "As in origin/main...HEAD.", false);
        }
        boolean parted = range.startsWith("...", dots);
        String from = range.substring(0, dots);
        String rest = range.substring(dots + (parted ? 3 : 2));
        String head = rest.isEmpty() ? "HEAD" : rest;
        GitRepository repository = GitRepository.at(folder);
        try {
            String base = parted ? repository.mergeBase(from, head) : from;
            if (paths.isEmpty()) {
                return new GitRange(base, head, List.of("git:" + base), List.of("git:" + head));
            }
            List<String> baseInputs = new ArrayList<>();
            List<String> headInputs = new ArrayList<>();
            String baseTree = repository.tree(base).id();
            String headTree = repository.tree(head).id();
            String prefix = repository.prefix();
            for (String given : paths) {
                String path = GitFolder.normal(prefix + given);
                boolean outside = path == null || path.indexOf('\n') >= 0 || given.startsWith("/");
                boolean before = !outside && (path.isEmpty() || repository.at(baseTree, path) != null);
                boolean now = !outside && (path.isEmpty() || repository.at(headTree, path) != null);
                if (!before && !now) {
                    throw new InputPathException(
                            given + ": neither revision has such a file or folder",
                            "A path is seen from the working folder, and lies in the repository.",
                            false);
                }
                if (before) {
                    baseInputs.add("git:" + base + (path.isEmpty() ? "" : ":" + path));
                }
                if (now) {
                    headInputs.add("git:" + head + (path.isEmpty() ? "" : ":" + path));
                }
            }
            return new GitRange(base, head, List.copyOf(baseInputs), List.copyOf(headInputs));
        } catch (GitException e) {
            throw new InputPathException(
                    range + ": " + e.getMessage(), e.hint(), e.kind() == GitException.Kind.UNREADABLE);
        }
    }
}
