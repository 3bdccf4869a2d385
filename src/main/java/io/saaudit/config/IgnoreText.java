package io.saaudit.config;

import io.saaudit.model.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what stands in an annotation {@code sa-audit.io/ignore} or behind a comment {@code # sa-audit:ignore}: {@code
 * RULE[,RULE…] [owner=WHO] [expires=YYYY-MM-DD] reason}.
 */
public final class IgnoreText {
    /** The annotation's name. */
    public static final String ANNOTATION = "sa-audit.io/ignore";

    private final List<Suppression> suppressions = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> ownIds;

    private IgnoreText(List<String> ownIds) {
        this.ownIds = ownIds;
    }

    /**
     * Reads it.
     *
     * @param text a suppression a line
     * @param kind where it stands
     * @param origin the place
     * @param ownIds ids of the rules of the configuration
     */
    public static IgnoreText read(String text, Suppression.Kind kind, Origin origin, List<String> ownIds) {
        IgnoreText read = new IgnoreText(ownIds);
        for (String line : text.split("\n", -1)) {
            if (!line.isBlank()) {
                read.line(line.strip(), kind, origin);
            }
        }
        if (text.isBlank()) {
            read.faults.add("it names no rule");
        }
        return read;
    }

    /** What it suppresses. */
    public List<Suppression> suppressions() {
        return suppressions;
    }

    /** What is wrong with lines that suppress nothing. */
    public List<String> faults() {
        return faults;
    }

    private void line(String line, Suppression.Kind kind, Origin origin) {
        String rest = line;
        String first = word(rest);
        rest = rest.substring(first.length()).strip();
        List<String> rules = List.of(first.split(",", -1));
        for (String rule : rules) {
            if (!RulePatterns.known(rule, ownIds)) {
                faults.add("\"" + rule + "\" is no rule");
                return;
            }
        }
        String owner = "";
        String expires = "";
        for (String next = word(rest); next.startsWith("owner=") || next.startsWith("expires="); next = word(rest)) {
            String value = next.substring(next.indexOf('=') + 1);
            if (next.startsWith("owner=")) {
                owner = value;
            } else if (Dates.isDay(value)) {
                expires = value;
            } else {
                faults.add("expires=" + value + " is no day as in 2027-01-31");
                return;
            }
            rest = rest.substring(next.length()).strip();
        }
        if (rest.isEmpty()) {
            faults.add("it gives no reason for " + first);
            return;
        }
        suppressions.add(Suppression.beside(kind, origin, rules, rest, owner, expires));
    }

    private static String word(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\t') {
            end++;
        }
        return text.substring(0, end);
    }
}
