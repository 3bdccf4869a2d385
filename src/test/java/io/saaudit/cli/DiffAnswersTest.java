package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code diff} puts a change into words: what is one row, what made it so, and how bad it is. */
class DiffAnswersTest {
    private static final String ACCOUNT = object("v1", "ServiceAccount", "namespace: shop, name: web", "");
    private static final String SUBJECT = ", subjects: [{kind: ServiceAccount, namespace: shop, name: web}]";

    @TempDir
    Path folder;

    private static String object(String version, String kind, String meta, String rest) {
        return "{apiVersion: " + version + ", kind: " + kind + ", metadata: {" + meta + "}" + rest + "}\n---\n";
    }

    private static String clusterRole(String... rules) {
        return role("ClusterRole", "name: web", rules);
    }

    private static String role(String kind, String meta, String... rules) {
        return object("rbac.authorization.k8s.io/v1", kind, meta, ",\nrules: [\n" + String.join(",\n", rules) + "\n]");
    }

    private static String bound() {
        return object(
                "rbac.authorization.k8s.io/v1",
                "ClusterRoleBinding",
                "name: web",
                ", roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: web}" + SUBJECT);
    }

    private static String boundInShop() {
        return object(
                "rbac.authorization.k8s.io/v1",
                "RoleBinding",
                "namespace: shop, name: web",
                ", roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: web}" + SUBJECT);
    }

    private static String rule(String verbs, String resources) {
        return "{verbs: [" + verbs + "], apiGroups: [''], resources: [" + resources + "]}";
    }

    private static String named(String verbs, String resources, String names) {
        return "{verbs: [" + verbs + "], apiGroups: [''], resources: [" + resources + "], resourceNames: [" + names
                + "]}";
    }

    private static String pod() {
        return object("v1", "Pod", "namespace: shop, name: web", ", spec: {serviceAccountName: web}");
    }

    private List<String> diff(String before, String after) throws IOException {
        Path base = Files.writeString(folder.resolve("base.yaml"), ACCOUNT + before);
        Path head = Files.writeString(folder.resolve("head.yaml"), ACCOUNT + after);
        Run run = Run.of("diff", "--no-config", "--fail-on", "never", base.toString(), head.toString());
        assertThat(run.status()).as(run.err()).isZero();
        return run.out().replace(folder + "/", "").lines().toList();
    }

    /** The rows of a part, with one blank between columns, without the heads of columns. */
    private static List<String> rows(String part, List<String> lines) {
        int from = lines.indexOf(part + ":");
        if (from < 0) {
            return List.of();
        }
        return lines.stream()
                .skip(from + 2L)
                .takeWhile(line -> !line.isEmpty())
                .map(line -> line.trim().replaceAll(" +", " "))
                .toList();
    }

    private List<String> gained(String before, String after) throws IOException {
        return rows("Gained", diff(before + bound(), after + bound()));
    }

    @Test
    void resourcesThatOneRuleTakesUpAreOneRow() throws IOException {
        assertThat(gained(
                        clusterRole(rule("get,list", "pods")),
                        clusterRole(rule("get,list", "pods, services, endpoints, bindings"))))
                .containsExactly("shop/web cluster get,list bindings,endpoints,services"
                        + " ClusterRole web via ClusterRoleBinding web"
                        + " bindings and 2 more in rule 1 of ClusterRole web are new (head.yaml:5)");
    }

    @Test
    void oneResourceIsNamedWithItsPlace() throws IOException {
        assertThat(gained(clusterRole(rule("get", "pods")), clusterRole(rule("get", "pods, services"))))
                .singleElement()
                .asString()
                .endsWith("services in rule 1 of ClusterRole web is new (head.yaml:5)");
    }

    @Test
    void aRuleBesideOneThatStaysIsNewAndNoChangeOfThatOne() throws IOException {
        String old = rule("get", "pods");
        assertThat(gained(clusterRole(old), clusterRole(old, rule("delete", "pods"))))
                .containsExactly("shop/web cluster delete pods ClusterRole web via ClusterRoleBinding web"
                        + " rule 2 of ClusterRole web is new (head.yaml:6)");
    }

