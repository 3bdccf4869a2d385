package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.catalog.BuiltIns;
import io.saaudit.catalog.Catalog;
import io.saaudit.catalog.KubeVersion;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.Snapshot;
import io.saaudit.rbac.RbacState;
import io.saaudit.testing.Audits;
import io.saaudit.testing.Json;
import io.saaudit.testing.Seeds;
import io.saaudit.testing.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we compute for aggregated ClusterRoles of manifests, against what the controller manager makes of them. */
@Live
class AggregationIT {
    private static final int ROLES = 60;
    private static final int LEVELS = 5;
    private static final List<String> LABELS = List.of("a", "b", "c");

    private static final String SAMPLES = """
            # extends what Kubernetes sets up: view, and through it edit and admin
            {metadata: {name: more-view, labels: {rbac.authorization.k8s.io/aggregate-to-view: "true"}},
             rules: [{verbs: [get, list], apiGroups: [example.com], resources: [widgets]}]}
            ---
            {metadata: {name: pods, labels: {part: pods, tier: "1"}},
             rules: [{verbs: [get], apiGroups: [""], resources: [pods]}]}
            ---
            {metadata: {name: pods-again, labels: {part: pods, tier: "2"}},
             rules: [{verbs: [get], apiGroups: [""], resources: [pods]}, {verbs: [get], nonResourceURLs: [/pods]}]}
            ---
            {metadata: {name: nodes, labels: {part: nodes, tier: "1"}},
             rules: [{verbs: [get, list], apiGroups: [""], resources: [nodes]}]}
            ---
            {metadata: {name: nodes-turned, labels: {part: nodes}},
             rules: [{verbs: [list, get], apiGroups: [""], resources: [nodes]}]}
            ---
            {metadata: {name: either},
             aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: pods}}, {matchLabels: {part: nodes}}]}}
            ---
            {metadata: {name: both}, aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: nodes, tier: "1"}}]}}
            ---
            {metadata: {name: expressions}, aggregationRule: {clusterRoleSelectors: [{matchExpressions: [
             {key: part, operator: Exists}, {key: tier, operator: NotIn, values: ["2"]}]}]}}
            ---
            {metadata: {name: link, labels: {chain: "1"}},
             aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: pods}}]}}
            ---
            {metadata: {name: chain}, aggregationRule: {clusterRoleSelectors: [{matchLabels: {chain: "1"}}]}}
            ---
            {metadata: {name: itself, labels: {self: "1"}}, aggregationRule: {clusterRoleSelectors: [{matchLabels: {self: "1"}}]},
             rules: [{verbs: [get], apiGroups: [""], resources: [secrets]}]}
            ---
            {metadata: {name: like-itself, labels: {same: "1"}}, rules: [{verbs: [get], apiGroups: [""], resources: [a]}]}
            ---
            {metadata: {name: itself-too, labels: {same: "1"}}, aggregationRule: {clusterRoleSelectors: [{matchLabels: {same: "1"}}]},
             rules: [{verbs: [get], apiGroups: [""], resources: [secrets]}]}
            ---
            {metadata: {name: overwritten}, aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: nodes}}]},
             rules: [{verbs: [get], apiGroups: [""], resources: [secrets]}]}
            ---
            {metadata: {name: nothing}, aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: none}}]}}
            ---
            {metadata: {name: one, labels: {ring: "1"}}, aggregationRule: {clusterRoleSelectors: [
             {matchLabels: {ring: "2"}}, {matchLabels: {part: pods}}]}}
            ---
            {metadata: {name: two, labels: {ring: "2"}}, aggregationRule: {clusterRoleSelectors: [
             {matchLabels: {ring: "1"}}, {matchLabels: {part: nodes}}]}}
            ---
            {metadata: {name: everything}, aggregationRule: {clusterRoleSelectors: [{}]}}
            """;

    @Test
    void theControllerFillsInWhatWeCompute(Server server, @TempDir Path lists) {
        compare(server, lists, Manifests.of(SAMPLES), "the samples of this test");
    }

    /** Roles that select only from the levels below their own: without cycles there is one result. */
    @Test
    void theControllerFillsInWhatWeComputeForRandomRoles(Server server, @TempDir Path lists) {
        long seed = Seeds.of(1)[0];
        Random random = new Random(seed);
        List<Object> roles = new ArrayList<>();
        for (int i = 0; i < ROLES; i++) {
            int level = i % LEVELS;
            Map<String, Object> role = new LinkedHashMap<>();
            Map<String, String> labels = new TreeMap<>(Map.of("level", "" + level));
            LABELS.stream().filter(l -> random.nextBoolean()).forEach(l -> labels.put(l, "" + random.nextInt(2)));
            role.put("metadata", Map.of("name", "random-" + i, "labels", labels));
            if (level > 0) {
                role.put("aggregationRule", Map.of("clusterRoleSelectors", selectors(random, level)));
            }
            if (level == 0 || random.nextInt(3) == 0) {
                role.put("rules", List.of(rule(random)));
            }
            roles.add(role);
        }
        compare(server, lists, roles, Seeds.again(seed));
    }

