package io.saaudit.config;

/** Patterns of names and of paths. */
public final class Glob {
    private Glob() {}

    /** Whether the text matches a pattern in which {@code *} is any text and {@code ?} any character. */
    public static boolean matches(String pattern, String text) {
        int p = 0;
        int star = -1;
        int retry = 0;
        for (int t = 0; t < text.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /**
     * Whether a path, {@code /}-separated, matches a pattern in which {@code *} and {@code ?} stop at a {@code /}, and
     * {@code **} does not; {@code **}{@code /} also stands for no folder, and a pattern without a {@code /} is one of
     * the file's name.
     */
    public static boolean matchesPath(String pattern, String path) {
        if (pattern.indexOf('/') < 0) {
            return segments(pattern, 0, path.substring(path.lastIndexOf('/') + 1), 0);
        }
        return segments(pattern, 0, path, 0);
    }

    private static boolean segments(String pattern, int p, String path, int t) {
        while (p < pattern.length()) {
            char c = pattern.charAt(p);
            if (c == '*') {
                boolean deep = pattern.startsWith("**", p);
                int next = p;
                while (next < pattern.length() && pattern.charAt(next) == '*') {
                    next++;
                }
                if (deep
                        && next < pattern.length()
                        && pattern.charAt(next) == '/'
                        && (t == 0 || path.charAt(t - 1) == '/')
                        && segments(pattern, next + 1, path, t)) {
                    return true;
                }
                for (int i = t; i <= path.length(); i++) {
                    if (segments(pattern, next, path, i)) {
                        return true;
                    }
                    if (!deep && i < path.length() && path.charAt(i) == '/') {
                        return false;
                    }
                }
                return false;
            }
            if (t == path.length() || (c == '?' ? path.charAt(t) == '/' : c != path.charAt(t))) {
                return false;
            }
            p++;
            t++;
        }
        return t == path.length();
    }
}
