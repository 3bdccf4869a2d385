package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saaudit.config.ConfigException;
import io.saaudit.config.ConfigReader;
import io.saaudit.testing.Json;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a configuration is looked for, and that its reader, its schema and its page say the same. */
class ConfigurationTest {
    /** Wrong in a way that a schema cannot say: a slip in a rule's name, a request of two kinds, a key that is there twice, an alias, a calendar. */
    private static final Set<String> BEYOND_A_SCHEMA = Set.of(
            "rule",
            "expectation",
            "twice",
            "own-twice",
            "alias",
            "day",
            "baseline-outside",
            "baseline-gone",
            "not-yaml");

    @TempDir
    Path temporary;

    private Path repository;

    @BeforeEach
    void makeARepository() throws IOException {
        repository = Files.createDirectories(temporary.toRealPath().resolve("repository"));
        Files.createDirectories(repository.resolve(".git"));
        Files.createDirectories(repository.resolve("a/b"));
    }

    private static void configure(Path folder) throws IOException {
        Files.writeString(folder.resolve(".sa-audit.yaml"), "gaps: warn\n");
    }

    @Test
    void theNearestOneUpToTheRootOfTheRepositoryIsTaken() throws Exception {
        assertThat(ConfigFiles.find(repository.resolve("a/b"))).isNull();
        configure(repository);
        assertThat(ConfigFiles.near(repository.resolve("a/b")).file()).isEqualTo("../../.sa-audit.yaml");
        configure(repository.resolve("a"));
        assertThat(ConfigFiles.find(repository.resolve("a/b"))).isEqualTo(repository.resolve("a/.sa-audit.yaml"));
    }

    @Test
    void nothingAboveTheRepositoryIsTaken() throws Exception {
        configure(repository.getParent());
        assertThat(ConfigFiles.find(repository)).isNull();
        assertThat(ConfigFiles.find(repository.resolve("a/b"))).isNull();
    }

    @Test
    void withoutARepositoryOnlyTheWorkingFolderCounts() throws Exception {
        Path loose = Files.createDirectories(repository.getParent().resolve("loose/inner"));
        configure(loose.getParent());
        assertThat(ConfigFiles.find(loose)).isNull();
        configure(loose);
        assertThat(ConfigFiles.find(loose)).isEqualTo(loose.resolve(".sa-audit.yaml"));
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        configure(temporary);
        Files.createSymbolicLink(repository.resolve(".sa-audit.yaml"), temporary.resolve(".sa-audit.yaml"));
        assertThatThrownBy(() -> ConfigFiles.find(repository))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("a link");
    }

    @Test
    void aBaselineIsNotReadThroughALink() throws IOException {
        Files.writeString(
                temporary.resolve("baseline.json"), "{\"schema\": \"sa-audit/baseline/v1\", \"findings\": []}");
        Files.createSymbolicLink(repository.resolve("baseline.json"), temporary.resolve("baseline.json"));
        Files.writeString(repository.resolve("c.yaml"), "baseline: baseline.json\n");
        Run run = Run.of("scan", "--config", repository.resolve("c.yaml").toString(), "testdata/quickstart");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("through a link");
    }

    static List<String> wrong() throws IOException {
        try (Stream<Path> cases = Files.list(GoldenTest.ROOT)) {
            return cases.map(p -> p.getFileName().toString())
                    .filter(name -> name.startsWith("usage-config-"))
                    .filter(name -> Files.exists(GoldenTest.ROOT.resolve(name).resolve("sa-audit.yaml")))
                    .map(name -> name.substring("usage-config-".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void theSchemaRefusesWhatTheReaderRefuses(String name) throws IOException {
        String text =
                Files.readString(GoldenTest.ROOT.resolve("usage-config-" + name).resolve("sa-audit.yaml"));
        if (!BEYOND_A_SCHEMA.contains(name)) {
            assertThat(Schemas.errors("config", text)).as(text).isNotEmpty();
        }
    }

    @Test
    void theSchemaTakesWhatTheReaderTakes() throws IOException, ConfigException {
        List<String> good = new ArrayList<>(
                List.of("gaps: warn\n", "lock: rbac.lock\n", "rules: SA101\n", "max: {low: 0}\nfail-on: never\n"));
        good.add(Files.readString(Path.of("testdata/gate/sa-audit.yaml")));
        good.add(pageExample());
        for (String text : good) {
            ConfigReader.read(new StringReader(text), "c.yaml");
            // A day without quotes is a time to YAML 1.1, and text to the YAML of editors.
            assertThat(Schemas.errors("config", text.replaceAll("(\\d{4}-\\d{2}-\\d{2})", "\"$1\"")))
                    .as(text)
                    .isEmpty();
        }
    }

    private static String pageExample() throws IOException {
        String page = Files.readString(Path.of("docs/configuration.md"));
        int start = page.indexOf("```yaml\n") + 8;
        return page.substring(start, page.indexOf("```", start));
    }

    @Test
    void theExampleOfThePageHasEveryKeyOfTheSchema() throws IOException {
        Object schema = Json.parse(Files.readString(Path.of("docs/schema/config.json")));
        Set<String> keys = new TreeSet<>(Tree.map(schema, "properties").keySet());
        String example = pageExample();
        keys.removeIf(key -> example.contains("\n" + key + ":") || example.startsWith(key + ":"));
        assertThat(keys).as("keys that docs/configuration.md does not show").isEmpty();
    }
}
