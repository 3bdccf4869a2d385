package io.saaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.rule.Finding;
import io.saaudit.rule.Rules;
import io.saaudit.testing.Audits;
import io.saaudit.testing.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order of documents never changes an answer, differing definitions of one object included. */
class OrderTest {
    private static final String DIFFERING = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: b, namespace: ns}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}
            subjects: [{kind: ServiceAccount, name: default}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: b, namespace: ns}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: s}
            subjects: [{kind: ServiceAccount, name: default}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: r, namespace: ns}
            rules: [{apiGroups: [""], resources: [pods], verbs: [list]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: r, namespace: ns}
            rules: [{apiGroups: [""], resources: [services], verbs: [get]}]
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: t, namespace: ns, annotations: {kubernetes.io/service-account.name: robot}}
            type: kubernetes.io/service-account-token
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: t, namespace: ns, annotations: {kubernetes.io/service-account.name: builder}}
            type: kubernetes.io/service-account-token
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: p, namespace: ns}
            spec: {containers: [{name: c, image: i}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: p, namespace: ns}
            spec: {automountServiceAccountToken: false, containers: [{name: c, image: i}]}
            """;

    @Test
    void shuffledDocumentsGiveTheSameFindings() throws IOException {
        List<String> documents = new ArrayList<>(List.of(DIFFERING.split("---\n")));
        for (var rule : Rules.all()) {
            Path bad = Path.of(
                    System.getProperty("basedir", ""),
                    "testdata",
                    "rules",
                    rule.info().id(),
                    "bad.yaml");
            documents.addAll(List.of(Files.readString(bad).split("---\n")));
        }
        List<String> expected = said(documents);
        assertThat(expected).hasSizeGreaterThan(8);
        for (long seed : Seeds.of(50)) {
            List<String> shuffled = new ArrayList<>(documents);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(said(shuffled))
                    .as("another order of the same documents; look for a choice of the first one; " + Seeds.again(seed))
                    .isEqualTo(expected);
        }
    }

    private static List<String> said(List<String> documents) {
        return Audits.findings(Audits.strictWithGaps(documents.toArray(String[]::new))).stream()
                .map(OrderTest::said)
                .toList();
    }

    /** Everything but places and the order of evidence. */
    private static String said(Finding finding) {
        return String.join(
                " | ",
                finding.fingerprint(),
                finding.severity().word(),
                finding.account(),
                finding.message(),
                finding.subjects().toString(),
                finding.extent().toString(),
                finding.evidence().stream().map(e -> e.what()).sorted().toList().toString());
    }
}
