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
    private final Map<Power.Atom, String> objects = new IdentityHashMap<>();

    PowerTable(List<Power> powers) {
        this.powers = powers;
    }

    /** How many powers there are. */
    int size() {
        return powers.size();
    }

    /** The main resource of an atom with its group, once for all roles; null for a URL. */
    String object(Power.Atom atom) {
        if (atom.group() == null) {
            return null;
        }
        String object = objects.get(atom);
        if (object == null) {
            int slash = atom.resource().indexOf('/');
            object = atom.group() + "/"
                    + (slash < 0 ? atom.resource() : atom.resource().substring(0, slash));
            objects.put(atom, object);
        }
        return object;
    }

    /** The power of this number. */
    Power get(int number) {
        return powers.get(number);
    }

    /** Which needs of which powers the rules of the role cover. */
    List<PowerHits.Hit> hits(Role role) {
        List<PowerHits.Hit> hits = hitsByRole.get(role);
        if (hits == null) {
            hits = PowerHits.of(role, this);
            hitsByRole.put(role, hits);
        }
        return hits;
    }
}
