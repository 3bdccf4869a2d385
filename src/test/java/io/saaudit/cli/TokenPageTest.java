package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Jwts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/token.md and the help of token show is what happens; their examples take a token that no file may hold. */
class TokenPageTest {
    private static final String LEGACY = "{\"iss\":\"kubernetes/serviceaccount\","
            + "\"sub\":\"system:serviceaccount:ns-1:build-robot\",\"kubernetes.io/serviceaccount/namespace\":\"ns-1\","
            + "\"kubernetes.io/serviceaccount/secret.name\":\"build-robot-secret\","
            + "\"kubernetes.io/serviceaccount/service-account.name\":\"build-robot\","
            + "\"kubernetes.io/serviceaccount/service-account.uid\":\"u\"}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"token-bound", "token-legacy"})
    void thePageShowsWhatIsPrinted(String golden) throws IOException {
        String printed = Files.readString(GoldenTest.ROOT.resolve(golden).resolve("expected.txt"));
        assertThat(Files.readString(Path.of("docs/token.md")))
                .as("docs/token.md shows what the golden case %s prints: copy its expected.txt there", golden)
                .contains("| sa-audit token" + (golden.endsWith("legacy") ? " -f testdata/quickstart" : "") + "\n"
                        + printed + "```\n");
    }

    @Test
    void examplesOfTheHelpWork() throws Exception {
        List<String> examples = Run.of("help", "token")
                .out()
                .lines()
                .filter(line -> line.startsWith("  $ "))
                .filter(line -> !line.contains("--live")) // TokenIT runs it
                .toList();
        assertThat(examples).hasSizeGreaterThan(2);
        String token = Jwts.unsigned(LEGACY);
        Path file = Files.writeString(folder.resolve("token.txt"), token);
        String secret = "kind: Secret\nmetadata: {name: s}\ndata: {token: " + Jwts.encoded(token) + "}\n";
        for (String example : examples) {
            String[] words = example.substring(example.indexOf("sa-audit ") + "sa-audit ".length())
                    .replace("manifests", "testdata/quickstart")
                    .replace("token.txt", file.toString())
                    .replace(
                            "keys.json",
                            GoldenTest.ROOT
                                    .resolve("token-unknown-key/keys.json")
                                    .toString())
                    .split(" ");
            Run run = Run.with(example.contains("get secret") ? secret : token, words);
            assertThat(run.out()).as(example).startsWith("Legacy token of ServiceAccount ns-1/build-robot");
            assertThat(run.status()).as(example).isEqualTo(example.contains("--jwks") ? 1 : 0);
            assertThat(run.err()).as(example).isEmpty();
        }
    }
}
