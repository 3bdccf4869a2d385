package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.PolicyRule;
import io.saaudit.testing.FakeCluster;
import io.saaudit.testing.Json;
import io.saaudit.testing.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** verify holds the rules that a server lists against ours, as whoever may be impersonated. */
class VerifyRulesTest {
    private static final Path PROD = Path.of("testdata/snapshot/prod.json");

    @TempDir
    Path folder;

    private Run verify(FakeCluster cluster, String... more) {
        return verify(20, cluster, more);
    }

    private Run verify(int samples, FakeCluster cluster, String... more) {
        Map<String, String> env = Map.of(
                "KUBECONFIG",
                cluster.kubeconfig(folder.resolve("config"), "prod").toString());
        List<String> words = new ArrayList<>(List.of("verify", "--samples=" + samples));
        words.addAll(List.of(more));
        return Run.with("", env, 0, words.toArray(String[]::new));
    }

    @Test
    void theSameRulesAreNoDifference() throws Exception {
        try (FakeCluster cluster = new FakeCluster(PROD)) {
            Run run = verify(cluster, "shop/ci", "shop/default");
            assertThat(run.status()).as(run.out() + run.err()).isZero();
            assertThat(run.out())
                    .contains("As 2 identities, in every namespace, the server lists the rules that sa-audit finds.");
            assertThat(run.err()).doesNotContain("impersonate");
        }
    }

    @Test
    void aRuleOfTheServerAloneIsADifference() throws Exception {
        try (FakeCluster cluster = new FakeCluster(PROD)
                .withRule(PolicyRule.resources(
                        List.of("get", "patch"), List.of(""), List.of("secrets", "nodes"), List.of()))) {
            Run run = verify(cluster, "shop/default");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out())
                    .contains("DIFFERENT: rules of system:serviceaccount:shop:default in shop\n")
                    .contains("  server only:   patch secrets\n  server only:   get,patch nodes\n")
                    .doesNotContain("sa-audit only")
                    .contains("the server lists other rules than sa-audit finds in 1 of 1.");
        }
    }

    @Test
    void aRuleThatTheServerDoesNotListIsADifference() throws Exception {
        String all = Files.readString(PROD);
        String name = "\"name\":\"default-reads\"";
        assertThat(all).contains(name);
        // The server's own binding is of somebody else.
        Path server = Files.writeString(
                folder.resolve("server.json"),
                all.replace(
                        "\"subjects\":[{\"kind\":\"ServiceAccount\",\"name\":\"default\",\"namespace\":\"shop\"}]",
                        "\"subjects\":[{\"kind\":\"User\",\"name\":\"else\"}]"));
        try (FakeCluster cluster = new FakeCluster(server)) {
            Run run = verify(cluster, "shop/default", "-f", PROD.toString(), "-o", "json");
            assertThat(run.status()).isEqualTo(1);
            assertThat(Schemas.errors(run.out())).isEmpty();
            Map<String, Object> rules = Tree.map(Json.parse(run.out()), "rules");
            assertThat(rules).containsEntry("compared", 1).containsEntry("notAllowed", 0);
            Object difference = Tree.list(rules, "differences").get(0);
            assertThat(Tree.string(difference, "namespace")).isEqualTo("shop");
            assertThat(Tree.list(difference, "server")).isEmpty();
            assertThat(Tree.strings(Tree.list(difference, "saAudit").get(0), "resources"))
                    .containsExactly("pods", "secrets");
        }
    }

    @Test
    void whoMayNotBeImpersonatedIsOneNoteAndNoDifference() throws Exception {
        try (FakeCluster cluster = new FakeCluster(PROD).withoutImpersonation()) {
            Run run = verify(cluster);
            assertThat(run.status()).as(run.out() + run.err()).isZero();
            assertThat(run.err())
                    .containsOnlyOnce("note: the rules that the server lists were not compared for anybody,"
                            + " because you may not impersonate them. That needs impersonate on serviceaccounts");
            assertThat(run.out())
                    .contains("it answers all of them as sa-audit does.")
                    .doesNotContain("lists");
            assertThat(cluster.asked()).noneMatch(line -> line.endsWith("/selfsubjectrulesreviews"));
            assertThat(verify(cluster, "--quiet").err()).doesNotContain("impersonate");
        }
    }

    @Test
    void whoReadsAsSomebodyElseImpersonatesNobodyBesides() throws Exception {
        try (FakeCluster cluster = new FakeCluster(PROD)) {
            Run run = verify(cluster, "shop/ci", "--as", "admin");
            assertThat(run.status()).as(run.out() + run.err()).isZero();
            assertThat(run.err()).contains("were not compared for anybody");
            assertThat(cluster.asked()).noneMatch(line -> line.endsWith("/selfsubjectrulesreviews"));
        }
    }

    @Test
    void moreOfTheServersWhereSomethingWasNotReadIsNoDifference() throws Exception {
        Path manifests = Files.createDirectory(folder.resolve("manifests"));
        Files.writeString(manifests.resolve("broken.yaml"), "kind: Role\n\tx: y\n");
        Files.copy(Path.of("testdata/quickstart/accounts.yaml"), manifests.resolve("accounts.yaml"));
        try (FakeCluster cluster = new FakeCluster(PROD)
                .withRule(PolicyRule.resources(List.of("get"), List.of(""), List.of("secrets"), List.of()))) {
            Run run = verify(cluster, "ns-1/k-sa-1", "--no-builtin-roles", "-f", manifests.toString(), "-o", "json");
            Map<String, Object> rules = Tree.map(Json.parse(run.out()), "rules");
            assertThat(Tree.list(rules, "differences")).isEmpty();
            assertThat((int) rules.get("unknown")).isPositive();
            assertThat(run.status()).isEqualTo(3);
        }
    }

    @Test
    void noMoreListsAreAskedForThanQuestions() throws Exception {
        try (FakeCluster cluster = new FakeCluster(PROD)) {
            Run run = verify(5, cluster, "-f", "testdata/quickstart", "-o", "json");
            Map<String, Object> rules = Tree.map(Json.parse(run.out()), "rules");
            assertThat(rules).containsEntry("compared", 5);
            assertThat((int) rules.get("possible")).isGreaterThan(5);
        }
    }
}
