package io.saaudit.source;

/** Names from the input as messages show them. */
final class Shown {
    private static final int MOST = 120;

    private Shown() {}

    /** The name, cut when it is very long: a message is one line. Control characters are the renderer's matter. */
    static String text(String name) {
        return name.length() <= MOST ? name : name.substring(0, MOST) + "…";
    }

    /** A path as a shell takes it. */
    static String shell(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean plain = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || "/._-+,:@%=".indexOf(c) >= 0;
            if (!plain) {
                return "'" + path.replace("'", "'\\''") + "'";
            }
        }
        return path;
    }
}
