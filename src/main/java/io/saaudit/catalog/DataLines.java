package io.saaudit.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Data that stands in a class: a record a line, its fields apart by semicolons, empty fields at its end left out. A text in
 * a class, and no file of the jar with a parser for it, because nearly every run reads it: a start does not open the jar
 * otherwise, since its classes come from the archive.
 */
final class DataLines {
    private final String text;
    private final Map<String, List<String>> entries = new HashMap<>();
    private int next;
    private int end;
    private int from;

    DataLines(String text) {
        this.text = text;
    }

    /** Goes to the next line; false at the end. */
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
        int mark = text.indexOf(';', from);
        int stop = mark < 0 || mark > end ? end : mark;
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
