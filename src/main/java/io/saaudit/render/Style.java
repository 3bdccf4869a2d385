package io.saaudit.render;

import io.saaudit.model.Severity;
import io.saaudit.model.Truth;

/**
 * How text is shown: in colour or not, how wide, and under which name it tells commands to go on with.
 *
 * @param color whether ANSI colours are used
 * @param width columns of the terminal, or 0 when the output is none: then nothing is cut
 * @param program what the reader types to start this program
 */
public record Style(boolean color, int width, String program) {
    /** No colour, no limit: for files and pipes. */
    public static final Style PLAIN = new Style(false, 0);

    /** The same under the program's own name. */
    public Style(boolean color, int width) {
        this(color, width, "sa-audit");
    }

    private static final String RESET = "\u001b[0m";

    /** An answer's word. */
    String truth(Truth truth) {
        return paint(
                truth.word(),
                switch (truth) {
                    case YES -> "\u001b[32m";
                    case NO -> "\u001b[31m";
                    case UNKNOWN -> "\u001b[33m";
                });
    }

    /** Text of a finding's severity; blanks round it stay as they are. */
    String severity(String text, Severity severity) {
        String word = text.strip();
        int before = text.indexOf(word);
        String painted = paint(
                word,
                switch (severity) {
                    case CRITICAL -> "\u001b[1;31m";
                    case HIGH -> "\u001b[31m";
                    case MEDIUM -> "\u001b[33m";
                    case LOW -> "\u001b[36m";
                    case INFO -> "\u001b[2m";
                });
        return text.substring(0, before) + painted + text.substring(before + word.length());
    }

    /** A heading. */
    String heading(String text) {
        return paint(text, "\u001b[1m");
    }

    private String paint(String text, String on) {
        return color ? on + text + RESET : text;
    }
}
