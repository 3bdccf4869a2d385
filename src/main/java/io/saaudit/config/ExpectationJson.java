package io.saaudit.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Turns an expectation into a line of {@code can-i --requests}, so that one reader decides what is a request. */
final class ExpectationJson {
    static final List<String> KEYS = List.of(
            "user",
            "groups",
            "verb",
            "apiGroup",
            "resource",
            "subresource",
            "namespace",
            "name",
            "path",
            "match",
            "allowed",
            "comment",
            "id",
            "severity",
            "message",
            "fix");

    /** What is not asked, but makes a rule of it. */
    static final List<String> OF_RULE = List.of("id", "severity", "message", "fix");

    private ExpectationJson() {}

    static String of(Fields fields) throws ConfigException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (String key : fields.keys()) {
                if (OF_RULE.contains(key)) {
                    continue;
                }
                json.writeFieldName(key);
                if (key.equals("allowed")) {
                    json.writeBoolean(fields.flag(key));
                } else if (fields.node(key) instanceof SequenceNode) {
                    json.writeStartArray();
                    for (String value : fields.strings(key)) {
                        json.writeString(value);
                    }
                    json.writeEndArray();
                } else {
                    json.writeString(fields.string(key));
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
