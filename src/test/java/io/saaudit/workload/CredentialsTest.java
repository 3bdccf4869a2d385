package io.saaudit.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Credential;
import io.saaudit.model.Credential.Way;
import io.saaudit.model.Objects;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.testing.Audits;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Semantics G.2, G.3 and H, container by container. */
class CredentialsTest {
    private static final String PATH = Tokens.PATH;

    private static final String ACCOUNT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: app, namespace: ns}
            """;

    private static final String VOLUME =
            "volumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: token}}]}}]";

    private static String pod(String... lines) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: ns}
                spec:
                  serviceAccountName: app
                """ + String.join("\n", List.of(lines)).indent(2);
    }

    private static List<Credentials.InContainer> all(String... manifests) {
        Objects objects = Audits.read(manifests).objects();
        Workload pod = objects.workloads().get(objects.workloads().size() - 1);
        return new Credentials(new Tokens(Accounts.of(objects, objects.bindings()), objects)).of(pod);
    }

    private static List<Credential> one(String... manifests) {
        List<Credentials.InContainer> all = all(manifests);
        assertThat(all).hasSize(1);
        return all.get(0).credentials();
    }

    /** The nine combinations and the account that was not read, each in four forms; {@code ?} is for "assumed". */
    @ParameterizedTest(name = "pod {0}, account {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # pod  | account | alone      | and projected         | mount at the path | with a slash behind it
            null   | null    | AUTOMOUNT  | AUTOMOUNT PROJECTED   | PROJECTED         | AUTOMOUNT PROJECTED
            null   | true    | AUTOMOUNT  | AUTOMOUNT PROJECTED   | PROJECTED         | AUTOMOUNT PROJECTED
            null   | false   | ''         | PROJECTED             | PROJECTED         | PROJECTED
            true   | null    | AUTOMOUNT  | AUTOMOUNT PROJECTED   | PROJECTED         | AUTOMOUNT PROJECTED
            true   | true    | AUTOMOUNT  | AUTOMOUNT PROJECTED   | PROJECTED         | AUTOMOUNT PROJECTED
            true   | false   | AUTOMOUNT  | AUTOMOUNT PROJECTED   | PROJECTED         | AUTOMOUNT PROJECTED
            false  | null    | ''         | PROJECTED             | PROJECTED         | PROJECTED
            false  | true    | ''         | PROJECTED             | PROJECTED         | PROJECTED
            false  | false   | ''         | PROJECTED             | PROJECTED         | PROJECTED
            null   | absent  | AUTOMOUNT? | AUTOMOUNT? PROJECTED  | PROJECTED         | AUTOMOUNT? PROJECTED
            true   | absent  | AUTOMOUNT  | AUTOMOUNT PROJECTED   | PROJECTED         | AUTOMOUNT PROJECTED
            false  | absent  | ''         | PROJECTED             | PROJECTED         | PROJECTED
            """)
    void whatAContainerGets(String pod, String account, String alone, String projected, String at, String slash) {
        String declared = account.equals("absent")
                ? ACCOUNT.replace("name: app", "name: other")
                : ACCOUNT + "automountServiceAccountToken: " + account;
        String field = "automountServiceAccountToken: " + pod;
        assertThat(ways(one(declared, pod(field, "containers: [{name: c, image: i}]"))))
                .isEqualTo(alone);
        assertThat(ways(one(declared, pod(field, VOLUME, mount("/tokens"))))).isEqualTo(projected);
        assertThat(ways(one(declared, pod(field, VOLUME, mount(PATH)))))
                .as("the plug-in leaves a container alone that mounts something there")
                .isEqualTo(at);
        assertThat(ways(one(declared, pod(field, VOLUME, mount(PATH + "/")))))
                .as("paths are compared as strings")
                .isEqualTo(slash);
    }

    private static String mount(String path) {
        return "containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: " + path + "}]}]";
    }

    private static String ways(List<Credential> credentials) {
        return credentials.stream()
                .map(c -> c.way() + (c.accepted() == Truth.UNKNOWN ? "?" : ""))
                .collect(Collectors.joining(" "));
    }

    @Test
    void anAutomountedTokenWorksForAYearOrUntilThePodIsGone() {
        assertThat(one(ACCOUNT, pod("containers: [{name: c, image: i}]")))
                .containsExactly(new Credential(
                        Way.AUTOMOUNT, Truth.YES, "app", "", PATH + "/token", "", Credential.YEAR, true, true));
    }

    @ParameterizedTest
    @CsvSource({
        "path: t, 3600, YES",
        "'path: t, expirationSeconds: 7200', 7200, YES",
        "'path: t, expirationSeconds: 3607', 31536000, YES",
        "'path: t, expirationSeconds: 3607, audience: vault', 3607, NO",
        "'path: t, expirationSeconds: 3607, audience: https://kubernetes.default.svc', 31536000, UNKNOWN"
    })
    void onlyThePlugInsSecondsForTheServersOwnAudienceAreExtendedToAYear(String token, long seconds, Truth accepted) {
        assertThat(one(
                        ACCOUNT,
                        pod(
                                "automountServiceAccountToken: false",
                                "volumes: [{name: v, projected: {sources: [{serviceAccountToken: {" + token + "}}]}}]",
                                mount("/tokens"))))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.seconds()).isEqualTo(seconds);
                    assertThat(c.accepted()).isEqualTo(accepted);
                    assertThat(c.place()).isEqualTo("/tokens/t");
                });
    }

    @Test
    void initContainersGetTheTokenAndEphemeralOnesOnlyWhatTheyMount() {
        List<Credentials.InContainer> all = all(
                ACCOUNT,
                pod(
                        VOLUME,
                        "containers: [{name: c, image: i}]",
                        "initContainers: [{name: i, image: i}]",
                        "ephemeralContainers:",
                        "- {name: e, image: i}",
                        "- {name: f, image: i, volumeMounts: [{name: v, mountPath: /t}]}"));
        assertThat(all)
                .extracting(c -> c.container().name() + " " + ways(c.credentials()))
                .containsExactly("c AUTOMOUNT", "i AUTOMOUNT", "e ", "f PROJECTED");
        assertThat(all)
                .extracting(Credentials.InContainer::any)
                .containsExactly(Truth.YES, Truth.YES, Truth.NO, Truth.YES);
    }

    @Test
    void aMirrorPodHasNone() {
        String mirror = pod("containers: [{name: c, image: i, envFrom: [{secretRef: {name: s}}]}]")
                .replace("{name: p,", "{name: p, annotations: {kubernetes.io/config.mirror: x},");
        assertThat(one(ACCOUNT, SECRET, mirror)).isEmpty();
    }

    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata: {name: s, namespace: ns, annotations: {kubernetes.io/service-account.name: robot}}
            type: kubernetes.io/service-account-token
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'env: [{name: T, valueFrom: {secretKeyRef: {name: s, key: token}}}]' | SECRET_ENV | T
            envFrom: [{secretRef: {name: s}}] | SECRET_ENV | *
            'volumeMounts: [{name: w, mountPath: /w}]' | SECRET_VOLUME | /w/token
            'volumeMounts: [{name: w, mountPath: /w/file, subPath: token}]' | SECRET_VOLUME | /w/file
            """)
    void aTokenSecretNeverEndsAndIsThatOfItsOwnAccount(String container, Way way, String place) {
        assertThat(one(
                        ACCOUNT,
                        SECRET,
                        pod(
                                "automountServiceAccountToken: false",
                                "volumes: [{name: w, secret: {secretName: s}}]",
                                "containers: [{name: c, image: i, " + container + "}]")))
                .containsExactly(new Credential(way, Truth.YES, "robot", "s", place, "", 0, false, true));
    }

    @ParameterizedTest
    @CsvSource({"token, /t, true", "./token, /t, true", "'', /t/token, true", "ca.crt, , false", "$(FILE), /t, true"})
    void aSubPathShowsThatPartAndIsNeverRefreshed(String subPath, String file, boolean shown) {
        List<Credential> found = one(
                ACCOUNT,
                pod(
                        "automountServiceAccountToken: false",
                        VOLUME,
                        "containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /t, subPath: '" + subPath
                                + "'}]}]"));
        assertThat(found).hasSize(shown ? 1 : 0).allSatisfy(c -> {
            assertThat(c.place()).isEqualTo(file);
            assertThat(c.refreshed()).isEqualTo(subPath.isEmpty());
        });
    }

    @Test
    void theVolumeThatThePlugInTakesForItsOwnCountsForEveryContainer() {
        String volume = "volumes: [{name: kube-api-access-x, %s}]";
        String containers = "containers: [{name: c, image: i}]";
        assertThat(one(ACCOUNT, pod(volume.formatted("emptyDir: {}"), containers)))
                .isEmpty();
        assertThat(one(
                        ACCOUNT,
                        pod(
                                volume.formatted(
                                        "projected: {sources: [{serviceAccountToken: {path: t, audience: a}}]}"),
                                containers)))
                .singleElement()
                .satisfies(c -> assertThat(c.accepted()).isEqualTo(Truth.NO));
    }
}
