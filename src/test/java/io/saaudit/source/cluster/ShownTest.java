package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Jwts;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void aNameStaysOnOneLineAndIsCut() {
        assertThat(Shown.name("a\nb\u001b[31m\u2028c")).isEqualTo("\"a b [31m c\"");
        assertThat(Shown.name("x".repeat(10_000))).hasSizeLessThan(210).endsWith("\u2026\"");
    }

    @Test
    void whatLooksLikeACredentialIsLeftOutOfForeignText() {
        String token = Jwts.legacy("ns", "sa");
        assertThat(Shown.foreign("error: token " + token + " expired")).isEqualTo("error: token \u2026 expired");
        assertThat(Shown.foreign("Bearer " + "a1B2".repeat(20))).isEqualTo("Bearer \u2026");
        assertThat(Shown.foreign("token=" + "a1B2".repeat(20))).isEqualTo("\u2026");
    }

    @Test
    void addressesPathsAndWordsOfForeignTextStay() {
        String text = "open https://login.example.com/device and enter ABCD-EFGH, log: /home/me/.kube/cache/oidc/"
                + "0123456789abcdef0123456789abcdef01234567";
        assertThat(Shown.foreign(text)).isEqualTo(text);
    }

    @Test
    void theNearestNamesComeFirst() {
        List<String> names = List.of("alpha", "production", "staging", "prod-eu", "test", "dev");
        assertThat(Shown.known("prod", names))
                .startsWith("\"prod-eu\", \"production\"")
                .endsWith(" and 1 more");
        assertThat(Shown.known("stagin", names)).startsWith("\"staging\"");
        assertThat(Shown.known("x", List.of())).isEqualTo("none");
    }
}
