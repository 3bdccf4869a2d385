package io.saaudit.rule;

import io.saaudit.model.Grant;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import io.saaudit.rbac.Covers;
import io.saaudit.rbac.HeldPower;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** SA501: a ClusterRole adds something dangerous to view, edit or admin. */
final class DangerousAggregation extends RoleDesign {
    private static final String LABEL = "rbac.authorization.k8s.io/aggregate-to-";

    /** What flows into view flows into edit, and what flows into edit flows into admin. */
    private static final List<String> TARGETS = List.of("view", "edit", "admin");

    private static final Set<String> WILDCARDS = Set.of("SA301", "SA302", "SA303", "SA304");

    private static final RuleInfo INFO = new RuleInfo(
            "SA501",
            "dangerous-aggregation",
            "A ClusterRole adds dangerous permissions to view, edit or admin",
            Severity.HIGH,
            "",
            "A ClusterRole that was read has the label rbac.authorization.k8s.io/aggregate-to-view, -edit or -admin with the"
                    + " value true, and among its rules, beyond what the API server's own role of that name gives, is a"
                    + " permission that is of severity high or critical in the whole cluster, or a wildcard over resources of"
                    + " Kubernetes itself. One finding a ClusterRole.",
            "Everybody who was ever given view, edit or admin, in whatever namespace, has it from that moment on, and no binding"
                    + " changes: people who were to look only read Secrets. Charts ship such roles, and nobody looks at them"
                    + " when they bind view.",
            "Take the label off, or move the rule into a role without it.",
            "Roles about custom resources alone are what the labels are for, and are quiet, wildcards over their own API group"
                    + " included. What edit and admin may do anyway is not reported of a role that is added to them.",
            List.of(References.OWASP_AUTHORIZATION, DesignReferences.AGGREGATED, References.RBAC_PRACTICES),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    List<Hit> hits(Audit audit, Role role) {
        String target = target(role);
        Role known = target == null ? null : audit.stock().fresh("", target);
        if (known == null) {
            return List.of();
        }
        List<PolicyRule> usual = new ArrayList<>();
        for (RoleRule rule : known.rules()) {
            usual.add(rule.policy());
        }
        Role effective = audit.state().role("", role.name());
        List<Hit> hits = new ArrayList<>();
        for (HeldPower power : audit.powers()
                .byBinding()
                .ofRole(effective == null ? role : effective, Scope.CLUSTER, (holding, rule) -> isMore(usual, rule))) {
            boolean serious = power.severity().compareTo(Severity.HIGH) >= 0;
            if (serious || WILDCARDS.contains(power.power().id())) {
                hits.add(hit(target, power));
            }
        }
        return hits;
    }

    private static boolean isMore(List<PolicyRule> usual, RoleRule rule) {
        return !Covers.all(usual, List.of(rule.policy()));
    }

    private static Hit hit(String target, HeldPower power) {
        TreeSet<String> extent = new TreeSet<>();
        List<RoleRule> rules = new ArrayList<>();
        for (Grant grant : power.decisive()) {
            rules.add(grant.rule());
        }
        Extent.add(Scope.CLUSTER, rules, extent);
        return new Hit(
                INFO.severity(),
                number(rules.get(0)) + " lets everybody with " + target + " "
                        + power.power().title(),
                extent.first(),
                rules.get(0).at());
    }

    /** The least of the roles that it flows into; null when it flows into none. */
    private static String target(Role role) {
        for (String target : TARGETS) {
            if ("true".equals(role.meta().labels().get(LABEL + target))) {
                return target;
            }
        }
        return null;
    }

    @Override
    Fix fix(Audit audit, Role role) {
        Patch patch = new Patch();
        for (String target : TARGETS) {
            if (role.meta().labels().containsKey(LABEL + target)) {
                patch.remove("/metadata/labels/" + (LABEL + target).replace("/", "~1"));
            }
        }
        return new Fix(
                "Take the labels off, here and in the manifest, or move the rules into a ClusterRole without them.",
                Fix.Kind.COMMAND,
                patch.command(role.meta()));
    }
}
