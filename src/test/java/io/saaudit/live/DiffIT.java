package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.cli.Run;
import io.saaudit.testing.Json;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code diff cluster FOLDER} says that applying would do, against what it does. */
@Live
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiffIT {
    private static final String RBAC = "apiVersion: rbac.authorization.k8s.io/v1\n";

    private ControlPlane plane;

    @BeforeAll
    void start(ControlPlane running) {
        plane = running;
    }

    private static String role(String kind, String name, String labels, String rules) {
        String namespace = kind.equals("Role") ? ", namespace: diff" : "";
        return RBAC + "kind: " + kind + "\nmetadata: {name: " + name + namespace + ", labels: {" + labels + "}}\n"
                + rules + "\n---\n";
    }

    private static String rules(String... rules) {
        return "rules: [" + String.join(", ", rules) + "]";
    }

    private static String rule(String verbs, String resources) {
        return "{apiGroups: [\"\"], resources: [" + resources + "], verbs: [" + verbs + "]}";
    }

    private static String selecting(String label) {
        return "aggregationRule: {clusterRoleSelectors: [{matchLabels: {" + label + "}}]}";
    }

    private static String binding(String kind, String name, String roleKind, String role, String... subjects) {
        String namespace = kind.equals("RoleBinding") ? ", namespace: diff" : "";
        return RBAC + "kind: " + kind + "\nmetadata: {name: " + name + namespace + "}\n"
                + "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: " + roleKind + ", name: " + role + "}\n"
                + "subjects: [" + String.join(", ", subjects) + "]\n---\n";
    }

    private static String account(String name) {
        return "{kind: ServiceAccount, name: " + name + ", namespace: diff}";
    }

    private static final String ALL_OF_DIFF =
            "{kind: Group, apiGroup: rbac.authorization.k8s.io, name: \"system:serviceaccounts:diff\"}";

    private static final String BASE = "apiVersion: v1\nkind: Namespace\nmetadata: {name: diff}\n---\n"
            + "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web, namespace: diff}\n---\n"
            + "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: jobs, namespace: diff}\n---\n"
            + role("Role", "web", "", rules(rule("get, list", "pods, services")))
            + binding("RoleBinding", "web", "Role", "web", account("web"))
            + binding("RoleBinding", "views", "ClusterRole", "view", account("jobs"))
            + role("ClusterRole", "diff-all", "", selecting("diff: part") + "\nrules: []")
            + role("ClusterRole", "diff-one", "diff: part", rules(rule("get", "nodes")))
            + role("ClusterRole", "diff-hand", "", selecting("diff: none") + "\n" + rules(rule("get", "endpoints")))
            + binding("ClusterRoleBinding", "diff-all", "ClusterRole", "diff-all", account("web"))
            + binding("ClusterRoleBinding", "diff-hand", "ClusterRole", "diff-hand", account("jobs"));

    /** The changes by what they are, one applied after the other. */
    private static Map<String, String> changes() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("a verb more", role("Role", "web", "", rules(rule("get, list, watch", "pods, services"))));
        all.put("a resource less", role("Role", "web", "", rules(rule("get, list, watch", "pods"))));
        all.put(
                "a role that view takes up",
                role(
                        "ClusterRole",
                        "diff-view",
                        "rbac.authorization.k8s.io/aggregate-to-view: \"true\"",
                        rules(rule("get, list", "secrets"))));
        all.put(
                "a role that view takes up has other rules",
                role(
                        "ClusterRole",
                        "diff-view",
                        "rbac.authorization.k8s.io/aggregate-to-view: \"true\"",
                        rules(rule("list", "secrets, nodes"))));
        all.put("its label is gone", role("ClusterRole", "diff-view", "", rules(rule("list", "secrets, nodes"))));
        all.put("a group more", binding("RoleBinding", "web", "Role", "web", account("web"), ALL_OF_DIFF));
        all.put("another roleRef", binding("RoleBinding", "web", "ClusterRole", "cluster-admin", account("web")));
        all.put(
                "another selector",
                role("ClusterRole", "diff-two", "diff: other", rules(rule("get", "persistentvolumes")))
                        + role("ClusterRole", "diff-all", "", selecting("diff: other") + "\nrules: []"));
        all.put(
                "names",
                role(
                        "Role",
                        "web",
                        "",
                        rules("{apiGroups: [\"\"], resources: [pods], verbs: [get], resourceNames: [a, b]}")));
        all.put(
                "a role that was written by hand is selected for",
                role("ClusterRole", "diff-three", "diff: none", rules(rule("get", "pods"))));
        all.put(
                "an account with a binding of its own",
                "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: fresh, namespace: diff}\n---\n"
                        + binding("ClusterRoleBinding", "diff-fresh", "ClusterRole", "edit", account("fresh")));
        all.put(
                "a wildcard",
                role("Role", "web", "", rules("{apiGroups: [\"*\"], resources: [\"*\"], verbs: [\"*\"]}")));
        return all;
    }

    private Run cluster(String... args) {
        return Run.with(
                "", Map.of("KUBECONFIG", plane.folder().resolve("kubeconfig").toString()), 0, args);
    }

    @Test
    void applyingDoesWhatWasSaid(@TempDir Path folder) throws IOException {
        Path base = Files.writeString(folder.resolve("base.yaml"), BASE);
        Manifests.apply(plane.server(), Manifests.read(base));
        Cluster cluster = new Cluster(plane.server());
        cluster.settle();
        int number = 0;
        for (Map.Entry<String, String> change : changes().entrySet()) {
            number++;
            Path applied = Files.createDirectory(folder.resolve("change-" + number));
            Path file = Files.writeString(applied.resolve("change.yaml"), change.getValue());
            Path before = snapshot(folder.resolve("before-" + number + ".json.gz"));

            Run said = cluster("diff", "cluster", applied.toString(), "-o", "json", "--fail-on", "never");
            assertThat(said.status()).as("%s: %s", change.getKey(), said.err()).isZero();
            Run shown = cluster("diff", "cluster", applied.toString(), "--fail-on", "never");
            boolean refused = change.getKey().equals("another roleRef");
            for (Object object : Manifests.read(file)) {
                Server.Reply reply = plane.server().apply(object);
                assertThat(reply.status() < 300)
                        .as("%s: the server said %s", change.getKey(), reply)
                        .isEqualTo(!refused);
            }
            assertThat(shown.out().startsWith("The server will refuse this: RoleBinding diff/web"))
                    .as("%s: %s", change.getKey(), shown.out())
                    .isEqualTo(refused);
            // The controller that fills in aggregated roles, and what it then waits for.
            cluster.settle();

            Path after = snapshot(folder.resolve("after-" + number + ".json.gz"));
            Run done = Run.of("diff", before.toString(), after.toString(), "-o", "json", "--fail-on", "never");
            assertThat(rows(said.out()))
                    .as("%s: what was said, against what became so", change.getKey())
                    .isEqualTo(rows(done.out()));
            assertThat(rows(said.out()).isEmpty()).as(change.getKey()).isEqualTo(refused);
            gainedAreHeld(said.out(), change.getKey());
        }
    }

    private Path snapshot(Path file) {
        Run run = cluster("snapshot", file.toString());
        assertThat(run.status()).as(run.err()).isZero();
        return file;
    }

    /** Who gains and loses what, as lines; what the test's own waiting leaves behind apart. */
    private static TreeSet<String> rows(String json) {
        TreeSet<String> rows = new TreeSet<>();
        for (Object who : Tree.list(Json.parse(json), "identities")) {
            String name = Tree.string(who, "user") + Tree.string(who, "group");
            for (String which : List.of("gained", "lost")) {
                for (Object row : Tree.list(who, which)) {
                    if (!name.startsWith("live-marker")) {
                        rows.add(which + " " + name + " " + row(row));
                    }
                }
            }
        }
        return rows;
    }

    private static String row(Object row) {
        return Tree.string(row, "scope") + " " + Tree.string(row, "namespace") + " " + Tree.string(row, "apiGroup")
                + " "
                + Tree.string(row, "resource") + " " + Tree.strings(row, "resourceNames") + " "
                + Tree.strings(row, "verbs");
    }

    /** Every row that an account gains stands in {@code permissions} of it, perhaps with more verbs. */
    private void gainedAreHeld(String json, String change) {
        for (Object who : Tree.list(Json.parse(json), "identities")) {
            String user = Tree.string(who, "user");
            List<?> gained = Tree.list(who, "gained");
            if (user.isEmpty() || gained.isEmpty()) {
                continue;
            }
            Run run = cluster("permissions", user, "--all", "-o", "json");
            List<?> held =
                    Tree.list(Tree.list(Json.parse(run.out()), "identities").get(0), "permissions");
            for (Object row : gained) {
                assertThat(held).as("%s: %s", change, user).anySatisfy(other -> {
                    assertThat(Tree.string(other, "scope") + Tree.string(other, "resource"))
                            .isEqualTo(Tree.string(row, "scope") + Tree.string(row, "resource"));
                    assertThat(Tree.strings(other, "verbs")).containsAll(Tree.strings(row, "verbs"));
                });
            }
        }
    }
}
