package io.saaudit.render;

/**
 * Text inside of XML and of HTML. What XML 1.0 cannot hold at all (control characters, half a surrogate pair: section
 * 2.2) is gone before, because {@link Escape} writes it out.
 */
final class Xml {
    private Xml() {}

    /** The text on one line, for content and for attributes in double or single quotes: never markup, never their end. */
    static String text(String raw) {
        return markup(Escape.text(raw));
    }

    /** Lines of a block, each escaped, each with a newline; none of them begins with what a log would take for a command. */
    static void block(String text, StringBuilder to) {
        for (String line : Words.lines(text)) {
            to.append(markup(Escape.copied(line))).append('\n');
        }
    }

    /** The five characters that mean something; of safe text nothing else does. */
    private static String markup(String safe) {
        int first = 0;
        while (first < safe.length() && entity(safe.charAt(first)) == null) {
            first++;
        }
        if (first == safe.length()) {
            return safe;
        }
        StringBuilder text = new StringBuilder(safe.length() + 32).append(safe, 0, first);
        for (int i = first; i < safe.length(); i++) {
            char c = safe.charAt(i);
            String entity = entity(c);
            if (entity == null) {
                text.append(c);
            } else {
                text.append(entity);
            }
        }
        return text.toString();
    }

    private static String entity(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            // &apos; is none of HTML 4.
            case '\'' -> "&#39;";
            default -> null;
        };
    }
}
