package io.saaudit.source;

/**
 * An input {@code git:REV[:PATH]}.
 *
 * @param revision what git takes for a revision
 * @param path a file or folder of it, as it was given; empty for all
 */
public record GitInput(String revision, String path) {
    private static final String PREFIX = "git:";

    /** Whether an input is of a revision; a file of such a name is named {@code ./git:…}. */
    public static boolean is(String input) {
        return input.startsWith(PREFIX);
    }

    /** Takes it apart: at the first colon that is not inside of braces, as git does. */
    public static GitInput of(String input) throws InputPathException {
        String rest = input.substring(PREFIX.length());
        int braces = 0;
        int colon = -1;
        for (int i = 0; i < rest.length() && colon < 0; i++) {
            char c = rest.charAt(i);
            braces += c == '{' ? 1 : c == '}' ? -1 : 0;
            colon = c == ':' && braces <= 0 ? i : -1;
        }
        GitInput parsed =
                colon < 0 ? new GitInput(rest, "") : new GitInput(rest.substring(0, colon), rest.substring(colon + 1));
        if (parsed.revision.isEmpty()) {
            throw new InputPathException(
                    input + ": names no revision",
                    "As in git:HEAD or git:main:deploy; a file of this name is named ./" + input + ".",
                    false);
        }
        return parsed;
    }

    /** As a user names it. */
    @Override
    public String toString() {
        return PREFIX + revision + (path.isEmpty() ? "" : ":" + path);
    }
}