    @Test
    void aRuleInThePlaceOfOneAboutSomethingElseIsNew() throws IOException {
        List<String> lines = diff(
                clusterRole(rule("get", "pods"), rule("list", "services")) + bound(),
                clusterRole(rule("list", "services"), rule("watch", "events")) + bound());
        assertThat(rows("Gained", lines))
                .containsExactly("shop/web cluster watch events ClusterRole web via ClusterRoleBinding web"
                        + " rule 2 of ClusterRole web is new (head.yaml:6)");
        assertThat(rows("Lost", lines))
                .containsExactly("shop/web cluster get pods ClusterRole web via ClusterRoleBinding web"
                        + " rule 1 of ClusterRole web is gone (base.yaml:5)");
    }

    @Test
    void aRuleThatWasChangedInMoreThanOneListIsSaidToHaveChanged() throws IOException {
        assertThat(gained(
                        clusterRole(rule("get", "pods, services")),
                        clusterRole(rule("get", "nodes"), rule("list", "services, endpoints"))))
                .anySatisfy(row -> assertThat(row)
                        .startsWith("shop/web cluster list endpoints")
                        .contains("rule 2 of ClusterRole web has changed (head.yaml:6)"));
    }

    @Test
    void verbsAndNamesOfOneRuleAreNamedTogether() throws IOException {
        List<String> lines = diff(
                clusterRole(rule("get, list, watch", "pods"), named("get", "secrets", "a")) + bound(),
                clusterRole(rule("get", "pods"), named("get", "secrets", "a, b, c")) + bound());
        assertThat(rows("Lost", lines))
                .singleElement()
                .asString()
                .endsWith("verbs list,watch in rule 1 of ClusterRole web are gone (base.yaml:5)");
        assertThat(rows("Gained", lines))
                .singleElement()
                .asString()
                .contains("get secrets named b,c")
                .endsWith("names b,c in rule 2 of ClusterRole web are new (head.yaml:6)");
    }

    @Test
    void aResourceOfAChangedRuleIsNamedThoughAnotherRuleGivesMoreOfIt() throws IOException {
        assertThat(gained(
                        clusterRole(rule("get, list, watch", "pods")),
                        clusterRole(rule("get, list", "pods, services"), rule("create", "services"))))
                .singleElement()
                .asString()
                .startsWith("shop/web cluster get,list,create services")
                .endsWith("services in rule 1 of ClusterRole web is new (head.yaml:5) +1");
    }

    @Test
    void aGainIsAsBadAsWhatIsFoundOfItAndNoWorse() throws IOException {
        assertThat(gained(
                        clusterRole(rule("get", "pods")),
                        clusterRole(rule("get", "pods"), rule("get", "secrets, services"))))
                .containsExactly(
                        "high shop/web cluster get secrets ClusterRole web via ClusterRoleBinding web"
                                + " rule 2 of ClusterRole web is new (head.yaml:6)",
                        "shop/web cluster get services ClusterRole web via ClusterRoleBinding web"
                                + " rule 2 of ClusterRole web is new (head.yaml:6)");
    }

    @Test
    void whatGrowsFromANamespaceToTheClusterSaysWhereItWasBefore() throws IOException {
        String rules = rule("get", "pods, services");
        assertThat(rows(
                        "Gained",
                        diff(
                                role("Role", "namespace: shop, name: web", rules) + boundInShop(),
                                clusterRole(rules) + bound())))
                .containsExactly("shop/web cluster get pods,services (before: in shop)"
                        + " ClusterRole web via ClusterRoleBinding web ClusterRoleBinding web is new (head.yaml:8)");
    }

