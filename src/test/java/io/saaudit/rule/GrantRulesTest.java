package io.saaudit.rule;

import static io.saaudit.model.Severity.CRITICAL;
import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.INFO;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;
import static io.saaudit.rule.RbacYaml.binding;
import static io.saaudit.rule.RbacYaml.clusterBinding;
import static io.saaudit.rule.RbacYaml.clusterRole;
import static io.saaudit.rule.RbacYaml.in;
import static io.saaudit.rule.RbacYaml.role;
import static io.saaudit.rule.RbacYaml.wide;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Origin;
import io.saaudit.model.Severity;
import io.saaudit.testing.Audits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who has a dangerous permission, by which binding, and how bad that is. */
class GrantRulesTest {
    private static List<Finding> found(String... manifests) {
        return Audits.findings(Audits.of(manifests)).stream()
                .filter(f -> f.rule().startsWith("SA3"))
                .toList();
    }

    private static Finding only(String rule, String... manifests) {
        List<Finding> found =
                found(manifests).stream().filter(f -> f.rule().equals(rule)).toList();
        assertThat(found).as("findings of %s", rule).hasSize(1);
        return found.get(0);
    }

    private static List<String> rules(String... manifests) {
        return found(manifests).stream().map(Finding::rule).sorted().toList();
    }

    @ParameterizedTest
    @CsvSource({
        // rule, rule of the role, through a ClusterRoleBinding, through a RoleBinding, held by nobody
        "SA301, * *:*, CRITICAL, HIGH, MEDIUM",
        "SA302, * :pods, HIGH, MEDIUM, LOW",
        "SA303, list apps:*, HIGH, MEDIUM, LOW",
        "SA304, 'get,list *:widgets', MEDIUM, LOW, INFO",
        "SA306, list :secrets, HIGH, MEDIUM, LOW",
        "SA307, create :secrets, HIGH, MEDIUM, LOW",
        "SA308, create :pods, HIGH, MEDIUM, LOW",
        "SA309, patch apps:deployments, HIGH, MEDIUM, LOW",
        "SA310, create :pods/exec, HIGH, MEDIUM, LOW",
        "SA311, patch :pods/ephemeralcontainers, HIGH, MEDIUM, LOW",
        "SA312, get :services/proxy, MEDIUM, LOW, INFO",
        "SA315, 'bind,create rbac:roles,rolebindings', CRITICAL, HIGH, MEDIUM",
        "SA316, 'escalate,update rbac:roles', CRITICAL, HIGH, MEDIUM",
        "SA317, create rbac:rolebindings, MEDIUM, LOW, INFO",
        "SA318, impersonate :serviceaccounts, CRITICAL, HIGH, MEDIUM",
        "SA319, create :serviceaccounts/token, CRITICAL, HIGH, MEDIUM",
        "SA320, create :serviceaccounts, LOW, INFO, INFO",
        "SA324, patch :namespaces, MEDIUM, LOW, INFO",
        "SA326, delete :secrets, HIGH, MEDIUM, LOW",
        "SA330, 'patch,create :namespaces,pods', HIGH, MEDIUM, LOW",
        "SA332, update :pods, HIGH, MEDIUM, LOW",
        "SA333, create kustomize.toolkit.fluxcd.io:kustomizations, MEDIUM, MEDIUM, LOW",
    })
    void severityIsByScope(String id, String rule, Severity cluster, Severity namespaced, Severity unheld) {
        assertThat(only(id, wide(rule)).severity()).as("cluster").isEqualTo(cluster);
        assertThat(only(id, in("ns-1", rule)).severity()).as("namespace").isEqualTo(namespaced);
        assertThat(only(id, in("kube-system", rule)).severity())
                .as("kube-system")
                .isEqualTo(cluster);
        assertThat(only(id, clusterRole("r", rule)).severity()).as("unheld").isEqualTo(unheld);
        assertThat(only(id, role("ns-1", "r", rule)).severity())
                .as("unheld Role")
                .isEqualTo(unheld);
    }

    @ParameterizedTest
    @CsvSource({
        "SA305, post,*, MEDIUM, INFO",
        "SA313, get,:nodes/proxy, CRITICAL, MEDIUM",
        "SA314, patch,:nodes, MEDIUM, INFO",
        "SA322, create,admissionregistration.k8s.io:mutatingwebhookconfigurations, HIGH, LOW",
        "SA323, create,:persistentvolumes, HIGH, LOW",
        "SA325, create,apiregistration.k8s.io:apiservices, MEDIUM, INFO",
    })
    void clusterScopedThingsHaveNoEffectThroughARoleBinding(
            String id, String verb, String what, Severity cluster, Severity unheld) {
        String rule = verb + " " + what;
        assertThat(only(id, wide(rule)).severity()).isEqualTo(cluster);
        assertThat(only(id, clusterRole("r", rule)).severity()).as("unheld").isEqualTo(unheld);
        for (String namespace : List.of("ns-1", "kube-system")) {
            assertThat(rules(clusterRole("r", rule), binding(namespace, "ClusterRole", "r", "ns-1/app")))
                    .isEmpty();
        }
    }

