package io.saaudit.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Container;
import io.saaudit.model.Credential;
import io.saaudit.model.Credential.End;
import io.saaudit.model.Credential.Way;
import io.saaudit.model.Objects;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.testing.Audits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Semantics G.3, H.1 and H.4, container by container. */
class CredentialsTest {
    private static final String STANDARD = "/var/run/secrets/kubernetes.io/serviceaccount";

    private static final String ACCOUNT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: app, namespace: ns}
            """;

    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata: {name: robot, namespace: ns, annotations: {kubernetes.io/service-account.name: robot}}
            type: kubernetes.io/service-account-token
            """;

    /** The credentials of the first container of a pod of these lines. */
    private static List<Credential> of(String... lines) {
        return of("", lines);
    }

    private static List<Credential> of(String uid, String[] lines) {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: ns%s}
                spec:
                  serviceAccountName: app
                """.formatted(uid) + String.join("\n", List.of(lines)).indent(2);
        Objects objects = Audits.read(ACCOUNT, SECRET, pod).objects();
        Tokens tokens = new Tokens(Accounts.of(objects, objects.bindings()), objects);
        Workload workload = objects.workloads().get(0);
        Container container = workload.pod().containers().get(0);
        return new Credentials(tokens).of(workload, container);
    }

    private static String mounting(String path) {
        return "containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: '" + path + "'}]}]";
    }

    private static String projected(String name, String token) {
        return "volumes: [{name: " + name + ", projected: {sources: [{serviceAccountToken: {" + token + "}}]}}]";
    }

    @Test
    void theAutomountedTokenIsExtendedToAYear() {
        List<Credential> found = of("containers: [{name: c, image: i}]");
        assertThat(found).singleElement().satisfies(token -> {
            assertThat(token.way()).isEqualTo(Way.AUTOMOUNT);
            assertThat(token.place()).isEqualTo(STANDARD + "/token");
            assertThat(token.seconds()).isEqualTo(3607);
            assertThat(token.end()).isEqualTo(End.YEAR);
            assertThat(token.renewed()).isTrue();
            assertThat(token.reach()).isEqualTo(Truth.YES);
        });
    }

    @ParameterizedTest(name = "{0}: {1} after {2} s")
    @CsvSource(
            delimiter = '|',
            value = {
                "path: t                                                               | SECONDS | 3600 | YES",
                "path: t, expirationSeconds: 3607                                      | YEAR    | 3607 | YES",
                "path: t, expirationSeconds: 3606                                      | SECONDS | 3606 | YES",
                "path: t, expirationSeconds: 3607, audience: vault                     | SECONDS | 3607 | NO",
                "path: t, expirationSeconds: 600, audience: 'https://kubernetes.default.svc' | SECONDS | 600 | UNKNOWN"
            })
    void aProjectedTokenWorksAsLongAsItAsksForUnlessItAsksForExactly3607(
            String token, End end, long seconds, Truth accepted) {
        Credential found = of(mounting("/t"), "automountServiceAccountToken: false", projected("v", token))
                .get(0);
        assertThat(found.end()).isEqualTo(end);
        assertThat(found.seconds()).isEqualTo(seconds);
        assertThat(found.accepted()).isEqualTo(accepted);
        assertThat(found.place()).isEqualTo("/t/t");
    }

    @ParameterizedTest(name = "a mount at {0}: {1}")
    @CsvSource({
        STANDARD + ", PROJECTED",
        STANDARD + "/, PROJECTED AUTOMOUNT",
        "/var/run/secrets, PROJECTED AUTOMOUNT",
        "/t, PROJECTED AUTOMOUNT"
    })
    void onlyAMountOfExactlyTheStandardPathKeepsThePlugInAway(String path, String ways) {
        List<String> found = of(mounting(path), projected("v", "path: token")).stream()
                .map(token -> token.way().name())
                .toList();
        assertThat(String.join(" ", found)).isEqualTo(ways);
    }

    @ParameterizedTest(name = "subPath {0}: {1}")
    @CsvSource({"t, /t", "ca.crt, ''", "$(NAME), /t"})
    void aSubPathLeadsToOneFileThatIsNeverRenewed(String subPath, String place) {
        List<Credential> found = of(
                "automountServiceAccountToken: false",
                "containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /t, subPath: '" + subPath
                        + "'}]}]",
                projected("v", "path: t"));
        assertThat(found.stream().map(Credential::place).toList())
                .isEqualTo(place.isEmpty() ? List.of() : List.of(place));
        assertThat(found).allSatisfy(token -> assertThat(token.renewed()).isFalse());
    }

    @Test
    void aTokenSecretIsThatOfItsOwnAccountAndHasNoEnd() {
        List<Credential> found = of("automountServiceAccountToken: false", """
                containers:
                - name: c
                  image: i
                  volumeMounts: [{name: v, mountPath: /robot}]
                  envFrom: [{secretRef: {name: robot}}]
                  env:
                  - {name: TOKEN, valueFrom: {secretKeyRef: {name: robot, key: token}}}
                  - {name: CA, valueFrom: {secretKeyRef: {name: robot, key: ca.crt}}}
                volumes: [{name: v, secret: {secretName: robot}}]
                """);
        assertThat(found.stream()
                        .map(token -> token.way() + " " + token.place())
                        .toList())
                .containsExactly("SECRET_VOLUME /robot/token", "SECRET_ENV token", "SECRET_ENV TOKEN");
        assertThat(found).allSatisfy(token -> {
            assertThat(token.account()).isEqualTo("robot");
            assertThat(token.end()).isEqualTo(End.NEVER);
        });
    }

    @Test
    void theVolumeThatThePlugInTakesForItsOwnCountsWithWhatItHolds() {
        String container = "containers: [{name: c, image: i}]";
        assertThat(of(container, "volumes: [{name: kube-api-access-x, emptyDir: {}}]"))
                .isEmpty();
        assertThat(of(container, projected("kube-api-access-x", "path: t, expirationSeconds: 900")))
                .singleElement()
                .satisfies(token -> assertThat(token.seconds() + token.place()).isEqualTo("900" + STANDARD + "/t"));
    }

    @Test
    void aStoredPodHasWhatItWasStartedWithAndNoMore() {
        String uid = ", uid: 0b6d2c0e-1111-4c1e-9a55-000000000001";
        assertThat(of(uid, new String[] {"containers: [{name: c, image: i}]"})).isEmpty();
        List<Credential> mounted = of(uid, new String[] {
            mounting(STANDARD).replace("name: v", "name: kube-api-access-x"),
            projected("kube-api-access-x", "path: token, expirationSeconds: 3607")
        });
        assertThat(mounted)
                .singleElement()
                .satisfies(token -> assertThat(token.way()).isEqualTo(Way.AUTOMOUNT));
    }

    @Test
    void anEphemeralContainerGetsNoMount() {
        Objects objects = Audits.read(ACCOUNT, """
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: ns}
                spec:
                  serviceAccountName: app
                  containers: [{name: c, image: i}]
                  ephemeralContainers: [{name: e, image: i}]
                """).objects();
        Tokens tokens = new Tokens(Accounts.of(objects, objects.bindings()), objects);
        Workload workload = objects.workloads().get(0);
        List<String> holders = new ArrayList<>();
        for (Container container : workload.pod().containers()) {
            if (!new Credentials(tokens).of(workload, container).isEmpty()) {
                holders.add(container.name());
            }
        }
        assertThat(holders).containsExactly("c");
    }

    /** The place of the token Secret's token in the container, with these items of the volume. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "[]                                                 | /s/token",
                "[{key: token, path: token}]                        | /s/token",
                "[{key: token, path: deep/jwt}]                     | /s/deep/jwt",
                "[{key: ca.crt, path: token}]                       | none",
                "[{key: ca.crt, path: ca}, {key: token, path: jwt}] | /s/jwt",
            })
    void itemsSayWhichFileOfASecretVolumeHoldsTheToken(String items, String place) {
        String container = "containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /s}]}]";
        List<String> inSecret = places(of(
                "automountServiceAccountToken: false",
                container,
                "volumes: [{name: v, secret: {secretName: robot, items: " + items + "}}]"));
        List<String> inProjected = places(of(
                "automountServiceAccountToken: false",
                container,
                "volumes: [{name: v, projected: {sources: [{secret: {name: robot, items: " + items + "}}]}}]"));

        assertThat(inSecret).isEqualTo(place == null ? List.of() : List.of(place));
        assertThat(inProjected).isEqualTo(inSecret);
    }

    @Test
    void aPrefixIsPartOfTheVariableThatHoldsTheToken() {
        List<Credential> found = of(
                "automountServiceAccountToken: false",
                "containers: [{name: c, image: i, envFrom: [{prefix: ROBOT_, secretRef: {name: robot}}]}]");
        assertThat(places(found)).containsExactly("ROBOT_token");
    }

    private static List<String> places(List<Credential> found) {
        return found.stream().map(Credential::place).toList();
    }
}
