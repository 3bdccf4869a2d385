package io.saaudit.source.git;

import java.nio.file.Path;
import java.util.List;

/** The repository that a folder is in, as far as its objects go. */
public final class GitRepository {
    private final GitProgram program;

    private GitRepository(GitProgram program) {
        this.program = program;
    }

    /**
     * The repository around a folder; whether there is one shows when something is asked.
     *
     * @param folder the folder, or null for the working folder
     */
    public static GitRepository at(Path folder) {
        return new GitRepository(new GitProgram(folder));
    }

    /**
     * An object that a name leads to.
     *
     * @param id its id
     * @param type {@code commit}, {@code tree}, {@code blob} or {@code tag}
     */
    public record Found(String id, String type) {}

    /**
     * The commit that a revision means.
     *
     * @param revision as {@code git rev-parse} takes it: {@code HEAD}, a branch, {@code v1~2}, an id
     * @return the commit's whole id
     * @throws GitException when there is none, or git cannot be asked
     */
    public String commit(String revision) throws GitException {
        Found found = named(revision, "^{commit}");
        if (found == null) {
            throw unknown(revision);
        }
        return found.id();
    }

    /**
     * The commit at which two revisions parted: what a pull request is compared with.
     *
     * @param base one revision
     * @param head the other
     * @return the whole id of their best common ancestor
     * @throws GitException when one of them is unknown, or they have none here: a shallow clone's message says how to
     *     deepen it
     */
    public String mergeBase(String base, String head) throws GitException {
        String from = commit(base);
        String to = commit(head);
        GitProgram.Result run = program.run("", "merge-base", from, to);
        if (run.status() == 0) {
            return run.text();
        }
        if (run.status() != 1 || !run.errors().isBlank()) {
            throw GitFaults.of(run);
        }
        if (isShallow()) {
            throw GitException.usage(
                    "this shallow clone does not reach back to where " + head + " parted from " + base,
                    "Fetch more history until it does: git fetch --deepen=100 origin; all of it: git fetch --unshallow"
                            + " origin (in GitHub's checkout action: fetch-depth: 0).");
        }
        throw GitException.usage(
                base + " and " + head + " have no commit in common",
                "Compare them as they are, as git:" + base + " and git:" + head + ".");
    }

    /**
     * The files of a revision.
     *
     * @param revision what {@code git rev-parse} takes for a commit or a tree
     * @return its tree
     * @throws GitException when there is none, or git cannot be asked
     */
    public Found tree(String revision) throws GitException {
        Found found = named(revision, "^{tree}");
        if (found == null) {
            if (named(revision, "^{commit}") != null) {
                throw GitException.unreadable(
                        "the folders of " + revision + " are not in this clone",
                        "It is a partial one, or damaged (git fsck). Clone without --filter.");
            }
            throw unknown(revision);
        }
        return found;
    }

    /**
     * What is at a path of a tree.
     *
     * @param tree the tree's id
     * @param path a path without a line break
     * @return the object, or null when there is none
     */
    public Found at(String tree, String path) throws GitException {
        return found(program.run(tree + ":" + path + "\n", "cat-file", "--batch-check"));
    }

    /**
     * Where links of a tree lead to. What is no object of the tree has no id, and for its type why it is none: {@code
     * symlink} leads out of the tree, {@code dangling}, {@code missing} and {@code notdir} to nothing, {@code loop} round.
     *
     * @param tree the tree's id
     * @param paths the links, without line breaks
     * @return an answer for each
     */
    public List<Found> follow(String tree, List<String> paths) throws GitException {
        StringBuilder names = new StringBuilder();
        for (String path : paths) {
            names.append(tree).append(':').append(path).append('\n');
        }
        GitProgram.Result run = program.run(names.toString(), "cat-file", "--batch-check", "--follow-symlinks");
        if (run.status() != 0) {
            throw GitFaults.of(run);
        }
        return GitOutput.followed(run.out());
    }

    /**
     * Everything below a tree, a folder before what is in it.
     *
     * @param tree the tree's id
     */
    public List<GitEntry> list(String tree) throws GitException {
        GitProgram.Result run = program.run("", "ls-tree", "-rtz", "--full-tree", tree);
        if (run.status() != 0) {
            throw GitFaults.of(run);
        }
        return GitOutput.entries(run.out());
    }

    /**
     * Gives the contents of a tree's files.
     *
     * @param tree the tree's id
     */
    public GitBlobs blobs(String tree) {
        return new GitBlobs(program, tree);
    }

    /** The working folder below the repository's top, {@code /} at its end; empty at the top. */
    public String prefix() throws GitException {
        GitProgram.Result run = program.run("", "rev-parse", "--show-prefix");
        if (run.status() != 0) {
            throw GitFaults.of(run);
        }
        return run.text();
    }

    private boolean isShallow() throws GitException {
        return program.run("", "rev-parse", "--is-shallow-repository").text().equals("true");
    }

    private Found named(String revision, String peel) throws GitException {
        check(revision);
        GitProgram.Result run = program.run(revision + peel + "\n", "cat-file", "--batch-check");
        String out = run.text();
        if (out.endsWith(" ambiguous")) {
            throw GitException.usage(revision + ": a shortened id that several objects have", "Give more of it.");
        }
        // git gives up over some names, such as @{upstream} of a branch that has none; over anything else it has more
        // to say.
        boolean gaveUp = run.status() == 128 && out.isEmpty();
        GitException fault = run.status() == 0 ? null : GitFaults.of(run);
        if (gaveUp && fault.kind() == GitException.Kind.UNREADABLE && !GitFaults.isAboutPromise(run.errors())) {
            throw GitException.usage(revision + ": " + GitFaults.last(run.errors()), "");
        }
        return found(run);
    }

    private static void check(String revision) throws GitException {
        if (revision.isEmpty()) {
            throw GitException.usage("a revision is empty; is a variable not set?", "");
        }
        if (revision.charAt(0) == '-') {
            throw GitException.usage(revision + ": no revision begins with a hyphen", "");
        }
        for (int i = 0; i < revision.length(); i++) {
            if (Character.isISOControl(revision.charAt(i))) {
                throw GitException.usage("a revision with a control character in it", "");
            }
        }
    }

    private static Found found(GitProgram.Result run) throws GitException {
        if (run.status() != 0) {
            throw GitFaults.of(run);
        }
        String[] words = run.text().split(" ");
        boolean isThere = words.length == 3 && !words[2].isEmpty() && Character.isDigit(words[2].charAt(0));
        return isThere ? new Found(words[0], words[1]) : null;
    }

    private GitException unknown(String revision) throws GitException {
        if (isShallow()) {
            return GitException.usage("this shallow clone does not have " + revision, GitDepth.hint(revision) + ".");
        }
        return GitException.usage(
                revision + ": no such revision here",
                "Is it fetched? git fetch origin; git branch --all lists branches.");
    }
}
