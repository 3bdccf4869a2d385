package io.saaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.rule.Audit;
import io.saaudit.rule.Finding;
import io.saaudit.rule.Rule;
import io.saaudit.rule.Rules;
import io.saaudit.testing.Audits;
import io.saaudit.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RuleRunTest {
    /** Enough of them for two threads. */
    private static final int NAMESPACES = 700;

    private static final List<String> RESOURCES =
            List.of("pods", "secrets", "serviceaccounts/token", "rolebindings", "*");

    @Test
    void twoThreadsFindTheSameInTheSameOrder() {
        long seed = Seeds.of(1)[0];
        Random random = new Random(seed);
        StringBuilder manifests = new StringBuilder();
        for (int i = 0; i < NAMESPACES; i++) {
            manifests.append(namespace(i, random));
        }
        List<Rule> rules = new ArrayList<>(Rules.all());
        List<String> one = new ArrayList<>();
        Audit alone = Audits.of(manifests.toString());
        for (Rule rule : rules) {
            rule.check(alone, finding -> one.add(finding.toString()));
        }

        List<String> two = new ArrayList<>();
        List<Thread> on = new ArrayList<>();
        RuleRun.of(Audits.of(manifests.toString()), rules, (Finding finding) -> {
            two.add(finding.toString());
            on.add(Thread.currentThread());
        });

        assertThat(two).as(Seeds.again(seed)).isEqualTo(one).hasSizeGreaterThan(NAMESPACES);
        assertThat(on).as("where findings are taken").containsOnly(Thread.currentThread());
    }

    private static String namespace(int i, Random random) {
        String resource = RESOURCES.get(random.nextInt(RESOURCES.size()));
        return """
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: app, namespace: ns-%1$d}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: role-%1$d}
                rules: [{apiGroups: ["", rbac.authorization.k8s.io], resources: ["%2$s"], verbs: [get, list, create]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: binding-%1$d}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: role-%1$d}
                subjects: [{kind: ServiceAccount, name: %3$s, namespace: ns-%1$d}]
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: a, namespace: ns-%1$d}
                spec: {serviceAccountName: app, containers: [{name: c, image: c}]}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: b, namespace: ns-%1$d}
                spec: {serviceAccountName: %3$s, hostPID: true, containers: [{name: c, image: c}]}
                """.formatted(i, resource, random.nextBoolean() ? "app" : "default");
    }
}
