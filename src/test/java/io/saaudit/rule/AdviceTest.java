package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.report.Report;
import io.saaudit.testing.Audits;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms of docs/advice.md are what sa-audit itself has nothing to say to. */
class AdviceTest {
    private static final String FENCE = "```yaml\n";

    static List<String> examples() throws IOException {
        String page = Files.readString(Examples.PROJECT.resolve("docs").resolve("advice.md"));
        List<String> examples = new ArrayList<>();
        for (int from = page.indexOf(FENCE); from >= 0; from = page.indexOf(FENCE, from)) {
            from += FENCE.length();
            examples.add(page.substring(from, page.indexOf("```", from)));
        }
        return examples;
    }

    @Test
    void thereAreForms() throws IOException {
        assertThat(examples()).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aFormScansCleanAsCompleteInput(String manifests) {
        Report report = Audits.report(Audits.strict(manifests));
        assertThat(report.findings()).as("findings in\n%s", manifests).isEmpty();
    }

    /** The form is clean for what it says, not for want of something to look at. */
    @ParameterizedTest
    @MethodSource("examples")
    void withoutItsPrecautionsTheSameWorkloadIsReported(String manifests) {
        String careless = manifests
                .replace("automountServiceAccountToken: false\n", "\n")
                .replace("resourceNames: [web-settings]", "")
                .replace("resources: [configmaps]", "resources: [configmaps, secrets]")
                .replace("kind: Role\n", "kind: ClusterRole\n")
                .replace("kind: RoleBinding\n", "kind: ClusterRoleBinding\n");
        assertThat(Audits.findings(Audits.strict(careless)))
                .as("findings in\n%s", careless)
                .isNotEmpty();
    }
}
