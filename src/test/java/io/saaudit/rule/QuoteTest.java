package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class QuoteTest {
    /** Names that RBAC allows, or that hostile input can hold. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "web",
                "system:kube-dns",
                "a b",
                "yes",
                "No",
                "null",
                "~",
                "12",
                "1e3",
                "0x1f",
                "a: b",
                "a:",
                "- a",
                "# x",
                "a #b",
                "'",
                "\"",
                "\\",
                "\\n",
                "a\nb",
                "a\r\nkind: Secret",
                "\t",
                "",
                "*",
                "&a",
                "!t",
                "{a}",
                "[a]",
                "%d",
                "@x",
                "`x`",
                "$HOME",
                "$(id)",
                "a;b",
                "a|b",
                "it's",
                "\u2028x",
                "\u202eevil",
                "\u0085",
                "ü",
                "日本",
                "🙂",
                "x\u007f",
                "a\u0000b",
                "--all",
                "=",
                "<<",
                "2001-01-01",
                "on",
                ".5",
                "_",
                "a/b"
            })
    void yamlReadsTheSameStringAgain(String name) {
        Map<?, ?> read = new Yaml().load("name: " + Quote.yaml(name) + "\nnext: 1\n");
        assertThat(read.get("name")).isEqualTo(name);
        assertThat(read.get("next")).isEqualTo(1);
    }

    @ParameterizedTest
    @DisabledOnOs(OS.WINDOWS)
    @ValueSource(
            strings = {
                "web",
                "a b",
                "it's",
                "'",
                "\"",
                "\\",
                "$HOME",
                "$(id)",
                "`id`",
                "a;b",
                "a|b",
                "a&b",
                "*",
                "?",
                "~",
                "#x",
                "",
                "--all",
                "a\nb",
                "it's\n\\x",
                "ü",
                "日本",
                "🙂",
                "\u202eevil",
                "!!",
                "a=b"
            })
    void aShellTakesItForOneWord(String name) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-c", "printf '<%s>' " + Quote.shell(name))
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(said).isEqualTo("<" + name + ">");
    }

    @Test
    void anOptionIsQuotedSoThatItIsSeen() {
        assertThat(Quote.shell("--all")).isEqualTo("'--all'");
    }

    @ParameterizedTest
    @CsvSource({"web, web", "a:b/c.d_e-f, a:b/c.d_e-f", "a b, \"a b\""})
    void plainNamesStayPlain(String name, String quoted) {
        assertThat(Quote.yaml(name)).isEqualTo(quoted);
    }

    @Test
    void aCommentEndsWhereItsLineEnds() {
        assertThat(Quote.comment("a\nkind: Secret")).doesNotContain("\n");
        assertThat(Quote.comment("plain text")).isEqualTo("plain text");
    }
}
