package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.FoundToken;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Snapshot;
import io.saaudit.testing.Jwts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that stand in the text of objects are seen, and never kept. */
class TokenTextTest {
    private static final String LEGACY = Jwts.legacy("ns", "robot");
    private static final String BOUND = Jwts.bound("ns", "robot", 1_900_000_000L);
    private static final String ROBOT = "system:serviceaccount:ns:robot";

    private static List<FoundToken> tokens(Snapshot snapshot) {
        List<FoundToken> all = new ArrayList<>();
        List<KubeObject> objects = new ArrayList<>(snapshot.objects().workloads());
        objects.addAll(snapshot.objects().configMaps());
        objects.addAll(snapshot.objects().secrets());
        objects.addAll(snapshot.objects().serviceAccounts());
        objects.forEach(o -> all.addAll(o.meta().tokens()));
        return all;
    }

    private static Snapshot read(String yaml) {
        Snapshot snapshot = Reading.complete(Reading.text(yaml));
        assertThat(Dump.of(snapshot))
                .as("nothing of a token may be kept")
                .doesNotContain("eyJ")
                .doesNotContain("signature");
        return snapshot;
    }

    @Test
    void tokensInAPodAreFoundInEnvArgsCommandAndAnnotations() {
        Snapshot snapshot = read("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, annotations: {note: 'use %1$s'}}
                spec:
                  template:
                    metadata: {annotations: {a/b~c: '%1$s'}}
                    spec:
                      initContainers:
                      - name: i
                        command: [sh, -c, 'curl -H "Authorization: Bearer %2$s" https://x']
                      containers:
                      - name: c
                        args: [--token=%1$s, other]
                        env:
                        - {name: A, value: plain}
                        - {name: B, value: '%2$s'}
                """.formatted(LEGACY, BOUND));
        assertThat(tokens(snapshot))
                .extracting(FoundToken::pointer)
                .containsExactlyInAnyOrder(
                        "/metadata/annotations/note",
                        "/spec/template/metadata/annotations/a~1b~0c",
                        "/spec/template/spec/initContainers/0/command/2",
                        "/spec/template/spec/containers/0/args/0",
                        "/spec/template/spec/containers/0/env/1/value");
        assertThat(tokens(snapshot))
                .allSatisfy(t -> assertThat(t.subject()).isEqualTo(ROBOT))
                .allSatisfy(t -> assertThat(t.expires()).isIn(0L, 1_900_000_000L));
        assertThat(snapshot.objects().workloads().get(0).meta().annotations())
                .as("what stands around a token stays")
                .containsEntry("note", "use ");
    }

    @Test
    void jsonIsReadAlikeAndAPointerStartsAtTheObject() {
        String pod = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":"
                + "[{\"name\":\"c\",\"env\":[{\"name\":\"T\",\"value\":\"" + BOUND + "\"}]}]}}";
        for (String text : List.of(
                pod, "[" + pod + "]", "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{},{}," + pod + "]}")) {
            assertThat(tokens(read(text)))
                    .as(text.substring(0, 20))
                    .containsExactly(new FoundToken("/spec/containers/0/env/0/value", ROBOT, 1_900_000_000L, 0));
        }
    }

    @Test
    void aConfigMapIsLookedThroughAndASecretsOtherKeysAreNot() {
        String data = """
                data:
                  kubeconfig: |
                    users:
                    - name: robot
                      user: {token: %s}
                """.formatted(LEGACY);
        Snapshot config = read("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n" + data);
        assertThat(tokens(config)).containsExactly(new FoundToken("/data/kubeconfig", ROBOT, 0, 0));
        assertThat(Reading.at(config, tokens(config).get(0).at())).startsWith("5:");
        assertThat(tokens(read(
                        "apiVersion: v1\nkind: Secret\nmetadata: {name: c}\n" + data.replace("data", "stringData"))))
                .as("a Secret is where tokens belong")
                .isEmpty();
    }

    @Test
    void theKeyTokenOfASecretIsLookedAtInBothForms() {
        String secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n";
        assertThat(tokens(read(secret + "data: {token: " + Jwts.encoded(LEGACY) + "}")))
                .containsExactly(new FoundToken("/data/token", ROBOT, 0, 0));
        assertThat(tokens(read(secret + "stringData: {token: " + LEGACY + "}")))
                .containsExactly(new FoundToken("/stringData/token", ROBOT, 0, 0));
        assertThat(tokens(read(secret + "data: {token: " + Jwts.encoded("eyJhbGc.eyJub3Qt.unreadable") + "}")))
                .as("its payload does not say whose it is")
                .containsExactly(new FoundToken("/data/token", "", 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PLACEHOLDER",
                "''",
                "eyJhbGciOi...",
                "<token>",
                "'${TOKEN}'",
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIi.REDACTED...",
                "null"
            })
    void whatStandsInATokensPlaceIsNone(String value) {
        String text = value.replace("'", "").replace("null", "");
        assertThat(tokens(Reading.text("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {token: " + value
                        + "}\ndata: {token: '" + Jwts.encoded(text) + "'}")))
                .isEmpty();
    }

    @Test
    void otherJsonWebTokensAreNone() {
        String other = Jwts.of("{\"iss\":\"https://accounts.example.com\",\"sub\":\"1234567890\",\"exp\":1900000000}");
        String broken = LEGACY.substring(0, LEGACY.lastIndexOf('.'));
        for (String text : List.of(other, broken, "x" + LEGACY, Jwts.of("{\"sub\":7}"), Jwts.of("not json"))) {
            assertThat(tokens(Reading.complete(Reading.text(
                            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: '" + text + "'}"))))
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void aKindThatComesLastChangesNothing() {
        assertThat(tokens(read("spec: {containers: [{name: c, args: ['" + BOUND
                        + "']}]}\nmetadata: {name: p}\nkind: Pod\napiVersion: v1\n")))
                .containsExactly(new FoundToken("/spec/containers/0/args/0", ROBOT, 1_900_000_000L, 0));
    }

    @Test
    void whatACommandLineGivesAnApiServerAsAudiencesIsKept() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                apiVersion: v1
                kind: Pod
                metadata: {name: kube-apiserver, namespace: kube-system}
                spec:
                  containers:
                  - name: kube-apiserver
                    command: [kube-apiserver, --service-account-issuer=https://issuer.example.com, --api-audiences, 'a,b']
                """));
        assertThat(snapshot.objects()
                        .workloads()
                        .get(0)
                        .pod()
                        .containers()
                        .get(0)
                        .audiences())
                .containsExactly("https://issuer.example.com", "a", "b");
    }
}
