package io.saaudit.rbac;

import io.saaudit.model.Power;
import io.saaudit.model.Role;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The table of powers with what roles have of it, worked out once a role. */
final class PowerTable {
    private final List<Power> powers;
    private final Map<Role, List<PowerHits.Hit>> hitsByRole = new IdentityHashMap<>();

    PowerTable(List<Power> powers) {
        this.powers = powers;
    }

    /** The power of this number. */
    Power get(int number) {
        return powers.get(number);
    }

    /** Which needs of which powers the rules of the role cover. */
    List<PowerHits.Hit> hits(Role role) {
        List<PowerHits.Hit> hits = hitsByRole.get(role);
        if (hits == null) {
            hits = PowerHits.of(role, powers);
            hitsByRole.put(role, hits);
        }
        return hits;
    }
}
