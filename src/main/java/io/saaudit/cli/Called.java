package io.saaudit.cli;

/**
 * How this program was called: {@code kubectl sa-audit} where kubectl started it, which the launcher tells. What people are
 * told to type names it so. Hints inside of what is kept or handed on (JSON, SARIF, HTML, the head of a lock) do not.
 */
final class Called {
    private static final String USUAL = "sa-audit";
    private static final String NAME = System.getProperty("sa-audit.called", USUAL);
    private static final String[] NO_COMMANDS = {"help", "--help", "--version", "options", "COMMAND"};

    private Called() {}

    /** What is typed to start it. */
    static String name() {
        return NAME;
    }

    /** A usage text or hint that says it so. */
    static String in(String text) {
        return NAME.equals(USUAL) ? text : in(text, NAME);
    }

    /** The same for any name: what follows the name is a command, or one of the words for help. */
    static String in(String text, String name) {
        StringBuilder said = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(USUAL + " "); at >= 0; at = text.indexOf(USUAL + " ", from)) {
            int after = at + USUAL.length();
            boolean command = isOneOf(NO_COMMANDS, text, after + 1) || isOneOf(Commands.names(), text, after + 1);
            said.append(text, from, at).append(command ? name : USUAL);
            from = after;
        }
        return said.append(text, from, text.length()).toString();
    }

    /** Whether one of the words stands there, as a whole word. */
    private static boolean isOneOf(String[] words, String text, int at) {
        for (String word : words) {
            int end = at + word.length();
            if (text.startsWith(word, at) && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }
}