    private static List<Object> selectors(Random random, int level) {
        List<Object> selectors = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            Map<String, Object> labels = new TreeMap<>(Map.of("level", "" + random.nextInt(level)));
            labels.put(LABELS.get(random.nextInt(LABELS.size())), "" + random.nextInt(2));
            String key = LABELS.get(random.nextInt(LABELS.size()));
            Map<String, Object> expression = random.nextBoolean()
                    ? Map.of("key", key, "operator", random.nextBoolean() ? "Exists" : "DoesNotExist")
                    : Map.of("key", key, "operator", random.nextBoolean() ? "In" : "NotIn", "values", List.of("0"));
            selectors.add(
                    random.nextBoolean()
                            ? Map.of("matchLabels", labels)
                            : Map.of("matchLabels", labels, "matchExpressions", List.of(expression)));
        }
        return selectors;
    }

    private static Map<String, Object> rule(Random random) {
        return Map.of(
                "verbs", List.of(random.nextBoolean() ? "get" : "list"),
                "apiGroups", List.of(""),
                "resources", List.of("r" + random.nextInt(12)));
    }

    private static void compare(Server server, Path lists, List<?> roles, String what) {
        Set<String> aggregated = new TreeSet<>(List.of("admin", "edit", "view"));
        List<Object> manifests = new ArrayList<>();
        for (Object role : roles) {
            if (Tree.asMap(role).containsKey("aggregationRule")) {
                aggregated.add(Manifests.name(role));
            }
            Map<String, Object> manifest = new LinkedHashMap<>();
            manifest.put("apiVersion", "rbac.authorization.k8s.io/v1");
            manifest.put("kind", "ClusterRole");
            ((Map<?, ?>) role).forEach((key, value) -> manifest.put((String) key, value));
            manifests.add(manifest);
        }
        Map<String, Set<PolicyRule>> computed = computed(manifests);

        Cluster cluster = new Cluster(server);
        cluster.replace(manifests);
        Map<String, Set<PolicyRule>> filledIn = new TreeMap<>();
        for (Role role : cluster.readBack(lists).objects().roles()) {
            if (role.aggregation() != null) {
                filledIn.put(role.name(), rules(role));
            }
        }
        // The role that selects everything selects what the test itself adds in order to know when the server is done.
        filledIn.computeIfPresent("everything", (name, rules) -> without(rules, "live"));
        assertThat(filledIn.keySet())
                .as("aggregated ClusterRoles on the server after %s", what)
                .containsExactlyInAnyOrderElementsOf(aggregated);
        List<String> different = new ArrayList<>();
        filledIn.forEach((name, theirs) -> {
            Set<PolicyRule> ours = computed.get(name);
            if (!ours.equals(theirs)) {
                different.add(name + ": only we have " + minus(ours, theirs) + ", only the server has "
                        + minus(theirs, ours));
            }
        });
        assertThat(different)
                .as("aggregated ClusterRoles of %s that RoleSet computes otherwise than the controller", what)
                .isEmpty();
    }

    private static Map<String, Set<PolicyRule>> computed(List<Object> manifests) {
        Snapshot snapshot = Audits.read(manifests.stream().map(Json::text).toArray(String[]::new));
        BuiltIns builtIns = Catalog.builtIns(KubeVersion.NEWEST);
        RbacState state = RbacState.of(
                snapshot.objects().roles(), snapshot.objects().bindings(), builtIns.roles(), builtIns.bindings());
        Map<String, Set<PolicyRule>> computed = new TreeMap<>();
        for (Role role : state.roles()) {
            if (role.cluster()) {
                computed.put(role.name(), rules(role));
            }
        }
        return computed;
    }

    private static Set<PolicyRule> rules(Role role) {
        Set<PolicyRule> rules = new HashSet<>();
        role.rules().forEach(r -> rules.add(r.policy()));
        return rules;
    }

    private static Set<PolicyRule> without(Set<PolicyRule> rules, String group) {
        Set<PolicyRule> rest = new HashSet<>(rules);
        rest.removeIf(r -> r.apiGroups().contains(group));
        return rest;
    }

    private static Set<PolicyRule> minus(Set<PolicyRule> rules, Set<PolicyRule> others) {
        Set<PolicyRule> rest = new HashSet<>(rules);
        rest.removeAll(others);
        return rest;
    }
}
