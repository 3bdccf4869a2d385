package io.saaudit.source;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/**
 * Globs of files and folders that are passed over, in the JDK's syntax: one with a slash is matched against the path
 * below the folder given, one without against the name.
 */
final class Exclusions {
    private static final Exclusions NONE = new Exclusions();

    private final List<PathMatcher> names = new ArrayList<>();
    private final List<PathMatcher> paths = new ArrayList<>();

    private Exclusions() {}

    /** @throws InputPathException if a glob is malformed */
    static Exclusions of(List<String> globs) throws InputPathException {
        if (globs.isEmpty()) {
            return NONE;
        }
        Exclusions all = new Exclusions();
        for (String glob : globs) {
            try {
                all.add(glob);
            } catch (IllegalArgumentException e) {
                throw new InputPathException("--exclude " + glob + ": not a glob");
            }
        }
        return all;
    }

    private void add(String given) {
        FileSystem system = FileSystems.getDefault();
        String glob = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
        glob = glob.startsWith("./") ? glob.substring(2) : glob;
        if (glob.indexOf('/') < 0) {
            names.add(system.getPathMatcher("glob:" + glob));
            return;
        }
        paths.add(system.getPathMatcher("glob:" + glob));
        if (glob.startsWith("**/")) {
            // In the JDK's syntax this needs a folder; everybody else means "anywhere".
            paths.add(system.getPathMatcher("glob:" + glob.substring(3)));
        }
        if (glob.endsWith("/**")) {
            paths.add(system.getPathMatcher("glob:" + glob.substring(0, glob.length() - 3)));
        }
    }

    /** Whether a file or folder is passed over. */
    boolean cover(String below, String name) {
        return any(names, name) || any(paths, below);
    }

    private static boolean any(List<PathMatcher> matchers, String text) {
        if (matchers.isEmpty()) {
            return false;
        }
        Path path = Path.of(text);
        for (PathMatcher matcher : matchers) {
            if (matcher.matches(path)) {
                return true;
            }
        }
        return false;
    }
}
