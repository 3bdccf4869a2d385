package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Note;
import io.saaudit.model.Severity;
import io.saaudit.testing.Audits;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingAccountTest {
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: p, namespace: ns}
            spec:
              serviceAccountName: builder
              containers: [{name: c, image: i}]
            """;

    private static List<Finding> found(String... manifests) {
        return Audits.findings(Audits.strict(manifests)).stream()
                .filter(f -> f.rule().equals("SA109"))
                .toList();
    }

    @Test
    void withStrictItIsAFinding() {
        assertThat(found(POD)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(f.cause()).hasToString("Pod ns/p");
            assertThat(f.message())
                    .isEqualTo(
                            "Pod p names the account builder, which does not exist in ns: no pod of it can be created;"
                                    + " if it was deleted, its tokens stopped at once and pods must be restarted");
            assertThat(f.places().get(0).line()).isEqualTo(5);
        });
    }

    @Test
    void withoutStrictItIsANote() {
        Audit audit = Audits.of(POD, """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: other, namespace: ns}
                """);
        assertThat(Audits.findings(audit)).noneMatch(f -> f.rule().equals("SA109"));
        assertThat(Audits.report(audit).notes()).anySatisfy(n -> {
            assertThat(n.kind()).isEqualTo(Note.Kind.DANGLING_ACCOUNT);
            assertThat(n.what()).isEqualTo("Pod ns/p names the account ns/builder, which was not read.");
        });
    }

    @Test
    void anAccountOfAnotherNamespaceDoesNotHelp() {
        assertThat(found(POD, """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: builder, namespace: other}
                """)).hasSize(1);
    }

    @Test
    void theDefaultAccountAlwaysExists() {
        assertThat(found(POD.replace("builder", "default"))).isEmpty();
        assertThat(found(POD.replace("  serviceAccountName: builder\n", ""))).isEmpty();
    }

    @Test
    void aMirrorPodHasNoAccountToMiss() {
        assertThat(found(
                        POD.replace("namespace: ns}", "namespace: ns, annotations: {kubernetes.io/config.mirror: x}}")))
                .isEmpty();
    }

    @Test
    void whatTheNameIsBoundToIsEvidence() {
        assertThat(found(POD, """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: b}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                subjects:
                - {kind: ServiceAccount, name: builder, namespace: ns}
                """).get(0).evidence())
                .anySatisfy(e -> assertThat(e.what()).contains("gives ClusterRole cluster-admin"));
    }
}
