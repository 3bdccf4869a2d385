package io.saaudit.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A JSON file of this package's resources, read token by token; equal strings become one. */
final class JarData implements AutoCloseable {
    private final InputStream in;
    private final JsonParser json;
    private final Map<String, String> strings = new HashMap<>();
    private final Map<String, List<String>> entries = new HashMap<>();

    /** Opens the file and enters its object. */
    JarData(String name) throws IOException {
        in = JarData.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException(name + " is missing in the jar");
        }
        json = new JsonFactory().createParser(in);
        json.nextToken();
    }

    /** Enters the object or array that comes next, after its key if it has one. */
    void enter() throws IOException {
        json.nextToken();
    }

    /** The next key of the object that was entered, or null at its end. */
    String key() throws IOException {
        return json.nextFieldName();
    }

    /** Whether the array that was entered has another object; it is entered. */
    boolean nextObject() throws IOException {
        return json.nextToken() != JsonToken.END_ARRAY;
    }

    /** The string that comes next. */
    String text() throws IOException {
        return one(json.nextTextValue());
    }

    /** The number that comes next. */
    int number() throws IOException {
        return json.nextIntValue(-1);
    }

    /** The truth value that comes next. */
    boolean flag() throws IOException {
        return json.nextBooleanValue();
    }

    /** The array of strings that comes next. */
    List<String> texts() throws IOException {
        json.nextToken();
        List<String> texts = new ArrayList<>();
        for (String text = json.nextTextValue(); text != null; text = json.nextTextValue()) {
            texts.add(one(text));
        }
        return List.copyOf(texts);
    }

    /**
     * The entries of a text in which each one ends in a comma; so that nothing is no entry, and a comma alone the empty
     * one. One token for a whole list costs a tenth of an array, on a JVM that has just started.
     */
    List<String> entries(String text) {
        // No lambda: its first use costs a fresh JVM more than reading the file.
        List<String> known = entries.get(text);
        if (known == null) {
            known = split(text);
            entries.put(text, known);
        }
        return known;
    }

    private List<String> split(String text) {
        List<String> found = new ArrayList<>();
        int from = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
            found.add(one(text.substring(from, comma)));
            from = comma + 1;
        }
        return List.copyOf(found);
    }

    /** The object of strings that comes next. */
    Map<String, String> map() throws IOException {
        json.nextToken();
        Map<String, String> map = new HashMap<>();
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            map.put(key, text());
        }
        return map;
    }

    private String one(String text) {
        String known = strings.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    @Override
    public void close() throws IOException {
        json.close();
        in.close();
    }
}
