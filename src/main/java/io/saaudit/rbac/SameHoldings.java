package io.saaudit.rbac;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether what is held in two states is the same: the same rules in the same scopes, whatever the roles and
 * bindings are called. Then the same is allowed, and nothing need be worked out.
 */
public final class SameHoldings {
    private final Map<Set<PolicyRule>, Integer> numbers = new HashMap<>();
    private final Map<Role, Integer> byRole = new IdentityHashMap<>();

    /** Whether both hold the same. */
    public boolean same(Held one, Held other) {
        List<Holding> a = one.all();
        List<Holding> b = other.all();
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() && b.isEmpty();
        }
        return contents(a).equals(contents(b));
    }

    private Set<String> contents(List<Holding> holdings) {
        Set<String> contents = new HashSet<>();
        for (Holding holding : holdings) {
            Role role = holding.role();
            String what = role == null
                    ? "?" + holding.binding().roleRef().kind() + " "
                            + holding.binding().roleRef().name()
                    : number(role).toString();
            contents.add(holding.namespace() + "\n" + what);
        }
        return contents;
    }

    private Integer number(Role role) {
        Integer known = byRole.get(role);
        if (known == null) {
            Set<PolicyRule> rules = new HashSet<>();
            for (RoleRule rule : role.rules()) {
                rules.add(rule.policy());
            }
            known = numbers.get(rules);
            if (known == null) {
                known = numbers.size();
                numbers.put(rules, known);
            }
            byRole.put(role, known);
        }
        return known;
    }
}
