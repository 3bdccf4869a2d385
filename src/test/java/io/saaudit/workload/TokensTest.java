package io.saaudit.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Objects;
import io.saaudit.model.TokenReach;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.testing.Audits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Semantics G.2, G.3 and H.1. */
class TokensTest {
    private static final String ACCOUNT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: app, namespace: ns}
            """;

    private static final String STANDARD = "/var/run/secrets/kubernetes.io/serviceaccount";

    /** A pod of the account app with these lines in its spec. */
    private static String pod(String... lines) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: ns}
                spec:
                  serviceAccountName: app
                """ + String.join("\n", List.of(lines)).indent(2);
    }

    private static TokenReach reach(String... manifests) {
        Objects objects = Audits.read(manifests).objects();
        Workload pod = objects.workloads().get(objects.workloads().size() - 1);
        return tokens(objects).of(pod);
    }

    private static Tokens tokens(Objects objects) {
        return new Tokens(Accounts.of(objects, objects.bindings()), objects);
    }

    @ParameterizedTest(name = "pod {0}, account {1}: {2}")
    @CsvSource({
        "null, null, YES", "null, true, YES", "null, false, NO",
        "true, null, YES", "true, true, YES", "true, false, YES",
        "false, null, NO", "false, true, NO", "false, false, NO"
    })
    void thePodDecidesThenTheAccountThenItIsMounted(String pod, String account, Truth mounted) {
        TokenReach reach = reach(
                ACCOUNT + "automountServiceAccountToken: " + account,
                pod("containers: [{name: c, image: i}]", "automountServiceAccountToken: " + pod));
        assertThat(reach.automount()).as(reach.why()).isEqualTo(mounted);
    }

    @ParameterizedTest(name = "pod {0}, account not read: {1}")
    @CsvSource({"null, UNKNOWN", "true, YES", "false, NO"})
    void anAccountThatWasNotReadLeavesItOpenWhereThePodIsSilent(String pod, Truth mounted) {
        TokenReach reach = reach(pod("containers: [{name: c, image: i}]", "automountServiceAccountToken: " + pod));
        assertThat(reach.automount()).isEqualTo(mounted);
        assertThat(reach.why().startsWith("assumed")).isEqualTo(mounted == Truth.UNKNOWN);
    }

    @Test
    void ofTwoDefinitionsOfAnAccountTheMoreExposingOneCounts() {
        TokenReach reach = reach(
                ACCOUNT + "automountServiceAccountToken: false", ACCOUNT, pod("containers: [{name: c, image: i}]"));
        assertThat(reach.automount()).isEqualTo(Truth.YES);
    }

    @Test
    void aMirrorPodHasNoToken() {
        TokenReach reach = reach(ACCOUNT, """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: kube-proxy-node-1
                  namespace: ns
                  annotations: {kubernetes.io/config.mirror: abc}
                spec: {containers: [{name: c, image: i}]}
                """);
        assertThat(reach.automount()).isEqualTo(Truth.NO);
    }

    @Test
    void aContainerThatMountsSomethingElseThereGetsNoToken() {
        String mount = "volumeMounts: [{name: v, mountPath: " + STANDARD + "}]";
        assertThat(reach(ACCOUNT, pod("containers: [{name: c, image: i, " + mount + "}]"))
                        .automount())
                .isEqualTo(Truth.NO);
        assertThat(reach(ACCOUNT, pod("containers: [{name: c, image: i, " + mount + "}, {name: d, image: i}]"))
                        .automount())
                .as("the other container still gets one")
                .isEqualTo(Truth.YES);
        assertThat(reach(
                                ACCOUNT,
                                pod(
                                        "containers: [{name: c, image: i, " + mount + "}]",
                                        "initContainers: [{name: d, image: i}]"))
                        .automount())
                .as("an init container gets one too")
                .isEqualTo(Truth.YES);
    }

    @Test
    void thePathIsComparedAsAString() {
        String mount = "volumeMounts: [{name: v, mountPath: " + STANDARD + "/}]";
        assertThat(reach(ACCOUNT, pod("containers: [{name: c, image: i, " + mount + "}]"))
                        .automount())
                .isEqualTo(Truth.YES);
    }

    @Test
    void aVolumeNamedLikeThePlugInsOwnIsUsedWhateverItContains() {
        TokenReach reach = reach(
                ACCOUNT,
                pod("containers: [{name: c, image: i}]", "volumes: [{name: kube-api-access-x, emptyDir: {}}]"));
        assertThat(reach.automount()).as(reach.why()).isEqualTo(Truth.NO);
    }

    private static String stored(String automount, String... lines) {
        return pod(lines)
                .replace("{name: p,", "{name: p, uid: 1b2c,")
                .replace("spec:", "spec:\n  automountServiceAccountToken: " + automount);
    }

    private static final String ADMITTED = "containers: [{name: c, image: i, volumeMounts: [{name: kube-api-access-x,"
            + " mountPath: " + STANDARD + "}]}]\nvolumes: [{name: kube-api-access-x, projected: {sources:"
            + " [{serviceAccountToken: {path: token, expirationSeconds: 3607}}]}}]";

    @Test
    void ofAStoredPodWhatWasMountedCountsAndNotWhatTheAccountSaysNow() {
        String off = ACCOUNT + "automountServiceAccountToken: false";
        TokenReach mounted = reach(off, stored("null", ADMITTED));
        assertThat(mounted.automount()).as(mounted.why()).isEqualTo(Truth.YES);
        assertThat(mounted.tokens())
                .as("that of the plug-in is not one that somebody asked for")
                .isEmpty();
        assertThat(reach(ACCOUNT, stored("null", "containers: [{name: c, image: i}]"))
                        .automount())
                .isEqualTo(Truth.NO);
    }

    @Test
    void aStoredPodOfAnOldServerMountsTheTokenSecret() {
        TokenReach reach = reach(
                ACCOUNT,
                stored(
                        "null",
                        "containers: [{name: c, image: i, volumeMounts: [{name: app-token-x7k2p, mountPath: " + STANDARD
                                + "}]}]",
                        "volumes: [{name: app-token-x7k2p, secret: {secretName: app-token-x7k2p}}]"));
        assertThat(reach.automount()).as(reach.why()).isEqualTo(Truth.YES);
        assertThat(reach.legacySecrets()).containsExactly("app-token-x7k2p");
    }

    @Test
    void projectedTokensAreKeptWithTheirAudienceAndLifetime() {
        TokenReach reach = reach(
                ACCOUNT,
                pod(
                        "automountServiceAccountToken: false",
                        "containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /vault}]}]",
                        "volumes:",
                        "- {name: v, projected: {sources: [{serviceAccountToken: {path: t, audience: vault,"
                                + " expirationSeconds: 7200}}]}}",
                        "- {name: unmounted, projected: {sources: [{serviceAccountToken: {path: t}}]}}"));
        assertThat(reach.tokens()).singleElement().satisfies(token -> {
            assertThat(token.audience()).isEqualTo("vault");
            assertThat(token.expirationSeconds()).isEqualTo(7200);
        });
        assertThat(reach.any()).as("no use against the API server").isEqualTo(Truth.NO);
    }

    @ParameterizedTest
    @CsvSource({
        "https://kubernetes.default.svc, UNKNOWN",
        "https://kubernetes.default.svc.cluster.local, UNKNOWN",
        "https://issuer.example.com, UNKNOWN",
        "api, UNKNOWN",
        "vault, NO",
        "'', YES"
    })
    void anAudienceThatMayBeTheServersOwnLeavesItOpen(String audience, Truth accepted) {
        String server = """
                apiVersion: v1
                kind: Pod
                metadata: {name: kube-apiserver, namespace: kube-system}
                spec:
                  containers:
                  - {name: s, args: [--service-account-issuer=https://issuer.example.com, '--api-audiences=api,other']}
                """;
        TokenReach reach = reach(
                ACCOUNT,
                server,
                pod(
                        "automountServiceAccountToken: false",
                        "containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /t}]}]",
                        "volumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: t, audience: '"
                                + audience + "'}}]}}]"));
        assertThat(reach.projected()).isEqualTo(accepted);
        assertThat(reach.any()).isEqualTo(accepted);
    }

    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata: {name: robot, namespace: ns, annotations: {kubernetes.io/service-account.name: %s}}
            type: kubernetes.io/service-account-token
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    volumes: [{name: v, secret: {secretName: robot}}]                       | volumeMounts: [{name: v, mountPath: /t}]
                    volumes: [{name: v, projected: {sources: [{secret: {name: robot}}]}}]   | volumeMounts: [{name: v, mountPath: /t}]
                    volumes: []                                                             | envFrom: [{secretRef: {name: robot}}]
                    volumes: []                                                             | 'env: [{name: T, valueFrom: {secretKeyRef: {name: robot, key: token}}}]'
                    """)
    void aTokenSecretIsInReachThroughVolumesAndTheEnvironment(String volumes, String container) {
        String pod = pod(
                "automountServiceAccountToken: false", volumes, "containers: [{name: c, image: i, " + container + "}]");
        TokenReach reach = reach(ACCOUNT, SECRET.formatted("app"), pod);
        assertThat(reach.legacySecrets()).containsExactly("robot");
        assertThat(reach.any()).isEqualTo(Truth.YES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    volumes: [{name: v, secret: {secretName: robot}}] | command: [unmounted]
                    volumes: [{name: v, secret: {secretName: robot}}] | 'volumeMounts: [{name: v, mountPath: /t, subPath: ca.crt}]'
                    volumes: [] | 'env: [{name: T, valueFrom: {secretKeyRef: {name: robot, key: ca.crt}}}]'
                    volumes: [] | envFrom: [{secretRef: {name: another}}]
                    """)
    void whatHoldsNoTokenIsNoCredential(String volumes, String container) {
        String pod = pod(volumes, "containers: [{name: c, image: i, " + container + "}]");
        assertThat(reach(ACCOUNT, SECRET.formatted("app"), pod).legacySecrets()).isEmpty();
    }

    @Test
    void aTokenOfAnotherAccountIsNoneOfItsOwn() {
        String pod = pod(
                "automountServiceAccountToken: false",
                "containers: [{name: c, image: i, envFrom: [{secretRef: {name: robot}}]}]");
        for (String owner : List.of("app", "other")) {
            Objects objects = Audits.read(ACCOUNT, SECRET.formatted(owner), pod).objects();
            Tokens tokens = tokens(objects);
            Workload workload = objects.workloads().get(0);
            assertThat(tokens.ofItsAccount(workload, tokens.of(workload)))
                    .as("the token of %s in a pod of app", owner)
                    .isEqualTo(owner.equals("app") ? Truth.YES : Truth.NO);
        }
    }
}
