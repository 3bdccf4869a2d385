package io.saaudit.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as maps, lists, strings, {@link BigDecimal}, booleans and null. A name that stands twice in an object is an error,
 * as it is to the API server (go-jose's json), and so is what follows the value.
 */
final class JsonTree {
    private static final int MOST_LEVELS = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonTree() {}

    /**
     * Reads an object.
     *
     * @param utf8 the JSON
     * @param what what it is, as the subject of a message
     * @throws TokenException when it is no object
     */
    static Map<String, Object> object(byte[] utf8, String what) throws TokenException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw TokenException.malformed(what + " is not UTF-8 text");
        }
        try (JsonParser in = FACTORY.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw TokenException.malformed(what + " is JSON, but no object");
            }
            Map<String, Object> object = object(in, what, 1);
            if (in.nextToken() != null) {
                throw TokenException.malformed(what + " has more in it after its JSON object");
            }
            return object;
        } catch (IOException e) {
            throw TokenException.malformed(what + " is not JSON"); // the library's message quotes what it read
        }
    }

    private static Map<String, Object> object(JsonParser in, String what, int level)
            throws IOException, TokenException {
        if (level > MOST_LEVELS) {
            throw TokenException.malformed(what + " is nested deeper than " + MOST_LEVELS + " levels");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            if (object.containsKey(name)) {
                throw TokenException.malformed(what + " has " + Shown.name(name) + " twice");
            }
            object.put(name, value(in, what, level));
        }
        return object;
    }

    private static List<Object> list(JsonParser in, String what, int level) throws IOException, TokenException {
        if (level > MOST_LEVELS) {
            throw TokenException.malformed(what + " is nested deeper than " + MOST_LEVELS + " levels");
        }
        List<Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(in, what, level));
        }
        return list;
    }

    private static Object value(JsonParser in, String what, int level) throws IOException, TokenException {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw TokenException.malformed(what + " is JSON that breaks off");
        }
        return switch (token) {
            case START_OBJECT -> object(in, what, level + 1);
            case START_ARRAY -> list(in, what, level + 1);
            case VALUE_STRING -> in.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> in.getDecimalValue();
        };
    }
}
