package io.saaudit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubeVersionTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.33", "v1.33", "v1.33.2", "1.33.0-rc.1", "v1.33.5-gke.1080000", "1.33+", "v1.33.4+k3s1"})
    void readsWhatPeopleAndServersWrite(String text) {
        assertThat(KubeVersion.parse(text)).isEqualTo(new KubeVersion(33));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "v", "1", "1.", "1.3", "33", "1.29", "1.37", "1.033", "1.333", "2.33", "1.33x", "latest", "vv1.33",
                "1.3３"
            })
    void namesTheKnownOnesWhenAskedForAnother(String text) {
        assertThatThrownBy(() -> KubeVersion.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown Kubernetes version '" + text
                        + "'; known are 1.30, 1.31, 1.32, 1.33, 1.34, 1.35, 1.36");
    }

    @Test
    void everyOneReadsBackFromItsName() {
        assertThat(KubeVersion.all())
                .hasSize(7)
                .startsWith(KubeVersion.OLDEST)
                .endsWith(KubeVersion.NEWEST)
                .allSatisfy(version ->
                        assertThat(KubeVersion.parse(version.toString())).isEqualTo(version));
    }

    @ParameterizedTest
    @CsvSource({
        "v1.33.2-gke.100, 1.33",
        "1.30+, 1.30",
        "v1.29.4, 1.30",
        "v1.37.0, 1.36",
        "v1.100.0, 1.36",
        "v2.0, 1.36",
        "'', 1.36",
        "v1., 1.36"
    })
    void aServersVersionIsTakenAsTheNearestThatIsKnown(String server, String version) {
        assertThat(KubeVersion.nearest(server)).hasToString(version);
    }
}
