package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Severity;
import io.saaudit.testing.Audits;
import io.saaudit.testing.Jwts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SA206 and SA212: tokens that stand in files; the tokens here are made when the tests run. */
class TokenInTextRulesTest {
    private static final String LEGACY = Jwts.legacy("ns", "robot");

    private static String secret(String type, String data) {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: s, namespace: ns, annotations: {kubernetes.io/service-account.name: robot}}
                type: %s
                %s
                """.formatted(type, data);
    }

    private static String deployment(String container) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: ns}
                spec:
                  template:
                    spec:
                      containers:
                      - name: c
                        image: i
                        %s
                """.formatted(container);
    }

    private static final String TOKEN_TYPE = "kubernetes.io/service-account-token";

    @Test
    void aTokenInTheManifestOfASecretIsCriticalAndNeverShown() {
        assertThat(Audits.findings("SA206", secret(TOKEN_TYPE, "data: {token: " + Jwts.encoded(LEGACY) + "}")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(f.message())
                            .isEqualTo("the manifest of Secret s holds a token of ns/robot, which never expires");
                    assertThat(f.places().get(0).line()).isEqualTo(5);
                    assertThat(f.toString()).doesNotContain("eyJ").doesNotContain("ZXlK");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "data, ''",
        "data, PLACEHOLDER",
        "data, PHRva2VuPg==", // <token>
        "stringData, <token>",
        "stringData, eyJhbGciOi...",
        "stringData, '${ROBOT_TOKEN}'"
    })
    void placeholdersAndEmptyValuesAreNoTokens(String field, String value) {
        assertThat(Audits.findings("SA206", secret(TOKEN_TYPE, field + ": {token: '" + value + "'}")))
                .isEmpty();
    }

    @Test
    void inASecretOfAnotherTypeTheTokenMustSayWhoseItIs() {
        assertThat(Audits.findings("SA206", secret("Opaque", "stringData: {token: " + LEGACY + "}")))
                .hasSize(1);
        String other = Jwts.of("{\"iss\":\"https://accounts.example.com\",\"sub\":\"1\"}");
        assertThat(Audits.findings("SA206", secret("Opaque", "stringData: {token: " + other + "}")))
                .as("a token of another service")
                .isEmpty();
        assertThat(Audits.findings("SA206", secret(TOKEN_TYPE, "stringData: {token: " + other + "}")))
                .as("here the form is enough")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1700000000, LOW, expired at 2023-11-14T22:13:20Z",
        "1900000000, CRITICAL, works until at most 2030-03-17T17:46:40Z"
    })
    void anExpiredTokenIsLow(long expires, Severity severity, String words) {
        String token = Jwts.bound("ns", "robot", expires);
        assertThat(Audits.findings("SA206", secret(TOKEN_TYPE, "stringData: {token: " + token + "}")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(severity);
                    assertThat(f.message()).endsWith("which " + words);
                });
        assertThat(Audits.findings("SA212", deployment("args: [" + token + "]")))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(severity));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            env: [{name: A, value: x}, {name: T, value: '%s'}] | spec.template.spec.containers[0].env[1].value
            args: [--bearer-token=%s] | spec.template.spec.containers[0].args[0]
            command: [sh, -c, 'curl -H "Authorization: Bearer %s"'] | spec.template.spec.containers[0].command[2]
            """)
    void aTokenInAPodSpecIsCritical(String container, String field) {
        assertThat(Audits.findings("SA212", deployment(container.formatted(LEGACY))))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(f.cause()).hasToString("Deployment ns/web");
                    assertThat(f.account()).isEqualTo("ns/robot");
                    assertThat(f.message())
                            .isEqualTo("Deployment web holds a token of ns/robot, which never expires, in " + field);
                    assertThat(f.places().get(0).line()).isEqualTo(10);
                    assertThat(f.toString()).doesNotContain("eyJ");
                });
    }

    @Test
    void podsCountForTheirOwnerAndAnnotationsAndConfigMapsForThemselves() {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: web-1
                  namespace: ns
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d, controller: true}]
                spec: {containers: [{name: c, args: ['%s']}]}
                """.formatted(LEGACY);
        String config = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: c, namespace: ns, annotations: {note: '%1$s'}}
                data: {a.conf: 'token=%1$s'}
                """.formatted(LEGACY);
        assertThat(Audits.findings("SA212", pod, deployment("args: [" + LEGACY + "]"), config))
                .extracting(f -> f.cause() + " " + f.extent())
                .containsExactly(
                        "ConfigMap ns/c [data[\"a.conf\"], metadata.annotations.note]",
                        "Deployment ns/web [spec.containers[0].args[0], spec.template.spec.containers[0].args[0]]");
    }

    @Test
    void otherTokensAreNot() {
        String other = Jwts.of("{\"iss\":\"https://accounts.example.com\",\"sub\":\"alice\"}");
        assertThat(Audits.findings("SA212", deployment("args: ['" + other + "', 'eyJ.eyJ.x']")))
                .isEmpty();
        assertThat(Audits.findings("SA212", secret("Opaque", "stringData: {config: " + LEGACY + "}")))
                .as("a Secret is where it belongs")
                .isEmpty();
    }

    @Test
    void severalPlacesOfAListAreTakenOutFromTheLast() {
        String args = "args: [a, '%1$s', b, '%1$s']".formatted(LEGACY);
        String text = Audits.findings("SA212", deployment(args)).get(0).fix().text();
        assertThat(text.indexOf("/args/3")).isBetween(0, text.indexOf("/args/1"));
        assertThat(List.of(text.split("\n"))).anyMatch(l -> l.startsWith("kubectl get secrets"));
    }
}
