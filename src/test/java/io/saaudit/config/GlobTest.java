package io.saaudit.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "rbac.yaml, a/b/rbac.yaml, true",
        "*.yaml, a/b/rbac.yaml, true",
        "*.yaml, a/b/rbac.json, false",
        "a/*.yaml, a/rbac.yaml, true",
        "a/*.yaml, a/b/rbac.yaml, false",
        "a/**/*.yaml, a/rbac.yaml, true",
        "a/**/*.yaml, a/b/c/rbac.yaml, true",
        "a/**, a/b/c.yaml, true",
        "a/**, b/a/c.yaml, false",
        "**/c.yaml, c.yaml, true",
        "**/c.yaml, a/b/c.yaml, true",
        "**/c.yaml, a/bc.yaml, false",
        "a/?.yaml, a/b.yaml, true",
        "a?b.yaml/x, a/b.yaml/x, false",
        "a/b, a/b/c, false",
        "-, -, true"
    })
    void aStarStopsAtASlashAndTwoDoNot(String pattern, String path, boolean matches) {
        assertThat(Glob.matchesPath(pattern, path)).isEqualTo(matches);
    }
}
