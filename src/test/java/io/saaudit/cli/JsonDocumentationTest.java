package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/json.md and docs/schema say the same; the schemas say it of what is read, too. */
class JsonDocumentationTest {
    @Test
    void everyFieldOfASchemaIsInThePage() throws IOException {
        String page = Files.readString(Path.of("docs/json.md"));
        Set<String> fields = new TreeSet<>();
        try (Stream<Path> schemas = Files.list(Path.of("docs/schema"))) {
            for (Path schema : schemas.toList()) {
                if (schema.endsWith("config.json")) {
                    // Written by people: docs/configuration.md is its page, and ConfigurationTest holds it.
                    continue;
                }
                collect(Json.parse(Files.readString(schema)), fields);
            }
        }
        fields.removeIf(field -> page.contains("`" + field + "`")
                || page.contains("." + field + "`")
                || page.contains("." + field + "[]`")
                || page.contains("`" + field + "[]`"));
        assertThat(fields).as("fields that docs/json.md does not explain").isEmpty();
    }

    private static void collect(Object schema, Set<String> fields) {
        if (schema instanceof Map<?, ?> map) {
            if (map.get("properties") instanceof Map<?, ?> properties) {
                properties.keySet().forEach(key -> fields.add((String) key));
            }
            map.values().forEach(value -> collect(value, fields));
        } else if (schema instanceof List<?> list) {
            list.forEach(value -> collect(value, fields));
        }
    }

    @Test
    void theLinesOfTheTestsAreRequestsByTheirSchema() throws IOException {
        int lines = 0;
        for (String name : List.of("requests/requests.jsonl", "requests-glob/requests.jsonl")) {
            for (String line : Files.readAllLines(GoldenTest.ROOT.resolve(name))) {
                if (!line.isBlank()) {
                    lines++;
                    assertThat(Schemas.errors("request", line)).as(line).isEmpty();
                }
            }
        }
        assertThat(lines).isPositive();
    }

    @Test
    void everyExitStatusIsInTheHelpAndInThePage() throws IOException {
        String help = Run.of("--help").out();
        String page = Files.readString(Path.of("docs/exit-status.md"));
        for (ExitStatus status : ExitStatus.values()) {
            assertThat(help).contains("  " + status.code() + " ").contains(status.meaning());
            assertThat(page).contains("| " + status.code() + " |");
        }
    }

    @Test
    void everyCommandIsInThePageAndInTheReadme() throws IOException {
        String page = Files.readString(Path.of("docs/cli.md"));
        String readme = Files.readString(Path.of("README.md"));
        for (String name : Commands.names()) {
            assertThat(page).contains("$ sa-audit help " + name);
            assertThat(readme).contains("| `" + name);
        }
    }
}
