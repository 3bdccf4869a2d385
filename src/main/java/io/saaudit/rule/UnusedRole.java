package io.saaudit.rule;

import io.saaudit.model.Role;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import java.util.List;

/** SA508: a role that nobody holds. */
final class UnusedRole extends RoleDesign {
    private static final RuleInfo INFO = new RuleInfo(
            "SA508",
            "unused-role",
            "No binding gives a role",
            Severity.INFO,
            "",
            "In complete input, that is, a cluster that was read without gaps, or --strict: no binding names the role, and no"
                    + " aggregated ClusterRole takes it in. One finding a role.",
            "What nobody uses nobody looks at, and it is there to be bound.",
            "Delete it.",
            "Roles that are labelled to be aggregated are quiet, whether or not the role that selects them is there, and so are"
                    + " aggregated roles and the API server's own. Where the role holds something dangerous, the rule about"
                    + " that tells that nobody holds it. Roles that a chart offers to be bound, such as those of viewers of a"
                    + " custom resource, are there for that: accept the finding.",
            List.of(References.REVIEW),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    List<Hit> hits(Audit audit, Role role) {
        if (!audit.complete(role.namespace(), Audit.RIGHTS)
                || role.aggregation() != null
                || isOffered(role)
                || !audit.state().giving(role).isEmpty()
                || audit.state().isAggregated(role)
                || !audit.powers()
                        .byBinding()
                        .ofRole(role, Scope.of(role.namespace()), (holding, rule) -> true)
                        .isEmpty()) {
            return List.of();
        }
        return List.of(new Hit(
                INFO.severity(), "no binding gives it", "bindings", role.meta().at()));
    }

    private static boolean isOffered(Role role) {
        for (String label : role.meta().labels().keySet()) {
            if (label.contains("aggregate-to-")) {
                return true;
            }
        }
        return false;
    }

    @Override
    Fix fix(Audit audit, Role role) {
        return new Fix(
                "Delete it, here and in the manifests.",
                Fix.Kind.COMMAND,
                "kubectl delete " + Patch.object(role.meta()) + "\n");
    }
}