    @Test
    void theCauseIsTheBindingAndTheExtentNoMoreThanThePermission() {
        Finding found = only("SA306", wide("get,delete :secrets,configmaps", "list :pods"));
        assertThat(found.cause()).hasToString("ClusterRoleBinding r");
        assertThat(found.account()).isEqualTo("ns-1/app");
        assertThat(found.subjects()).containsExactly("system:serviceaccount:ns-1:app");
        assertThat(found.extent()).containsExactly("cluster core= secrets any= get");
        assertThat(found.message())
                .isEqualTo("may read Secrets in the cluster by ClusterRole r; nothing in sight runs as it");
        assertThat(found.places()).extracting(Origin::line).containsExactly(12);
    }

    @Test
    void bothSpellingsOfAnAccountAreOneSubject() {
        Finding found = only(
                "SA306",
                clusterRole("r", "get :secrets"),
                clusterBinding("r", "user:system:serviceaccount:ns-1:app", "ns-1/app"));
        assertThat(found.subjects()).containsExactly("system:serviceaccount:ns-1:app");
    }

    @Test
    void anEmptyVerbIsNoneAndGivesNothing() {
        String role = """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: r}
                rules:
                - {apiGroups: [apps, "*"], resources: ["*"], verbs: [VERBS]}
                """;
        String binding = clusterBinding("r", "ns-1/app");
        assertThat(rules(role.replace("VERBS", "\"\""), binding)).isEmpty();
        assertThat(rules(role.replace("VERBS", "\"\", list"), binding)).contains("SA303");
    }

    @Test
    void severalSubjectsOfABindingAreOneFinding() {
        Finding found =
                only("SA306", clusterRole("r", "get :secrets"), clusterBinding("r", "ns-1/b", "ns-1/a", "user:jane"));
        assertThat(found.account()).isEqualTo("ns-1/a");
        assertThat(found.subjects()).containsExactly("system:serviceaccount:ns-1:a", "system:serviceaccount:ns-1:b");
        assertThat(found.message()).startsWith("ns-1/a and 1 other may read Secrets in the cluster");
    }

    @Test
    void usersAndTheirGroupsAreNotAccounts() {
        assertThat(rules(
                        clusterRole("r", "* *:*"),
                        clusterBinding("r", "user:jane", "group:admins", "group:system:masters", "NS/app")))
                .as("a role that a person holds is held by somebody, too")
                .isEmpty();
    }

    @Test
    void groupsOfAccountsAreLeftToTheRulesAboutThem() {
        String role = clusterRole("r", "get :secrets");
        for (String group : List.of(
                "system:serviceaccounts", "system:serviceaccounts:ns-1", "system:authenticated", "system:nodes")) {
            assertThat(rules(role, clusterBinding("r", "group:" + group)))
                    .as("SA402 to SA405 tell of %s", group)
                    .isEmpty();
        }
        assertThat(rules(role, clusterBinding("r", "group:system:serviceaccount:ns-1:app")))
                .as("the singular name used as a group is nobody")
                .isEmpty();
    }

    @Test
    void whatAGroupCompletesIsToldOfTheAccount() {
        String[] both = {
            clusterRole("writes", "create rbac:rolebindings"),
            clusterBinding("writes", "group:system:serviceaccounts:ns-1"),
            clusterRole("binds", "bind rbac:clusterroles"),
            clusterBinding("binds", "ns-1/app", "ns-2/app")
        };
        Finding found = only("SA315", both);
        assertThat(found.severity()).isEqualTo(CRITICAL);
        assertThat(found.cause()).hasToString("ClusterRoleBinding binds");
        assertThat(found.message()).contains("together with ClusterRoleBinding writes");
        assertThat(rules(both)).as("SA404 tells of the group's binding").doesNotContain("SA317");
    }

    @Test
    void whatAnAccountAddsToItsGroupIsToldOfTheAccountBesideTheGroup() {
        Finding found = only(
                "SA315",
                clusterRole("binds", "bind rbac:clusterroles"),
                clusterBinding("binds", "group:system:serviceaccounts"),
                clusterRole("writes", "create rbac:rolebindings"),
                clusterBinding("writes", "ns-1/app"));
        assertThat(found.severity()).isEqualTo(CRITICAL);
        assertThat(found.subjects()).containsExactly("system:serviceaccount:ns-1:app");
    }

    @Test
    void partsInTwoNamespacesDoNotMeet() {
        assertThat(only(
                                "SA315",
                                role("a", "binds", "bind rbac:roles"),
                                binding("a", "Role", "binds", "ns-1/app"),
                                role("b", "writes", "create rbac:rolebindings"),
                                binding("b", "Role", "writes", "ns-1/app"))
                        .severity())
                .isEqualTo(INFO);
    }

    @Test
    void aDefaultAccountIsLeftToTheRuleAboutDefaultAccounts() {
        List<Finding> found = Audits.findings(
                Audits.of(clusterRole("r", "get :secrets"), clusterBinding("r", "ns-1/default", "ns-1/app")));
        assertThat(found).extracting(Finding::rule).contains("SA101", "SA306");
        assertThat(found)
                .filteredOn(f -> f.rule().equals("SA306"))
                .singleElement()
                .satisfies(f -> assertThat(f.subjects()).containsExactly("system:serviceaccount:ns-1:app"));
        assertThat(rules(clusterRole("r", "get :secrets"), clusterBinding("r", "ns-1/default")))
                .isEmpty();
    }

