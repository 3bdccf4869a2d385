package io.saaudit.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the files behind the paths that the user gave. What is found does not depend on the order of the paths: each
 * file is read once, under the shortest of its names.
 */
final class InputWalker {
    private static final Comparator<String> SHORTEST = new Comparator<>() {
        @Override
        public int compare(String a, String b) {
            int c = Integer.compare(a.length(), b.length());
            return c != 0 ? c : a.compareTo(b);
        }
    };

    private final ReadOptions options;
    private final Exclusions exclusions;
    private final Found found = new Found();

    InputWalker(ReadOptions options) throws InputPathException {
        this.options = options;
        this.exclusions = Exclusions.of(options.exclude());
    }

    /**
     * Walks the paths.
     *
     * @return what they lead to
     * @throws InputPathException if one of them is empty or does not exist; nothing was opened then
     */
    Found walk(List<String> inputs) throws InputPathException {
        List<String> sorted = new ArrayList<>(inputs);
        // The shortest first: what can be reached in several ways is then found in the same way every time.
        sorted.sort(SHORTEST);
        List<Path> paths = new ArrayList<>();
        GitWalk revisions = null;
        for (String input : sorted) {
            if (GitInput.is(input)) {
                revisions =
                        revisions == null ? new GitWalk(GitNames.of(inputs), options, exclusions, found) : revisions;
                revisions.find(GitInput.of(input));
                paths.add(null);
            } else {
                paths.add(existing(input));
            }
        }
        if (revisions != null) {
            revisions.walk();
        }
        for (int i = 0; i < paths.size(); i++) {
            Path path = paths.get(i);
            if (GitInput.is(sorted.get(i))) {
                continue;
            }
            if (path == null) {
                found.stdin();
            } else if (Files.isDirectory(path)) {
                new FolderWalk(path, options, exclusions, found).walk(shownFolder(sorted.get(i)));
            } else {
                found.add(sorted.get(i), new FileContent(path), real(path), true, size(path));
            }
        }
        return found;
    }

    private static Path existing(String input) throws InputPathException {
        if (input.isEmpty()) {
            throw new InputPathException("a path is empty; is a variable not set?");
        }
        if (input.equals("-")) {
            return null;
        }
        Path path;
        try {
            path = Path.of(input);
        } catch (InvalidPathException e) {
            throw new InputPathException(input + ": not a path");
        }
        if (!Files.exists(path)) {
            throw new InputPathException(input
                    + (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                            ? ": a link to nothing"
                            : ": no such file or folder"));
        }
        return path;
    }

    private static String shownFolder(String input) {
        String shown = input;
        while (shown.length() > 1 && shown.endsWith("/")) {
            shown = shown.substring(0, shown.length() - 1);
        }
        return shown;
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            return 0;
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
