package io.saaudit.rule;

import static io.saaudit.model.Severity.CRITICAL;
import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;
import static io.saaudit.rule.RbacYaml.clusterRole;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.catalog.BuiltIns;
import io.saaudit.catalog.Catalog;
import io.saaudit.catalog.KubeVersion;
import io.saaudit.model.Binding;
import io.saaudit.model.Objects;
import io.saaudit.model.Role;
import io.saaudit.model.Snapshot;
import io.saaudit.report.Scan;
import io.saaudit.report.Selection;
import io.saaudit.testing.Audits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SA701 to SA703: what the API server makes by itself, and how it is started. */
class ClusterRulesTest {
    private static final String DISCOVERY =
            "get /api,/api/*,/apis,/apis/*,/healthz,/livez,/openapi,/openapi/*,/readyz," + "/version,/version/";

    private static List<Finding> of(Audit audit, String rule) {
        return Scan.of(audit, Selection.ALL.withRules(List.of(rule))).findings();
    }

    private static List<Finding> found(String rule, String... manifests) {
        return of(Audits.of(manifests), rule);
    }

    private static String builtIn(String name, String... rules) {
        return clusterRole(name, rules).replace("{name: " + name + "}", "{name: '" + name + "'}");
    }

    private static String bound(String name, String role, String... subjects) {
        return RbacYaml.clusterBinding(role, subjects)
                .replace("metadata: {name: " + role + "}", "metadata: {name: '" + name + "'}");
    }

    static List<KubeVersion> versions() {
        return KubeVersion.all();
    }

    /** A dump of a fresh server of any version, which is not the version that is compared with. */
    @ParameterizedTest
    @MethodSource("versions")
    void everythingThatAServerMakesIsUntouched(KubeVersion version) {
        BuiltIns made = Catalog.builtIns(version);
        Snapshot empty = Audits.read("apiVersion: v1\nkind: Namespace\nmetadata: {name: ns-1}\n");
        List<Role> roles = new ArrayList<>();
        made.roles().forEach(r -> roles.add(new Role(r.meta(), r.rules(), r.aggregation(), false)));
        List<Binding> bindings = new ArrayList<>();
        made.bindings().forEach(b -> bindings.add(new Binding(b.meta(), b.roleRef(), b.subjects(), b.places(), false)));
        Objects all = empty.objects();
        Objects objects = new Objects(
                all.namespaces(),
                all.serviceAccounts(),
                roles,
                bindings,
                all.workloads(),
                all.secrets(),
                all.configMaps(),
                all.customResources(),
                all.nodes(),
                all.services(),
                all.ingresses(),
                all.webhooks());
        Audit audit = Audits.of(empty.withObjects(objects), false);
        assertThat(Audits.findings(audit))
                .as("findings about what a server of %s makes by itself", version)
                .isEmpty();
    }

