package io.saaudit.rule;

import io.saaudit.model.LabelSelector;
import io.saaudit.model.Role;
import io.saaudit.model.Severity;
import io.saaudit.rbac.Selectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** SA502: a ClusterRole takes in nearly every other. */
final class BroadAggregation extends RoleDesign {
    /** The label of the API server's own roles, cluster-admin among them. */
    private static final Map<String, String> BUILT_IN = Map.of("kubernetes.io/bootstrapping", "rbac-defaults");

    private static final RuleInfo INFO = new RuleInfo(
            "SA502",
            "broad-aggregation",
            "An aggregated ClusterRole selects roles that nobody labelled for it",
            Severity.MEDIUM,
            "",
            "A ClusterRole that was read has an aggregationRule with a selector that ClusterRoles without any label match (an"
                    + " empty one, or one made of NotIn and DoesNotExist alone), or that the API server's own roles match by"
                    + " the label that all of them have. One finding a ClusterRole.",
            "It takes in cluster-admin, and every role that somebody creates later: whoever holds it holds all of them.",
            "Select by a label of its own, which whoever adds to the role sets on purpose.",
            "Selectors that the API server refuses select nothing.",
            List.of(DesignReferences.AGGREGATED, References.OWASP_AUTHORIZATION, References.RBAC_PRACTICES),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    List<Hit> hits(Audit audit, Role role) {
        List<Hit> hits = new ArrayList<>();
        if (role.aggregation() == null) {
            return hits;
        }
        List<LabelSelector> selectors = role.aggregation().selectors();
        for (int i = 0; i < selectors.size(); i++) {
            LabelSelector selector = selectors.get(i);
            if (!Selectors.valid(selector)) {
                return List.of(); // the controller then leaves the role alone
            }
            if (isBroad(selector)) {
                hits.add(new Hit(
                        INFO.severity(),
                        what(selector),
                        "selector " + (i + 1),
                        role.aggregation().at()));
            }
        }
        return hits;
    }

    private static boolean isBroad(LabelSelector selector) {
        return Selectors.matches(selector, Map.of()) || Selectors.matches(selector, BUILT_IN);
    }

    private static String what(LabelSelector selector) {
        boolean empty =
                selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty();
        if (empty) {
            return "its aggregationRule selects every ClusterRole, cluster-admin among them";
        }
        return Selectors.matches(selector, Map.of())
                ? "its aggregationRule selects every ClusterRole without certain labels, cluster-admin among them"
                : "its aggregationRule selects the API server's own roles, cluster-admin among them";
    }

    @Override
    Fix fix(Audit audit, Role role) {
        Patch patch = new Patch();
        String label = "{\"matchLabels\":{" + Quote.json("aggregate-to-" + plain(role.name())) + ":\"true\"}}";
        List<LabelSelector> selectors = role.aggregation().selectors();
        for (int i = selectors.size() - 1; i >= 0; i--) {
            if (isBroad(selectors.get(i))) {
                patch.replace("/aggregationRule/clusterRoleSelectors/" + i, label);
            }
        }
        return new Fix(
                "Select by a label of its own, and set that on the roles that are meant.",
                Fix.Kind.COMMAND,
                patch.command(role.meta()));
    }

    /** A part of a label's name (apimachinery validation): letters, digits and dashes. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length() && plain.length() < 40; i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            plain.append(letter ? c : '-');
        }
        return plain.append("-role").toString();
    }
}
