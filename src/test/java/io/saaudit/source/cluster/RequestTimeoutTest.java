package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTimeoutTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "30, PT30S",
        "0s, PT0S",
        "1s, PT1S",
        "2m, PT2M",
        "3h, PT3H",
        "1m30s, PT1M30S",
        "1.5h, PT1H30M",
        ".5s, PT0.5S",
        "500ms, PT0.5S",
        "1h0m1s, PT1H1S"
    })
    void goesAsInKubectl(String text, Duration expected) {
        assertThat(RequestTimeout.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "1x", "1.5", ".", "1.2.3s", "-1s", "1 s", "one", "1s2"})
    void anythingElseIsAnErrorThatShowsTheForm(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestTimeout.parse(text))
                .withMessageContaining("30s");
    }

    @Test
    void anAbsurdOneDoesNotOverflow() {
        assertThat(RequestTimeout.parse("9".repeat(300) + "h")).isPositive();
    }
}
