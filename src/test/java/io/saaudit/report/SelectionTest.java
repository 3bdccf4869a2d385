package io.saaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.config.Glob;
import io.saaudit.config.RulePatterns;
import io.saaudit.model.Severity;
import io.saaudit.rule.Finding;
import io.saaudit.testing.Audits;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    /** Rules that stay what they are when others come. */
    private static final Selection FEW = Selection.ALL.withRules(List.of("SA101", "SA102", "SA103"));

    private static final String[] INPUT = {"""
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: default, namespace: a, labels: {team: red}}
        """, """
        apiVersion: v1
        kind: Pod
        metadata: {name: p, namespace: a}
        spec: {containers: [{name: c, image: i}]}
        """, """
        apiVersion: v1
        kind: Pod
        metadata: {name: p, namespace: b, labels: {team: blue}}
        spec: {containers: [{name: c, image: i}]}
        """, """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: from-b, namespace: a}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
        subjects:
        - {kind: ServiceAccount, name: default, namespace: b}
        """, """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: admin-c}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
        subjects:
        - {kind: ServiceAccount, name: default, namespace: c}
        """};

    private static Report scan(Selection selection) {
        return Scan.of(Audits.of(INPUT), selection);
    }

    private static List<String> causes(Report report) {
        return report.findings().stream().map(f -> f.rule() + " " + f.cause()).toList();
    }

    @Test
    void everythingIsShownWorstFirst() {
        Report all = scan(FEW);
        assertThat(causes(all))
                .containsExactly(
                        "SA101 ClusterRoleBinding admin-c",
                        "SA101 RoleBinding a/from-b",
                        "SA102 Pod b/p",
                        "SA103 Pod a/p");
        assertThat(all.findings())
                .isSortedAccordingTo(Comparator.comparing(Finding::severity).reversed());
        assertThat(all.hidden().total()).isZero();
        assertThat(all.count(Severity.HIGH)).isEqualTo(2);
        assertThat(all.reaches(Severity.CRITICAL)).isTrue();
        assertThat(scan(FEW.withNamespaces(Set.of("a"))).reaches(Severity.CRITICAL))
                .isFalse();
    }

    @Test
    void twoFindingsNeverShareAFingerprint() {
        List<String> prints =
                scan(FEW).findings().stream().map(Finding::fingerprint).toList();
        assertThat(new HashSet<>(prints)).hasSameSizeAs(prints);
    }

    @Test
    void aNamespaceSelectsItsAccountsAndItsObjects() {
        Report a = scan(FEW.withNamespaces(Set.of("a")));
        assertThat(causes(a))
                .as("the binding stands in a, though its account lives in b")
                .containsExactly("SA101 RoleBinding a/from-b", "SA103 Pod a/p");
        assertThat(a.hidden()).isEqualTo(new Report.Hidden(2, 0, 0));
        assertThat(a.summary().accounts()).isEqualTo(1);
        assertThat(a.summary().workloads()).isEqualTo(1);
        assertThat(a.summary().bindings()).as("all of them count").isEqualTo(2);
        assertThat(causes(scan(FEW.withNamespaces(Set.of("b")))))
                .containsExactly("SA101 RoleBinding a/from-b", "SA102 Pod b/p");
        assertThat(causes(scan(FEW.withNamespaces(Set.of("c"))))).containsExactly("SA101 ClusterRoleBinding admin-c");
    }

    @Test
    void anExcludedNamespaceHidesWhatLivesThereAlone() {
        assertThat(causes(scan(FEW.withExcludeNamespaces(Set.of("b")))))
                .containsExactly("SA101 ClusterRoleBinding admin-c", "SA101 RoleBinding a/from-b", "SA103 Pod a/p");
        assertThat(causes(scan(FEW.withExcludeNamespaces(Set.of("a", "b")))))
                .containsExactly("SA101 ClusterRoleBinding admin-c");
    }

    @Test
    void labelsOfTheCauseOrOfAnAccountSelect() {
        Report red = scan(FEW.withLabels(LabelQuery.parse("team=red")));
        assertThat(causes(red)).containsExactly("SA103 Pod a/p");
        assertThat(red.hidden()).isEqualTo(new Report.Hidden(0, 3, 0));
        assertThat(causes(scan(FEW.withLabels(LabelQuery.parse("team=blue"))))).containsExactly("SA102 Pod b/p");
    }

    @Test
    void lesserFindingsAreHiddenAndCounted() {
        Report high = scan(FEW.withMinSeverity(Severity.HIGH));
        assertThat(high.findings()).hasSize(3);
        assertThat(high.hidden()).isEqualTo(new Report.Hidden(0, 0, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "SA10?, SA104*, SA101 SA102 SA103 SA105 SA106 SA107 SA108 SA109",
        "'', SA*, ''",
        "SA2*, SA20*, SA210 SA212 SA213 SA214 SA215 SA216",
        "sa101, '', SA101",
        "*default*, '', SA101 SA102 SA103 SA104 SA705",
        "default-account-bound, '', SA101",
        "SA9*, '', ''",
        "SA21*, '', SA210 SA212 SA213 SA214 SA215 SA216",
        "SA211, '', SA211",
        "shared-projected-token, '', SA211"
    })
    void rulesAreChosenByIdOrName(String rules, String skip, String run) {
        Selection selection = Selection.ALL
                .withRules(rules.isEmpty() ? List.of() : List.of(rules))
                .withSkipRules(skip.isEmpty() ? List.of() : List.of(skip));
        assertThat(String.join(
                        " ", scan(selection).rules().stream().map(r -> r.id()).toList()))
                .isEqualTo(run);
        assertThat(RulePatterns.known(rules, List.of())).isEqualTo(!rules.isEmpty() && !run.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "*, '', true",
        "*, abc, true",
        "a*c, abbbc, true",
        "a*c, abbbd, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "*a*b*, xxaxxbxx, true",
        "*a*b*, xxbxxaxx, false",
        "abc, abcd, false",
        "abc, ab, false",
        "a*a*a*a*b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false"
    })
    void starsAndQuestionMarksMatch(String pattern, String text, boolean matches) {
        assertThat(Glob.matches(pattern, text)).isEqualTo(matches);
    }
}
