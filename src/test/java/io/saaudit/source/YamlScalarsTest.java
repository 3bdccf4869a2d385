package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types of plain scalars as gopkg.in/yaml.v2 resolve.go gives them. */
class YamlScalarsTest {
    @ParameterizedTest
    @CsvSource({
        "y, true", "Y, true", "yes, true", "Yes, true", "YES, true", "true, true", "True, true", "TRUE, true",
        "on, true", "On, true", "ON, true", "n, false", "N, false", "no, false", "No, false", "NO, false",
        "false, false", "False, false", "FALSE, false", "off, false", "Off, false", "OFF, false"
    })
    void theWordsOfYaml11AreBooleans(String plain, String json) {
        assertThat(YamlScalars.type(plain)).isEqualTo(Token.BOOLEAN);
        assertThat(YamlScalars.json(Token.BOOLEAN, plain)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
    void theseAreNull(String plain) {
        assertThat(YamlScalars.type(plain)).isEqualTo(Token.NULL);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "-7, -7",
        "+7, 7",
        "0x10, 16",
        "-0x10, -16",
        "010, 8",
        "08, 08",
        "0o10, 8",
        "0b101, 5",
        "1_000, 1000",
        "1e3, 1e3",
        "1.5, 1.5",
        "1., 1.",
        ".5, .5",
        "-.5, -.5",
        "1E-3, 1E-3",
        ".inf, .inf",
        "-.INF, -.INF",
        ".nan, .nan",
        "18446744073709551615, 18446744073709551615"
    })
    void theseAreNumbers(String plain, String json) {
        assertThat(YamlScalars.type(plain)).isEqualTo(Token.NUMBER);
        assertThat(YamlScalars.json(Token.NUMBER, plain)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yEs",
                "tRUE",
                "nULL",
                "nil",
                "none",
                "1.2.3",
                "v1",
                "1a",
                "0x",
                "0xg",
                "-",
                "+",
                ".",
                "..",
                "1e",
                "e3",
                "2024-01-01",
                "12:30",
                "1,000",
                "-a",
                ".a",
                "Infinity",
                "NaN",
                "０"
            })
    void everythingElseIsText(String plain) {
        assertThat(YamlScalars.type(plain)).isEqualTo(Token.STRING);
    }

    @Test
    void quotesAndTagsDecideBeforeTheWord() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                apiVersion: v1
                kind: ServiceAccount
                metadata:
                  name: "no"
                  namespace: 'on'
                  labels: {a: !!str yes, b: ! 12, c: "1e3", d: !custom 7}
                automountServiceAccountToken: !!bool "no"
                """));

        assertThat(snapshot.objects().serviceAccounts().get(0)).satisfies(account -> {
            assertThat(account.key()).hasToString("ServiceAccount on/no");
            assertThat(account.meta().labels().values()).containsExactly("yes", "12", "1e3", "7");
            assertThat(account.automount()).isFalse();
        });
    }

    @Test
    void aKeyThatIsNoStringIsNamedAsJsonNamesIt() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: c}
                data: {on: a, 0x10: b, no: c, 1.5: d}
                """));

        assertThat(snapshot.objects().configMaps().get(0).keys()).containsExactly("true", "16", "false", "1.5");
    }
}
