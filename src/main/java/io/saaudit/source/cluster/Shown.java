package io.saaudit.source.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What a message shows of names and of what other programs say: on one line, not too long, and no credential. */
final class Shown {
    private static final int LONGEST = 200;
    private static final int MOST_NAMES = 5;
    /** A run of characters of a token this long is taken for one. Hashes, UUIDs and words of a path are shorter. */
    private static final int TOKEN = 41;

    private Shown() {}

    /** A name in quotes. */
    static String name(String name) {
        return '"' + line(name) + '"';
    }

    /** Text on one line, cut where it is very long. */
    static String line(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST) + 1);
        for (int i = 0; i < text.length(); i++) {
            if (line.length() >= LONGEST) {
                return line.append('\u2026').toString();
            }
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) || Character.getType(c) == Character.LINE_SEPARATOR ? ' ' : c);
        }
        return line.toString().trim();
    }

    /** What another program or a server wrote: on one line, each word that may be a credential replaced by an ellipsis. */
    static String foreign(String text) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), LONGEST));
        int at = 0;
        while (at < text.length() && safe.length() < LONGEST) {
            int end = at;
            while (end < text.length() && ofToken(text.charAt(end))) {
                end++;
            }
            if (end - at >= TOKEN || text.startsWith("eyJ", at)) {
                safe.append('\u2026');
            } else {
                safe.append(text, at, end);
            }
            if (end < text.length()) {
                safe.append(text.charAt(end));
            }
            at = end + 1;
        }
        return line(safe.toString());
    }

    /** Letters and digits of base64 in both alphabets, and the dots of a JWT; no slash, so that paths are kept. */
    private static boolean ofToken(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.+=~".indexOf(c) >= 0;
    }

    /** The names that there are, those most like the wanted one first: {@code "a", "b" and 3 more}. */
    static String known(String wanted, Collection<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(Comparator.<String>comparingInt(name -> distance(wanted, name))
                .thenComparing(Comparator.naturalOrder()));
        StringBuilder list = new StringBuilder();
        int shown = Math.min(sorted.size(), MOST_NAMES);
        for (int i = 0; i < shown; i++) {
            list.append(i == 0 ? "" : ", ").append(name(sorted.get(i)));
        }
        return shown == sorted.size() ? list.toString() : list + " and " + (sorted.size() - shown) + " more";
    }

    /** Levenshtein's distance; a name that starts with the wanted one, or holds it, is near. */
    private static int distance(String wanted, String name) {
        if (!wanted.isEmpty() && name.contains(wanted)) {
            return 1;
        }
        int[] before = new int[name.length() + 1];
        for (int j = 0; j <= name.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= wanted.length(); i++) {
            int[] row = new int[name.length() + 1];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int swap = before[j - 1] + (wanted.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[name.length()];
    }
}
