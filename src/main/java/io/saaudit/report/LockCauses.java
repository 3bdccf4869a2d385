package io.saaudit.report;

import io.saaudit.config.Lock;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Positions;
import io.saaudit.model.RoleRule;
import io.saaudit.rbac.Difference;
import io.saaudit.rule.LockRule.Beyond;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;

/**
 * Where in the manifests it stands what goes beyond a lock: the entry of a rule of which other entries are listed; else
 * the subject of a binding, where what its rule says is listed for somebody, or the rule is a built-in role's; else the rule.
 */
final class LockCauses {
    /** What is listed of anybody, anywhere. */
    private final Set<List<String>> listed = new HashSet<>();

    private final Map<RoleRule, Boolean> known = new IdentityHashMap<>();

    /** What of the lists of a rule is new. */
    private static final class Fresh {
        private final Set<String> verbs = new HashSet<>();
        private final Set<String> groups = new HashSet<>();
        private final Set<String> resources = new HashSet<>();
        private final Set<String> names = new HashSet<>();
        private final Set<String> urls = new HashSet<>();

        void add(PermissionRow row) {
            verbs.addAll(row.verbs());
            groups.add(row.group());
            resources.add(row.resource());
            names.addAll(row.names());
            urls.add(row.url());
        }
    }

    private record Place(ObjectKey object, long at) {}

    LockCauses(Lock lock) {
        for (Lock.Entry entry : lock.entries()) {
            if (entry.line().permission() != null) {
                listed.addAll(atoms(entry.line().permission()));
            }
        }
    }

    /** Adds what one may do beyond the lock, once for each rule and binding that gives it. */
    void of(Identity who, List<Difference.Gain> gains, List<Beyond> to) {
        Map<RoleRule, Fresh> fresh = new IdentityHashMap<>();
        for (Difference.Gain gain : gains) {
            for (Grant grant : gain.row().grants()) {
                fresh.computeIfAbsent(grant.rule(), r -> new Fresh()).add(gain.row());
            }
        }
        for (Difference.Gain gain : gains) {
            PermissionRow row = gain.row();
            for (Grant grant : row.grants()) {
                RoleRule rule = grant.rule();
                long entry = entry(rule, row, fresh.get(rule));
                entry = entry == Positions.NONE ? widened(rule, gain) : entry;
                Place place = entry == Positions.NONE ? place(grant) : new Place(rule.definedIn(), entry);
                to.add(new Beyond(who, row, null, row.scope(), grant, place.object, place.at));
            }
        }
    }

    private Place place(Grant grant) {
        RoleRule rule = grant.rule();
        Place ofRule = new Place(rule.definedIn(), rule.at());
        if (ofRule.at != Positions.NONE && !isListed(rule)) {
            return ofRule;
        }
        long subject = grant.binding().subjectAt(grant.subject());
        long at = subject == Positions.NONE ? grant.binding().meta().at() : subject;
        boolean assumed = at == Positions.NONE && ofRule.at != Positions.NONE;
        return assumed ? ofRule : new Place(grant.binding().key(), at);
    }

    private boolean isListed(RoleRule rule) {
        return known.computeIfAbsent(rule, r -> listed.containsAll(atoms(r.policy())));
    }

    /** The first entry of a rule that is new in it, where others of the same list are not; else none. */
    private static long entry(RoleRule rule, PermissionRow row, Fresh fresh) {
        PolicyRule all = rule.policy();
        if (!fresh.verbs.containsAll(all.verbs())) {
            return at(all.verbs(), row.verbs(), rule::verbAt);
        }
        if (row.isUrl()) {
            return fresh.urls.containsAll(all.nonResourceURLs())
                    ? Positions.NONE
                    : at(all.nonResourceURLs(), List.of(row.url()), rule::nonResourceUrlAt);
        }
        if (!fresh.resources.containsAll(all.resources())) {
            return at(all.resources(), List.of(row.resource()), rule::resourceAt);
        }
        if (!fresh.groups.containsAll(all.apiGroups())) {
            return at(all.apiGroups(), List.of(row.group()), rule::apiGroupAt);
        }
        return fresh.names.containsAll(all.resourceNames())
                ? Positions.NONE
                : at(all.resourceNames(), row.names(), rule::resourceNameAt);
    }

    /** The entry that is wider than what is listed where the rest is the same; else none. */
    private static long widened(RoleRule rule, Difference.Gain gain) {
        PermissionRow row = gain.row();
        PolicyRule all = rule.policy();
        for (PermissionRow listed : gain.before()) {
            boolean names = listed.scope().equals(row.scope()) && listed.names().equals(row.names());
            boolean resource =
                    listed.resource().equals(row.resource()) && listed.url().equals(row.url());
            boolean group = listed.group().equals(row.group());
            boolean verbs = listed.verbs().containsAll(row.verbs());
            if (names && group && resource && !verbs) {
                List<String> more = new ArrayList<>(row.verbs());
                more.removeAll(listed.verbs());
                return at(all.verbs(), more, rule::verbAt);
            }
            if (names && group && verbs && !resource) {
                return row.isUrl()
                        ? at(all.nonResourceURLs(), List.of(row.url()), rule::nonResourceUrlAt)
                        : at(all.resources(), List.of(row.resource()), rule::resourceAt);
            }
            if (names && resource && verbs && !group) {
                return at(all.apiGroups(), List.of(row.group()), rule::apiGroupAt);
            }
        }
        return Positions.NONE;
    }

    private static long at(List<String> entries, List<String> fresh, IntToLongFunction place) {
        for (int i = 0; i < entries.size(); i++) {
            if (fresh.contains(entries.get(i))) {
                return place.applyAsLong(i);
            }
        }
        return Positions.NONE;
    }

    private static List<List<String>> atoms(PolicyRule rule) {
        List<List<String>> atoms = new ArrayList<>();
        List<String> names = rule.resourceNames().isEmpty() ? List.of("*") : rule.resourceNames();
        for (String verb : rule.verbs()) {
            for (String url : rule.nonResourceURLs()) {
                atoms.add(List.of(verb, url));
            }
            for (String group : rule.apiGroups()) {
                for (String resource : rule.resources()) {
                    for (String name : names) {
                        atoms.add(List.of(verb, group, resource, name));
                    }
                }
            }
        }
        return atoms;
    }
}
