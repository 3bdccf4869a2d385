package io.saaudit.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionsTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "524287, 1, 1",
        "3, 67108863, 131071",
        "3, 1, 131072",
        "3, 8191, 1073741823",
        "2041, 40000, 17"
    })
    void aPlaceComesBackAsItWasPut(int source, int line, int column) {
        long packed = Positions.pack(source, line, column);
        assertThat(Positions.source(packed)).isEqualTo(source);
        assertThat(Positions.line(packed)).isEqualTo(line);
        assertThat(Positions.column(packed)).isEqualTo(column);
    }

    @Test
    void aColumnPastTheLargestIsTheLargest() {
        long packed = Positions.pack(1, 9000, 200000);
        assertThat(Positions.line(packed)).isEqualTo(9000);
        assertThat(Positions.column(packed)).isEqualTo(131071);
    }

    @Test
    void noPlaceHasNoSource() {
        assertThat(Positions.source(Positions.NONE)).isZero();
        assertThat(Positions.line(Positions.NONE)).isZero();
    }

    @Test
    void aTemplateReachesToTheNextMark() {
        Source source = new Source("-", new int[] {3, 9, 20}, new String[] {"a.yaml", "b.yaml", ""});
        assertThat(source.templateAt(2)).isEmpty();
        assertThat(source.templateAt(3)).isEqualTo("a.yaml");
        assertThat(source.templateAt(9)).isEqualTo("b.yaml");
        assertThat(source.templateAt(20)).isEmpty();
    }
}
