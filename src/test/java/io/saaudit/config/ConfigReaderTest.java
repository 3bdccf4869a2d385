package io.saaudit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saaudit.model.Severity;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static Config read(String text) throws ConfigException, IOException {
        return ConfigReader.read(new StringReader(text), "c.yaml");
    }

    @Test
    void anEmptyFileIsAConfigurationThatSaysNothing() throws Exception {
        assertThat(read("").settings()).isEmpty();
        assertThat(read("# nothing yet\n").file()).isEqualTo("c.yaml");
        assertThat(read("\ufeffgaps: warn\r\n").settings()).containsKey("gaps");
    }

    @Test
    void aListMayBeOneWord() throws Exception {
        assertThat(read("rules: SA101\nexclude-namespaces: [a, b]\n").settings())
                .containsEntry("rule", java.util.List.of(new Config.Value("SA101", 1)))
                .containsEntry(
                        "exclude-namespace", java.util.List.of(new Config.Value("a", 2), new Config.Value("b", 2)));
    }

    @Test
    void severitiesKeepTheirOrder() throws Exception {
        assertThat(read("severities: {SA1*: low, SA101: critical}").severities())
                .containsExactly(
                        java.util.Map.entry("SA1*", Severity.LOW), java.util.Map.entry("SA101", Severity.CRITICAL));
    }

    @ParameterizedTest
    @CsvSource({
        "failon, fail-on",
        "suppresions, suppressions",
        "exclude_namespaces, exclude-namespaces",
        "severity, severities",
        "locks, lock",
        "lock-file, lock",
        "skiprules, skip-rules"
    })
    void theNearestKnownKeyIsNamed(String slip, String meant) {
        assertThatThrownBy(() -> read("gaps: warn\n" + slip + ": x\n"))
                .isInstanceOfSatisfying(ConfigException.class, e -> {
                    assertThat(e.getMessage()).startsWith("c.yaml:2: unknown key");
                    assertThat(e.hint()).startsWith("Did you mean " + meant + "?");
                });
    }

    @ParameterizedTest
    @CsvSource({"kubeconfig", "context", "server", "output", "report", "filename", "paths", "write-baseline"})
    void noKeyNamesAClusterAnOutputOrAnInput(String key) {
        assertThatThrownBy(() -> read(key + ": x\n")).hasMessageContaining("unknown key");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItIsParsed() {
        assertThatThrownBy(() -> read("#".repeat((1 << 20) + 1))).hasMessageContaining("characters");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatThrownBy(() -> read("rules: " + "[".repeat(100_000))).isInstanceOf(ConfigException.class);
    }
}
