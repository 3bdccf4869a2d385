package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Severity;
import io.saaudit.testing.Audits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SA202 to SA205: age, use, mark and owner of token Secrets; the time is {@link Audits#NOW}, 20 November 2026. */
class StoredTokenRulesTest {
    private static final String ROBOT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: robot, namespace: ns}
            """;

    private static final String TRACKING = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: kube-apiserver-legacy-service-account-token-tracking, namespace: kube-system}
            data: {since: "%s"}
            """;

    private static final String LONG_AGO = TRACKING.formatted("2023-05-01");

    private static String secret(String created, String labels) {
        return """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: t
                  namespace: ns
                  uid: s-1
                  creationTimestamp: "%s"
                  annotations: {kubernetes.io/service-account.name: robot}
                  labels: {%s}
                type: kubernetes.io/service-account-token
                """.formatted(created, labels);
    }

    private static String used(String day) {
        return "kubernetes.io/legacy-token-last-used: '" + day + "'";
    }

    private static List<String> rules(String... manifests) {
        return Audits.findings(Audits.of(manifests)).stream()
                .map(Finding::rule)
                .filter(r -> !r.equals("SA201"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-22T00:00:00Z, 2026-11-19, ''", // 90 days
        "2026-08-21T00:00:00Z, 2026-11-19, SA202",
        "2020-01-01T00:00:00Z, 2026-08-22, SA202",
        "2020-01-01T00:00:00Z, 2026-08-21, SA203",
        "2020-01-01T00:00:00Z, 2026-11-20, SA202",
        "2020-01-01T00:00:00Z, tomorrow, SA202"
    })
    void aSecretIsOldOrUnusedAfter90DaysAndNeverBoth(String created, String lastUsed, String rule) {
        assertThat(String.join(" ", rules(ROBOT, LONG_AGO, secret(created, used(lastUsed)))))
                .isEqualTo(rule);
    }

    @Test
    void manifestsHaveNoAge() {
        String manifest = secret("2020-01-01T00:00:00Z", used("2021-01-01")).replace("  uid: s-1\n", "");
        assertThat(rules(ROBOT, LONG_AGO, manifest)).isEmpty();
        assertThat(rules(ROBOT, LONG_AGO, secret("", used("2021-01-01")))).isEmpty();
    }

    @Test
    void withoutALabelItWasNeverUsedSinceTheServerKeepsTrack() {
        String never = secret("2024-01-01T00:00:00Z", "");
        assertThat(Audits.findings("SA203", ROBOT, LONG_AGO, never))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
                    assertThat(f.message()).isEqualTo("token Secret t was never used since 2024-01-01");
                });
        assertThat(Audits.findings("SA203", ROBOT, TRACKING.formatted("2026-11-01"), never))
                .as("the server has not kept track for long")
                .isEmpty();
        assertThat(Audits.findings("SA203", ROBOT, never)).singleElement().satisfies(f -> {
            assertThat(f.message()).isEqualTo("token Secret t has no sign of use");
            assertThat(f.evidence()).anySatisfy(e -> assertThat(e.what()).contains("was not read (ConfigMap"));
        });
    }

    @Test
    void whatTheCleanerWillDoIsSaid() {
        String never = secret("2024-01-01T00:00:00Z", used("2026-03-01"));
        assertThat(said(ROBOT, LONG_AGO, never))
                .contains("it counts as made by hand, and the server's cleaner never touches it");
        assertThat(said(ROBOT + "secrets: [{name: t}]", LONG_AGO, never))
                .contains("by default, marks it invalid from 2027-03-02 on, unless it is used");
    }

    private static String said(String... manifests) {
        return Audits.findings("SA203", manifests).get(0).evidence().toString();
    }

    @ParameterizedTest
    @CsvSource({"2026-01-02, SA204", "yes, SA204", "'', SA203"})
    void aMarkedSecretIsReportedAsThatAndNothingElse(String since, String rule) {
        String marked = secret("2020-01-01T00:00:00Z", "kubernetes.io/legacy-token-invalid-since: '" + since + "'");
        assertThat(rules(ROBOT, LONG_AGO, marked)).containsExactly(rule);
    }

    @Test
    void theCleanersSecondYearIsToldOfAMarkedSecret() {
        String marked = secret("2024-01-01T00:00:00Z", "kubernetes.io/legacy-token-invalid-since: '2026-05-01'");
        assertThat(Audits.findings("SA204", ROBOT + "secrets: [{name: t}]", LONG_AGO, marked)
                        .get(0)
                        .evidence()
                        .toString())
                .contains("by default, deletes it from 2027-05-02 on");
    }

    @Test
    void aMissingAccountIsAFindingInCompleteManifestsOnly() {
        String secret = secret("", "").replace("  uid: s-1\n", "").replace("  creationTimestamp: \"\"\n", "");
        assertThat(Audits.findings(Audits.strict(secret)))
                .extracting(Finding::rule)
                .as("the server deletes it: that it never expires is not true")
                .containsExactly("SA205");
        assertThat(Audits.findings(Audits.of(secret))).extracting(Finding::rule).containsExactly("SA201");
        assertThat(Audits.findings(Audits.strict(secret, ROBOT)))
                .extracting(Finding::rule)
                .containsExactly("SA201");
        assertThat(Audits.findings(Audits.strict(secret.replace("robot}", "default}"))))
                .extracting(Finding::rule)
                .containsExactly("SA201");
    }

    @Test
    void theFixGivesATokenThatEndsAndCanBeTakenBack() {
        assertThat(Audits.findings("SA202", ROBOT, secret("2024-01-01T00:00:00Z", used("2026-11-19")))
                        .get(0)
                        .fix()
                        .text())
                .startsWith("""
                        kubectl create secret generic t-bound --namespace ns
                        kubectl create token robot --namespace ns --duration 1h --bound-object-kind Secret --bound-object-name t-bound
                        """)
                .contains("serviceAccountToken: {path: token, expirationSeconds: 3600}")
                .endsWith("kubectl delete secret t --namespace ns\n");
    }
}
