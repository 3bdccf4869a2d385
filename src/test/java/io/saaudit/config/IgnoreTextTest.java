package io.saaudit.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoreTextTest {
    private static IgnoreText read(String text) {
        return IgnoreText.read(text, Suppression.Kind.ANNOTATION, Origin.of("f"), List.of());
    }

    @Test
    void rulesComeFirstThenOwnerAndDayThenTheReason() {
        IgnoreText read = read("SA101,SA2* expires=2030-01-31 owner=team-a  the reason = why");
        assertThat(read.faults()).isEmpty();
        Suppression only = read.suppressions().get(0);
        assertThat(only.rules()).containsExactly("SA101", "SA2*");
        assertThat(only.owner()).isEqualTo("team-a");
        assertThat(only.reason()).isEqualTo("the reason = why");
        assertThat(only.expired("2030-01-31")).as("its last day still counts").isFalse();
        assertThat(only.expired("2030-02-01")).isTrue();
    }

    @Test
    void everyLineIsASuppressionOfItsOwn() {
        IgnoreText read = read("SA101 one\n\nSA102 two\nSA103\n");
        assertThat(read.suppressions()).extracting(Suppression::reason).containsExactly("one", "two");
        assertThat(read.faults()).containsExactly("it gives no reason for SA103");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "SA999 x", "because", "SA101,, x", "SA101 expires=soon x", "SA101 expires=2030-02-30 x"})
    void whatCannotBeUnderstoodSuppressesNothing(String text) {
        assertThat(read(text).suppressions()).isEmpty();
        assertThat(read(text).faults()).hasSize(1);
    }
}
