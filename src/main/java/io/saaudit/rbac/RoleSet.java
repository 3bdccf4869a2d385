package io.saaudit.rbac;

import io.saaudit.model.Content;
import io.saaudit.model.LabelSelector;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The roles by key, one for each key, with the rules that count: differing definitions summed, aggregated ClusterRoles
 * computed (pkg/controller/clusterroleaggregation; semantics D.2).
 *
 * <p>A role that a server has stored keeps its stored rules and gains those of matching roles that are not stored. One
 * that is not stored gets the union of the matching roles' rules; its own literal ones count only where that union is
 * empty.
 */
public final class RoleSet {
    private static final Comparator<Role> BY_KEY = new Comparator<>() {
        @Override
        public int compare(Role a, Role b) {
            return a.key().compareTo(b.key());
        }
    };

    private final Map<ObjectKey, Definition> byKey;
    private boolean aggregated;

    private RoleSet(Map<ObjectKey, Definition> byKey) {
        this.byKey = byKey;
    }

    /** The effective roles of these definitions. */
    public static RoleSet of(List<Role> definitions) {
        // Those that are assumed come sorted, so that this is nearly one pass.
        List<Role> sorted = new ArrayList<>(definitions);
        sorted.sort(BY_KEY);
        Map<ObjectKey, Definition> byKey = new LinkedHashMap<>(sorted.size() * 2);
        Definition definition = null;
        for (Role role : sorted) {
            if (definition == null || !definition.key().equals(role.key())) {
                definition = new Definition();
                byKey.put(role.key(), definition);
            }
            definition.add(role);
        }
        return new RoleSet(byKey);
    }

    /** The role of a roleRef seen from a binding; null when it is not there (semantics D.1). */
    public Role resolve(String bindingNamespace, String kind, String name) {
        return switch (kind) {
            case "ClusterRole" -> role(new ObjectKey(ObjectKey.RBAC, kind, "", name));
            // A ClusterRoleBinding has no namespace to look for a Role in: it never resolves.
            case "Role" ->
                bindingNamespace.isEmpty() ? null : role(new ObjectKey(ObjectKey.RBAC, kind, bindingNamespace, name));
            default -> null;
        };
    }

    /** All effective roles, in no order. */
    public Collection<Role> all() {
        List<Role> all = new ArrayList<>(byKey.size());
        for (Definition definition : byKey.values()) {
            all.add(effective(definition));
        }
        return all;
    }

    /** Whether another ClusterRole takes in the rules of this one; a server's stored copies of them count as that. */
    boolean isAggregated(Role role) {
        if (role.meta().labels().isEmpty() || !role.cluster()) {
            return false;
        }
        for (Definition definition : byKey.values()) {
            if (definition.aggregates() && !definition.key().equals(role.key()) && definition.selects(role)) {
                return true;
            }
        }
        return false;
    }

    private Role role(ObjectKey key) {
        Definition definition = byKey.get(key);
        return definition == null ? null : effective(definition);
    }

    /** Aggregation is worked out when the first aggregated role is asked for: often nothing binds one. */
    private Role effective(Definition definition) {
        if (definition.aggregates()) {
            aggregateOnce();
        }
        return definition.role();
    }

    /** Several threads ask: none may see half of it. */
    private synchronized void aggregateOnce() {
        if (!aggregated) {
            aggregated = true;
            aggregate(byKey);
        }
    }

