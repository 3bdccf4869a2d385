package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Note;
import io.saaudit.model.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** semantics E.1, row by row. */
class RefusalsTest {
    private static List<String> refusals(String kind, String name, String rest) {
        boolean cluster = kind.startsWith("Cluster");
        Snapshot snapshot = Reading.complete(Reading.text("apiVersion: rbac.authorization.k8s.io/v1\nkind: " + kind
                + "\nmetadata: {name: \"" + name + "\"" + (cluster ? "" : ", namespace: ns") + "}\n" + rest + "\n"));
        assertThat(snapshot.objects().size()).as("it is kept").isEqualTo(1);
        return Reading.notes(snapshot, Note.Kind.REFUSED_BY_SERVER).stream()
                .map(note -> note.substring(2).replaceFirst(" .* would be refused by the API server:", ""))
                .toList();
    }

    private static List<String> role(String rule) {
        return refusals("Role", "r", "rules: [" + rule + "]");
    }

    private static List<String> clusterRole(String rule) {
        return refusals("ClusterRole", "r", "rules: [" + rule + "]");
    }

    private static List<String> binding(String kind, String roleRef, String subject) {
        return refusals(kind, "b", "roleRef: " + roleRef + "\nsubjects: [" + subject + "]");
    }

    @Test
    void namesOfRbacObjectsMayHoldAnythingButSlashAndPercent() {
        for (String good : List.of("a", "system:a_b C", "*", "...")) {
            assertThat(refusals("ClusterRole", good, "rules: []")).as(good).isEmpty();
        }
        for (String bad : List.of(".", "..", "a/b", "a%b")) {
            assertThat(refusals("ClusterRole", bad, "rules: []"))
                    .as(bad)
                    .containsExactly("1:1 its name is . or .., or has a / or %");
        }
    }

    @Test
    void rulesNeedVerbsAndEitherResourcesOrUrls() {
        assertThat(role("{verbs: [get], apiGroups: [\"\"], resources: [pods]}")).isEmpty();
        assertThat(role("{apiGroups: [\"\"], resources: [pods]}")).containsExactly("4:9 rule 1 has no verbs");
        assertThat(role("{verbs: [get], resources: [pods]}")).containsExactly("4:9 rule 1 has no apiGroups");
        assertThat(role("{verbs: [get], apiGroups: [\"\"]}")).containsExactly("4:9 rule 1 has no resources");
        assertThat(role("{verbs: [get], nonResourceURLs: [/x]}"))
                .containsExactly("4:9 rule 1 has nonResourceURLs, which only a ClusterRole may have");
        assertThat(clusterRole("{verbs: [get], nonResourceURLs: [x*y, \"\"]}")).isEmpty();
        assertThat(clusterRole("{verbs: [get], nonResourceURLs: [/x], resourceNames: [x]}"))
                .containsExactly("4:9 rule 1 has nonResourceURLs beside resources");
        assertThat(role("null")).hasSize(3);
    }

    @Test
    void whatIsOftenThoughtToBeRefusedIsNot() {
        assertThat(refusals("Role", "r", "rules: []")).isEmpty();
        assertThat(refusals("Role", "r", "")).isEmpty();
        assertThat(clusterRole(
                        "{verbs: [fly, \"\"], apiGroups: [x], resources: [\"*/*\", pods/*], resourceNames: [a]}"))
                .isEmpty();
        assertThat(refusals("RoleBinding", "b", "roleRef: {kind: Role, name: r}"))
                .isEmpty();
        assertThat(binding("RoleBinding", "{kind: Role, name: r}", "{kind: User, name: u, namespace: x}"))
                .isEmpty();
    }

    @Test
    void anAggregationRuleNeedsValidSelectors() {
        assertThat(aggregated("[]")).containsExactly("4:1 its aggregationRule has no clusterRoleSelectors");
        assertThat(aggregated("[{}]")).isEmpty();
        assertThat(aggregated("[{matchLabels: {example.org/a-b: \"true\", c: \"\"}}]"))
                .isEmpty();
        assertThat(aggregated("[{matchLabels: {\"a b\": c}}]")).hasSize(1);
        assertThat(aggregated("[{matchLabels: {a: \"b c\"}}]")).hasSize(1);
        assertThat(aggregated("[{matchLabels: {EXAMPLE.org/a: b}}]")).hasSize(1);
        assertThat(aggregated("[{matchExpressions: [{key: a, operator: Exists}]}]"))
                .isEmpty();
        assertThat(aggregated("[{matchExpressions: [{key: a, operator: In}]}]")).hasSize(1);
        assertThat(aggregated("[{matchExpressions: [{key: a, operator: Exists, values: [b]}]}]"))
                .hasSize(1);
        assertThat(aggregated("[{matchExpressions: [{key: a, operator: Gt, values: [b]}]}]"))
                .hasSize(1);
    }

    private static List<String> aggregated(String selectors) {
        return refusals("ClusterRole", "r", "aggregationRule: {clusterRoleSelectors: " + selectors + "}");
    }

    @Test
    void aRoleRefMustNameARole() {
        assertThat(binding("RoleBinding", "{kind: ClusterRole, name: r}", "")).isEmpty();
        assertThat(binding("RoleBinding", "{kind: role, name: r}", ""))
                .containsExactly("4:1 roleRef.kind must be Role or ClusterRole");
        assertThat(binding("ClusterRoleBinding", "{kind: Role, name: r}", ""))
                .containsExactly("4:1 roleRef.kind must be ClusterRole");
        assertThat(binding("RoleBinding", "{kind: Role, name: r, apiGroup: v1}", ""))
                .containsExactly("4:1 roleRef.apiGroup must be rbac.authorization.k8s.io");
        assertThat(binding("RoleBinding", "{kind: Role}", "")).containsExactly("4:1 roleRef.name is missing");
        assertThat(binding("RoleBinding", "{kind: Role, name: a/b}", ""))
                .containsExactly("4:1 roleRef.name is . or .., or has a / or %");
        assertThat(refusals("RoleBinding", "b", "subjects: []")).hasSize(2);
    }

    @Test
    void subjectsAreCheckedOneByOne() {
        String roleRef = "{kind: ClusterRole, name: r}";
        assertThat(binding("RoleBinding", roleRef, "{kind: ServiceAccount, name: a}"))
                .isEmpty();
        assertThat(binding("ClusterRoleBinding", roleRef, "{kind: ServiceAccount, name: a}"))
                .containsExactly("5:12 subject 1 is a ServiceAccount and needs a namespace");
        assertThat(binding("RoleBinding", roleRef, "{kind: ServiceAccount, name: \"a:b\"}"))
                .containsExactly("5:12 subject 1 cannot be the name of a ServiceAccount");
        assertThat(binding("RoleBinding", roleRef, "{kind: ServiceAccount, name: a, apiGroup: v1}"))
                .containsExactly("5:12 subject 1 is a ServiceAccount and must not have an apiGroup");
        assertThat(binding("RoleBinding", roleRef, "{kind: user, name: a}"))
                .containsExactly("5:12 subject 1 must be of kind ServiceAccount, User or Group");
        assertThat(binding("RoleBinding", roleRef, "{kind: User}")).containsExactly("5:12 subject 1 has no name");
        assertThat(binding("RoleBinding", roleRef, "{kind: Group, name: g, apiGroup: x}"))
                .containsExactly("5:12 subject 1 must have the apiGroup rbac.authorization.k8s.io");
        assertThat(binding("RoleBinding", roleRef, "{kind: Group, name: g}, null"))
                .hasSize(2);
    }
}
