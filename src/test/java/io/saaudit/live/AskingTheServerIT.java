package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.cli.Run;
import io.saaudit.testing.Json;
import io.saaudit.testing.Seeds;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** verify and permissions --self, what single commands ask for, and what is said when the server refuses. */
@Live
class AskingTheServerIT {
    private static final String NAMESPACE = "asking-the-server";

    @TempDir
    private Path folder;

    private static Run admin(ControlPlane plane, String... args) {
        Map<String, String> env =
                Map.of("KUBECONFIG", plane.folder().resolve("kubeconfig").toString());
        return Run.with("", env, 0, args);
    }

    /** As somebody who has a token and nothing else. */
    private static Run holder(ControlPlane plane, Path token, String... args) throws IOException {
        Object cluster = Tree.map(
                Tree.list(Json.parse(Files.readString(plane.folder().resolve("kubeconfig"))), "clusters")
                        .get(0),
                "cluster");
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of(
                "--server",
                Tree.string(cluster, "server"),
                "--certificate-authority",
                Tree.string(cluster, "certificate-authority"),
                "--token-file",
                token.toString()));
        return Run.with("", Map.of(), 0, all.toArray(new String[0]));
    }

    private Path tokenOf(Server server, String account) throws IOException {
        Map<String, Object> metadata = Map.of("name", account, "namespace", NAMESPACE);
        Manifests.apply(server, List.of(Map.of("apiVersion", "v1", "kind", "ServiceAccount", "metadata", metadata)));
        Waiting.until(
                "the server to know " + account,
                () -> server.get("/api/v1/namespaces/" + NAMESPACE + "/serviceaccounts/" + account)
                        .ok());
        return Files.writeString(folder.resolve(account + ".token"), server.tokenOf(NAMESPACE, account) + "\n");
    }

    private static void clusterRole(Server server, String name, Map<String, List<String>> rule) {
        server.apply(Map.of(
                        "apiVersion",
                        "rbac.authorization.k8s.io/v1",
                        "kind",
                        "ClusterRole",
                        "metadata",
                        Map.of("name", name),
                        "rules",
                        List.of(rule)))
                .orFail("apply");
    }

    private static void bind(Server server, String kind, String name, String role, String account) {
        String group = "rbac.authorization.k8s.io";
        Map<String, Object> metadata =
                kind.equals("RoleBinding") ? Map.of("name", name, "namespace", NAMESPACE) : Map.of("name", name);
        server.apply(Map.of(
                        "apiVersion",
                        group + "/v1",
                        "kind",
                        kind,
                        "metadata",
                        metadata,
                        "roleRef",
                        Map.of("apiGroup", group, "kind", "ClusterRole", "name", role),
                        "subjects",
                        List.of(Map.of("kind", "ServiceAccount", "name", account, "namespace", NAMESPACE))))
                .orFail("bind " + role);
        new Cluster(server).settle();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 11, 20})
    void verifyFindsNoDifferenceOnARandomCluster(int cluster, ControlPlane plane) {
        Object list =
                Json.resource("/decisions/" + cluster + ".cluster.json.gz").get(0);
        List<Object> accepted = new ArrayList<>();
        for (Object manifest : Tree.list(list, "items")) {
            if (Manifests.refusals(Json.text(manifest)).isEmpty()) {
                accepted.add(manifest);
            }
        }
        new Cluster(plane.server()).replace(accepted);
        long seed = Math.floorMod(Seeds.of(1)[0], 1_000_000) + 1;
        Run run = admin(plane, "verify", "--samples", "1000", "--seed", Long.toString(seed), "-o", "json");

        assertThat(run.status()).as(run.out() + run.err()).isZero();
        Map<String, Object> view = Tree.asMap(Json.parse(run.out()));
        assertThat(view).containsEntry("asked", 1000).containsEntry("differences", List.of());
        Map<String, Object> rules = Tree.map(view, "rules");
        assertThat(rules)
                .containsEntry("differences", List.of())
                .containsEntry("notAllowed", 0)
                .containsEntry("incomplete", 0)
                .containsEntry("unknown", 0);
        assertThat((int) rules.get("compared")).isGreaterThan(100);
        assertThat((int) view.get("allowed"))
                .as("with few of either sort nothing is compared")
                .isBetween(100, 900);
    }

    @Test
    void verifyFindsWhatChangedSinceTheSnapshotAndTellsBothReasons(ControlPlane plane) throws IOException {
        Server server = plane.server();
        tokenOf(server, "changed");
        String snapshot = folder.resolve("before.json").toString();
        assertThat(admin(plane, "snapshot", snapshot).status()).isZero();
        bind(server, "ClusterRoleBinding", "changed-since", "cluster-admin", "changed");
        Run run = admin(plane, "verify", NAMESPACE + "/changed", "-f", snapshot, "--samples", "50", "--seed", "5");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("DIFFERENT: system:serviceaccount:" + NAMESPACE + ":changed")
                .contains("  sa-audit: no")
                .contains("  server:   yes; RBAC: allowed by ClusterRoleBinding \"changed-since\"")
                .contains("DIFFERENT: rules of system:serviceaccount:" + NAMESPACE + ":changed in " + NAMESPACE)
                .contains("  server only:   * *.*\n")
                .doesNotContain("sa-audit only:")
                .doesNotContain("another authorizer");
        server.delete("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/changed-since");
    }

    @Test
    void verifyOfASnapshotNeedsCreateOnReviewsAndNothingElse(ControlPlane plane) throws IOException {
        Server server = plane.server();
        Path token = tokenOf(server, "reviewer");
        String snapshot = folder.resolve("s.json").toString();
        Run without = holder(plane, token, "verify", "-f", snapshot(plane, snapshot), "--samples", "20");
        bind(server, "ClusterRoleBinding", "reviewer", "system:auth-delegator", "reviewer");
        Run with = holder(plane, token, "verify", "-f", snapshot(plane, snapshot), "--samples", "20");

        assertThat(without.status()).isEqualTo(3);
        assertThat(without.err())
                .contains("create on subjectaccessreviews.authorization.k8s.io")
                .contains("403");
        assertThat(with.status()).as(with.err() + with.out()).isZero();
        assertThat(with.err()).contains("note: the rules that the server lists were not compared for anybody");
    }

    @Test
    void verifyComparesTheRulesOfThoseWhomTheReaderMayImpersonate(ControlPlane plane) throws IOException {
        Server server = plane.server();
        Path token = tokenOf(server, "impersonator");
        tokenOf(server, "impersonated");
        bind(server, "RoleBinding", "impersonated", "view", "impersonated");
        bind(server, "ClusterRoleBinding", "impersonator", "system:auth-delegator", "impersonator");
        String group = "rbac.authorization.k8s.io";
        clusterRole(
                server,
                "impersonates-one",
                Map.of(
                        "apiGroups",
                        List.of(""),
                        "resources",
                        List.of("serviceaccounts"),
                        "resourceNames",
                        List.of("impersonated"),
                        "verbs",
                        List.of("impersonate")));
        bind(server, "RoleBinding", "impersonates-one", "impersonates-one", "impersonator");
        Path snapshot = folder.resolve("impersonation.json");
        Run run = holder(
                plane,
                token,
                "verify",
                NAMESPACE + "/impersonated",
                NAMESPACE + "/impersonator",
                "-f",
                snapshot(plane, snapshot.toString()));

        assertThat(run.status()).as(run.err() + run.out()).isZero();
        assertThat(run.out())
                .contains("As 1 identity, in ")
                .contains("the server lists the rules that sa-audit finds.");
        assertThat(run.err()).contains("were not compared for 1 of 2 identities");
        server.delete("/apis/" + group + "/v1/clusterrolebindings/impersonator");
    }

    private static String snapshot(ControlPlane plane, String file) {
        assertThat(admin(plane, "snapshot", file, "--quiet").status()).isZero();
        return file;
    }

    @Test
    void selfWorksForATokenThatMayListNothing(ControlPlane plane) throws IOException {
        Server server = plane.server();
        Path token = tokenOf(server, "poor");
        bind(server, "RoleBinding", "poor", "view", "poor");
        Run named = holder(plane, token, "permissions", "--self", "-n", NAMESPACE, "-n", "default");
        Run json = holder(plane, token, "permissions", "--self", "-o", "json");

        assertThat(named.status()).as(named.err()).isZero();
        assertThat(named.out())
                .startsWith("system:serviceaccount:" + NAMESPACE + ":poor, as cluster https://")
                .containsPattern("\nall 2 asked +selfsubjectreviews.authentication.k8s.io +create\n")
                .containsPattern("\n" + NAMESPACE + " +pods +get,list,watch\n");
        assertThat(json.status()).isZero();
        Map<String, Object> view = Tree.asMap(Json.parse(json.out()));
        assertThat(view).containsEntry("everywhere", false);
        assertThat(Tree.list(view, "namespaces"))
                .singleElement()
                .satisfies(n -> assertThat(Tree.string(n, "namespace")).isEqualTo("default"));
    }

    @Test
    void adminIsToldOfEveryNamespace(ControlPlane plane) {
        Run run = admin(plane, "permissions", "--self");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("\nevery one +\\*\\.\\* +\\*\n");
    }

    /** By the server's audit log: what a command asks for, as resources. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "can-i get pods --as default/x|clusterrolebindings clusterroles rolebindings roles",
                "who-can get secrets|clusterrolebindings clusterroles namespaces rolebindings roles serviceaccounts",
                "permissions default/x|clusterrolebindings clusterroles namespaces rolebindings roles serviceaccounts",
            })
    void aQuestionListsOnlyTheKindsThatItNeeds(String line, ControlPlane plane) throws IOException {
        Server server = plane.server();
        String account = "asks-" + line.substring(0, line.indexOf(' '));
        Path token = tokenOf(server, account);
        bind(server, "ClusterRoleBinding", account, "cluster-admin", account);
        String[] parts = line.split("\\|");
        Run run = holder(plane, token, parts[0].split(" "));

        assertThat(run.status()).as(run.err()).isLessThan(2);
        String user = "system:serviceaccount:" + NAMESPACE + ":" + account;
        TreeSet<String> listed = new TreeSet<>();
        try (Stream<String> events = Files.lines(plane.auditLog())) {
            events.filter(event -> event.contains(user)).map(Json::parse).forEach(event -> {
                boolean list = Tree.string(event, "verb").equals("list")
                        && Tree.string(Tree.map(event, "user"), "username").equals(user);
                if (list) {
                    listed.add(Tree.string(Tree.map(event, "objectRef"), "resource"));
                }
            });
        }
        assertThat(listed).containsExactly(parts[1].split(" "));
        server.delete("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/" + account);
    }

    @Test
    void whoMayListRightsAloneIsToldWhatCanBeAnsweredAndWhatToAskFor(ControlPlane plane) throws IOException {
        Server server = plane.server();
        Path token = tokenOf(server, "rights-reader");
        clusterRole(
                server,
                "lists-rights",
                Map.of(
                        "apiGroups",
                        List.of("rbac.authorization.k8s.io"),
                        "resources",
                        List.of("*"),
                        "verbs",
                        List.of("list")));
        bind(server, "ClusterRoleBinding", "rights-reader", "lists-rights", "rights-reader");
        Run canI = holder(plane, token, "can-i", "get", "pods", "--as", NAMESPACE + "/rights-reader");
        Run scan = holder(plane, token, "scan", "--fail-on", "never");

        assertThat(canI.status()).as(canI.err()).isEqualTo(1);
        assertThat(scan.status()).isEqualTo(3);
        assertThat(scan.err())
                .contains("rights-reader may not list", "sa-audit-reader", "Pods could not be listed")
                .contains("Kubernetes v1.36");
        assertThat(scan.out()).contains("NOT COMPLETE");
        server.delete("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/rights-reader");
    }

    @Test
    void noFailingRunPrintsAToken(ControlPlane plane) throws IOException {
        Server server = plane.server();
        Path token = tokenOf(server, "nobody");
        String secret = Files.readString(token).strip();
        Path wrong = Files.writeString(folder.resolve("wrong.token"), secret + "X");
        String dead = "https://127.0.0.1:1";
        List<Run> runs = new ArrayList<>(List.of(
                holder(plane, wrong, "scan"),
                holder(plane, wrong, "permissions", "--self"),
                holder(plane, wrong, "snapshot", folder.resolve("never.json").toString()),
                holder(plane, token, "scan"),
                holder(plane, token, "verify"),
                holder(plane, token, "who-can", "get", "secrets", "-v"),
                Run.of("scan", "--server", dead, "--token", secret),
                Run.of("scan", "--server", dead, "--token", secret, "--debug"),
                Run.of("scan", "--server", "https://no-such-host.invalid", "--token", secret),
                Run.of("scan", "--server", "http://u:" + secret + "@127.0.0.1:1/"),
                Run.of("scan", "--token", secret, "--no-such-option"),
                Run.of("scan", "--token", secret, "--without", "nothing"),
                admin(plane, "scan", "--context", "no-such", "--token", secret),
                admin(plane, "scan", "--request-timeout", "soon", "--token", secret),
                admin(plane, "scan", "--as", "nobody", "--token", secret),
                admin(plane, "scan", "--token", secret, "testdata/quickstart")));

        for (Run run : runs) {
            assertThat(run.status()).as(run.err()).isIn(2, 3);
            assertThat(run.out() + run.err())
                    .doesNotContain(secret)
                    .doesNotContain(secret.substring(secret.lastIndexOf('.') + 1))
                    .doesNotContain("eyJ")
                    .doesNotContain("\tat ", "Exception");
            assertThat(run.err()).startsWith("sa-audit: ");
        }
        assertThat(folder.resolve("never.json")).doesNotExist();
        assertThat(runs.get(0).err()).contains("401").contains("Log in again");
    }
}
