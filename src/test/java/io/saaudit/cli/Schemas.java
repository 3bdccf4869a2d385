package io.saaudit.cli;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.SnakeYamlNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The JSON schemas of docs/schema, and of formats of others. */
final class Schemas {
    private static final Validator VALIDATOR = validator();

    private Schemas() {}

    /** What is wrong with a document by the schema that it names. */
    static List<String> errors(String json) {
        String mark = "\"schema\": \"sa-audit/";
        int start = json.indexOf(mark) + mark.length();
        String named = json.substring(start, json.indexOf('"', start));
        return errors(named.substring(0, named.indexOf('/')), json);
    }

    /** What is wrong with a document by the schema of that name. */
    static List<String> errors(String name, String json) {
        return VALIDATOR.validate(URI.create("urn:sa-audit:" + name + ":v1"), json).getErrors().stream()
                .map(e -> e.getInstanceLocation() + ": " + e.getError())
                .toList();
    }

    private static Validator validator() {
        Validator validator = new ValidatorFactory()
                .withJsonNodeFactory(new SnakeYamlNode.Factory())
                .createValidator();
        try (Stream<Path> files = Files.list(Path.of("docs/schema"))) {
            for (Path file : files.sorted().toList()) {
                validator.registerSchema(Files.readString(file));
            }
            // Somebody else's, for what is written in it.
            validator.registerSchema(Files.readString(Path.of("src/test/resources/formats/gitlab-code-quality.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return validator;
    }
}
