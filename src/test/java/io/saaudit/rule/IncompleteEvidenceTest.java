package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Severity;
import io.saaudit.testing.Audits;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncompleteEvidenceTest {
    private static final String BROKEN_ACCOUNT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: app, namespace: shop}
            automountServiceAccountToken: "false"
            """;

    private static List<Finding> found(String... manifests) {
        return Audits.findings(Audits.strictWithGaps(manifests)).stream()
                .filter(finding -> finding.rule().equals("SA704"))
                .toList();
    }

    @Test
    void aBrokenObjectNamesTheRulesThatLookAtItsKind() {
        assertThat(found(BROKEN_ACCOUNT)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.message()).contains("SA101").contains("SA705").doesNotContain("SA301");
            assertThat(finding.places()).hasSize(1);
        });
    }

    @Test
    void manyOfAKindAndNamespaceAreOneFinding() {
        assertThat(found(BROKEN_ACCOUNT, BROKEN_ACCOUNT.replace("name: app", "name: web")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence()).hasSize(2));
        assertThat(found(BROKEN_ACCOUNT, BROKEN_ACCOUNT.replace("namespace: shop", "namespace: other")))
                .hasSize(2);
    }

    @Test
    void aRoleConcernsEveryRuleAboutPermissions() {
        assertThat(found("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: r, namespace: shop}
                rules: none
                """))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).endsWith("every rule about permissions"));
    }

    @Test
    void inputOfNobodyKnowsWhatIsNotToldAgain() {
        assertThat(found("apiVersion: v1\nkind: [\n")).isEmpty();
        assertThat(found("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: app, namespace: shop}
                """)).isEmpty();
    }
}
