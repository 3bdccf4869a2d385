package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Json;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations with an id: docs/configuration.md, "Own rules". */
class OwnRulesTest {
    private static final Path EXAMPLES = Path.of("testdata/own");

    /** Two accounts that may read Secrets everywhere, by one binding. */
    private static final String READERS = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: reader}
            rules:
              - {apiGroups: [""], resources: [secrets], verbs: [get]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata:
              name: readers
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
            subjects:
              - {kind: ServiceAccount, name: one, namespace: a}
              - {kind: ServiceAccount, name: two, namespace: b}
            """;

    private static final String NO_SECRETS = """
            expectations:
              - {id: no-secrets, user: "*", verb: get, resource: secrets, namespace: "zz*", name: "?", allowed: false}
            """;

    @TempDir
    Path folder;

    private Run scan(String config, String manifests, String... more) throws IOException {
        Files.writeString(folder.resolve("c.yaml"), config);
        Files.writeString(folder.resolve("m.yaml"), manifests);
        List<String> args = new ArrayList<>(List.of("scan", "--config", folder + "/c.yaml", "--skip-rule", "SA*"));
        args.addAll(List.of("-o", "json", folder + "/m.yaml"));
        args.addAll(List.of(more));
        return Run.of(args.toArray(String[]::new));
    }

    private static List<Map<String, Object>> findings(Run run) {
        List<Map<String, Object>> findings = new ArrayList<>();
        for (Object finding : Tree.list(Json.parse(run.out()), "findings")) {
            findings.add(Tree.asMap(finding));
        }
        return findings;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-exec-in-prod",
                "dev-reads-no-prod-secrets",
                "app-changes-only-its-config",
                "ci-may-deploy",
                "nobody-is-admin",
                "prometheus-reads-metrics"
            })
    void theBadExampleBreaksTheRuleAndTheGoodOneKeepsIt(String id) {
        String config = EXAMPLES.resolve("sa-audit.yaml").toString();
        Run bad = Run.of("scan", "--config", config, "--rule", id, "-o", "json", EXAMPLES + "/bad.yaml");
        assertThat(findings(bad))
                .as("bad.yaml and %s", id)
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f).containsEntry("rule", id));
        Run good = Run.of("scan", "--config", config, "--rule", id, "-o", "json", EXAMPLES + "/good.yaml");
        assertThat(findings(good)).as("good.yaml and %s", id).isEmpty();
        assertThat(good.status()).as("%s", good.err()).isZero();
    }

    @Test
    void thePageShowsTheExamples() throws IOException {
        assertThat(Files.readString(Path.of("docs/configuration.md")))
                .as("copy testdata/own/sa-audit.yaml into the page")
                .contains("```yaml\n" + Files.readString(EXAMPLES.resolve("sa-audit.yaml")) + "```");
    }

    @Test
    void aNoCountsForNamespacesAndNamesOutOfSightAndABindingIsOneFinding() throws IOException {
        Run run = scan(NO_SECRETS, READERS);
        assertThat(run.status()).isEqualTo(1);
        assertThat(findings(run)).singleElement().satisfies(finding -> {
            assertThat(finding).containsEntry("severity", "high").containsEntry("account", "a/one");
            assertThat(finding.get("subjects"))
                    .isEqualTo(List.of("system:serviceaccount:a:one", "system:serviceaccount:b:two"));
            assertThat(finding.get("extent")).isEqualTo(List.of("cluster core= secrets any= get"));
            assertThat(finding.get("message").toString()).contains("a/one and 1 other may get secrets ? in zz*");
        });
        assertThat(run.out()).contains("m.yaml").contains("ClusterRole reader, rule 1: get secrets");
    }

    @Test
    void explainTellsWhatBreaksThemAndWhatIsSuppressed() throws IOException {
        Files.writeString(folder.resolve("c.yaml"), NO_SECRETS + "severities: {SA306: info}\n");
        Files.writeString(folder.resolve("m.yaml"), READERS);
        String input = folder + "/m.yaml";
        String config = folder + "/c.yaml";
        for (String object : List.of("sa/a/one", "sa/b/two", "clusterrolebinding/readers")) {
            Run run = Run.of("explain", object, "-f", input, "--config", config);
            assertThat(run.out())
                    .as("%s: %s", object, run.err())
                    .containsPattern("high +no-secrets +a/one and 1 other may get secrets")
                    .containsPattern("info +SA306 ");
            assertThat(Run.of("explain", object, "-f", input, "--no-config").out())
                    .doesNotContain("no-secrets")
                    .containsPattern("high +SA306 ");
        }
        Files.writeString(
                folder.resolve("c.yaml"),
                NO_SECRETS + "suppressions: [{rule: no-secrets, object: \"*\", reason: \"It is known.\"}]\n");
        Run less = Run.of("explain", "sa/a/one", "-f", input, "--config", config);
        assertThat(less.out())
                .as(less.err())
                .doesNotContain("no-secrets")
                .contains("SA306")
                .contains("1 finding is suppressed.");
        Run json = Run.of("explain", "sa/a/one", "-f", input, "--config", config, "-o", "json");
        assertThat(Schemas.errors(json.out())).isEmpty();
        assertThat(json.out()).contains("\"suppressed\": 1");
    }

    @Test
    void aGrantThroughAGroupCountsForItsAccounts() throws IOException {
        String byGroup = READERS.replaceAll("(?s)  - \\{kind: ServiceAccount.*", """
                  - {kind: Group, apiGroup: rbac.authorization.k8s.io, name: "system:serviceaccounts:a"}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: one, namespace: a}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: two, namespace: b}
                """);
        assertThat(findings(scan(NO_SECRETS, byGroup)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.get("subjects").toString())
                        .contains("system:serviceaccount:a:one")
                        .doesNotContain("system:serviceaccount:b:two"));
    }

    @Test
    void aMemberOfMastersIsAFindingWithoutABinding() throws IOException {
        String masters = NO_SECRETS.replace("user: \"*\"", "groups: [\"system:masters\"]");
        assertThat(findings(scan(masters, READERS)))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.get("message").toString()).contains("as a member of system:masters"));
    }

    @Test
    void aYesIsAskedInEachNamespaceInSight() throws IOException {
        String yes = """
                expectations:
                  - {id: reads, user: "?/???", verb: get, resource: secrets, namespace: "*", allowed: true}
                """;
        assertThat(findings(scan(yes, READERS + "---\n{apiVersion: v1, kind: Namespace, metadata: {name: c}}\n")))
                .isEmpty();
        String inA = READERS.replace("kind: ClusterRoleBinding", "kind: RoleBinding")
                .replace("  name: readers", "  name: readers\n  namespace: a");
        List<Map<String, Object>> lacking =
                findings(scan(yes, inA + "---\n{apiVersion: v1, kind: Namespace, metadata: {name: c}}\n"));
        assertThat(lacking).as("one finding an account").hasSize(2);
        assertThat(lacking)
                .allSatisfy(f -> assertThat(f.get("extent")).isEqualTo(List.of("namespace=c core= secrets any= get")));
    }

    @Test
    void theUsualWaysHideIt() throws IOException {
        String config = NO_SECRETS + "suppressions:\n  - {rule: NO-*, binding: readers, reason: They may.}\n";
        assertThat(scan(config, READERS).out()).contains("\"reason\": \"They may.\"");
        String annotated = READERS.replace(
                "  name: readers", "  name: readers\n  annotations: {sa-audit.io/ignore: no-secrets They may.}");
        assertThat(findings(scan(NO_SECRETS, annotated))).isEmpty();
        String commented = READERS.replace("namespace: a}", "namespace: a} # sa-audit:ignore no-secrets They may.")
                .replace("namespace: b}", "namespace: b} # sa-audit:ignore no-secrets They may.");
        assertThat(findings(scan(NO_SECRETS, commented))).isEmpty();
        assertThat(findings(scan(NO_SECRETS, READERS, "--skip-rule", "no-secrets")))
                .isEmpty();
        assertThat(scan(NO_SECRETS + "severities: {no-secrets: low}\n", READERS).status())
                .isZero();
    }

    @Test
    void aBaselineKnowsItAndSeesItGrow() throws IOException {
        String baseline = folder + "/baseline.json";
        assertThat(scan(NO_SECRETS, READERS, "--write-baseline", baseline).status())
                .isZero();
        assertThat(scan(NO_SECRETS, "# one line further down\n" + READERS, "--baseline", baseline)
                        .status())
                .as("the same binding elsewhere in the file")
                .isZero();
        Run grown = scan(
                NO_SECRETS,
                READERS + "  - {kind: ServiceAccount, name: three, namespace: c}\n",
                "--baseline",
                baseline);
        assertThat(grown.status()).isEqualTo(1);
        assertThat(grown.out()).contains("subject system:serviceaccount:c:three");
    }

    @Test
    void whatIsUnknownBesideASuppressedFindingIsStillUnknown() throws IOException {
        String dangling = READERS + """
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: lost}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: not-read}
                subjects:
                  - {kind: ServiceAccount, name: three, namespace: c}
                """;
        String config = NO_SECRETS + "suppressions:\n  - {rule: no-secrets, reason: They may.}\n";
        Run run = scan(config, dangling);
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("no-secrets holds everywhere").contains("not-read");
        assertThat(scan(config, dangling, "--strict").status()).isZero();
    }

    @Test
    void aRuleAboutNobodySaysSo() throws IOException {
        String nobody = NO_SECRETS.replace("user: \"*\"", "user: shop/*");
        Run run = scan(nobody, READERS);
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("no account in sight is called shop/*");
        Run strict = scan(nobody, READERS, "--strict");
        assertThat(strict.status()).isZero();
        assertThat(strict.err()).contains("no-secrets asks about nothing");
        assertThat(scan(nobody, READERS, "--skip-rule", "no-secrets").status())
                .as("a rule that is not run")
                .isZero();
    }
}
