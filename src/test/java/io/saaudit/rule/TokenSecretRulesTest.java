package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Severity;
import io.saaudit.testing.Audits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SA201 and SA207. */
class TokenSecretRulesTest {
    private static final String ACCOUNT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: robot, namespace: ns}
            """;

    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata:
              name: robot-secret
              namespace: ns
              annotations: {kubernetes.io/service-account.name: robot}
            type: kubernetes.io/service-account-token
            """;

    private static String bound(String role) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: b}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}
                subjects:
                - {kind: ServiceAccount, name: robot, namespace: ns}
                """.formatted(role);
    }

    private static List<Finding> tokens(String... manifests) {
        return Audits.findings("SA201", manifests);
    }

    @Test
    void aHandMadeTokenSecretNeverExpires() {
        assertThat(tokens(ACCOUNT, SECRET)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(f.account()).isEqualTo("ns/robot");
            assertThat(f.message()).isEqualTo("token Secret robot-secret never expires");
            assertThat(f.evidence())
                    .anySatisfy(e -> assertThat(e.what()).contains("made by hand, and the cleaner never removes it"));
        });
    }

    @ParameterizedTest
    @CsvSource({"cluster-admin, HIGH", "edit, HIGH", "system:discovery, MEDIUM", "system:basic-user, MEDIUM"})
    void theTokenOfAPowerfulAccountIsHigh(String role, Severity severity) {
        assertThat(tokens(ACCOUNT, SECRET, bound(role)).get(0).severity()).isEqualTo(severity);
    }

    @Test
    void itIsSaidWhetherTheAccountListsIt() {
        assertThat(tokens(ACCOUNT + "secrets: [{name: robot-secret}]", SECRET)
                        .get(0)
                        .evidence())
                .anySatisfy(e -> {
                    assertThat(e.what()).contains("counts as made by a server before 1.24");
                    assertThat(e.origin().line()).isEqualTo(4);
                });
    }

    @Test
    void itIsSaidWhetherTheAccountIsThere() {
        assertThat(tokens(SECRET).get(0).evidence())
                .anySatisfy(e -> assertThat(e.what()).isEqualTo("its account ns/robot was not read"));
        assertThat(Audits.findings(Audits.strict(SECRET)).get(0).evidence())
                .anySatisfy(e -> assertThat(e.what()).contains("does not exist: the server deletes such a Secret"));
        assertThat(tokens(SECRET.replace("robot}", "default}")).get(0).evidence())
                .anySatisfy(e -> assertThat(e.what()).isEqualTo("its account ns/default is made by the server"));
    }

    @Test
    void aTokenThatIsMarkedInvalidIsAnotherRulesConcern() {
        String marked = SECRET.replace(
                "  annotations", "  labels: {kubernetes.io/legacy-token-invalid-since: '2026-01-02'}\n  annotations");
        assertThat(Audits.findings(Audits.of(ACCOUNT, marked)))
                .extracting(Finding::rule)
                .containsExactly("SA204");
    }

    @Test
    void otherSecretsAreNoTokens() {
        assertThat(tokens(ACCOUNT, SECRET.replace("kubernetes.io/service-account-token", "Opaque")))
                .isEmpty();
        assertThat(tokens(ACCOUNT, SECRET.replace("  annotations: {kubernetes.io/service-account.name: robot}\n", "")))
                .as("without an account the server refuses it")
                .isEmpty();
    }

    @Test
    void noValueOfASecretIsEverShown() {
        String value = "ZXlKaGJHY2lPaUpTVXpJMU5pSjkuc2VjcmV0LnBhcnQ=";
        Finding finding = tokens(ACCOUNT, SECRET + "data: {token: " + value + "}\nstringData: {extra: hidden-word}\n")
                .get(0);
        assertThat(finding.toString()).doesNotContain(value).doesNotContain("hidden-word");
    }

    @Test
    void theCommandsOfTheFixQuoteNames() {
        String odd = SECRET.replace("name: robot-secret", "name: 'it''s; rm -rf $HOME'");
        assertThat(tokens(ACCOUNT, odd).get(0).fix().text())
                .contains("kubectl delete secret 'it'\\''s; rm -rf $HOME' --namespace ns\n");
    }

    private static List<Finding> lists(String... manifests) {
        return Audits.findings("SA207", manifests);
    }

    @Test
    void anAccountThatListsATokenSecretIsReported() {
        assertThat(lists(ACCOUNT + "secrets: [{name: robot-secret}]", SECRET))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(Severity.LOW);
                    assertThat(f.cause()).hasToString("ServiceAccount ns/robot");
                    assertThat(f.message()).isEqualTo("lists 1 token Secret: robot-secret");
                    assertThat(f.places().get(0).line()).isEqualTo(4);
                });
    }

    @Test
    void theNameThatOldServersMadeUpIsEnough() {
        assertThat(lists(ACCOUNT + "secrets: [{name: robot-token-x7k2p}, {name: robot-dockercfg-x7k2p}]"))
                .singleElement()
                .satisfies(f -> assertThat(f.extent()).containsExactly("robot-token-x7k2p"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "robot-dockercfg-x7k2p",
                "registry",
                "ssh-key",
                "git-token",
                "other-token-x7k2p",
                "robot-token-long"
            })
    void secretsOfOtherSortsInTheListAreNotReported(String name) {
        assertThat(lists(ACCOUNT + "secrets: [{name: " + name + "}]")).isEmpty();
    }

    @Test
    void aSecretThatWasReadIsJudgedByItsType() {
        assertThat(lists(ACCOUNT + "secrets: [{name: robot-token-x7k2p}]", """
                apiVersion: v1
                kind: Secret
                metadata: {name: robot-token-x7k2p, namespace: ns}
                type: kubernetes.io/ssh-auth
                """)).isEmpty();
    }
}
