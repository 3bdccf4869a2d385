package io.saaudit.report;

import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Lists;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;
import io.saaudit.rbac.RbacState;
import io.saaudit.report.Diff.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out what in a change made a permission come: each grant is followed from the binding over its subject and its
 * roleRef to the role and the rule, up to the first of them that the other side does not have. For what was lost, the
 * sides change places.
 */
final class Causes {
    private final DiffSide from;
    private final DiffSide to;
    private Map<ObjectKey, List<Binding>> bindings;

    /**
     * @param from the side without the permission
     * @param to the side with it: places are there
     */
    Causes(DiffSide from, DiffSide to) {
        this.from = from;
        this.to = to;
    }

    /** The causes of a row's grants, each once, in the order of the grants. */
    List<Cause> of(PermissionRow row) {
        List<Cause> causes = new ArrayList<>(1);
        for (Grant grant : row.grants()) {
            Cause cause = of(grant, row);
            if (!causes.contains(cause)) {
                causes.add(cause);
            }
        }
        return List.copyOf(causes);
    }

    /** The causes of a row that a role gives: why it is not the one that the other side has. */
    List<Cause> of(PermissionRow row, Role before) {
        List<Cause> causes = new ArrayList<>(1);
        for (Grant grant : row.grants()) {
            Cause cause = role(grant, before, row);
            if (!causes.contains(cause)) {
                causes.add(cause);
            }
        }
        return List.copyOf(causes);
    }

    private Cause of(Grant grant, PermissionRow row) {
        Binding binding = grant.binding();
        List<Binding> before = bindings().getOrDefault(binding.key(), List.of());
        if (before.isEmpty()) {
            return new Cause(
                    Cause.Kind.BINDING, binding.key(), 0, "", binding.meta().at());
        }
        List<Binding> sameSubject = new ArrayList<>(1);
        for (Binding other : before) {
            if (hasSubject(other, grant.matched(), binding)) {
                sameSubject.add(other);
            }
        }
        if (sameSubject.isEmpty()) {
            return new Cause(
                    Cause.Kind.SUBJECT,
                    binding.key(),
                    0,
                    grant.matched().kind() + " " + grant.matched().name(),
                    binding.subjectAt(grant.subject()));
        }
        for (Binding other : sameSubject) {
            boolean same = other.roleRef().kind().equals(binding.roleRef().kind())
                    && other.roleRef().name().equals(binding.roleRef().name());
            if (same) {
                return role(grant, from.state.roleOf(other), row);
            }
        }
        return new Cause(
                Cause.Kind.ROLE_REF, binding.key(), 0, "", binding.places().roleRef());
    }

    private Map<ObjectKey, List<Binding>> bindings() {
        if (bindings == null) {
            bindings = new HashMap<>();
            for (Binding binding : from.state.bindings()) {
                Lists.of(bindings, binding.key()).add(binding);
            }
        }
        return bindings;
    }

    /** Whether a binding has a subject that means the same, in whatever spelling. */
    private static boolean hasSubject(Binding in, Subject subject, Binding of) {
        String user = RbacState.userName(subject, of);
        for (Subject other : in.subjects()) {
            String otherUser = RbacState.userName(other, in);
            boolean same = user != null
                    ? user.equals(otherUser)
                    : otherUser == null
                            && other instanceof Subject.Group
                            && other.name().equals(subject.name());
            if (same) {
                return true;
            }
        }
        return false;
    }

    private Cause role(Grant grant, Role before, PermissionRow row) {
        Role role = grant.role();
        if (before == null) {
            return new Cause(Cause.Kind.ROLE, role.key(), 0, "", role.meta().at());
        }
        RoleRule rule = grant.rule();
        if (RuleCause.has(before, rule.policy())) {
            // Held on both sides, and of no use on the other: it works only beside something else.
            return new Cause(Cause.Kind.BESIDE, role.key(), rule.index() + 1, "", rule.at());
        }
        ObjectKey source = rule.definedIn();
        if (source.equals(role.key())
                && role.aggregation() != null
                && role.meta().stored()) {
            source = contributor(role, rule.policy());
        }
        if (source.equals(role.key())) {
            return RuleCause.of(rule, before, role, row);
        }
        Role now = to.state.role(source.namespace(), source.name());
        Role then = from.state.role(source.namespace(), source.name());
        if (then == null) {
            return new Cause(
                    Cause.Kind.ROLE,
                    source,
                    0,
                    "",
                    now == null ? rule.at() : now.meta().at());
        }
        if (!RuleCause.has(then, rule.policy())) {
            return RuleCause.of(rule, then, now == null ? role : now, row);
        }
        boolean labels = now != null && !now.meta().labels().equals(then.meta().labels());
        return labels
                ? new Cause(Cause.Kind.LABEL, source, 0, "", now.meta().at())
                : new Cause(
                        Cause.Kind.AGGREGATION_RULE,
                        role.key(),
                        0,
                        "",
                        role.aggregation() == null
                                ? role.meta().at()
                                : role.aggregation().at());
    }

    /** A server keeps the rules of an aggregated role without saying where they are from: here, where they may be from. */
    private ObjectKey contributor(Role aggregated, PolicyRule policy) {
        ObjectKey found = null;
        for (Role role : to.state.roles()) {
            boolean from = !role.key().equals(aggregated.key())
                    && role.aggregation() == null
                    && RuleCause.has(role, policy)
                    && to.state.isAggregated(role);
            if (from && (found == null || role.key().compareTo(found) < 0)) {
                found = role.key();
            }
        }
        return found == null ? aggregated.key() : found;
    }
}
