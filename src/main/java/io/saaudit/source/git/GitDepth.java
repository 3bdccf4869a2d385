package io.saaudit.source.git;

/** What to fetch for a revision that a clone does not have. */
final class GitDepth {
    private static final int MOST = 1_000_000;
    private static final String ALL = "Fetch its history: git fetch --unshallow origin";

    private GitDepth() {}

    /** The command for a revision that a shallow clone lacks. */
    static String hint(String revision) {
        int end = revision.length();
        for (int i = 0; i < end; i++) {
            if (revision.charAt(i) == '~' || revision.charAt(i) == '^') {
                end = i;
            }
        }
        String name = revision.substring(0, end);
        int back = generations(revision.substring(end));
        if (back == MOST || !isPlain(revision)) {
            return ALL;
        }
        if (name.equals("HEAD") || name.equals("@")) {
            return back > 0 ? "Fetch more of its history: git fetch --deepen=" + back + " origin" : ALL;
        }
        String depth = "git fetch --depth=" + (back + 1) + " origin ";
        String remote = name.startsWith("refs/remotes/") ? name.substring("refs/remotes/".length()) : name;
        if (remote.startsWith("origin/")) {
            String branch = remote.substring("origin/".length());
            return "Fetch it: " + depth + branch + ":refs/remotes/origin/" + branch;
        }
        if (isId(name)) {
            return "Fetch it: " + depth + name;
        }
        return "Fetch it: " + depth + name + " and name it FETCH_HEAD" + revision.substring(end);
    }

    /** Whether it can stand in a command that somebody copies: names of branches come from anybody. */
    private static boolean isPlain(String revision) {
        for (int i = 0; i < revision.length(); i++) {
            char c = revision.charAt(i);
            boolean word = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!word && "/._-+@~^".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is the whole id of an object, which a server gives away without a name. */
    private static boolean isId(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.digit(name.charAt(i), 16) < 0) {
                return false;
            }
        }
        return name.length() >= 40;
    }

    /** How many commits back {@code ~2^} and the like lead; {@link #MOST} when that is not said by numbers. */
    private static int generations(String steps) {
        int back = 0;
        int i = 0;
        while (i < steps.length() && back < MOST) {
            char step = steps.charAt(i++);
            int number = 0;
            int digits = 0;
            while (i < steps.length() && Character.isDigit(steps.charAt(i)) && digits < 6) {
                number = number * 10 + steps.charAt(i++) - '0';
                digits++;
            }
            if (step == '~') {
                back += digits == 0 ? 1 : number;
            } else if (step == '^' && (i == steps.length() || steps.charAt(i) != '{')) {
                back += 1;
            } else {
                return MOST;
            }
        }
        return Math.min(back, MOST);
    }
}
