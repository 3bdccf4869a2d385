package io.saaudit.rbac;

import static io.saaudit.testing.Kube.account;
import static io.saaudit.testing.Kube.clusterRole;
import static io.saaudit.testing.Kube.clusterRoleBinding;
import static io.saaudit.testing.Kube.role;
import static io.saaudit.testing.Kube.roleBinding;
import static io.saaudit.testing.Kube.rule;
import static io.saaudit.testing.Kube.urls;
import static io.saaudit.testing.Kube.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.LabelSelector;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    private static final PolicyRule FINE = rule("get", "core", "pods");

    @ParameterizedTest
    @ValueSource(strings = {"Capital", "with:colon", "with space", "under_score"})
    void namesOfRolesAreHardlyChecked(String name) {
        assertThat(Refusals.of(clusterRole(name, FINE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "100%"})
    void namesThatAreNoPathSegmentAreRefused(String name) {
        assertThat(Refusals.of(clusterRole(name, FINE))).hasSize(1);
    }

    @Test
    void aNamespaceMustBeADnsLabel() {
        assertThat(Refusals.of(role("a.b", "r", FINE))).containsExactly("metadata.namespace is not a DNS label");
        assertThat(Refusals.of(role("-a", "r", FINE))).hasSize(1);
        assertThat(Refusals.of(role("a-1", "r", FINE))).isEmpty();
    }

    @Test
    void rulesMustHaveTheirLists() {
        assertThat(Refusals.of(clusterRole("r", new PolicyRule(List.of(), List.of(), List.of(), List.of(), List.of()))))
                .containsExactly(
                        "rules[0] has no verbs",
                        "rules[0] has no apiGroups (the core group is \"\")",
                        "rules[0] has no resources");
    }

    @Test
    void urlsStandAloneAndOnlyInClusterRoles() {
        assertThat(Refusals.of(role("dev", "r", urls("get", "/metrics"))))
                .containsExactly("rules[0] has nonResourceURLs in a Role");
        assertThat(Refusals.of(clusterRole(
                        "r", new PolicyRule(List.of("get"), List.of(""), List.of("pods"), List.of(), List.of("/x")))))
                .containsExactly("rules[0] mixes nonResourceURLs with resources");
        assertThat(Refusals.of(clusterRole("r", urls("get", "no-slash*in*side"))))
                .isEmpty();
    }

    @Test
    void aggregationNeedsValidSelectors() {
        assertThat(Refusals.of(clusterRole("r", Map.of(), List.of()))).hasSize(1);
        assertThat(Refusals.of(clusterRole(
                        "r",
                        Map.of(),
                        List.of(new LabelSelector(
                                Map.of(), List.of(new LabelSelector.Requirement("a", "in", List.of("x"))))))))
                .containsExactly("aggregationRule has an invalid label selector");
        assertThat(Refusals.of(clusterRole("r", Map.of(), List.of(new LabelSelector(Map.of(), List.of())))))
                .isEmpty();
    }

    @Test
    void roleRefsAreChecked() {
        assertThat(Refusals.of(roleBinding("dev", "b", "Group", "r", user("jane"))))
                .containsExactly("roleRef.kind is not Role or ClusterRole");
        assertThat(Refusals.of(clusterRoleBinding("b", "", user("jane")))).hasSize(1);
    }

    @Test
    void subjectsAreChecked() {
        assertThat(Refusals.of(clusterRoleBinding("b", "r", account("", "x"))))
                .containsExactly("subjects[0] is a ServiceAccount without a namespace");
        assertThat(Refusals.of(roleBinding("dev", "b", "Role", "r", account("", "x"), account("*", "a.b-c"))))
                .isEmpty();
        assertThat(Refusals.of(roleBinding("dev", "b", "Role", "r", account("dev", "system:serviceaccount:dev:x"))))
                .containsExactly("subjects[0].name is not an account's name (a DNS subdomain)");
        assertThat(Refusals.of(roleBinding(
                        "dev",
                        "b",
                        "Role",
                        "r",
                        Subject.of("user", "", "", "jane"),
                        Subject.of("User", "wrong", "", "jane"),
                        Subject.of("ServiceAccount", "rbac.authorization.k8s.io", "dev", "x"),
                        Subject.of("Group", "", "", ""))))
                .containsExactly(
                        "subjects[0].kind is not ServiceAccount, User or Group",
                        "subjects[1].apiGroup of a User is not rbac.authorization.k8s.io",
                        "subjects[2].apiGroup of a ServiceAccount must be empty",
                        "subjects[3] has no name");
    }
}
