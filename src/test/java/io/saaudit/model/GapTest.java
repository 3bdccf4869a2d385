package io.saaudit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GapTest {
    @ParameterizedTest
    @CsvSource({
        // touched kind, touched namespace, asked namespace, whether roles or bindings may be missing there
        "'', '', dev, true",
        "'', '', '', true",
        "Pod, '', dev, false",
        "RoleBinding, dev, dev, true",
        "RoleBinding, dev, other, false",
        "RoleBinding, '', dev, true",
        "RoleBinding, '', spared, false",
        "RoleBinding, '', '', false",
        "Role, '', '', false",
        "ClusterRoleBinding, '', '', true",
        "ClusterRoleBinding, '', dev, true",
    })
    void aGapOfRolesOrBindingsCoversWhereTheyCount(String kind, String namespace, String asked, boolean covers) {
        Gap gap = new Gap(Gap.Kind.REFUSED, "x", "", Origin.of("y"), kind, namespace, List.of("spared"));
        assertThat(gap.coversRbac(asked)).isEqualTo(covers);
    }

    @ParameterizedTest
    @CsvSource({"Pod, dev, true", "Pod, spared, false", "Secret, dev, false"})
    void aGapOfAKindCoversThatKindWhereItWasNotRead(String kind, String namespace, boolean covers) {
        Gap gap = new Gap(Gap.Kind.REFUSED, "x", "", Origin.of("y"), "Pod", "", List.of("spared"));
        assertThat(gap.covers(kind, namespace)).isEqualTo(covers);
    }
}
