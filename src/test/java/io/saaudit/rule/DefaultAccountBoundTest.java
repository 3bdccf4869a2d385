package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Origin;
import io.saaudit.model.Severity;
import io.saaudit.testing.Audits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultAccountBoundTest {
    private static final String ROLE = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: reader, namespace: ns-1}
            rules:
            - {apiGroups: [""], resources: [%s], verbs: [list]}
            """;

    private static String binding(String role, String... subjects) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: b, namespace: ns-1}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %s}
                subjects:
                - %s
                """.formatted(role, String.join("\n- ", subjects));
    }

    private static String clusterBinding(String role, String... subjects) {
        return binding(role, subjects)
                .replace("RoleBinding", "ClusterRoleBinding")
                .replace(", namespace: ns-1}\nroleRef", "}\nroleRef")
                .replace("kind: Role,", "kind: ClusterRole,");
    }

    private static List<Finding> found(String... manifests) {
        return Audits.findings("SA101", manifests);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: ServiceAccount, name: default, namespace: ns-1}",
                "{kind: ServiceAccount, name: default}",
                "{kind: User, name: 'system:serviceaccount:ns-1:default'}"
            })
    void allSpellingsOfTheAccountCount(String subject) {
        assertThat(found(ROLE.formatted("pods"), binding("reader", subject)))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.account()).isEqualTo("ns-1/default");
                    assertThat(f.cause()).hasToString("RoleBinding ns-1/b");
                    assertThat(f.severity()).isEqualTo(Severity.HIGH);
                    assertThat(f.message())
                            .isEqualTo(
                                    "default account is bound to Role reader in ns-1: list pods; nothing in sight runs"
                                            + " as it");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: ServiceAccount, name: not-default, namespace: ns-1}",
                "{kind: Group, name: 'system:serviceaccounts:ns-1'}",
                "{kind: Group, name: 'system:serviceaccounts'}",
                "{kind: Group, name: 'system:serviceaccount:ns-1:default'}",
                "{kind: User, name: default}",
                "{kind: User, name: 'system:serviceaccount:ns-1:other:default'}",
                "{kind: ServiceAccount, name: default, namespace: NAMESPACE}",
                "{kind: ServiceAccount, name: default, namespace: '*'}",
                "{kind: serviceaccount, name: default, namespace: ns-1}"
            })
    void othersAreNotTheDefaultAccount(String subject) {
        assertThat(found(ROLE.formatted("pods"), binding("reader", subject))).isEmpty();
    }

    @Test
    void anAccountWithoutNamespaceInAClusterRoleBindingIsNobody() {
        assertThat(found(clusterBinding("view", "{kind: ServiceAccount, name: default}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"cluster-admin, CRITICAL", "view, HIGH", "system:discovery, HIGH"})
    void theSeverityIsThatOfTheWorstPowerAndAtLeastHigh(String role, Severity severity) {
        assertThat(found(clusterBinding(role, "{kind: ServiceAccount, name: default, namespace: ns-1}")))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(severity));
    }

    @Test
    void oneBindingOfTwoDefaultAccountsIsOneFindingThatTouchesBoth() {
        assertThat(found(clusterBinding(
                        "cluster-admin",
                        "{kind: ServiceAccount, name: default, namespace: ns-2}",
                        "{kind: ServiceAccount, name: default, namespace: ns-1}",
                        "{kind: User, name: 'system:serviceaccount:ns-1:default'}")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.account()).isEqualTo("ns-1/default");
                    assertThat(f.subjects())
                            .containsExactly(
                                    "system:serviceaccount:ns-1:default", "system:serviceaccount:ns-2:default");
                    assertThat(f.message())
                            .startsWith("default accounts of 2 namespaces may do everything in the cluster");
                });
    }

    @Test
    void twoBindingsAreTwoFindingsWithTwoFingerprints() {
        String first = binding("reader", "{kind: ServiceAccount, name: default}");
        List<Finding> both = found(ROLE.formatted("pods"), first, first.replace("name: b,", "name: c,"));
        assertThat(both).hasSize(2);
        assertThat(both.get(0).fingerprint()).isNotEqualTo(both.get(1).fingerprint());
    }

    @Test
    void theSameBindingInTwoFilesIsOneFindingWithTwoPlaces() {
        String same = binding("reader", "{kind: ServiceAccount, name: default}");
        assertThat(found(ROLE.formatted("pods"), same, same))
                .singleElement()
                .satisfies(f -> assertThat(f.places()).extracting(Origin::line).containsExactly(13, 16));
    }

    @Test
    void differingDefinitionsOfABindingAreSummed() {
        assertThat(found(
                        ROLE.formatted("pods"),
                        ROLE.formatted("secrets").replace("name: reader", "name: spy"),
                        binding("reader", "{kind: ServiceAccount, name: default}"),
                        binding("spy", "{kind: ServiceAccount, name: default}")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.message()).startsWith("default account may read Secrets in ns-1");
                    assertThat(f.extent())
                            .containsExactly(
                                    "namespace=ns-1 core= pods any= list", "namespace=ns-1 core= secrets any= list");
                });
    }

    @Test
    void aBindingToARoleThatWasNotReadSaysSo() {
        assertThat(found(binding("elsewhere", "{kind: ServiceAccount, name: default}")))
                .singleElement()
                .satisfies(f -> assertThat(f.message())
                        .startsWith("default account is bound to Role elsewhere in ns-1, which was not read"));
    }

    @Test
    void rulesWithoutEffectAreCalledThat() {
        assertThat(found(ROLE.formatted("nodes"), binding("reader", "{kind: ServiceAccount, name: default}")))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("list nodes, without effect there"));
    }

    @Test
    void theNarrowestPlaceIsTheSubject() {
        assertThat(found(
                        ROLE.formatted("pods"),
                        binding("reader", "{kind: User, name: jane}", "{kind: ServiceAccount, name: default}")))
                .singleElement()
                .satisfies(f -> assertThat(f.places()).extracting(Origin::line).containsExactly(14));
    }

    @Test
    void whoRunsAsItIsSaid() {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: ns-1}
                spec: {containers: [{name: c, image: i}]}
                """;
        String bound = binding("reader", "{kind: ServiceAccount, name: default}");
        assertThat(found(bound, pod.formatted("a")).get(0).message()).endsWith("; Pod a runs as it");
        assertThat(found(bound, pod.formatted("a"), pod.formatted("b")).get(0).message())
                .endsWith("; 2 pods run as it");
    }

    @Test
    void theFixNamesAnAccountThatIsNewAndKeepsTheOtherSubjects() {
        String taken = """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: b, namespace: ns-1}
                """;
        Finding finding = found(
                        taken, binding("reader", "{kind: User, name: jane}", "{kind: ServiceAccount, name: default}"))
                .get(0);
        assertThat(finding.fix().text())
                .contains("- kind: User\n  name: jane")
                .contains("name: b-account\n  namespace: ns-1")
                .doesNotContain("name: default");
    }
}
