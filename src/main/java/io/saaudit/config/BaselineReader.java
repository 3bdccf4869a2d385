package io.saaudit.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.saaudit.model.Severity;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@code --write-baseline} has written: docs/json.md, {@code sa-audit/baseline/v1}. */
public final class BaselineReader {
    private static final String SCHEMA = "sa-audit/baseline/v1";

    private final String file;
    private final JsonParser json;
    private final Map<String, Baseline.Entry> entries = new LinkedHashMap<>();

    private BaselineReader(String file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    /**
     * Reads a baseline.
     *
     * @param in the text
     * @param file its name, for messages
     * @throws ConfigException when it is none
     * @throws IOException when it cannot be read
     */
    public static Baseline read(Reader in, String file) throws ConfigException, IOException {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (JsonParser json = factory.createParser(in)) {
            BaselineReader reader = new BaselineReader(file, json);
            reader.document();
            return new Baseline(file, reader.entries);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new ConfigException(file + ":" + line + ": not JSON", "Was it written by --write-baseline?");
        }
    }

    private void document() throws IOException, ConfigException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw wrong("not a baseline");
        }
        boolean named = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("schema")) {
                named = json.currentToken() == JsonToken.VALUE_STRING
                        && json.getText().equals(SCHEMA);
                if (!named) {
                    throw wrong("its schema is not " + SCHEMA);
                }
            } else if (field.equals("findings")) {
                findings();
            } else {
                json.skipChildren();
            }
        }
        if (!named) {
            throw wrong("it names no schema");
        }
    }

    private void findings() throws IOException, ConfigException {
        expect(JsonToken.START_ARRAY, "\"findings\" is no list");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.START_OBJECT, "a finding is no object");
            finding();
        }
    }

    private void finding() throws IOException, ConfigException {
        String rule = "";
        String fingerprint = "";
        Severity severity = null;
        List<String> subjects = List.of();
        List<String> extent = List.of();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "fingerprint" -> fingerprint = string();
                case "severity" -> severity = severity(string());
                case "subjects" -> subjects = strings();
                case "extent" -> extent = strings();
                case "rule" -> rule = string();
                // The object is there for people.
                default -> json.skipChildren();
            }
        }
        if (fingerprint.isEmpty() || severity == null) {
            throw wrong("a finding without fingerprint or severity");
        }
        if (entries.put(fingerprint, new Baseline.Entry(rule, severity, subjects, extent)) != null) {
            // After a careless merge: which of them was accepted, nobody can say.
            throw wrong("the fingerprint " + fingerprint + " is there twice");
        }
    }

    private Severity severity(String word) throws ConfigException {
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word)) {
                return severity;
            }
        }
        throw wrong(word + " is no severity");
    }

    private List<String> strings() throws IOException, ConfigException {
        expect(JsonToken.START_ARRAY, "not a list of strings");
        List<String> strings = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            strings.add(string());
        }
        return List.copyOf(strings);
    }

    private String string() throws IOException, ConfigException {
        expect(JsonToken.VALUE_STRING, "not a string");
        return json.getText();
    }

    private void expect(JsonToken token, String otherwise) throws ConfigException {
        if (json.currentToken() != token) {
            throw wrong(otherwise);
        }
    }

    private ConfigException wrong(String what) {
        return new ConfigException(
                file + ":" + json.currentLocation().getLineNr() + ": " + what, "Was it written by --write-baseline?");
    }
}
