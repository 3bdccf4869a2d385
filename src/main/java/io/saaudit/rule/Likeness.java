package io.saaudit.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Names that differ by a slip of the pen. */
final class Likeness {
    private static final int MOST = 2;
    private static final int SHORTEST = 4;

    private Likeness() {}

    /** Those of the names that are like this one but not the same, sorted; none for a short one. */
    static List<String> of(String name, Collection<String> names) {
        List<String> like = new ArrayList<>();
        for (String other : names) {
            boolean near = Math.abs(other.length() - name.length()) <= MOST && !other.equals(name);
            if (near && name.length() >= SHORTEST && distance(name, other) <= MOST) {
                like.add(other);
            }
        }
        like.sort(null);
        return like;
    }

    /** The edit distance of Levenshtein. */
    private static int distance(String a, String b) {
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
            }
            last = row;
        }
        return last[b.length()];
    }
}
