package io.saaudit.rbac;

import static io.saaudit.testing.Kube.clusterRole;
import static io.saaudit.testing.Kube.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.LabelSelector;
import io.saaudit.model.LabelSelector.Requirement;
import io.saaudit.model.Meta;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AggregationTest {
    private static final PolicyRule PODS = rule("get", "core", "pods");
    private static final PolicyRule SECRETS = rule("get", "core", "secrets");
    private static final PolicyRule NODES = rule("get", "core", "nodes");

    @Test
    void aStoredAggregatedRoleKeepsItsRulesAndGainsThoseOfFilesOnly() {
        Role stored = stored(clusterRole("mon", Map.of(), selecting("m", "1"), PODS));
        Role storedPart = stored(clusterRole("a", Map.of("m", "1"), null, NODES));
        Role filePart = clusterRole("b", Map.of("m", "1"), null, SECRETS);
        assertThat(rules("mon", stored, storedPart, filePart)).containsExactly(PODS, SECRETS);
    }

    @Test
    void ofDifferingDefinitionsTheRulesAreSummed() {
        assertThat(rules("r", clusterRole("r", PODS), clusterRole("r", SECRETS, PODS)))
                .containsExactlyInAnyOrder(PODS, SECRETS);
    }

    @Test
    void aLabelOfAnyDefinitionIsEnoughToBeSelected() {
        assertThat(rules(
                        "mon",
                        clusterRole("mon", Map.of(), selecting("m", "1")),
                        clusterRole("r", PODS),
                        clusterRole("r", Map.of("m", "1"), null, SECRETS)))
                .containsExactlyInAnyOrder(PODS, SECRETS);
    }

    @Test
    void aDefinitionWithoutAggregationKeepsItsLiteralRulesBesideTheComputedOnes() {
        assertThat(rules(
                        "mon",
                        clusterRole("mon", Map.of(), selecting("m", "1"), NODES),
                        clusterRole("mon", SECRETS),
                        clusterRole("part", Map.of("m", "1"), null, PODS)))
                .containsExactlyInAnyOrder(PODS, SECRETS);
    }

    @Test
    void aRingOfRolesThatWouldTurnForEverEndsInTheUnion() {
        assertThat(rules(
                        "a",
                        clusterRole("a", Map.of("to", "c"), selecting("to", "a"), PODS),
                        clusterRole("b", Map.of("to", "a"), selecting("to", "b"), SECRETS),
                        clusterRole("c", Map.of("to", "b"), selecting("to", "c"), NODES)))
                .contains(SECRETS, NODES);
    }

    @Test
    void anInvalidSelectorLeavesTheLiteralRules() {
        LabelSelector invalid = new LabelSelector(Map.of(), List.of(new Requirement("m", "Exists", List.of("x"))));
        assertThat(rules(
                        "mon",
                        clusterRole("mon", Map.of(), List.of(invalid), NODES),
                        clusterRole("part", Map.of("m", "1"), null, PODS)))
                .containsExactly(NODES);
    }

    @Test
    void rulesSayInWhichRoleTheyAreWritten() {
        RoleSet set = RoleSet.of(List.of(
                clusterRole("mon", Map.of(), selecting("m", "1")), clusterRole("part", Map.of("m", "1"), null, PODS)));
        assertThat(set.resolve("", "ClusterRole", "mon")
                        .rules()
                        .get(0)
                        .definedIn()
                        .name())
                .isEqualTo("part");
    }

    private static List<LabelSelector> selecting(String key, String value) {
        return List.of(new LabelSelector(Map.of(key, value), List.of()));
    }

    private static List<PolicyRule> rules(String name, Role... roles) {
        return RoleSet.of(List.of(roles)).resolve("", "ClusterRole", name).rules().stream()
                .map(r -> r.policy())
                .toList();
    }

    private static Role stored(Role role) {
        Meta m = role.meta();
        Meta withUid = new Meta(
                m.apiVersion(), m.key(), "uid-" + m.name(), "", m.labels(), m.annotations(), List.of(), new long[0]);
        return new Role(withUid, role.rules(), role.aggregation(), false);
    }
}