    @Test
    void anAddedRuleIsAsBadAsWhatItGivesAndAtLeastHigh() {
        assertThat(found("SA701", builtIn("system:discovery", DISCOVERY, "get :configmaps")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(HIGH);
                    assertThat(f.message())
                            .isEqualTo(
                                    "ClusterRole system:discovery is not as the API server makes it: get configmaps added");
                    assertThat(f.extent()).containsExactly("cluster core= configmaps any= get");
                });
        assertThat(found("SA701", builtIn("system:discovery", DISCOVERY, "create :nodes/proxy")))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(CRITICAL));
    }

    @Test
    void whatIsMissingComesBackAndIsLessBad() {
        assertThat(found("SA701", builtIn("system:discovery", "get /api")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(MEDIUM);
                    assertThat(f.message()).contains("missing");
                });
    }

    @Test
    void whatComesBackToSomebodyIsAsBadAsItIs() {
        String small = builtIn("cluster-admin", "get :configmaps");
        String bound = bound("mine", "cluster-admin", "ns-1/app", "user:jane");
        assertThat(found("SA701", small, bound)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(CRITICAL);
            assertThat(f.account()).isEqualTo("ns-1/app");
            assertThat(f.message())
                    .endsWith("missing; what is missing comes back with the next start of the API server, and then"
                            + " ns-1/app and 1 other may do everything in the cluster (and 28 more powers)");
            assertThat(f.evidence())
                    .extracting(Evidence::what)
                    .contains("ClusterRoleBinding mine names ServiceAccount app");
        });
        assertThat(found("SA701", small, RbacYaml.binding("ns-1", "ClusterRole", "cluster-admin", "ns-1/app")))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).as("in a namespace").isEqualTo(HIGH));
        assertThat(found("SA701", builtIn("cluster-admin", "* *:*"), bound))
                .as("who has everything gets nothing back but URLs")
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(MEDIUM));
        String frozen = small.replace(
                "'cluster-admin'}",
                "'cluster-admin', annotations: {rbac.authorization.kubernetes.io/autoupdate: 'false'}}");
        assertThat(found("SA701", frozen, bound)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(MEDIUM);
            assertThat(f.message()).doesNotContain("comes back");
        });
        assertThat(found("SA701", small, bound("cluster-admin", "cluster-admin", "group:system:masters")))
                .as("the server's own binding")
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(MEDIUM));
    }

    @Test
    void whatFeatureGatesAddIsTheServersOwn() {
        assertThat(found("SA701", builtIn("system:kube-scheduler", "get,list,watch resource.k8s.io:devicetaintrules")))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).doesNotContain("added").contains("missing"));
    }

    @Test
    void aLabelOrAPrefixProvesNothing() {
        assertThat(found("SA701", builtIn("system:mine", "list :secrets")))
                .as("no server makes a role of that name")
                .isEmpty();
        String labelled = builtIn("system:discovery", DISCOVERY, "list :secrets")
                .replace(
                        "'system:discovery'}",
                        "'system:discovery', labels: {kubernetes.io/bootstrapping: rbac-defaults}}");
        assertThat(found("SA701", labelled)).hasSize(1);
    }

    @Test
    void whatIsAggregatedIntoAdminIsMeantToBe() {
        String part = clusterRole("widgets", "* example.com:widgets")
                .replace(
                        "{name: widgets}",
                        "{name: widgets, labels: {rbac.authorization.k8s.io/aggregate-to-admin: 'true'}}");
        String admin = """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: admin, uid: 0b8ac0d5}
                aggregationRule: {clusterRoleSelectors: [{matchLabels: {rbac.authorization.k8s.io/aggregate-to-admin: 'true'}}]}
                rules:
                - {verbs: ['*'], apiGroups: [example.com], resources: [widgets]}
                """;
        assertThat(found("SA701", part, admin)).isEmpty();
        assertThat(found("SA701", part, admin.replace("[widgets]", "[widgets, gadgets]")))
                .as("a rule that no role gives")
                .hasSize(1);
    }

    @Test
    void subjectsAndRolesOfBindingsCount() {
        assertThat(found(
                        "SA701",
                        bound("system:node-proxier", "system:node-proxier", "user:system:kube-proxy", "user:jane")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.message())
                            .isEqualTo(
                                    "ClusterRoleBinding system:node-proxier is not as the API server makes it: User jane added");
                    assertThat(f.severity()).isEqualTo(HIGH);
                });
        assertThat(found("SA701", bound("system:node-proxier", "cluster-admin", "user:system:kube-proxy")))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("ClusterRole cluster-admin added"));
        assertThat(found(
                        "SA701",
                        bound(
                                "system:node-proxier",
                                "system:node-proxier",
                                "user:system:kube-proxy",
                                "group:system:authenticated")))
                .as("SA402 tells of that subject")
                .isEmpty();
    }

    @Test
    void theRulesAboutPermissionsLeaveWhatWasAddedToIt() {
        assertThat(BindingRulesTest.tellers(
                        builtIn("system:basic-user", "list :secrets"),
                        bound("system:basic-user", "system:basic-user", "group:system:authenticated")))
                .isEmpty();
    }

    private static String frozen(String value, String... rules) {
        return builtIn("system:discovery", rules)
                .replace(
                        "'system:discovery'}",
                        "'system:discovery', annotations: {rbac.authorization.kubernetes.io/autoupdate: '" + value
                                + "'}}");
    }

    @Test
    void whatIsNotKeptUpToDateIsReported() {
        assertThat(found("SA702", frozen("false", DISCOVERY)))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(MEDIUM));
        assertThat(found("SA702", frozen("false", DISCOVERY, "list :secrets")))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).endsWith("what was added to it stays"));
        assertThat(found("SA702", frozen("false", "get /api")))
                .as("taking away and freezing that is hardening")
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(LOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "False", "0", ""})
    void otherValuesKeepItUpToDate(String value) {
        assertThat(found("SA702", frozen(value, DISCOVERY))).isEmpty();
    }

    @Test
    void onlyTheServersOwnObjectsAreKeptUpToDate() {
        assertThat(found("SA702", frozen("false", DISCOVERY).replace("system:discovery", "mine")))
                .isEmpty();
    }

    private static String server(String... words) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: kube-apiserver-n1, namespace: kube-system, annotations: {kubernetes.io/config.mirror: x}}
                spec:
                  containers:
                  - name: kube-apiserver
                    image: i
                    command: ['%s']
                """.formatted(String.join("', '", words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--anonymous-auth=true|turns anonymous requests on",
                "--anonymous-auth|turns anonymous requests on",
                "--authorization-mode=AlwaysAllow|allows everything (AlwaysAllow)",
                "--authorization-mode=Node,ABAC|authorizes by a file (ABAC)",
                "--authorization-policy-file=/p|authorizes by the file /p",
                "--token-auth-file=/t|reads tokens from the file /t",
            })
    void flagsThatLetOthersInAreReported(String flag, String what) {
        String mode = flag.startsWith("--authorization-mode") ? "--x" : "--authorization-mode=Node,RBAC";
        assertThat(found("SA703", server("/usr/bin/kube-apiserver", "--etcd-servers=e", mode, flag)))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(HIGH);
                    assertThat(f.message()).isEqualTo("Pod kube-system/kube-apiserver-n1 " + what);
                    assertThat(f.places().get(0).line())
                            .as("the line of the flag")
                            .isEqualTo(8);
                });
    }

    @Test
    void aFlagMayHaveItsValueInTheNextWord() {
        assertThat(found(
                        "SA703",
                        server(
                                "kube-apiserver",
                                "--etcd-servers",
                                "e",
                                "--authorization-mode",
                                "AlwaysAllow",
                                "--secure-port=6443")))
                .singleElement()
                .satisfies(f -> assertThat(f.fix().text())
                        .contains("{\"op\":\"remove\",\"path\":\"/spec/containers/0/command/4\"},"
                                + "{\"op\":\"replace\",\"path\":\"/spec/containers/0/command/3\","
                                + "\"value\":\"--authorization-mode=RBAC\"}"));
    }

    @Test
    void withoutAModeEverythingIsAllowed() {
        assertThat(found("SA703", server("kube-apiserver", "--etcd-servers=e")))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("no --authorization-mode"));
        assertThat(found("SA703", server("kube-apiserver", "--etcd-servers=e", "--authorization-config=/c")))
                .isEmpty();
    }

    @Test
    void whatIsNotSeenOrNotAnApiServerIsNotJudged() {
        assertThat(found("SA703", server("kube-apiserver", "--etcd-servers=e", "--authorization-mode=Node,RBAC")))
                .as("anonymous requests are on unless they are turned off")
                .isEmpty();
        assertThat(found(
                        "SA703",
                        server(
                                "kube-apiserver",
                                "--etcd-servers=e",
                                "--authorization-mode=RBAC",
                                "--anonymous-auth=false")))
                .isEmpty();
        assertThat(found("SA703", server("kubelet", "--anonymous-auth=true", "--authorization-mode=AlwaysAllow")))
                .as("another program")
                .isEmpty();
        assertThat(found("SA703", server("kube-apiserver")))
                .as("its flags are not in sight")
                .isEmpty();
    }
}
