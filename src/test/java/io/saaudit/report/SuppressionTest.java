package io.saaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.config.Config;
import io.saaudit.config.ConfigException;
import io.saaudit.config.ConfigReader;
import io.saaudit.config.Suppression;
import io.saaudit.config.Thresholds;
import io.saaudit.testing.Audits;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionTest {
    private static final String ROLE = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: reader, namespace: a}
            rules:
            - {apiGroups: [""], resources: [secrets], verbs: [get]}
            """;
    private static final String BINDING = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: b, namespace: a}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
            subjects:
            - {kind: ServiceAccount, name: default, namespace: a}
            """;
    private static final String TWO_ACCOUNTS = BINDING + "- {kind: ServiceAccount, name: default, namespace: z}\n";

    private static Report scan(String config, String... manifests) {
        return scanOn("2026-06-01", config, manifests);
    }

    private static Report scanOn(String today, String config, String... manifests) {
        try {
            Config read = config.isEmpty() ? Config.NONE : ConfigReader.read(new StringReader(config), "c.yaml");
            GateRules rules = new GateRules(
                    Thresholds.DEFAULT, true, read, true, null, false, () -> today, UnaryOperator.identity());
            return Scan.of(Audits.of(manifests), Selection.ALL.withRules(List.of("SA101")), rules);
        } catch (ConfigException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Gate.Remark.Kind> remarks(Report report) {
        return report.gate().remarks().stream().map(Gate.Remark::kind).toList();
    }

    private static boolean hidden(Report report) {
        assertThat(report.findings().size() + report.gate().suppressed().size()).isEqualTo(1);
        return report.findings().isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rule: SA101                             | true
                    rule: [SA102, default-account-*]        | true
                    rule: SA102                             | false
                    account: a/default                      | true
                    account: '*/default'                    | true
                    account: system:serviceaccount:a:*      | true
                    account: default                        | false
                    role: reader                            | true
                    role: a/reader                          | true
                    role: b/reader                          | false
                    binding: b                              | true
                    binding: a/b                            | true
                    binding: bb                             | false
                    namespace: a                            | true
                    namespace: b                            | false
                    file: '-'                               | true
                    file: '*.yaml'                          | false
                    object: RoleBinding a/b                 | true
                    object: ClusterRoleBinding *            | false
                    {rule: SA101, namespace: b}             | false
                    """)
    void whatASuppressionNamesMustMatch(String selector, boolean hides) {
        String inner = selector.startsWith("{") ? selector.substring(1, selector.length() - 1) : selector;
        Report report = scan("suppressions: [{" + inner + ", reason: r}]", ROLE, BINDING);
        assertThat(hidden(report)).isEqualTo(hides);
        if (hides) {
            assertThat(report.verdict().result()).isEqualTo(Verdict.Result.PASS);
            assertThat(remarks(report)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"account: a/default", "namespace: a"})
    void aSuppressionOfOneAccountDoesNotHideWhatTouchesAnother(String selector) {
        assertThat(hidden(scan("suppressions: [{" + selector + ", reason: r}]", ROLE, TWO_ACCOUNTS)))
                .isFalse();
        String both =
                selector.replace(": a/default", ": [a/default, z/default]").replace(": a", ": [a, z]");
        assertThat(hidden(scan("suppressions: [{" + both + ", reason: r}]", ROLE, TWO_ACCOUNTS)))
                .as(both)
                .isTrue();
    }

    @Test
    void anUnusedSuppressionIsNamedUnlessItsRuleWasNotRun() {
        assertThat(remarks(scan("suppressions: [{rule: SA101, namespace: gone, reason: r}]", ROLE, BINDING)))
                .containsExactly(Gate.Remark.Kind.UNUSED);
        assertThat(remarks(scan("suppressions: [{rule: SA201, reason: r}]", ROLE, BINDING)))
                .as("SA201 was not run: nobody knows")
                .isEmpty();
    }

    @Test
    void anExpiredSuppressionCountsAgainAndItsOwnerIsNamed() {
        String config = "suppressions: [{rule: SA101, reason: r, owner: jane, expires: 2026-06-01}]";
        assertThat(hidden(scanOn("2026-06-01", config, ROLE, BINDING))).isTrue();
        Report after = scanOn("2026-06-02", config, ROLE, BINDING);
        assertThat(hidden(after)).isFalse();
        assertThat(remarks(after)).containsExactly(Gate.Remark.Kind.EXPIRED);
        assertThat(after.gate().remarks().get(0).what()).contains("jane", "2026-06-01");
    }

    @Test
    void whatIsAcceptedEndsWhenTheRightGrows() {
        String config = "suppressions: [{rule: SA101, reason: r, accepts: ['namespace=a core= secrets any= get']}]";
        assertThat(hidden(scan(config, ROLE, BINDING))).isTrue();
        assertThat(hidden(scan(config, ROLE.replace("[secrets]", "[secrets], resourceNames: [x]"), BINDING)))
                .as("less than that is accepted too")
                .isTrue();
        Report grown = scan(config, ROLE.replace("[get]", "[get, list]"), BINDING);
        assertThat(hidden(grown)).isFalse();
        assertThat(remarks(grown)).containsExactly(Gate.Remark.Kind.OUTGROWN);
        assertThat(grown.gate().remarks().get(0).what()).contains("list secrets in a");
    }

    @Test
    void anAnnotationOnTheCauseHides() {
        String annotated = BINDING.replace(
                "namespace: a}\nroleRef",
                "namespace: a, annotations: {sa-audit.io/ignore: SA101 for reasons}}\nroleRef");
        Report report = scan("", ROLE, annotated);
        assertThat(hidden(report)).isTrue();
        assertThat(report.gate().suppressed().get(0).by().kind()).isEqualTo(Suppression.Kind.ANNOTATION);
        assertThat(report.gate().suppressed().get(0).by().reason()).isEqualTo("for reasons");
    }

    @Test
    void anAnnotationOnAnAccountHidesWhatIsAboutThatAccountAlone() {
        String account = """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: default, namespace: a, annotations: {sa-audit.io/ignore: "SA1* for reasons"}}
                """;
        assertThat(hidden(scan("", ROLE, BINDING, account))).isTrue();
        Report two = scan("", ROLE, TWO_ACCOUNTS, account);
        assertThat(hidden(two)).isFalse();
        assertThat(remarks(two)).containsExactly(Gate.Remark.Kind.PARTIAL);
    }

    @Test
    void aSecondDefinitionWithoutTheAnnotationIsNotHidden() {
        String annotated = BINDING.replace(
                "namespace: a}\nroleRef",
                "namespace: a, annotations: {sa-audit.io/ignore: SA101 for reasons}}\nroleRef");
        Report report = scan("", ROLE, annotated, BINDING);
        assertThat(report.findings()).hasSize(1);
        assertThat(remarks(report)).contains(Gate.Remark.Kind.PARTIAL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    - {kind: ServiceAccount, name: default, namespace: a} # sa-audit:ignore SA101 r                     | true
                    - {kind: ServiceAccount, name: default, namespace: a} # sa-audit:ignore SA102 r                     | false
                    - {kind: ServiceAccount, name: default, namespace: a} # sa-audit:ignored SA101 r                    | false
                    - {kind: ServiceAccount, name: default, namespace: a, apiGroup: "# sa-audit:ignore SA101 r"}        | false
                    # sa-audit:ignore SA101 r;- {kind: ServiceAccount, name: default, namespace: a}                     | true
                    # sa-audit:ignore SA101 r;# and more;- {kind: ServiceAccount, name: default, namespace: a}          | true
                    # sa-audit:ignore SA101 r;;- {kind: ServiceAccount, name: default, namespace: a}                    | false
                    - {kind: ServiceAccount, name: default, namespace: a};# sa-audit:ignore SA101 r                     | false
                    """)
    void aCommentHidesOnItsLineOrTheNext(String lines, boolean hides) {
        String subject = "- {kind: ServiceAccount, name: default, namespace: a}\n";
        String manifest = BINDING.replace(subject, lines.replace(';', '\n') + "\n");
        assertThat(hidden(scan("", ROLE, manifest))).as(manifest).isEqualTo(hides);
    }

    @Test
    void aCommentOfADocumentFurtherDownStandsOnItsOwnLine() {
        String commented = BINDING.replace("namespace: a}\n", "namespace: a} # sa-audit:ignore SA101 r\n")
                .replace("name: b, namespace: a} # sa-audit:ignore SA101 r", "name: b, namespace: a}");
        Report report = scan("", ROLE, commented, ROLE.replace("reader", "other"));
        assertThat(hidden(report)).isTrue();
        assertThat(report.gate().suppressed().get(0).by().origin().line())
                .isEqualTo(report.gate()
                        .suppressed()
                        .get(0)
                        .finding()
                        .places()
                        .get(0)
                        .line());
    }

    @Test
    void suppressionsInManifestsCanBeTurnedOff() {
        String commented = BINDING.replace(
                "name: default, namespace: a}", "name: default, namespace: a} # sa-audit:ignore SA101 r");
        GateRules off = new GateRules(
                Thresholds.DEFAULT, true, Config.NONE, false, null, false, () -> "", UnaryOperator.identity());
        Report report = Scan.of(Audits.of(ROLE, commented), Selection.ALL.withRules(List.of("SA101")), off);
        assertThat(report.findings()).hasSize(1);
        assertThat(report.gate().remarks()).isEmpty();
    }
}
