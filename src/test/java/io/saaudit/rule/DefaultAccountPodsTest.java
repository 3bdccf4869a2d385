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

/** SA102, SA103 and SA107, which share a workload between them: one of them where a token is mounted for nothing. */
class DefaultAccountPodsTest {
    private static final String DEFAULT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: default, namespace: ns}
            """;

    private static final String ROLE = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: r, namespace: ns}
            rules:
            - {apiGroups: [""], resources: [pods], verbs: [list]}
            """;

    private static final String BINDING = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: b, namespace: ns}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}
            subjects:
            - {kind: ServiceAccount, name: default}
            """;

    private static String deployment(String... lines) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: ns}
                spec:
                  template:
                    spec:
                      containers: [{name: c, image: i}]
                """ + String.join("\n", List.of(lines)).indent(6);
    }

    private static List<Finding> found(String... manifests) {
        return Audits.findings(Audits.of(manifests)).stream()
                .filter(f ->
                        List.of("SA102", "SA103", "SA105", "SA106", "SA107").contains(f.rule()))
                .filter(f -> f.cause().kind().equals("Deployment"))
                .toList();
    }

    private static Finding one(String rule, String... manifests) {
        List<Finding> all = found(manifests);
        assertThat(all).extracting(Finding::rule).containsExactly(rule);
        return all.get(0);
    }

    @Test
    void withPermissionsItIsHighAndTheNeedlessTokenIsNotReportedBeside() {
        Finding finding = one("SA102", DEFAULT, ROLE, BINDING, deployment());
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.message())
                .isEqualTo("Deployment web runs as the default account, which may list pods in ns");
        assertThat(finding.extent()).containsExactly("namespace=ns core= pods any= list");
    }

    @Test
    void withoutATokenItIsLow() {
        Finding finding = one("SA102", DEFAULT, ROLE, BINDING, deployment("automountServiceAccountToken: false"));
        assertThat(finding.severity()).isEqualTo(Severity.LOW);
        assertThat(finding.message()).endsWith("; its token is out of reach");
    }

    @Test
    void aProjectedTokenForTheApiServerIsAsGoodAsTheMountedOne() {
        String projected = deployment(
                        "automountServiceAccountToken: false",
                        "volumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: t}}]}}]")
                .replace("image: i}", "image: i, volumeMounts: [{name: v, mountPath: /t}]}");
        assertThat(one("SA102", DEFAULT, ROLE, BINDING, projected).severity()).isEqualTo(Severity.HIGH);
        assertThat(one("SA102", DEFAULT, ROLE, BINDING, projected.replace("path: t}", "path: t, audience: vault}"))
                        .severity())
                .as("for another audience it is of no use against the API server")
                .isEqualTo(Severity.LOW);
    }

    @Test
    void anAccountThatWasNotReadCountsAsMountedAndThatIsSaid() {
        Finding finding = one("SA102", ROLE, BINDING, deployment());
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.message()).endsWith("(assumed: the account was not read)");
        assertThat(one("SA103", deployment()).message()).endsWith("(assumed: the account was not read)");
    }

    @Test
    void withoutPermissionsTheTokenIsNeedless() {
        Finding finding = one("SA103", DEFAULT, deployment());
        assertThat(finding.severity()).isEqualTo(Severity.LOW);
        assertThat(finding.message())
                .isEqualTo("Deployment web mounts the default account's token, which allows nothing beyond discovery");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    automountServiceAccountToken: false | ''
                    '' | automountServiceAccountToken: false
                    serviceAccountName: own | ''
                    serviceAccount: own | ''
                    """)
    void withoutATokenOrWithAnAccountOfItsOwnThereIsNothingToSay(String pod, String account) {
        assertThat(found(DEFAULT + account, deployment(pod))).isEmpty();
    }

    @Test
    void thePodThatTurnsTheTokenBackOnIsReportedAtThatLine() {
        Finding finding = one(
                "SA107",
                DEFAULT + "automountServiceAccountToken: false",
                deployment("automountServiceAccountToken: true"));
        assertThat(finding.places().get(0).line()).isEqualTo(13);
    }

    @Test
    void aRoleThatWasNotReadLeavesItOpenWhatTheTokenAllows() {
        Finding finding = one("SA103", DEFAULT, BINDING, deployment());
        assertThat(finding.message()).contains("nothing beyond discovery by what was read");
        assertThat(finding.evidence()).anySatisfy(e -> assertThat(e.what()).contains("which was not read"));
    }

    @Test
    void whatEveryAccountHasOnAFreshClusterIsNoPermission() {
        String discovery = """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: more}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: system:discovery}
                subjects:
                - {kind: Group, name: 'system:serviceaccounts:ns'}
                """;
        assertThat(one("SA103", DEFAULT, discovery, deployment())).isNotNull();
    }

    @Test
    void aRuleAddedToABuiltInRoleGoesBeyondIt() {
        String widened = """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: system:discovery, labels: {kubernetes.io/bootstrapping: rbac-defaults}}
                rules:
                - {nonResourceURLs: [/api], verbs: [get]}
                - {apiGroups: [""], resources: [secrets], verbs: [get]}
                """;
        Finding finding = one("SA103", DEFAULT, widened, deployment());
        assertThat(finding.message())
                .as("SA701 tells of the role, once for all accounts")
                .isEqualTo(
                        "Deployment web mounts the default account's token, which allows what every account may: read"
                                + " Secrets in the cluster");
        assertThat(finding.evidence())
                .extracting(Evidence::what)
                .anySatisfy(e -> assertThat(e).contains("rule 2: get secrets: may read Secrets in the cluster, high"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"system:serviceaccounts", "system:authenticated"})
    void whatEveryAccountHasByABindingIsAFindingOfTheBinding(String group) {
        String everybody = """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: r}
                rules:
                - {apiGroups: [""], resources: [secrets], verbs: [get]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: b}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r}
                subjects:
                - {kind: Group, name: '%s'}
                """.formatted(group);
        assertThat(one("SA103", DEFAULT, everybody, deployment()).severity()).isEqualTo(Severity.LOW);
        assertThat(found(DEFAULT, everybody, deployment("automountServiceAccountToken: false")))
                .isEmpty();
        assertThat(one("SA102", DEFAULT, everybody, ROLE, BINDING, deployment()).message())
                .as("beside something of its own, all of it is told")
                .contains("may read Secrets in the cluster");
        assertThat(Audits.findings(Audits.of(DEFAULT, everybody, deployment())))
                .filteredOn(f -> f.cause().kind().equals("ClusterRoleBinding"))
                .singleElement()
                .satisfies(
                        f -> assertThat(f.evidence())
                                .extracting(Evidence::what)
                                .contains(
                                        "a token of one of them is in reach of the containers of 1 workload: Deployment ns/web"));
    }

    @Test
    void theGroupOfTheNamespaceCountsWhereItIsDangerous() {
        String group = BINDING.replace(
                "{kind: ServiceAccount, name: default}", "{kind: Group, name: 'system:serviceaccounts:ns'}");
        assertThat(found(DEFAULT, ROLE, group, deployment()))
                .as("SA404 and SA328 tell that")
                .isEmpty();
        String everything =
                ROLE.replace("[pods]", "['*']").replace("[list]", "['*']").replace("[\"\"]", "['*']");
        assertThat(one("SA102", DEFAULT, everything, group, deployment()).message())
                .endsWith("may do everything in ns (and 22 more powers)");
    }

    @Test
    void permissionsWithoutEffectDoNotCount() {
        assertThat(one("SA103", DEFAULT, ROLE.replace("pods", "nodes"), BINDING, deployment()))
                .isNotNull();
    }

    @Test
    void theTokenThatAnOldPodStillHasCounts() {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: web-1
                  namespace: ns
                  uid: p1
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d1, controller: true}]
                spec:
                  containers:
                  - name: c
                    image: i
                    volumeMounts:
                    - {name: kube-api-access-x, mountPath: /var/run/secrets/kubernetes.io/serviceaccount}
                  volumes:
                  - name: kube-api-access-x
                    projected: {sources: [{serviceAccountToken: {path: token, expirationSeconds: 3607}}]}
                """;
        Finding finding = one("SA103", DEFAULT, deployment("automountServiceAccountToken: false"), pod);
        assertThat(finding.cause()).hasToString("Deployment ns/web");
        assertThat(finding.evidence().get(0).what()).contains("(1 pod)").contains("kube-api-access-x is mounted");
        assertThat(finding.places())
                .as("the object to change is the Deployment")
                .extracting(Origin::line)
                .containsExactly(6);
    }
}
