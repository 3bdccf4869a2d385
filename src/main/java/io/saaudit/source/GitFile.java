package io.saaudit.source;

import io.saaudit.source.git.GitBlobs;
import io.saaudit.source.git.GitException;
import io.saaudit.source.git.GitRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One file of a revision that is no manifest.
 *
 * @param name {@code git:REV:PATH}, the path from the top of the repository
 * @param bytes its content
 */
public record GitFile(String name, byte[] bytes) {
    /** More than any configuration has. */
    private static final int MOST = 64 << 20;

    /**
     * The file that an input names.
     *
     * @param input {@code git:REV:PATH}
     * @param folder a folder of the repository, or null for the working folder
     * @return the file, or null when there is none
     * @throws InputPathException when the revision cannot be read
     */
    public static GitFile of(String input, Path folder) throws InputPathException {
        GitInput parsed = GitInput.of(input);
        GitRepository repository = GitRepository.at(folder);
        try {
            String tree = repository.tree(parsed.revision()).id();
            return read(repository, tree, parsed.revision(), path(parsed.path(), repository));
        } catch (GitException e) {
            throw fault(input, e);
        }
    }

    /**
     * The nearest file of a name: in the folder of an input, or one above it up to the top of the repository.
     *
     * @param input {@code git:REV[:PATH]}
     * @param name the file's name
     * @param folder a folder of the repository, or null for the working folder
     * @return the file, or null when there is none
     * @throws InputPathException when the revision cannot be read
     */
    public static GitFile nearest(String input, String name, Path folder) throws InputPathException {
        GitInput parsed = GitInput.of(input);
        GitRepository repository = GitRepository.at(folder);
        try {
            String tree = repository.tree(parsed.revision()).id();
            String path = path(parsed.path(), repository);
            for (String at = path; at != null; at = above(at)) {
                String file = at.isEmpty() ? name : at + "/" + name;
                GitFile found = read(repository, tree, parsed.revision(), file);
                if (found != null) {
                    return found;
                }
            }
            return null;
        } catch (GitException e) {
            throw fault(input, e);
        }
    }

    /**
     * A file beside this one, or below its folder.
     *
     * @param relative its path from there
     * @param folder a folder of the repository, or null for the working folder
     * @return the file; null when there is none, or the path leads out of the folder
     * @throws InputPathException when the revision cannot be read
     */
    public static GitFile beside(String name, String relative, Path folder) throws InputPathException {
        GitInput parsed = GitInput.of(name);
        String in = above(parsed.path());
        String path = GitFolder.normal((in == null || in.isEmpty() ? "" : in + "/") + relative);
        boolean below = path != null && (in == null || in.isEmpty() || path.startsWith(in + "/"));
        if (!below || relative.startsWith("/")) {
            return null;
        }
        GitRepository repository = GitRepository.at(folder);
        try {
            return read(repository, repository.tree(parsed.revision()).id(), parsed.revision(), path);
        } catch (GitException e) {
            throw fault(name, e);
        }
    }

    /** As text. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static InputPathException fault(String input, GitException e) {
        return new InputPathException(
                input + ": " + e.getMessage(), e.hint(), e.kind() == GitException.Kind.UNREADABLE);
    }

    private static String path(String given, GitRepository repository) throws GitException {
        boolean here = given.equals(".") || given.startsWith("./") || given.startsWith("../");
        String path = GitFolder.normal(here ? repository.prefix() + given : given);
        return path == null ? "" : path;
    }

    private static String above(String path) {
        return path.isEmpty() ? null : path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static GitFile read(GitRepository repository, String tree, String revision, String path)
            throws GitException, InputPathException {
        if (path.indexOf('\n') >= 0) {
            return null; // git is asked in lines
        }
        GitRepository.Found found = repository.at(tree, path);
        if (found == null || !found.type().equals("blob")) {
            return null;
        }
        String name = "git:" + revision + ":" + path;
        try (GitBlobs blobs = repository.blobs(tree);
                InputStream in = blobs.open(found.id())) {
            return new GitFile(name, in.readNBytes(MOST));
        } catch (IOException e) {
            throw new InputPathException(name + ": " + e.getMessage(), "", true);
        }
    }
}
