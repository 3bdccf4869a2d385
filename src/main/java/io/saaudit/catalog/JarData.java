package io.saaudit.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A JSON file of this package's resources, read token by token; equal strings and lists become one. */
final class JarData implements AutoCloseable {
    private final InputStream in;
    private final JsonParser json;
    private final Map<String, String> strings = new HashMap<>();
    private final Map<List<String>, List<String>> lists = new HashMap<>();

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
        List<String> found = List.copyOf(texts);
        List<String> known = lists.putIfAbsent(found, found);
        return known == null ? found : known;
    }

    /** The array of numbers that comes next. */
    int[] numbers() throws IOException {
        json.nextToken();
        int[] numbers = new int[16];
        int count = 0;
        while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = json.getIntValue();
        }
        return Arrays.copyOf(numbers, count);
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
