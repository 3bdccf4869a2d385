package io.saaudit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A label selector in kubectl's spelling (apimachinery labels.Parse): {@code a=b}, {@code a==b}, {@code a!=b}, {@code a in
 * (b,c)}, {@code a notin (b,c)}, {@code a}, {@code !a}, joined by commas. All parts must hold.
 */
public final class LabelQuery {
    private final List<Part> parts;

    private LabelQuery(List<Part> parts) {
        this.parts = parts;
    }

    /** One requirement: {@code values} is null where only the key counts. */
    private record Part(String key, TreeSet<String> values, boolean wanted) {
        boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            // As in Kubernetes: a label that is missing is none of the values, so != and notin hold.
            boolean found = value != null && (values == null || values.contains(value));
            return found == wanted;
        }
    }

    /**
     * Reads a selector.
     *
     * @throws IllegalArgumentException when it is none; the message says where
     */
    public static LabelQuery parse(String text) {
        List<Part> parts = new ArrayList<>();
        for (String part : split(text)) {
            parts.add(part(part.strip(), text));
        }
        return new LabelQuery(List.copyOf(parts));
    }

    /** Whether the labels match. */
    public boolean matches(Map<String, String> labels) {
        for (Part part : parts) {
            if (!part.holds(labels)) {
                return false;
            }
        }
        return true;
    }

    /** At commas outside of parentheses. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            inside = c == '(' || inside && c != ')';
            if (c == ',' && !inside) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static Part part(String part, String text) {
        int open = part.indexOf('(');
        if (open >= 0 && part.endsWith(")")) {
            String head = part.substring(0, open).strip();
            boolean not = head.endsWith(" notin");
            if (not || head.endsWith(" in")) {
                String key = head.substring(0, head.length() - (not ? 6 : 3)).strip();
                TreeSet<String> values = new TreeSet<>();
                for (String value : part.substring(open + 1, part.length() - 1).split(",", -1)) {
                    values.add(word(value, true, text));
                }
                return new Part(word(key, false, text), values, !not);
            }
        }
        int equals = part.indexOf('=');
        if (equals > 0) {
            boolean not = part.charAt(equals - 1) == '!';
            int value = part.startsWith("==", equals) ? equals + 2 : equals + 1;
            TreeSet<String> values = new TreeSet<>();
            values.add(word(part.substring(value), true, text));
            return new Part(word(part.substring(0, not ? equals - 1 : equals), false, text), values, !not);
        }
        boolean not = part.startsWith("!");
        return new Part(word(not ? part.substring(1) : part, false, text), null, !not);
    }

    private static String word(String raw, boolean mayBeEmpty, String text) {
        String word = raw.strip();
        boolean wrong = word.isEmpty() && !mayBeEmpty;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_./".indexOf(c) >= 0;
            wrong |= !plain;
        }
        if (wrong) {
            throw new IllegalArgumentException(
                    "not a label selector: '" + text + "'; write app=web,tier in (a,b),!old");
        }
        return word;
    }
}
