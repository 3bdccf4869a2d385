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
import java.util.StringJoiner;

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
        if (has(before, rule.policy())) {
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
            return rule(rule, before, role, row);
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
        if (!has(then, rule.policy())) {
            return rule(rule, then, now == null ? role : now, row);
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
                    && has(role, policy)
                    && to.state.isAggregated(role);
            if (from && (found == null || role.key().compareTo(found) < 0)) {
                found = role.key();
            }
        }
        return found == null ? aggregated.key() : found;
    }

    private static boolean has(Role role, PolicyRule policy) {
        for (RoleRule rule : role.rules()) {
            if (rule.policy().equals(policy)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The entry that one of the other side's rules lacks, where it is one; else the rule. A rule that is there on both sides
     * is still itself: this one is not that one with a change.
     */
    private static Cause rule(RoleRule rule, Role before, Role now, PermissionRow row) {
        for (RoleRule other : before.rules()) {
            if (has(now, other.policy())) {
                continue;
            }
            Cause cause = row.isUrl() ? url(rule, other.policy(), row) : entry(rule, other.policy(), row);
            if (cause != null) {
                return cause;
            }
        }
        return cause(isChanged(rule, before, now) ? Cause.Kind.CHANGED_RULE : Cause.Kind.RULE, rule, "", rule.at());
    }

    /** Whether the other side has in its place one that this side does not have, and that is about some of the same. */
    private static boolean isChanged(RoleRule rule, Role before, Role now) {
        for (RoleRule other : before.rules()) {
            if (other.index() == rule.index() && other.definedIn().equals(rule.definedIn())) {
                return !has(now, other.policy()) && isAboutTheSame(rule.policy(), other.policy());
            }
        }
        return false;
    }

    /** Two rules that have no resource or URL in common are two, and none is the other with a change. */
    private static boolean isAboutTheSame(PolicyRule rule, PolicyRule other) {
        return shareAny(rule.resources(), other.resources())
                || shareAny(rule.nonResourceURLs(), other.nonResourceURLs());
    }

    private static boolean shareAny(List<String> a, List<String> b) {
        for (String entry : a) {
            if (b.contains(entry)) {
                return true;
            }
        }
        return false;
    }

    /** Entries of a list, as they stand there. */
    private static String entries(List<String> list, List<Integer> wanted) {
        StringJoiner joined = new StringJoiner(",");
        for (int i : wanted) {
            joined.add(list.get(i));
        }
        return joined.toString();
    }

    private static Cause url(RoleRule rule, PolicyRule other, PermissionRow row) {
        PolicyRule now = rule.policy();
        boolean urls = other.nonResourceURLs().contains(row.url());
        if (urls) {
            return verb(rule, other, row);
        }
        int i = now.nonResourceURLs().indexOf(row.url());
        return i >= 0 && isAboutTheSame(now, other) && other.verbs().containsAll(row.verbs())
                ? cause(Cause.Kind.RESOURCE, rule, row.url(), rule.nonResourceUrlAt(i))
                : null;
    }

    private static Cause entry(RoleRule rule, PolicyRule other, PermissionRow row) {
        PolicyRule now = rule.policy();
        boolean verbs = other.verbs().containsAll(row.verbs());
        boolean group = other.apiGroups().contains(row.group());
        boolean resource = other.resources().contains(row.resource());
        boolean names = other.resourceNames().equals(now.resourceNames());
        if (group && resource && names) {
            return verb(rule, other, row);
        }
        if (verbs && group && names && !resource && isAboutTheSame(now, other)) {
            int i = now.resources().indexOf(row.resource());
            return i < 0 ? null : cause(Cause.Kind.RESOURCE, rule, row.resource(), rule.resourceAt(i));
        }
        if (verbs && resource && names && !group) {
            int i = now.apiGroups().indexOf(row.group());
            return i < 0 ? null : cause(Cause.Kind.API_GROUP, rule, row.group(), rule.apiGroupAt(i));
        }
        if (verbs && group && resource) {
            List<Integer> fresh = new ArrayList<>(1);
            for (int i = 0; i < now.resourceNames().size(); i++) {
                String name = now.resourceNames().get(i);
                if (row.names().contains(name) && !other.resourceNames().contains(name)) {
                    fresh.add(i);
                }
            }
            if (!fresh.isEmpty()) {
                return cause(
                        Cause.Kind.NAME, rule, entries(now.resourceNames(), fresh), rule.resourceNameAt(fresh.get(0)));
            }
            return now.resourceNames().isEmpty() ? cause(Cause.Kind.NAME, rule, "", rule.at()) : null;
        }
        return null;
    }

    private static Cause verb(RoleRule rule, PolicyRule other, PermissionRow row) {
        List<String> verbs = rule.policy().verbs();
        List<Integer> fresh = new ArrayList<>(1);
        for (int i = 0; i < verbs.size(); i++) {
            if (row.verbs().contains(verbs.get(i)) && !other.verbs().contains(verbs.get(i))) {
                fresh.add(i);
            }
        }
        return fresh.isEmpty() ? null : cause(Cause.Kind.VERB, rule, entries(verbs, fresh), rule.verbAt(fresh.get(0)));
    }

    private static Cause cause(Cause.Kind kind, RoleRule rule, String entry, long at) {
        return new Cause(kind, rule.definedIn(), rule.index() + 1, entry, at);
    }
}
