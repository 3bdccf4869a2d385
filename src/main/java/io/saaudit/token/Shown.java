package io.saaudit.token;

/** Names out of a token in messages: short ones only, so that no message holds much of what was given. */
final class Shown {
    private static final int MOST = 60;

    private Shown() {}

    /** The name in quotes; a long one is told by its length. */
    static String name(String name) {
        return name.length() <= MOST ? "\"" + name + "\"" : "a name of " + name.length() + " characters";
    }
}
