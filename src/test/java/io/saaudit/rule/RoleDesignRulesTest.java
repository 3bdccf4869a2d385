package io.saaudit.rule;

import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.INFO;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;
import static io.saaudit.rule.RbacYaml.binding;
import static io.saaudit.rule.RbacYaml.clusterBinding;
import static io.saaudit.rule.RbacYaml.clusterRole;
import static io.saaudit.rule.RbacYaml.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Severity;
import io.saaudit.report.Scan;
import io.saaudit.report.Selection;
import io.saaudit.testing.Audits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SA501 to SA509: how roles are written, and what only looks odd. */
class RoleDesignRulesTest {
    private static List<Finding> of(Audit audit, String rule) {
        return Scan.of(audit, Selection.ALL.withRules(List.of(rule))).findings();
    }

    private static List<Finding> found(String rule, String... manifests) {
        return of(Audits.of(manifests), rule);
    }

    private static String labelled(String label, String... rules) {
        return clusterRole("r", rules).replace("{name: r}", "{name: r, labels: {" + label + ": 'true'}}");
    }

    private static String aggregated(String selector, String... rules) {
        return clusterRole("a", rules)
                .replace("rules:\n", "aggregationRule: {clusterRoleSelectors: [" + selector + "]}\nrules:\n");
    }

