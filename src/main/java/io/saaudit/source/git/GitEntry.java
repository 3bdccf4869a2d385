package io.saaudit.source.git;

/**
 * One entry of a tree.
 *
 * @param kind what it is
 * @param id its object
 * @param path where, below the tree that was listed, {@code /}-separated
 */
public record GitEntry(Kind kind, String id, String path) {
    /** What an entry is, by its mode (git, Documentation/git-fast-import, "filemodify"). */
    public enum Kind {
        FOLDER,
        FILE,
        LINK,
        SUBMODULE
    }
}
