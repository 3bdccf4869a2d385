package io.saaudit.source.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes git's answers apart. Names in them are bytes: what is no UTF-8 is shown as U+FFFD. */
final class GitOutput {
    private final byte[] out;
    private int at;

    private GitOutput(byte[] out) {
        this.out = out;
    }

    /** Entries of {@code ls-tree -z}: {@code mode SP type SP id TAB path NUL}, again and again. */
    static List<GitEntry> entries(byte[] out) {
        GitOutput in = new GitOutput(out);
        List<GitEntry> entries = new ArrayList<>();
        while (in.at < out.length) {
            String[] words = in.until('\t').split(" ");
            entries.add(new GitEntry(kind(words[0]), words[2], in.until('\0')));
        }
        return entries;
    }

    /**
     * Answers of {@code cat-file --batch-check --follow-symlinks}: {@code id SP type SP size}, {@code name SP missing}, or
     * {@code why SP bytes} and so many bytes more.
     */
    static List<GitRepository.Found> followed(byte[] out) {
        GitOutput in = new GitOutput(out);
        List<GitRepository.Found> all = new ArrayList<>();
        while (in.at < out.length) {
            String line = in.until('\n');
            String[] words = line.split(" ");
            if (line.endsWith(" missing")) {
                all.add(new GitRepository.Found(null, "missing"));
            } else if (words.length == 2) {
                in.at += Integer.parseInt(words[1]) + 1;
                all.add(new GitRepository.Found(null, words[0]));
            } else {
                all.add(new GitRepository.Found(words[0], words[1]));
            }
        }
        return all;
    }

    private String until(char end) {
        int start = at;
        while (at < out.length && out[at] != end) {
            at++;
        }
        return new String(out, start, at++ - start, StandardCharsets.UTF_8);
    }

    private static GitEntry.Kind kind(String mode) {
        return switch (mode) {
            case "040000" -> GitEntry.Kind.FOLDER;
            case "120000" -> GitEntry.Kind.LINK;
            case "160000" -> GitEntry.Kind.SUBMODULE;
            default -> GitEntry.Kind.FILE;
        };
    }
}
