package io.saaudit.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Objects;
import io.saaudit.model.Secret;
import io.saaudit.model.Workload;
import io.saaudit.testing.Audits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Image pull secrets (semantics G.4), paths of the host with tokens of others, and the server's cleaner (H.2). */
class PodFactsTest {
    private static final String ACCOUNT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: app, namespace: ns}
            automountServiceAccountToken: false
            imagePullSecrets: [{name: b}, {name: a}]
            """;

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: p, namespace: ns}
            spec:
              serviceAccountName: app
              containers: [{name: c, image: i}]
            """;

    private static PullSecrets pull(String... manifests) {
        Objects objects = Audits.read(manifests).objects();
        return PullSecrets.of(objects.workloads().get(0), Accounts.of(objects, objects.bindings()));
    }

    @Test
    void theAccountsPullSecretsCountOnlyWhereThePodListsNoneWhateverAutomountSays() {
        assertThat(pull(ACCOUNT, POD)).hasToString("PullSecrets[names=[a, b], from=ACCOUNT]");
        assertThat(pull(ACCOUNT, POD + "  imagePullSecrets: [{name: own}]"))
                .as("there is no merging")
                .hasToString("PullSecrets[names=[own], from=POD]");
        assertThat(pull(ACCOUNT.replace("imagePullSecrets", "x"), POD).from()).isEqualTo(PullSecrets.From.NOBODY);
        assertThat(pull(POD).from()).isEqualTo(PullSecrets.From.UNKNOWN);
    }

    @Test
    void aStoredPodGetsNoneLater() {
        assertThat(pull(ACCOUNT, POD.replace("{name: p,", "{name: p, uid: u,")).from())
                .isEqualTo(PullSecrets.From.NOBODY);
    }

    @ParameterizedTest
    @CsvSource({
        "/, '', true",
        "/var, '', true",
        "/var/lib, '', true",
        "/var/lib/kubelet, '', true",
        "/var/lib/kubelet/, '', true",
        "/var//lib/./kubelet/pods, '', true",
        "/var/lib/kubelet/pods/u-1, '', true",
        "/run, '', true",
        "/var/run/, '', true",
        "/etc/../var/lib, '', true",
        "/, var/lib/kubelet, true",
        "/var/lib/kubelet/plugins/csi.example.com, '', false",
        "/var/lib/kubelet/plugins_registry, '', false",
        "/var/lib/kubelet/device-plugins, '', false",
        "/var/log, '', false",
        "/run/containerd, '', false",
        "/, etc, false",
        "/var/lib/kubelet/podsecurity, '', false",
        "/etc/kubernetes, '', false"
    })
    void tokensOfOtherPodsAreBelowThesePathsOfTheHost(String path, String subPath, boolean exposes) {
        Workload pod = Audits.read(POD.replace(
                                "image: i",
                                "image: i, volumeMounts: [{name: h, mountPath: /h, readOnly: true, subPath: '" + subPath
                                        + "'}]")
                        + "  volumes: [{name: h, hostPath: {path: " + path + "}}]")
                .objects()
                .workloads()
                .get(0);
        assertThat(HostTokens.of(pod.pod()))
                .hasSize(exposes ? 1 : 0)
                .allSatisfy(e -> assertThat(e.readOnly()).isTrue());
    }

    @Test
    void aHostPathThatNobodyMountsShowsNothing() {
        Workload pod = Audits.read(POD + "  volumes: [{name: h, hostPath: {path: /}}]")
                .objects()
                .workloads()
                .get(0);
        assertThat(HostTokens.of(pod.pod())).isEmpty();
    }

    private static final String ROBOT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: robot, namespace: ns, uid: a-1}
            secrets: [{name: t}]
            """;

    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata:
              name: t
              namespace: ns
              uid: s-1
              creationTimestamp: "2024-01-10T12:00:00Z"
              annotations: {kubernetes.io/service-account.name: robot, kubernetes.io/service-account.uid: a-1}
              labels: {%s}
            type: kubernetes.io/service-account-token
            """;

    private static final String TRACKING = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: kube-apiserver-legacy-service-account-token-tracking, namespace: kube-system}
            data: {since: "2023-05-01"}
            """;

    private static String fate(String labels, String... others) {
        Objects objects = Audits.read(SECRET.formatted(labels), String.join("\n---\n", others))
                .objects();
        Secret secret = objects.secrets().get(0);
        TokenCleaner.View view = new TokenCleaner(objects).of(secret);
        return view.fate() + (view.day() == Days.NONE ? "" : " " + Days.date(view.day()));
    }

    @Test
    void theCleanerTouchesOnlyWhatTheAccountLists() {
        assertThat(fate("", TRACKING)).isEqualTo("MADE_BY_HAND");
        assertThat(fate("", TRACKING, ROBOT.replace("{name: t}", "{name: other}")))
                .isEqualTo("MADE_BY_HAND");
        assertThat(fate("", TRACKING, ROBOT.replace("uid: a-1", "uid: a-2")))
                .as("of another account of the same name")
                .isEqualTo("MADE_BY_HAND");
        assertThat(fate("", TRACKING, ROBOT)).isEqualTo("MARKED 2025-01-10");
        assertThat(fate("", ROBOT)).as("tracking was not read").isEqualTo("UNKNOWN");
    }

    @Test
    void theLastUseAndTheMarkMoveTheDay() {
        assertThat(fate("kubernetes.io/legacy-token-last-used: '2025-03-01'", TRACKING, ROBOT))
                .isEqualTo("MARKED 2026-03-02");
        assertThat(fate("kubernetes.io/legacy-token-last-used: ''", TRACKING, ROBOT))
                .isEqualTo("ODD_LABEL");
        assertThat(fate("kubernetes.io/legacy-token-invalid-since: '2025-06-01'", TRACKING, ROBOT))
                .isEqualTo("DELETED 2026-06-02");
        assertThat(fate("kubernetes.io/legacy-token-invalid-since: 'yes'", TRACKING, ROBOT))
                .as("marked again")
                .isEqualTo("MARKED 2025-01-10");
    }

    @Test
    void aPodThatRefersToItKeepsItEvenWhenFinished() {
        String pod =
                POD.replace("image: i", "image: i, envFrom: [{secretRef: {name: t}}]") + "status: {phase: Succeeded}";
        assertThat(fate("", TRACKING, ROBOT, pod)).isEqualTo("REFERRED");
    }
}
