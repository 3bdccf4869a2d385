package io.saaudit.source;

import java.util.List;

/**
 * How files of a revision are named. When all input is of one revision, by their paths from the top of the repository:
 * that is where they are in the work tree, and in what a reviewer sees. Beside other input as {@code git:REV:PATH}.
 */
public final class GitNames {
    private static final GitNames NONE = new GitNames(false, "");

    private final boolean some;
    private final String revision;

    private GitNames(boolean some, String revision) {
        this.some = some;
        this.revision = revision;
    }

    /**
     * The names that these inputs lead to.
     *
     * @param inputs what was given to {@link SnapshotReader}
     */
    public static GitNames of(List<String> inputs) {
        String common = null;
        boolean some = false;
        boolean one = true;
        for (String input : inputs) {
            if (!GitInput.is(input)) {
                one = false;
                continue;
            }
            some = true;
            try {
                String named = GitInput.of(input).revision();
                one &= common == null || common.equals(named);
                common = named;
            } catch (InputPathException e) {
                return NONE; // nothing is read of it
            }
        }
        return some ? new GitNames(true, one ? common : "") : NONE;
    }

    /** Whether any input is of a revision. */
    public boolean some() {
        return some;
    }

    /**
     * The path of a file from the top of its repository.
     *
     * @param source a source's name
     * @return the path, or null when the file is of no revision
     */
    public String path(String source) {
        GitInput file = file(source);
        return file == null ? null : file.path();
    }

    /** The revision and path of a source; null when it is of none. */
    GitInput file(String source) {
        if (!some) {
            return null;
        }
        if (!revision.isEmpty()) {
            return new GitInput(revision, source);
        }
        try {
            return GitInput.is(source) ? GitInput.of(source) : null;
        } catch (InputPathException e) {
            return null;
        }
    }

    /** The name of a file or folder. */
    String shown(String rev, String path) {
        if (revision.isEmpty()) {
            return "git:" + rev + ":" + path;
        }
        return path.isEmpty() ? "." : path;
    }
}
