package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Severity;
import io.saaudit.testing.Audits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SA104 to SA108 and SA110 to SA112: who uses an account, for what, and what is no problem. */
class AccountUseRulesTest {
    private static String account(String name, String... lines) {
        return "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: " + name + "\n  namespace: ns\n"
                + String.join("\n", lines);
    }

    private static String deployment(String name, String account, String... lines) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: ns}
                spec:
                  template:
                    spec:
                      serviceAccountName: %s
                      containers: [{name: c, image: i}]
                """.formatted(name, account) + String.join("\n", lines).indent(6);
    }

    private static String role(String resources, String verbs) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: r}
                rules:
                - {apiGroups: [""], resources: [%s], verbs: [%s]}
                """.formatted(resources, verbs);
    }

    private static String binding(String account) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: b-%1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r}
                subjects:
                - {kind: ServiceAccount, name: %1$s, namespace: ns}
                """.formatted(account);
    }

    private static List<String> rules(Audit audit) {
        return Audits.findings(audit).stream().map(Finding::rule).sorted().toList();
    }

    private static List<Finding> strict(String rule, String... manifests) {
        return Audits.findings(Audits.strict(manifests)).stream()
                .filter(f -> f.rule().equals(rule))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "automountServiceAccountToken: true, 1", "automountServiceAccountToken: false, 0"})
    void aDefaultAccountMustTurnAutomountingOff(String field, int findings) {
        assertThat(Audits.findings("SA104", account("default", field))).hasSize(findings);
    }

    @Test
    void aDefaultAccountThatWasNotReadIsANoteOnceANamespaceAndNoFinding() {
        Audit audit = Audits.of(deployment("a", "default"), deployment("b", "default"), account("other"));
        assertThat(Audits.findings(audit)).noneMatch(f -> f.rule().equals("SA104"));
        assertThat(Audits.report(audit).notes())
                .filteredOn(n -> n.what().contains("(SA104)"))
                .singleElement()
                .satisfies(n -> assertThat(n.what())
                        .isEqualTo(
                                "the default account of ns was not read: whether it turns automounting off (SA104) is"
                                        + " not known."));
    }

    @Test
    void ofTwoDefinitionsOfADefaultAccountTheExposingOneCounts() {
        assertThat(Audits.findings(
                        "SA104", account("default"), account("default", "automountServiceAccountToken: false")))
                .hasSize(1);
    }

    @Test
    void aTokenOfAnAccountWithoutPermissionsIsNeedless() {
        assertThat(Audits.findings("SA105", account("web"), deployment("web", "web")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(Severity.LOW);
                    assertThat(f.message())
                            .isEqualTo("Deployment web mounts the token of web, which allows nothing beyond discovery");
                });
    }

    @Test
    void permissionsWithoutEffectAreNoUseForAToken() {
        String role = role("nodes", "get")
                .replace("kind: ClusterRole", "kind: Role")
                .replace("{name: r}", "{name: r, namespace: ns}");
        String binding = binding("web")
                .replace("ClusterRoleBinding", "RoleBinding")
                .replace("kind: ClusterRole,", "kind: Role,")
                .replace("{name: b-web}", "{name: b, namespace: ns}");
        assertThat(Audits.findings("SA105", account("web"), deployment("web", "web"), role, binding))
                .hasSize(1);
    }

    @Test
    void aTokenIsNotCalledNeedlessWhereItsUseIsNotKnown() {
        assertThat(Audits.findings("SA105", deployment("web", "web")))
                .as("the account was not read, and so its bindings may not have been")
                .isEmpty();
        assertThat(strict("SA105", deployment("web", "web")))
                .as("in complete input")
                .hasSize(1);
        String elsewhere = binding("web").replace("namespace: ns}", "namespace: myproject}");
        assertThat(Audits.findings("SA105", account("web"), deployment("web", "web"), role("pods", "list"), elsewhere))
                .as("the binding may mean this account: manifests often leave their namespace open")
                .isEmpty();
        assertThat(strict("SA105", account("web"), deployment("web", "web"), role("pods", "list"), elsewhere))
                .hasSize(1);
        assertThat(strict("SA105", account("web"), deployment("web", "web"), binding("web")))
                .as("a role that was not read may allow anything")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "automountServiceAccountToken: false",
                "volumes: [{name: t, projected: {sources: [{serviceAccountToken: {path: t, audience: sts.amazonaws.com}}]}}]"
                        + "\nautomountServiceAccountToken: false"
            })
    void withoutAnAutomountedTokenNoneIsNeedless(String lines) {
        assertThat(Audits.findings("SA105", account("web"), deployment("web", "web", lines)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "secrets, get, 1",
        "serviceaccounts/token, create, 1",
        "'\"*\"', '\"*\"', 1",
        "pods, list, 0",
        "configmaps, 'get,list,watch', 0"
    })
    void theTokenOfAPowerfulAccountIsHigh(String resources, String verbs, int findings) {
        List<Finding> found = Audits.findings(
                "SA106", account("web"), deployment("web", "web"), role(resources, verbs), binding("web"));
        assertThat(found)
                .hasSize(findings)
                .allSatisfy(f -> assertThat(f.severity()).isEqualTo(Severity.HIGH));
    }

    @Test
    void thePowerMustBeInReachOfThePod() {
        String off = "automountServiceAccountToken: false";
        String projected = off + "\nvolumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: t%s}}]}}]";
        String[] powerful = {account("web"), role("secrets", "get"), binding("web")};
        assertThat(powerful(powerful, deployment("web", "web", off))).isEmpty();
        String mounts = deployment("web", "web", projected.formatted(""))
                .replace("image: i}", "image: i, volumeMounts: [{name: v, mountPath: /t}]}");
        assertThat(powerful(powerful, mounts)).hasSize(1);
        assertThat(powerful(powerful, mounts.replace("path: t", "path: t, audience: vault")))
                .isEmpty();
        assertThat(powerful(powerful, mounts.replace("path: t", "path: t, audience: https://kubernetes.default.svc")))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).endsWith("(assumed)"));
    }

    private static List<Finding> powerful(String[] rbac, String deployment) {
        return Audits.findings("SA106", rbac[0], rbac[1], rbac[2], deployment);
    }

    @Test
    void theDefaultAccountsTokenIsReportedOnceHoweverPowerfulItIs() {
        assertThat(rules(Audits.of(
                        account("default", "automountServiceAccountToken: true"),
                        deployment("web", "default"),
                        role("secrets", "get"),
                        binding("default"))))
                .containsExactly("SA101", "SA102", "SA104");
    }

    @Test
    void turnedOffInTheAccountAndOnInThePodThatNeedsItIsTheCarefulWay() {
        assertThat(Audits.findings(
                        "SA107",
                        account("web", "automountServiceAccountToken: false"),
                        deployment("web", "web", "automountServiceAccountToken: true"),
                        role("pods", "list"),
                        binding("web")))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.INFO));
        assertThat(Audits.findings(
                        "SA107",
                        account("default", "automountServiceAccountToken: false"),
                        deployment("web", "default", "automountServiceAccountToken: true"),
                        role("pods", "list"),
                        binding("default")))
                .as("the default account is nobody's own")
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.MEDIUM));
    }

    @Test
    void thePodThatTurnsTheTokenBackOnIsReportedAtItsLineAndTheNeedlessTokenNotBeside() {
        Audit audit = Audits.of(
                account("web", "automountServiceAccountToken: false"),
                deployment("web", "web", "automountServiceAccountToken: true"));
        assertThat(Audits.findings(audit)).singleElement().satisfies(f -> {
            assertThat(f.rule()).isEqualTo("SA107");
            assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(f.message()).endsWith("turned off; it allows nothing beyond discovery");
            assertThat(f.evidence()).extracting(e -> e.origin().line()).contains(16, 6);
            assertThat(f.places().get(0).line()).isEqualTo(16);
        });
    }

    @ParameterizedTest
    @CsvSource({"null, true", "true, true", "true, false", "false, false", "false, null", "null, null"})
    void whereThePodDoesNotTurnOnWhatTheAccountTurnedOffNothingIsOverridden(String account, String pod) {
        assertThat(Audits.findings(
                        "SA107",
                        account("web", "automountServiceAccountToken: " + account),
                        deployment("web", "web", "automountServiceAccountToken: " + pod)))
                .isEmpty();
    }

    @Test
    void unrelatedWorkloadsThatShareAnAccountAreReportedAtTheAccount() {
        assertThat(Audits.findings(
                        "SA108",
                        account("web"),
                        deployment("web", "web"),
                        deployment("mail", "web"),
                        role("pods", "list"),
                        binding("web")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.cause()).hasToString("ServiceAccount ns/web");
                    assertThat(f.message())
                            .isEqualTo("2 unrelated workloads run as web, which may list pods in the cluster");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labels: {app.kubernetes.io/instance: shop}",
                "labels: {app.kubernetes.io/part-of: shop}",
                "ownerReferences: [{apiVersion: a/v1, kind: Shop, name: s, uid: u, controller: true}]"
            })
    void whatBelongsTogetherMayShareAnAccount(String meta) {
        String together = "namespace: ns, " + meta + "}\nspec:";
        assertThat(Audits.findings(
                        "SA108",
                        account("web"),
                        deployment("web", "web").replace("namespace: ns}\nspec:", together),
                        deployment("mail", "web").replace("namespace: ns}\nspec:", together),
                        role("pods", "list"),
                        binding("web")))
                .isEmpty();
    }

    @Test
    void anAccountWithoutPermissionsMayBeShared() {
        assertThat(Audits.findings("SA108", account("web"), deployment("web", "web"), deployment("mail", "web")))
                .isEmpty();
    }

    @Test
    void anAccountThatNothingUsesIsReportedInCompleteInputOnly() {
        String[] input = {
            account("web"), account("idle"), deployment("web", "web"), role("pods", "list"), binding("idle")
        };
        assertThat(strict("SA110", input)).singleElement().satisfies(f -> {
            assertThat(f.account()).isEqualTo("ns/idle");
            assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(f.fix().text())
                    .isEqualTo(
                            "kubectl delete clusterrolebinding b-idle\nkubectl delete serviceaccount idle --namespace ns\n");
        });
        assertThat(Audits.findings("SA110", input)).isEmpty();
        assertThat(strict("SA111", input)).as("it is bound").isEmpty();
        assertThat(strict("SA111", account("idle"))).hasSize(1);
        assertThat(Audits.findings("SA111", account("idle"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eks.amazonaws.com/role-arn: arn",
                "iam.gke.io/gcp-service-account: a@b",
                "azure.workload.identity/client-id: x"
            })
    void anAccountWithACloudIdentityIsUsedFromElsewhere(String annotation) {
        String cloud =
                account("idle").replace("namespace: ns\n", "namespace: ns\n  annotations: {" + annotation + "}\n");
        assertThat(strict("SA110", cloud, role("pods", "list"), binding("idle")))
                .isEmpty();
        assertThat(strict("SA111", cloud)).isEmpty();
    }

    @Test
    void anAccountWithATokenSecretIsUsedFromElsewhere() {
        String secret = """
                apiVersion: v1
                kind: Secret
                metadata: {name: t, namespace: ns, annotations: {kubernetes.io/service-account.name: idle}}
                type: kubernetes.io/service-account-token
                """;
        assertThat(strict("SA110", account("idle"), secret, role("pods", "list"), binding("idle")))
                .isEmpty();
    }

    @Test
    void theDefaultAccountAndThoseThatAServerBindsByItselfAreNotUnused() {
        assertThat(strict("SA110", account("default"), role("pods", "list"), binding("default")))
                .isEmpty();
        assertThat(strict("SA111", account("default"))).isEmpty();
        String controller = account("replicaset-controller").replace("namespace: ns", "namespace: kube-system");
        assertThat(strict("SA110", controller)).isEmpty();
        assertThat(strict("SA111", controller)).as("bound by the server").isEmpty();
    }

    @Test
    void aWorkloadScaledToZeroAndACronJobUseTheirAccount() {
        assertThat(strict(
                        "SA110",
                        account("idle"),
                        role("pods", "list"),
                        binding("idle"),
                        deployment("web", "idle").replace("  template:", "  replicas: 0\n  template:")))
                .isEmpty();
        assertThat(strict("SA110", account("idle"), role("pods", "list"), binding("idle"), """
                        apiVersion: batch/v1
                        kind: CronJob
                        metadata: {name: j, namespace: ns}
                        spec: {jobTemplate: {spec: {template: {spec: {serviceAccountName: idle, containers: []}}}}}
                        """))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"web, '', 1", "web, other, 1", "web, web, 0", "'', web, 0"})
    void theDeprecatedFieldIsReportedAloneAndWhereItDiffers(String old, String current, int findings) {
        String pod = deployment("web", "x")
                .replace(
                        "serviceAccountName: x",
                        "serviceAccountName: '" + current + "'\n      serviceAccount: '" + old + "'");
        assertThat(Audits.findings("SA112", pod)).hasSize(findings).allSatisfy(f -> {
            assertThat(f.account()).isEqualTo("ns/" + (current.isEmpty() ? old : current));
            assertThat(f.places().get(0).line()).isEqualTo(8);
        });
    }
}