    @ParameterizedTest
    @CsvSource({
        "view, list :secrets",
        "view, create :pods",
        "view, get *:*",
        "edit, 'bind,create rbac:clusterroles,rolebindings'",
        "admin, 'get,list *:pods'",
        "admin, create :nodes/proxy",
        "edit, impersonate :users",
    })
    void whatIsMoreThanTheRoleHasAndDangerousIsReported(String target, String rule) {
        assertThat(found("SA501", labelled("rbac.authorization.k8s.io/aggregate-to-" + target, rule)))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(HIGH);
                    assertThat(f.message()).contains("lets everybody with " + target);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "view, 'get,list,watch example.com:*'",
        "edit, '* example.com:*'",
        "admin, '* example.com:widgets'",
        "edit, 'get,list :secrets'",
        "admin, create :pods/exec",
        "view, get :configmaps",
        "view, get :secrets one",
    })
    void customResourcesAndWhatTheRoleHasAnywayAreQuiet(String target, String rule) {
        assertThat(found("SA501", labelled("rbac.authorization.k8s.io/aggregate-to-" + target, rule)))
                .isEmpty();
    }

    @Test
    void aLabelThatIsNotTrueAggregatesNothing() {
        assertThat(found(
                        "SA501",
                        labelled("rbac.authorization.k8s.io/aggregate-to-view", "list :secrets")
                                .replace("'true'", "'false'"),
                        labelled("example.com/aggregate-to-view", "list :secrets")
                                .replace("name: r,", "name: s,")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', 1",
        "'{matchExpressions: [{key: x, operator: DoesNotExist}]}', 1",
        "'{matchExpressions: [{key: x, operator: NotIn, values: [z]}]}', 1",
        "'{matchLabels: {kubernetes.io/bootstrapping: rbac-defaults}}', 1",
        "'{matchLabels: {example.com/aggregate: ''true''}}', 0",
        "'{matchExpressions: [{key: x, operator: Exists}]}', 0",
        "'{matchExpressions: [{key: x, operator: In}]}', 0",
    })
    void selectorsThatTakeInWhatNobodyLabelledAreBroad(String selector, int findings) {
        assertThat(found("SA502", aggregated(selector).replace("rules:\n", "rules: []\n")))
                .hasSize(findings);
    }

    @Test
    void rulesBesideAggregationAreOverwritten() {
        String selected = labelled("x", "get :nodes");
        assertThat(found("SA503", selected, aggregated("{matchLabels: {x: 'true'}}", "get :pods")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(MEDIUM);
                    assertThat(f.message())
                            .isEqualTo(
                                    "ClusterRole a: rule 1, get pods, is overwritten by those of the selected roles");
                });
        assertThat(found("SA503", aggregated("{matchLabels: {x: 'true'}}", "get :pods")))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("counts only until"));
    }

    @Test
    void whatTheControllerWroteIsNotBesideIt() {
        String selected = labelled("x", "get :nodes");
        String written = aggregated("{matchLabels: {x: 'true'}}", "get :nodes");
        assertThat(found("SA503", selected, written)).as("an exported role").isEmpty();
        assertThat(found(
                        "SA503",
                        selected,
                        aggregated("{matchLabels: {x: 'true'}}", "get :pods")
                                .replace("{name: a}", "{name: a, uid: 0b8ac0d5}")))
                .as("one that a server has stored")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "create :configmaps one, MEDIUM",
        "'create,get :configmaps one', MEDIUM",
        "deletecollection :configmaps one, MEDIUM",
        "'create,patch :configmaps one', LOW",
        "'create,update coordination.k8s.io:leases one', LOW",
        "'create,update :configmaps one', MEDIUM",
    })
    void namesOnAVerbThatCarriesNoneAreReported(String rule, Severity severity) {
        assertThat(found("SA504", role("ns", "r", rule)))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(severity));
    }

    @Test
    void namesThatAreCarriedOrNotNeededAreFine() {
        assertThat(found("SA504", role("ns", "r", "create :serviceaccounts/token,pods/exec one")))
                .as("a subresource carries the name")
                .isEmpty();
        assertThat(found("SA504", role("ns", "r", "create projectcalico.org:tier.networkpolicies team")))
                .as("a name that is asked for, not served")
                .isEmpty();
        assertThat(found("SA504", role("ns", "r", "create :configmaps", "create,get :configmaps one")))
                .as("another rule gives it without names")
                .isEmpty();
        assertThat(found("SA504", role("ns", "r", "* :configmaps one", "create :* one")))
                .as("wildcards mean more than that")
                .isEmpty();
        assertThat(found("SA504", role("ns", "r", "get,update :configmaps one")))
                .isEmpty();
    }

    @Test
    void listWithNamesTakesASelector() {
        assertThat(found("SA505", role("ns", "r", "get,list,watch :configmaps one")))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(LOW));
        assertThat(found("SA505", role("ns", "r", "list,watch :configmaps", "get,list :configmaps one")))
                .as("another rule gives it without names")
                .isEmpty();
        assertThat(found("SA505", role("ns", "r", "get :configmaps one"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "get apps/v1:deployments, 'apiGroup apps/v1 has a version, and RBAC knows none; apps is meant'",
        "get core:pods, 'apiGroup core is no API group; that of the core resources is \"\"'",
        "get v1:pods, 'apiGroup v1 is no API group; that of the core resources is \"\"'",
        "get extensions:deployments, 'apiGroup extensions is no longer served since Kubernetes 1.22'",
        "get app:deployments, 'apiGroup app is no API group of Kubernetes'",
        "get networking:ingresses, 'apiGroup networking is no API group of Kubernetes; networking.k8s.io is meant'",
        "get :pod, 'resource pod is not how RBAC names it; pods is meant'",
        "get :Pods, 'resource Pods is not how RBAC names it; pods is meant'",
        "get :po/log, 'resource po/log is not how RBAC names it; pods/log is meant'",
        "get apps:Deployment, 'resource Deployment is not how RBAC names it; deployments is meant'",
        "get :pods/*, 'resource pods/* matches nothing: RBAC has no such wildcard'",
        "get *:*/*, 'resource */* matches nothing: RBAC has no such wildcard'",
        "get :secret,  'resource secret is not how RBAC names it; secrets is meant'",
        "get :secrts,  'resource secrts is no resource of the core group that is known; secrets is meant'",
        "get :deployments,  'resource deployments is no resource of the core group; apps has it'",
        "get :pods/logs,  'resource pods/logs is no subresource of pods that is known; pods/log is meant'",
        "use policy:podsecuritypolicies, 'resource podsecuritypolicies is no longer served: removed in Kubernetes 1.25'",
        "lists :pods, 'verb lists is no verb that a server asks about; list is meant'",
        "GET :pods, 'verb GET is no verb that a server asks about; get is meant'",
        "connect :pods, 'verb connect is no verb that a server asks about'",
        "list /metrics, 'verb list is no HTTP method in lower case; get is meant'",
        "post :pods, 'verb post is no verb that a server asks about; create is meant'",
        "impersonate :serviceaccounts system:serviceaccount:ci:deployer, 'resourceName system:serviceaccount:ci:deployer is the name of no account: the API server asks by the bare name, in the account''s namespace; deployer is meant'",
        "create :serviceaccounts/token ci/deployer, 'resourceName ci/deployer is the name of no account: the API server asks by the bare name, in the account''s namespace; deployer is meant'",
        "'impersonate :users,serviceaccounts system:serviceaccount:ci:deployer', 'resourceName system:serviceaccount:ci:deployer is the name of no account: the API server asks by the bare name, in the account''s namespace; deployer is meant'",
        "impersonate :users system:serviceaccount:ci:deployer, 'resourceName system:serviceaccount:ci:deployer is the name of no user: to be an account is asked about serviceaccounts, by the bare name'",
        "impersonate:serviceaccount authentication.k8s.io:serviceaccounts system:serviceaccount:ci:deployer, 'resourceName system:serviceaccount:ci:deployer is the name of no account: the API server asks by the bare name, in the account''s namespace; deployer is meant'",
    })
    void whatMatchesNothingIsToldWithWhatIsMeant(String rule, String what) {
        assertThat(found("SA506", clusterRole("r", rule)))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).startsWith("ClusterRole r: rule 1: " + what));
    }

    @ParameterizedTest
    @CsvSource({
        "'get,list :pods,pods/log,serviceaccounts/token,nodes/metrics,nodes/proxy'",
        "'get,create apps,:deployments,pods'",
        "impersonate :users,groups,serviceaccounts",
        "impersonate :serviceaccounts deployer,ci.deployer",
        "create :serviceaccounts/token deployer",
        "impersonate :users jane@example.com,system:kube-scheduler,system:serviceaccount:a:b:c",
        "impersonate :users,serviceaccounts jane@example.com",
        "impersonate :users,groups,serviceaccounts system:serviceaccount:ci:deployer",
        "get :configmaps system:serviceaccount:ci:deployer",
        "impersonate:user-info authentication.k8s.io:users",
        "'bind,escalate rbac:roles,clusterroles'",
        "approve certificates.k8s.io:signers",
        "use security.openshift.io:securitycontextconstraints",
        "sync argoproj.io:applications",
        "get example.com:widgets,widgets/status,widgets/whatever",
        "'* *:*'",
        "get *:widgets",
        "update apps:deployments/finalizers,deployments/scale",
        "get :*/log",
        "'get,post,put,head,options /healthz'",
        "get metrics.k8s.io:pods,nodes",
        "get policy:poddisruptionbudgets",
        "create discovery.k8s.io:endpointslices/restricted",
    })
    void whatSomebodyServesIsKnown(String rule) {
        assertThat(found("SA506", clusterRole("r", rule))).isEmpty();
    }

    @Test
    void theFixOfANameDoesNotOpenTheRuleToAllNames() {
        String role = clusterRole(
                "r",
                "impersonate :users system:serviceaccount:ci:deployer",
                "impersonate :serviceaccounts system:serviceaccount:ci:deployer");
        assertThat(found("SA506", role)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(LOW);
            assertThat(f.fix().text())
                    .as("who impersonates no user at all keeps no rule about users")
                    .contains("resources: [serviceaccounts]", "resourceNames: [deployer]")
                    .doesNotContain("users");
        });
    }

    @Test
    void customResourcesInSightAreKnown() {
        String crd = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.example.com}
                spec:
                  group: example.com
                  scope: Namespaced
                  names: {plural: widgets, singular: widget, kind: Widget}
                  versions: [{name: v1, served: true, storage: true}]
                """;
        assertThat(found("SA506", crd, clusterRole("r", "get example.com:widgets,widgets/anything,signers,others")))
                .as("other CRDs of the group may have the rest")
                .isEmpty();
        assertThat(found("SA506", crd, clusterRole("r", "get example.com:widget")))
                .singleElement()
                .satisfies(
                        f -> assertThat(f.severity()).as("other CRDs may exist").isEqualTo(INFO));
    }

    @Test
    void extensionsBesideAGroupThatIsServedIsForOldServers() {
        assertThat(found("SA506", clusterRole("r", "get extensions,networking.k8s.io:ingresses")))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(INFO));
    }

    @Test
    void whatIsClusterScopedHasNoEffectInANamespace() {
        assertThat(found("SA507", role("ns", "r", "get :pods,nodes")))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).isEqualTo("Role ns/r: rule 1: nodes is cluster-scoped"));
        assertThat(found(
                        "SA507",
                        clusterRole("r", "get :nodes", "get /metrics"),
                        binding("ns", "ClusterRole", "r", "ns/app")))
                .singleElement()
                .satisfies(f -> assertThat(f.extent()).containsExactly("resource nodes", "url /metrics"));
    }

    @Test
    void whatHasAnEffectThereOrIsGivenInTheWholeClusterAsWellIsFine() {
        assertThat(found(
                        "SA507",
                        role(
                                "ns",
                                "r",
                                "get,patch :namespaces",
                                "get,list :namespaces ns",
                                "bind rbac:clusterroles view")))
                .as("the namespace's own object, and bind")
                .isEmpty();
        assertThat(found("SA507", role("ns", "r", "get example.com:widgets")))
                .as("scope unknown")
                .isEmpty();
        assertThat(found(
                        "SA507",
                        clusterRole("r", "get :nodes"),
                        clusterBinding("r", "ns/app"),
                        binding("ns", "ClusterRole", "r", "ns/app")))
                .isEmpty();
        assertThat(found("SA507", clusterRole("r", "get :nodes")))
                .as("nobody holds it")
                .isEmpty();
    }

    @Test
    void aRoleThatNoBindingGivesIsUnusedInCompleteInputOnly() {
        String role = role("ns", "r", "get :configmaps");
        assertThat(of(Audits.strict(role), "SA508")).hasSize(1);
        assertThat(of(Audits.of(role), "SA508")).isEmpty();
        assertThat(of(Audits.strict(role, binding("ns", "Role", "r", "user:jane")), "SA508"))
                .isEmpty();
    }

    @Test
    void rolesThatAreThereToBeTakenAreNotUnused() {
        assertThat(of(
                        Audits.strict(
                                labelled("rbac.authorization.k8s.io/aggregate-to-view", "get example.com:widgets")),
                        "SA508"))
                .isEmpty();
        assertThat(of(Audits.strict(labelled("example.com/aggregate-to-widgets", "get example.com:widgets")), "SA508"))
                .as("offered to a role that is not in sight")
                .isEmpty();
        assertThat(of(Audits.strict(clusterRole("view", "get :pods")), "SA508"))
                .as("the server's own")
                .isEmpty();
        assertThat(of(Audits.strict(role("ns", "r", "list :secrets")), "SA508"))
                .as("SA306 tells of what is dangerous and held by nobody")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"v1beta1, 2", "v1alpha1, 2", "v1, 0"})
    void oldVersionsOfRolesAndBindingsAreReported(String version, int findings) {
        String role = role("ns", "r", "get :configmaps").replace("k8s.io/v1\n", "k8s.io/" + version + "\n");
        String binding = binding("ns", "Role", "r", "ns/app").replace("k8s.io/v1\n", "k8s.io/" + version + "\n");
        assertThat(found("SA509", role, binding)).hasSize(findings);
    }

    @Test
    void differingDefinitionsOfARoleAreOneFinding() {
        assertThat(found("SA505", role("ns", "r", "list :configmaps a"), role("ns", "r", "list :configmaps b")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.places()).hasSize(2);
                    assertThat(f.extent()).hasSize(2);
                });
    }

    @Test
    void theEvidenceSaysWhoUsesTheRole() {
        assertThat(found("SA505", role("ns", "r", "list :configmaps a"), binding("ns", "Role", "r", "ns/a", "ns/b")))
                .singleElement()
                .satisfies(f -> assertThat(f.evidence())
                        .extracting(Evidence::what)
                        .contains("RoleBinding ns/r gives it in ns", "1 binding in all, to 2 subjects"));
    }
}