    @Test
    void whatEveryAccountHasIsNotToldAsWhatWasThereBefore() throws IOException {
        List<String> rows = gained(
                clusterRole(rule("get", "pods")),
                clusterRole("{verbs: ['*'], apiGroups: ['*'],"
                        + " resources: ['*']}, {verbs: ['*'], nonResourceURLs: ['*']}"));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).contains("* *.* (before: get pods) ClusterRole web");
        assertThat(rows.get(1)).contains("* * ClusterRole web");
    }

    @Test
    void twoRulesOfOneRoleAreOneWay() throws IOException {
        List<String> rows = rows("Gained", diff("", clusterRole(rule("get", "pods"), rule("list", "pods")) + bound()));
        assertThat(rows)
                .containsExactly("shop/web cluster get,list pods ClusterRole web via ClusterRoleBinding web"
                        + " ClusterRoleBinding web is new (head.yaml:9)");
    }

    @Test
    void aPowerfulTokenGrowsByPowersAlone() throws IOException {
        String powerful = rule("get, list", "secrets");
        String base = clusterRole(powerful) + bound() + pod();
        assertThat(rows(
                        "Findings that are new or have grown",
                        diff(base, clusterRole(powerful, rule("get", "configmaps")) + bound() + pod())))
                .isEmpty();
        assertThat(rows(
                        "Findings that are new or have grown",
                        diff(base, clusterRole(powerful, rule("create", "pods")) + bound() + pod())))
                .anySatisfy(row ->
                        assertThat(row).startsWith("high SA106").contains("grown by create pods in the cluster"));
    }

    @Test
    void theLastLineCountsAccountsUsersGroupsAndWorkloads() throws IOException {
        String others = object(
                "rbac.authorization.k8s.io/v1",
                "ClusterRoleBinding",
                "name: web",
                ", roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: web}, subjects: ["
                        + "{kind: User, name: jane}, {kind: User, name: joe}, {kind: Group, name: devs},"
                        + " {kind: ServiceAccount, namespace: shop, name: web}]");
        String job = object("v1", "Pod", "namespace: shop, name: job", ", spec: {serviceAccountName: other}");
        String moved = object("v1", "Pod", "namespace: shop, name: job", ", spec: {serviceAccountName: web}");
        List<String> lines = diff(job, clusterRole(rule("get", "pods")) + others + moved);
        assertThat(lines.get(lines.size() - 1))
                .startsWith(
                        "Permissions are gained by 1 account, 2 users, 1 group and 1 workload, and nothing is lost.");
        List<String> back = diff(clusterRole(rule("get", "pods")) + others, job);
        assertThat(back.get(back.size() - 1))
                .startsWith("Nothing is gained; some are lost by 1 account, 2 users and 1 group.");
    }

    private static String part(String label, String... rules) {
        return role("ClusterRole", "name: part, labels: {" + label + "}", rules);
    }

    @Test
    void aLabelThatLetsABuiltInRoleTakeUpMoreIsAGainOfWhoeverHasIt() throws IOException {
        String rules = "{verbs: [get], apiGroups: [example.com], resources: [carts]}";
        String before = part("team: shop", rules);
        String after = part("rbac.authorization.k8s.io/aggregate-to-edit: 'true'", rules);
        List<String> lines = diff(before, after);
        assertThat(rows("Gained", lines))
                .containsExactly("whoever has ClusterRole admin +1 where given get carts.example.com ClusterRole part"
                        + " the labels of ClusterRole part make it a part of another (head.yaml:3)");
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("Permissions are gained by whoever has one of 2 built-in roles, and nothing is lost.");
        assertThat(rows("Lost", diff(after, before)))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).startsWith("whoever has ClusterRole ").contains("no longer make"));
        Run gate = Run.of(
                "diff",
                "--no-config",
                "--fail-on",
                "gain",
                "-o",
                "markdown",
                folder.resolve("head.yaml").toString(),
                folder.resolve("base.yaml").toString());
        assertThat(gate.status())
                .as("base and head stand the other way round now: " + gate.out())
                .isEqualTo(1);
        assertThat(gate.out())
                .contains("| whoever has ClusterRole admin +1 | get carts.example.com, where it is given | the labels");
    }

    @Test
    void whatABuiltInRoleCouldDoAlreadyIsNoGain() throws IOException {
        String rules = "{verbs: [get], apiGroups: [''], resources: [pods]}";
        assertThat(rows("Gained", diff("", part("rbac.authorization.k8s.io/aggregate-to-view: 'true'", rules))))
                .isEmpty();
    }

    @Test
    void aRoleThatWasReadIsToldOfThoseWhoHaveIt() throws IOException {
        String view = role("ClusterRole", "name: view", rule("get", "pods"));
        String more = role("ClusterRole", "name: view", rule("get", "pods, secrets"));
        assertThat(rows("Gained", diff(view, more))).isEmpty();
    }
}
