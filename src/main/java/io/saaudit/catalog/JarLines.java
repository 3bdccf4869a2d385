package io.saaudit.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of this package's resources: ASCII, a record a line, its fields apart by tabs, empty fields at its end left
 * out. Plain, because it is read by nearly every run: a parser's classes would cost more than the reading.
 */
final class JarLines {
    private final String text;
    private final Map<String, List<String>> entries = new HashMap<>();
    private int next;
    private int end;
    private int from;

    /** Reads the file. */
    JarLines(String name) throws IOException {
        try (InputStream in = JarLines.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing in the jar");
            }
            text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Goes to the next line; false at an empty line, which ends a part, and at the end. */
    boolean line() {
        from = next;
        end = next < text.length() ? text.indexOf('\n', next) : next;
        next = end + 1;
        return end > from;
    }

    /** The next field of the line, empty past the last. */
    String field() {
        if (from >= end) {
            return "";
        }
        int tab = text.indexOf('\t', from);
        int stop = tab < 0 || tab > end ? end : tab;
        String field = text.substring(from, stop);
        from = stop + 1;
        return field;
    }

    /**
     * The entries of a text in which each one ends in a comma; so that nothing is no entry, and a comma alone the empty
     * one. Equal texts give one list.
     */
    List<String> entries(String text) {
        List<String> known = entries.get(text);
        if (known == null) {
            known = split(text);
            entries.put(text, known);
        }
        return known;
    }

    private static List<String> split(String text) {
        List<String> found = new ArrayList<>();
        int from = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
            found.add(text.substring(from, comma));
            from = comma + 1;
        }
        return List.copyOf(found);
    }

    /** Keys and values from entries such as {@code key=value}. */
    Map<String, String> map(String text) {
        Map<String, String> map = new HashMap<>();
        for (String entry : entries(text)) {
            int equal = entry.indexOf('=');
            map.put(entry.substring(0, equal), entry.substring(equal + 1));
        }
        return map;
    }
}
