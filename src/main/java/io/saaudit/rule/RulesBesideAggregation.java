package io.saaudit.rule;

import io.saaudit.model.LabelSelector;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import io.saaudit.rbac.Covers;
import io.saaudit.rbac.Selectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** SA503: rules that a controller overwrites. */
final class RulesBesideAggregation extends RoleDesign {
    private static final RuleInfo INFO = new RuleInfo(
            "SA503",
            "rules-beside-aggregation",
            "Rules stand beside an aggregationRule, which overwrites them",
            Severity.MEDIUM,
            "",
            "A ClusterRole in a manifest has an aggregationRule and rules of its own that the selected roles do not give. One"
                    + " finding a ClusterRole.",
            "The controller manager puts the rules of the selected roles in their place, as soon as one of these has any: the"
                    + " role may then less than its text says. As long as none has, it may what the text says, so that what"
                    + " somebody holds changes when a label is set elsewhere.",
            "Move the rules into a ClusterRole of their own with the label that is selected.",
            "A role that a server has stored carries the rules that the controller wrote, and so does one that was exported:"
                    + " rules that the selected roles give are quiet.",
            List.of(DesignReferences.AGGREGATED),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    List<Hit> hits(Audit audit, Role role) {
        boolean written = role.aggregation() != null
                && !role.meta().stored()
                && !role.rules().isEmpty();
        if (!written) {
            return List.of();
        }
        List<PolicyRule> selected = selected(audit, role);
        List<Hit> hits = new ArrayList<>();
        for (RoleRule rule : role.rules()) {
            if (!Covers.all(selected, List.of(rule.policy()))) {
                hits.add(new Hit(
                        INFO.severity(),
                        number(rule) + ", " + Words.rule(rule.policy()) + ", "
                                + (selected.isEmpty()
                                        ? "counts only until a role is selected that has rules"
                                        : "is overwritten by those of the selected roles"),
                        "rule " + Words.rule(rule.policy()),
                        rule.at()));
            }
        }
        return hits;
    }

    /** What the controller writes: the rules of all selected roles, but its own. */
    private static List<PolicyRule> selected(Audit audit, Role role) {
        List<PolicyRule> rules = new ArrayList<>();
        for (LabelSelector selector : role.aggregation().selectors()) {
            if (!Selectors.valid(selector)) {
                return List.of();
            }
        }
        for (Role other : audit.state().roles()) {
            if (!other.cluster() || other.name().equals(role.name())) {
                continue;
            }
            for (LabelSelector selector : role.aggregation().selectors()) {
                if (Selectors.matches(selector, other.meta().labels())) {
                    for (RoleRule rule : other.rules()) {
                        rules.add(rule.policy());
                    }
                }
            }
        }
        return rules;
    }

    @Override
    Fix fix(Audit audit, Role role) {
        List<PolicyRule> own = new ArrayList<>();
        for (RoleRule rule : role.rules()) {
            own.add(rule.policy());
        }
        Map<String, String> labels = Map.of();
        for (LabelSelector selector : role.aggregation().selectors()) {
            if (labels.isEmpty() && selector.matchExpressions().isEmpty()) {
                labels = selector.matchLabels();
            }
        }
        Manifest manifest = new Manifest().role(role, List.of());
        if (labels.isEmpty()) {
            manifest.comment("with labels that the aggregationRule selects");
        }
        manifest.clusterRole(name(audit, role), labels, own);
        return new Fix("Move the rules into a ClusterRole of their own.", Fix.Kind.YAML, manifest.toString());
    }

    private static String name(Audit audit, Role role) {
        String base = role.meta().generated()
                ? role.name().substring(0, role.name().length() - 1) + "rules"
                : role.name() + "-rules";
        String name = base;
        for (int i = 2; audit.state().role("", name) != null; i++) {
            name = base + "-" + i;
        }
        return name;
    }
}
