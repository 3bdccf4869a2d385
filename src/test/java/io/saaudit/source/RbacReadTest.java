package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Binding;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Subject;
import io.saaudit.model.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RbacReadTest {
    private static final String YAML = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata:
              name: pod-lister
              namespace: ns-1
              labels: {team: a}
            rules:
            - apiGroups: [""]
              resources: [pods, pods/log]
              verbs:
              - list
              - get
            - resources: [configmaps]
              apiGroups: [""]
              resourceNames: [settings]
              verbs: [get]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: pod-lister-binding, namespace: ns-1}
            roleRef:
              apiGroup: rbac.authorization.k8s.io
              kind: Role
              name: pod-lister
            subjects:
            - kind: ServiceAccount
              name: k-sa-1
            - {kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: k-sa-1, namespace: ns-1}
            automountServiceAccountToken: false
            secrets: [{name: k-sa-1-token}]
            """;

    private static final String JSON = """
            {"apiVersion": "v1", "items": [
              {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role",
               "metadata": {"labels": {"team": "a"}, "name": "pod-lister", "namespace": "ns-1"},
               "rules": [
                 {"apiGroups": [""], "resources": ["pods", "pods/log"], "verbs": ["list", "get"]},
                 {"apiGroups": [""], "resourceNames": ["settings"], "resources": ["configmaps"], "verbs": ["get"]}]},
              {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
               "metadata": {"name": "pod-lister-binding", "namespace": "ns-1"},
               "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "pod-lister"},
               "subjects": [
                 {"kind": "ServiceAccount", "name": "k-sa-1"},
                 {"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": "jane"}]},
              {"apiVersion": "v1", "automountServiceAccountToken": false, "kind": "ServiceAccount",
               "metadata": {"name": "k-sa-1", "namespace": "ns-1"}, "secrets": [{"name": "k-sa-1-token"}]}],
             "kind": "List"}
            """;

    @Test
    void aRoleHasItsRulesAndThePlaceOfEachEntry() {
        Snapshot snapshot = Reading.complete(Reading.text(YAML));

        Role role = snapshot.objects().roles().get(0);
        assertThat(role.key()).hasToString("Role ns-1/pod-lister");
        assertThat(role.meta().labels()).isEqualTo(Map.of("team", "a"));
        RoleRule first = role.rules().get(0);
        assertThat(first.policy().verbs()).containsExactly("list", "get");
        assertThat(first.policy().apiGroups()).containsExactly("");
        assertThat(Reading.at(snapshot, role.meta().at())).isEqualTo("1:1");
        assertThat(Reading.at(snapshot, first.at())).isEqualTo("8:3");
        assertThat(Reading.at(snapshot, first.verbAt(1))).isEqualTo("12:5");
        assertThat(Reading.at(snapshot, first.resourceAt(1))).isEqualTo("9:21");
        assertThat(Reading.at(snapshot, first.apiGroupAt(0))).isEqualTo("8:15");
        assertThat(Reading.at(snapshot, role.rules().get(1).resourceNameAt(0))).isEqualTo("15:19");
    }

    @Test
    void aBindingHasItsSubjectsAndTheirPlaces() {
        Snapshot snapshot = Reading.complete(Reading.text(YAML));

        Binding binding = snapshot.objects().bindings().get(0);
        assertThat(binding.roleRef().name()).isEqualTo("pod-lister");
        assertThat(binding.subjects())
                .containsExactly(
                        new Subject.ServiceAccountRef("", "k-sa-1", ""),
                        new Subject.User("jane", "rbac.authorization.k8s.io", ""));
        assertThat(Reading.at(snapshot, binding.places().roleRef())).isEqualTo("21:1");
        assertThat(Reading.at(snapshot, binding.subjectAt(1))).isEqualTo("28:3");
    }

    @Test
    void aServiceAccountHasItsFieldsAndTheirPlaces() {
        Snapshot snapshot = Reading.complete(Reading.text(YAML));

        ServiceAccount account = snapshot.objects().serviceAccounts().get(0);
        assertThat(account.automount()).isFalse();
        assertThat(account.secrets()).containsExactly("k-sa-1-token");
        assertThat(Reading.at(snapshot, account.places().of(ServiceAccount.AUTOMOUNT)))
                .isEqualTo("33:1");
        assertThat(Reading.at(snapshot, account.places().of(ServiceAccount.SECRETS)))
                .isEqualTo("34:1");
    }

    @Test
    void aJsonListWithItsItemsBeforeItsKindIsReadAsTheYamlOfTheSameObjects() {
        Snapshot json = Reading.complete(Reading.text(JSON));
        Snapshot yaml = Reading.text(YAML);

        assertThat(json.objects().bindings()).isEqualTo(yaml.objects().bindings());
        assertThat(json.objects().serviceAccounts()).isEqualTo(yaml.objects().serviceAccounts());
        assertThat(policies(json)).isEqualTo(policies(yaml));
        assertThat(json.counts().byKind())
                .isEqualTo(Map.of("List", 1, "Role", 1, "RoleBinding", 1, "ServiceAccount", 1));
        RoleRule rule = json.objects().roles().get(0).rules().get(0);
        assertThat(Reading.at(json, rule.at())).isEqualTo("5:6");
        assertThat(Reading.at(json, rule.verbAt(1))).isEqualTo("5:79");
    }

    @Test
    void aPodHasItsAccountAndThePlacesOfTheFields() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  serviceAccount: old
                  automountServiceAccountToken: yes
                  containers: [{name: c, image: i}]
                """));

        Workload pod = snapshot.objects().workloads().get(0);
        assertThat(pod.key()).hasToString("Pod default/p");
        assertThat(pod.pod().serviceAccount()).isEqualTo("old");
        assertThat(pod.pod().automount()).as("yes is true in kubectl's YAML").isTrue();
        assertThat(Reading.at(snapshot, pod.places().of(Workload.SPEC))).isEqualTo("4:1");
        assertThat(Reading.at(snapshot, pod.places().of(Workload.SERVICE_ACCOUNT)))
                .isEqualTo("5:3");
        assertThat(Reading.at(snapshot, pod.places().of(Workload.AUTOMOUNT))).isEqualTo("6:3");
    }

    private static List<?> policies(Snapshot snapshot) {
        return snapshot.objects().roles().get(0).rules().stream()
                .map(RoleRule::policy)
                .toList();
    }
}
