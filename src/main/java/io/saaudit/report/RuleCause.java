package io.saaudit.report;

import io.saaudit.model.PermissionRow;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.report.Diff.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** What of a rule of a role the other side's role does not have: the rule, or the entries by which it was changed. */
final class RuleCause {
    private RuleCause() {}

    /** Whether a role has such a rule. */
    static boolean has(Role role, PolicyRule policy) {
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
    static Cause of(RoleRule rule, Role before, Role now, PermissionRow row) {
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

    /** Whether the other side has one about some of the same, and this side does not: then this one is that one, changed. */
    private static boolean isChanged(RoleRule rule, Role before, Role now) {
        PolicyRule policy = rule.policy();
        for (RoleRule other : before.rules()) {
            boolean groups = policy.apiGroups().isEmpty()
                    || shareAny(policy.apiGroups(), other.policy().apiGroups());
            if (groups && isAboutTheSame(policy, other.policy()) && !has(now, other.policy())) {
                return true;
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
        return i >= 0 && isAboutTheSame(now, other) && other.verbs().containsAll(verbs(now, row))
                ? cause(Cause.Kind.RESOURCE, rule, row.url(), rule.nonResourceUrlAt(i))
                : null;
    }

    private static Cause entry(RoleRule rule, PolicyRule other, PermissionRow row) {
        PolicyRule now = rule.policy();
        boolean verbs = other.verbs().containsAll(verbs(now, row));
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

    /** The verbs of a row that the rule gives: others come by other rules. */
    private static List<String> verbs(PolicyRule rule, PermissionRow row) {
        List<String> verbs = new ArrayList<>(row.verbs());
        verbs.retainAll(rule.verbs());
        return verbs;
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
