package io.saaudit.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a word that is being typed can become. Only plain words are offered: what a shell could take for more than a word
 * (a blank, a quote, {@code $}), or a terminal for more than text, never gets to one, whatever a manifest or a server
 * calls its objects.
 */
final class Candidates {
    /** Bits of the last line, as cobra's completion has them (ShellCompDirective): no space behind the word. */
    private static final int NO_SPACE = 2;

    /** And no names of files where there is no candidate. */
    private static final int NO_FILES = 4;

    private static final String PLAIN = "._:/@=+,-";

    private final String typed;
    private final Map<String, String> found = new TreeMap<>();
    private boolean files;

    /** For what is typed of the word. */
    Candidates(String typed) {
        this.typed = typed;
    }

    /** What is typed of the word. */
    String typed() {
        return typed;
    }

    /** Offers a word if it goes on with what is typed, and is a plain one. */
    void offer(String word, String about) {
        if (word.startsWith(typed) && isPlain(word)) {
            found.putIfAbsent(word, about);
        }
    }

    /** Offers a word that says all about itself. */
    void offer(String word) {
        offer(word, "");
    }

    /** Offers several. */
    void offer(Iterable<String> words) {
        for (String word : words) {
            offer(word, "");
        }
    }

    /** Offers files, which the shell knows best. */
    void files() {
        files = true;
    }

    /**
     * Prints them, a line each, and a last line for the shell: a colon and a number.
     *
     * @param without how many characters at the front of each the shell keeps by itself
     * @param described whether what is said about each follows it, behind a tab
     */
    void print(PrintStream out, int without, boolean described) {
        boolean open = !found.isEmpty();
        for (Map.Entry<String, String> candidate : found.entrySet()) {
            String word = candidate.getKey();
            String about = candidate.getValue();
            open &= ":/=".indexOf(word.charAt(word.length() - 1)) >= 0;
            out.println(word.substring(Math.min(without, word.length()))
                    + (described && !about.isEmpty() ? "\t" + about : ""));
        }
        out.println(":" + ((open ? NO_SPACE : 0) | (files ? 0 : NO_FILES)));
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && PLAIN.indexOf(c) < 0) {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
