package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Severity;
import io.saaudit.report.Scan;
import io.saaudit.report.Selection;
import io.saaudit.testing.Audits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SA208 to SA211 and SA213 to SA216: how pods get at tokens. */
class PodTokenRulesTest {
    private static final String PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

    private static final String ACCOUNT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: app, namespace: ns}
            """;

    private static final String OFF = "automountServiceAccountToken: false";

    private static String deployment(String mount, String token, String... lines) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: ns}
                spec:
                  template:
                    spec:
                      serviceAccountName: app
                      volumes: [{name: v, projected: {sources: [{configMap: {name: c}}, {serviceAccountToken: {%s}}]}}]
                      containers:
                      - name: c
                        image: i
                        volumeMounts: [{name: v, %s}]
                """.formatted(token, mount) + String.join("\n", lines).indent(6);
    }

    @ParameterizedTest
    @CsvSource({"'\"true\"', 1", "'\"1\"', 1", "T, 1", "'\"false\"', 0", "'\"yes\"', 0", "'\"\"', 0"})
    void theListOfMountableSecretsIsReportedWhereTheServerTakesItForTrue(String value, int findings) {
        assertThat(Audits.findings(
                        "SA208",
                        ACCOUNT.replace(
                                "ns}", "ns, annotations: {kubernetes.io/enforce-mountable-secrets: " + value + "}}")))
                .hasSize(findings);
    }

    @ParameterizedTest
    @CsvSource({"86400, 0", "86401, 1", "31536000, 1", "3607, 0"})
    void aProjectedTokenMayLiveForADay(long seconds, int findings) {
        List<Finding> found = Audits.findings(
                "SA209",
                ACCOUNT,
                deployment("mountPath: /t", "path: t, audience: vault, expirationSeconds: " + seconds));
        assertThat(found).hasSize(findings).allSatisfy(f -> {
            assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(f.fix().text())
                    .isEqualTo(
                            "kubectl patch deployment web --namespace ns --type json --patch '[{\"op\":\"add\",\"path\":"
                                    + "\"/spec/template/spec/volumes/0/projected/sources/1/serviceAccountToken/expirationSeconds\","
                                    + "\"value\":3600}]'\n");
        });
        assertThat(Audits.findings("SA209", ACCOUNT, deployment("mountPath: /t", "path: t")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "path: t, /t, '', 1",
        "'path: t, audience: vault', /t, '', 0",
        "path: t, " + PATH + ", '', 0",
        "path: t, " + PATH + "/, '', 0",
        "path: t, /t, " + OFF + ", 0"
    })
    void aSecondTokenForTheServerIsReportedBesideTheMountedOneOnly(
            String token, String path, String automount, int findings) {
        assertThat(Audits.findings("SA210", ACCOUNT, deployment("mountPath: " + path, token, automount)))
                .hasSize(findings);
    }

    @Test
    void theRuleThatGuessesRunsWhenItIsNamedOnly() {
        String shared = deployment("mountPath: /t", "path: t, audience: vault")
                + "      - {name: d, image: i, volumeMounts: [{name: v, mountPath: /t}]}\n";
        assertThat(Audits.findings("SA211", ACCOUNT, shared)).isEmpty();
        assertThat(shared(shared)).hasSize(1);
        assertThat(shared(shared.replace("path: t, audience: vault", "path: t")))
                .as("a token for the API server is other rules' concern")
                .isEmpty();
        assertThat(shared(deployment("mountPath: /t", "path: t, audience: vault")))
                .isEmpty();
    }

    @Test
    void aContainerThatMayWriteToTheHostIsAWayOutForATokenToo() {
        String host = deployment("mountPath: /t}, {name: h, mountPath: /h", "path: t, audience: vault")
                .replace("volumes: [", "volumes: [{name: h, hostPath: {path: /var/log}}, ");
        assertThat(shared(host))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).endsWith("which may write to the host"));
        assertThat(shared(host.replace("mountPath: /h", "mountPath: /h, readOnly: true")))
                .isEmpty();
    }

    private static List<Finding> shared(String deployment) {
        return Scan.of(Audits.of(ACCOUNT, deployment), Selection.ALL.withRules(List.of("SA211")))
                .findings();
    }

    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata: {name: robot, namespace: ns, annotations: {kubernetes.io/service-account.name: robot}}
            type: kubernetes.io/service-account-token
            """;

    private static String env(String lines) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: ns}
                spec:
                  serviceAccountName: app
                  containers:
                  - name: c
                    image: i
                    %s
                """.formatted(lines);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'env: [{name: T, valueFrom: {secretKeyRef: {name: robot, key: token}}}]'           | 1
            envFrom: [{secretRef: {name: robot}}]                                               | 1
            'env: [{name: T, valueFrom: {secretKeyRef: {name: app-token-x7k2p, key: token}}}]' | 1
            'env: [{name: T, valueFrom: {secretKeyRef: {name: robot, key: ca.crt}}}]'          | 0
            'env: [{name: T, valueFrom: {secretKeyRef: {name: db, key: token}}}]'              | 0
            envFrom: [{secretRef: {name: db}}, {configMapRef: {name: robot}}]                   | 0
            """)
    void aTokenSecretInTheEnvironmentIsReported(String container, int findings) {
        assertThat(Audits.findings("SA213", ACCOUNT, SECRET, env(container)))
                .hasSize(findings)
                .allSatisfy(f -> {
                    assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
                    assertThat(f.places().get(0).line()).as("the container").isEqualTo(18);
                });
    }

    @Test
    void whatCannotBeChangedInAPodIsPrintedForAnotherOne() {
        assertThat(Audits.findings(
                                "SA213",
                                ACCOUNT,
                                SECRET,
                                env("envFrom: [{configMapRef: {name: x}}, {secretRef: {name: robot}}]"))
                        .get(0)
                        .fix()
                        .text())
                .isEqualTo("# This cannot be changed in a Pod: delete it, and create what this prints.\n"
                        + "kubectl get pod p --namespace ns --output yaml | kubectl patch --local --filename - --type json"
                        + " --patch '[{\"op\":\"remove\",\"path\":\"/spec/containers/0/envFrom/1\"}]' --output yaml\n");
    }

    private static String host(String path, String mount) {
        return """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: agent, namespace: kube-system}
                spec:
                  template:
                    spec:
                      automountServiceAccountToken: false
                      volumes: [{name: h, hostPath: {path: %s}}]
                      containers: [{name: c, image: i, volumeMounts: [{name: h, mountPath: /h, %s}]}]
                """.formatted(path, mount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/var", "/var/lib/kubelet", "/var/lib/kubelet/pods", "/run", "/var/run"})
    void pathsOfTheHostAboveTokensAreHigh(String path) {
        assertThat(Audits.findings("SA214", host(path, "readOnly: true")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(Severity.HIGH);
                    assertThat(f.message()).contains("mounts " + path + " of the host (read-only)");
                    assertThat(f.places().get(0).line()).as("the volume").isEqualTo(8);
                });
    }

    private static List<Finding> claimed(String volumeSpec, String claimSpec) {
        return Audits.findings("SA214", """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: node-files}
                spec: {capacity: {storage: 1Mi}, %s}
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data, namespace: shop}
                spec: {storageClassName: "", %s}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: shop}
                spec:
                  automountServiceAccountToken: false
                  volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]
                  containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /v, readOnly: true}]}]
                """.formatted(volumeSpec, claimSpec));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hostPath: {path: /var/lib/kubelet}, claimRef: {namespace: shop, name: data} | volumeName: node-files",
                "hostPath: {path: /var/lib/kubelet}, claimRef: {namespace: shop, name: data} | accessModes: []",
                "hostPath: {path: /var/lib/kubelet} | volumeName: node-files",
                "local: {path: /var/lib/kubelet} | volumeName: node-files",
            })
    void aClaimThatComesToSuchAPathIsTold(String volume, String claim) {
        assertThat(claimed(volume, claim)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.HIGH);
            assertThat(f.message())
                    .contains("mounts /var/lib/kubelet of the host by PersistentVolumeClaim data (read-only)");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // nothing says that they are bound
                "hostPath: {path: /var/lib/kubelet} | accessModes: []",
                // kept for another claim, or another volume asked for
                "hostPath: {path: /var/lib/kubelet}, claimRef: {namespace: ops, name: data} | volumeName: node-files",
                "hostPath: {path: /var/lib/kubelet}, claimRef: {namespace: shop, name: data} | volumeName: other",
                // a folder of its own, and a volume of a driver
                "hostPath: {path: /srv/data}, claimRef: {namespace: shop, name: data} | volumeName: node-files",
                "csi: {driver: d, volumeHandle: /var/lib/kubelet}, claimRef: {namespace: shop, name: data} | volumeName: node-files",
            })
    void aClaimThatComesToNoneIsNot(String volume, String claim) {
        assertThat(claimed(volume, claim)).isEmpty();
    }

    @Test
    void podsThatDifferInTheClaimAloneAreToldApart() {
        String pod = """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %1$s, namespace: shop}
                spec:
                  automountServiceAccountToken: false
                  volumes: [{name: v, persistentVolumeClaim: {claimName: %1$s}}]
                  containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /v, readOnly: true}]}]
                """;
        List<Finding> found =
                Audits.findings("SA214", """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: node-files}
                spec: {hostPath: {path: /var/lib/kubelet}, claimRef: {namespace: shop, name: db-1}}
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: db-1, namespace: shop}
                spec: {volumeName: node-files}
                """ + pod.formatted("db-0") + pod.formatted("db-1") + pod.formatted("db-2"));
        assertThat(found).extracting(f -> f.cause().name()).containsExactly("db-1");
    }

    @ParameterizedTest
    @CsvSource({
        "/var/lib/kubelet/plugins_registry, readOnly: true",
        "/var/lib/kubelet/plugins/csi.example.com, readOnly: false",
        "/var/lib/kubelet/device-plugins, readOnly: false",
        "/var/log, readOnly: true",
        "/, subPath: etc/os-release"
    })
    void narrowerPathsAreNot(String path, String mount) {
        assertThat(Audits.findings("SA214", host(path, mount))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({PATH + ", " + OFF + ", 1", PATH + "/, " + OFF + ", 1", PATH + ", '', 0", "/t, " + OFF + ", 0"})
    void aTokenAtTheStandardPathIsToldWhereAutomountingIsOff(String path, String automount, int findings) {
        assertThat(Audits.findings("SA215", ACCOUNT, deployment("mountPath: " + path, "path: token", automount)))
                .hasSize(findings)
                .allSatisfy(f -> assertThat(f.severity()).isEqualTo(Severity.INFO));
    }

    @Test
    void theAccountMayHaveTurnedItOffAndWhatHoldsNoTokenIsNotTold() {
        assertThat(Audits.findings("SA215", ACCOUNT + OFF, deployment("mountPath: " + PATH, "path: token")))
                .hasSize(1);
        String covered =
                deployment("mountPath: " + PATH, "path: token", OFF).replaceAll("projected: .*}]}}]", "emptyDir: {}}]");
        assertThat(covered).contains("emptyDir");
        assertThat(Audits.findings("SA215", ACCOUNT, covered)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"subPath: t, 1", "subPathExpr: $(NAME), 1", "subPath: c.crt, 0", "readOnly: true, 0"})
    void aTokenMountedBySubPathIsNeverRenewed(String mount, int findings) {
        assertThat(Audits.findings(
                        "SA216", ACCOUNT, deployment("mountPath: /etc/t, " + mount, "path: t, audience: vault")))
                .hasSize(findings)
                .allSatisfy(f -> assertThat(f.severity()).isEqualTo(Severity.MEDIUM));
    }

    @Test
    void aWorkloadIsReportedOnceForAllItsPods() {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: web-%d
                  namespace: ns
                  uid: p-%d
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d, controller: true}]
                spec:
                  serviceAccountName: app
                  volumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: t, expirationSeconds: 90000}}]}}]
                  containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /t}]}]
                """;
        String template = deployment("mountPath: /t", "path: t, expirationSeconds: 90000", OFF);
        assertThat(Audits.findings("SA209", ACCOUNT, template, pod.formatted(1, 1), pod.formatted(2, 2)))
                .singleElement()
                .satisfies(f -> assertThat(f.cause()).hasToString("Deployment ns/web"));
        assertThat(Audits.findings("SA209", ACCOUNT, pod.formatted(1, 1), pod.formatted(2, 2)))
                .as("the Deployment itself was not read")
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.cause()).hasToString("Deployment ns/web");
                    assertThat(f.fix().text()).startsWith("# Deployment ns/web makes it");
                });
    }
}
