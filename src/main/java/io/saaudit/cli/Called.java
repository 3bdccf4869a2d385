package io.saaudit.cli;

/** How this program was called: {@code kubectl sa-audit} where kubectl started it, which the launcher tells. */
final class Called {
    private static final String USUAL = "sa-audit";
    private static final String NAME = System.getProperty("sa-audit.called", USUAL);

    private Called() {}

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
            said.append(text, from, at).append(isCommand(text, after + 1) ? name : USUAL);
            from = after;
        }
        return said.append(text, from, text.length()).toString();
    }

    private static boolean isCommand(String text, int at) {
        for (String word : new String[] {"help", "--help", "options", "COMMAND"}) {
            if (text.startsWith(word, at)) {
                return true;
            }
        }
        for (String word : Commands.names()) {
            if (text.startsWith(word, at)) {
                return true;
            }
        }
        return false;
    }
}
