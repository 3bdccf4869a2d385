package io.saaudit.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.saaudit.model.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines of {@code --requests}: docs/json.md, "Requests". */
final class RequestParser {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private RequestParser() {}

    /**
     * A line that is no request.
     *
     * <p>Its message says what is wrong.
     */
    static final class MalformedLineException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedLineException(String message) {
            super(message);
        }
    }

    /** The fields as they were written; null for one that was not. */
    private static final class Fields {
        private String user;
        private List<String> groups;
        private String verb;
        private String apiGroup;
        private String resource;
        private String subresource;
        private String namespace;
        private String name;
        private String path;
        private String match;
        private Boolean allowed;

        RequestLine line() throws MalformedLineException {
            if (user == null && (groups == null || groups.isEmpty())) {
                throw new MalformedLineException("names neither user nor groups");
            }
            if (verb == null) {
                throw new MalformedLineException("names no verb");
            }
            if (resource == null && path == null) {
                throw new MalformedLineException("names neither resource nor path");
            }
            if (path != null && !text(resource).isEmpty()) {
                throw new MalformedLineException("names both resource and path");
            }
            if (path != null && !(text(apiGroup) + text(subresource) + text(namespace) + text(name)).isEmpty()) {
                throw new MalformedLineException("a path has no apiGroup, subresource, namespace or name");
            }
            if (match != null && !match.equals("glob")) {
                throw new MalformedLineException("match can only be \"glob\"");
            }
            Request request = path != null
                    ? Request.path(verb, path)
                    : Request.of(verb, text(apiGroup), resource, text(subresource), text(namespace), text(name));
            return new RequestLine(text(user), groups, request, match != null, allowed);
        }

        private static String text(String value) {
            return value == null ? "" : value;
        }
    }

    /**
     * Reads one line.
     *
     * @throws MalformedLineException when it is no request
     */
    static RequestLine parse(String line) throws MalformedLineException {
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedLineException("not a JSON object");
            }
            Fields fields = new Fields();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                json.nextToken();
                read(field, json, fields);
            }
            if (json.nextToken() != null) {
                throw new MalformedLineException("more than one JSON object on the line");
            }
            return fields.line();
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new MalformedLineException("not JSON at column " + column + ": " + firstPart(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new MalformedLineException("not JSON: " + e.getMessage());
        }
    }

    /** Without what the library says of its own source. */
    private static String firstPart(String message) {
        int end = message.length();
        for (String rest : List.of("\n", " (start marker", " (was expecting", ": was expecting")) {
            int at = message.indexOf(rest);
            end = at < 0 ? end : Math.min(end, at);
        }
        return message.substring(0, end);
    }

    private static void read(String field, JsonParser json, Fields to) throws IOException, MalformedLineException {
        switch (field) {
            case "user" -> to.user = string(field, json);
            case "groups" -> to.groups = strings(field, json);
            case "verb" -> to.verb = string(field, json);
            case "apiGroup" -> to.apiGroup = string(field, json);
            case "resource" -> to.resource = string(field, json);
            case "subresource" -> to.subresource = string(field, json);
            case "namespace" -> to.namespace = string(field, json);
            case "name" -> to.name = string(field, json);
            case "path" -> to.path = string(field, json);
            case "match" -> to.match = string(field, json);
            case "allowed" -> to.allowed = flag(field, json);
            case "comment" -> string(field, json);
            // A misspelt field would quietly ask another question.
            default -> throw new MalformedLineException("unknown field \"" + field + "\"");
        }
    }

    private static String string(String field, JsonParser json) throws IOException, MalformedLineException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> null;
            default -> throw new MalformedLineException("\"" + field + "\" is not a string");
        };
    }

    private static List<String> strings(String field, JsonParser json) throws IOException, MalformedLineException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new MalformedLineException("\"" + field + "\" is not a list of strings");
        }
        List<String> values = new ArrayList<>(4);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String value = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : null;
            if (value == null) {
                throw new MalformedLineException("\"" + field + "\" is not a list of strings");
            }
            values.add(value);
        }
        return values;
    }

    private static Boolean flag(String field, JsonParser json) throws MalformedLineException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new MalformedLineException("\"" + field + "\" is neither true nor false");
        };
    }
}