    @Test
    void differingDefinitionsOfABindingAreOneFindingWithTwoPlaces() {
        Finding found = only(
                "SA306",
                clusterRole("r", "get :secrets"),
                clusterBinding("r", "ns-1/a"),
                clusterBinding("r", "ns-1/b"));
        assertThat(found.places()).hasSize(2);
        assertThat(found.subjects()).hasSize(2);
    }

    @Test
    void aBindingWithoutItsRoleGivesNothing() {
        assertThat(rules(clusterBinding("elsewhere", "ns-1/app"))).isEmpty();
    }

    @Test
    void builtInRolesBoundByOthersCount() {
        assertThat(rules(clusterBinding("cluster-admin", "ns-1/app")))
                .as("SA406 tells that")
                .isEmpty();
        assertThat(rules(binding("ns-1", "ClusterRole", "view", "ns-1/app"))).isEmpty();
        assertThat(rules(binding("ns-1", "ClusterRole", "edit", "ns-1/app")))
                .as("SA407 tells that")
                .isEmpty();
        assertThat(rules(clusterBinding("edit", "ns-1/app")))
                .contains("SA306", "SA308", "SA318")
                .doesNotContain("SA301", "SA315", "SA324", "SA330");
    }

    @Test
    void aRoleThatAggregatesIntoOthersIsHeldByThem() {
        String part = clusterRole("part", "get :secrets")
                .replace("{name: part}", "{name: part, labels: {rbac.authorization.k8s.io/aggregate-to-view: 'true'}}");
        assertThat(rules(part)).isEmpty();
        assertThat(only("SA306", part, clusterBinding("view", "ns-1/app")).cause())
                .hasToString("ClusterRoleBinding view");
    }

    @Test
    void aRoleThatNobodyHoldsIsACauseOfItsOwn() {
        Finding found = only("SA306", clusterRole("r", "get :secrets"));
        assertThat(found.cause()).hasToString("ClusterRole r");
        assertThat(found.subjects()).isEmpty();
        assertThat(found.message()).isEqualTo("whoever holds ClusterRole r may read Secrets; nobody does");
        assertThat(rules(clusterRole("r", "get :secrets"), clusterBinding("r", "user:jane")))
                .isEmpty();
        assertThat(only("SA306", role("kube-system", "r", "get :secrets")).severity())
                .isEqualTo(MEDIUM);
    }

    @Test
    void theFixOfABuiltInRoleIsAboutTheBinding() {
        assertThat(only("SA306", clusterBinding("edit", "ns-1/app")).fix().text())
                .isEqualTo("kubectl delete clusterrolebinding edit\n");
        assertThat(only("SA306", clusterBinding("edit", "ns-1/app", "user:jane"))
                        .fix()
                        .text())
                .contains("name: jane")
                .doesNotContain("name: app");
    }

    @Test
    void theFixLeavesWhatIsNotDangerous() {
        assertThat(only("SA306", wide("get,delete :secrets,configmaps", "list :pods"))
                        .fix()
                        .text())
                .isEqualTo("""
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRole
                        metadata:
                          name: r
                        rules:
                        - apiGroups: [""]
                          resources: [secrets]
                          verbs: [delete]
                        - apiGroups: [""]
                          resources: [configmaps]
                          verbs: [get, delete]
                        - apiGroups: [""]
                          resources: [pods]
                          verbs: [list]
                        """);
    }

    @Test
    void namesAreToldAndJudged() {
        Finding found = only("SA306", wide("get :secrets tls"));
        assertThat(found.severity()).isEqualTo(INFO);
        assertThat(found.message()).startsWith("may read Secrets (named tls) in the cluster");
        assertThat(only("SA310", in("ns-1", "create :pods/exec db-0")).severity())
                .isEqualTo(LOW);
    }

    @Test
    void aRoleBindingReachesItsOwnNamespaceObjectAlone() {
        assertThat(only("SA324", in("ns-1", "patch :namespaces ns-1")).severity())
                .isEqualTo(LOW);
        assertThat(rules(in("ns-1", "patch :namespaces ns-2"))).isEmpty();
    }

    @Test
    void oneBindingThatGivesTwoThingsOfOneRuleTellsTheWorst() {
        Finding found = only("SA325", in("kube-system", "delete :events", "update :configmaps app"));
        assertThat(found.severity()).isEqualTo(MEDIUM);
        assertThat(found.message()).startsWith("may delete Events");
        assertThat(found.extent()).hasSize(2);
        assertThat(found.evidence()).hasSize(5);
    }

    @Test
    void highThingsInOneNamespaceAreMedium() {
        assertThat(only("SA306", in("ns-1", "get :secrets")).severity()).isEqualTo(MEDIUM);
        assertThat(only("SA313", wide("get :nodes/proxy node-1")).severity()).isEqualTo(HIGH);
    }
}
