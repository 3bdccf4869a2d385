package io.saaudit.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line as bash would split it, up to the cursor. Quotes are taken away; nothing is expanded, and nothing run.
 *
 * @param words the words, without the program's name; the last one is being typed, and may be empty
 * @param kept how many characters at the front of the last word bash keeps by itself: it completes from the last
 *     character of its COMP_WORDBREAKS on, or from an open quote
 */
record ShellLine(List<String> words, int kept) {
    /**
     * Splits a line.
     *
     * @param line COMP_LINE up to COMP_POINT
     * @param breaks COMP_WORDBREAKS
     */
    static ShellLine of(String line, String breaks) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean within = false;
        int kept = 0;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            char next = i + 1 < line.length() ? line.charAt(i + 1) : 0;
            if (quote != 0) {
                boolean escapes = c == '\\' && quote == '"' && "\\\"$`".indexOf(next) >= 0 && next != 0;
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(escapes ? next : c);
                    i += escapes ? 1 : 0;
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                within = true;
                kept = word.length();
            } else if (c == ' ' || c == '\t' || c == '\n') {
                if (within) {
                    words.add(word.toString());
                }
                word.setLength(0);
                within = false;
                kept = 0;
            } else {
                boolean escapes = c == '\\' && next != 0;
                word.append(escapes ? next : c);
                within = true;
                i += escapes ? 1 : 0;
                kept = !escapes && breaks.indexOf(c) >= 0 ? word.length() : kept;
            }
        }
        words.add(word.toString());
        return new ShellLine(words.subList(Math.min(1, words.size()), words.size()), kept);
    }
}
