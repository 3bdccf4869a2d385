package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.rule.Finding;
import io.saaudit.testing.Audits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a permission is worth, tried with accounts that hold nothing else, beside what the rules say of it. */
@Live
class GrantFactsIT {
    private static final String NAMESPACE = "grant-facts";

    /** Made up, and no secret. */
    private static final String VALUE = "bm8gc2VjcmV0IGF0IGFsbA==";

    private static final String OBJECTS = """
            {apiVersion: v1, kind: Namespace, metadata: {name: grant-facts}}
            ---
            {apiVersion: v1, kind: Secret, metadata: {name: kept, namespace: grant-facts}, data: {value: %s}}
            ---
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: web, namespace: grant-facts}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: grant-facts}, spec: {serviceAccountName: web,
             containers: [{name: c, image: registry.invalid/before}]}}
            """.formatted(VALUE);

    /** An account that holds one verb on one resource, with its role and binding. */
    private static String holder(String name, String resource, String verb) {
        return """
                {apiVersion: v1, kind: ServiceAccount, metadata: {name: NAME, namespace: grant-facts}}
                ---
                {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: NAME, namespace: grant-facts},
                 rules: [{apiGroups: [""], resources: [%s], verbs: [%s]}]}
                ---
                {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: NAME, namespace: grant-facts},
                 roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: NAME},
                 subjects: [{kind: ServiceAccount, name: NAME, namespace: grant-facts}]}
                """.formatted(resource, verb).replace("NAME", name);
    }

    private static Server as(String name, String holder, Server server) {
        Manifests.apply(server, Manifests.of(OBJECTS));
        Manifests.apply(server, Manifests.of(holder));
        return server.as(server.tokenOf(NAMESPACE, name));
    }

    private static List<String> rules(String holder) {
        List<String> rules = new ArrayList<>();
        for (Finding finding : Audits.findings(Audits.of(holder))) {
            if (finding.rule().startsWith("SA3")) {
                rules.add(finding.rule());
            }
        }
        return rules;
    }

    @ParameterizedTest
    @CsvSource({"patch, true", "delete, true", "deletecollection, true", "update, false"})
    void whichWritesOfSecretsShowThem(String verb, boolean shows, Server server) {
        String holder = holder("secrets-" + verb, "secrets", verb);
        Server asked = as("secrets-" + verb, holder, server);
        String all = "/api/v1/namespaces/" + NAMESPACE + "/secrets";
        String one = all + "/kept";
        Waiting.until(
                "the role of secrets-" + verb + " to count",
                () -> answer(asked, verb, all, one).ok());
        String answer = answer(asked, verb, all, one).body();
        assertThat(answer.contains(VALUE))
                .as("whether the answer to %s holds the value; it was a dry run", verb)
                .isEqualTo(shows);
        assertThat(asked.get(one + "x").status()).as("to read is refused").isEqualTo(403);
        assertThat(rules(holder).contains("SA326"))
                .as("SA326 of %s says what the server does", verb)
                .isEqualTo(shows);
    }

    private static Server.Reply answer(Server asked, String verb, String all, String one) {
        return switch (verb) {
            case "patch" -> asked.patch(one + "?dryRun=All", Map.of());
            case "delete" -> asked.delete(one + "?dryRun=All&propagationPolicy=Foreground");
            case "deletecollection" -> asked.delete(all + "?dryRun=All");
            default ->
                asked.replace(
                        one + "?dryRun=All",
                        Map.of(
                                "apiVersion", "v1",
                                "kind", "Secret",
                                "metadata", Map.of("name", "kept", "namespace", NAMESPACE)));
        };
    }

    @Test
    void aPatchOfAPodChangesItsImageAndNotItsAccount(Server server) {
        String holder = holder("pods-patch", "pods", "patch");
        Server asked = as("pods-patch", holder, server);
        String pod = "/api/v1/namespaces/" + NAMESPACE + "/pods/web?dryRun=All";
        Object image =
                Map.of("spec", Map.of("containers", List.of(Map.of("name", "c", "image", "registry.invalid/after"))));
        Waiting.until(
                "the role of pods-patch to count", () -> asked.patch(pod, image).ok());
        assertThat(asked.patch(pod, image).body()).contains("registry.invalid/after");
        for (Map<String, Object> spec : List.of(
                Map.<String, Object>of("serviceAccountName", "default"), Map.<String, Object>of("hostNetwork", true))) {
            assertThat(asked.patch(pod, Map.of("spec", spec)).status())
                    .as("a Pod that is there keeps its %s", spec.keySet())
                    .isEqualTo(422);
        }
        assertThat(rules(holder)).containsExactly("SA332");
    }
}
