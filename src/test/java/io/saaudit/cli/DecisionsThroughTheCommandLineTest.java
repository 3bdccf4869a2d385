package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real authorizer's 60,000 answers, asked as somebody would ask them. */
class DecisionsThroughTheCommandLineTest {
    private static final String FOLDER = "src/test/resources/decisions/";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void all2500AnswersAgree(int cluster) {
        Run run = Run.of(
                "can-i",
                "--requests",
                FOLDER + cluster + ".queries.jsonl.gz",
                "-f",
                FOLDER + cluster + ".cluster.json.gz",
                "--strict",
                "--no-builtin-roles",
                "--quiet");
        assertThat(run.err())
                .as("answers of cluster %d that the API server gives otherwise", cluster)
                .isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).hasLineCount(2500).doesNotContain("unknown", "error");
    }
}