    private static void aggregate(Map<ObjectKey, Definition> byKey) {
        List<Definition> clusterRoles = new ArrayList<>();
        List<Definition> aggregated = new ArrayList<>();
        for (Map.Entry<ObjectKey, Definition> entry : byKey.entrySet()) {
            Definition definition = entry.getValue();
            if (entry.getKey().kind().equals("ClusterRole")) {
                clusterRoles.add(definition);
                if (definition.aggregates()) {
                    aggregated.add(definition);
                }
            }
        }
        if (aggregated.isEmpty()) {
            return;
        }
        for (Definition a : aggregated) {
            a.select(clusterRoles);
        }
        // One after the other by name until nothing changes. A cycle of three or more can turn for ever; the server's
        // own controller ends such a race in the union, so from then on rules are only added.
        int rounds = aggregated.size() + 2;
        boolean changed = true;
        for (int round = 0; changed; round++) {
            changed = false;
            for (Definition a : aggregated) {
                changed |= a.recompute(round >= rounds);
            }
        }
    }

    /** All definitions of one key, and its rules so far. */
    private static final class Definition {
        private final List<Role> parts = new ArrayList<>(1);
        private final List<Definition> selected = new ArrayList<>();
        private List<RoleRule> rules = List.of();
        private boolean stored;
        private Role role;

        void add(Role role) {
            parts.add(role);
            stored |= role.meta().stored();
            rules = parts.size() == 1 ? role.rules() : union(List.of(rules, role.rules()));
        }

        ObjectKey key() {
            return parts.get(0).key();
        }

        boolean aggregates() {
            for (Role part : parts) {
                if (part.aggregation() != null) {
                    return true;
                }
            }
            return false;
        }

        /** Finds the roles whose rules flow into this one; all labels of all definitions count. */
        void select(List<Definition> clusterRoles) {
            Set<Definition> found = new LinkedHashSet<>();
            for (Role part : parts) {
                if (part.aggregation() == null) {
                    continue;
                }
                List<LabelSelector> selectors = part.aggregation().selectors();
                if (!valid(selectors)) {
                    continue;
                }
                for (LabelSelector selector : selectors) {
                    for (Definition other : clusterRoles) {
                        if (other != this && !(stored && other.stored) && other.labelled(selector)) {
                            found.add(other);
                        }
                    }
                }
            }
            selected.addAll(found);
        }

        boolean selects(Role role) {
            for (Role part : parts) {
                if (part.aggregation() != null && valid(part.aggregation().selectors())) {
                    for (LabelSelector selector : part.aggregation().selectors()) {
                        if (Selectors.matches(selector, role.meta().labels())) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        private static boolean valid(List<LabelSelector> selectors) {
            for (LabelSelector selector : selectors) {
                if (!Selectors.valid(selector)) {
                    return false;
                }
            }
            return true;
        }

        private boolean labelled(LabelSelector selector) {
            for (Role part : parts) {
                if (Selectors.matches(selector, part.meta().labels())) {
                    return true;
                }
            }
            return false;
        }

        /** Takes the selected roles' rules of now; returns whether that changed anything. */
        boolean recompute(boolean onlyAdd) {
            List<List<RoleRule>> from = new ArrayList<>();
            for (Role part : parts) {
                if (stored || part.aggregation() == null) {
                    from.add(part.rules());
                }
            }
            if (onlyAdd) {
                from.add(rules);
            }
            boolean any = false;
            for (Definition other : selected) {
                from.add(other.rules);
                any |= !other.rules.isEmpty();
            }
            if (!any) {
                return false; // the apply leaves the literal rules in place
            }
            List<RoleRule> computed = union(from);
            boolean changed = !Content.sameRules(computed, rules);
            rules = computed;
            return changed;
        }

        /** The same object at each call, whichever thread asks: grants are compared by it. */
        synchronized Role role() {
            if (role == null) {
                role = parts.get(0).withRules(rules);
            }
            return role;
        }

        private static List<RoleRule> union(List<List<RoleRule>> lists) {
            Set<PolicyRule> seen = new LinkedHashSet<>();
            List<RoleRule> all = new ArrayList<>();
            for (List<RoleRule> list : lists) {
                for (RoleRule rule : list) {
                    if (seen.add(rule.policy())) {
                        all.add(rule);
                    }
                }
            }
            return List.copyOf(all);
        }
    }
}
