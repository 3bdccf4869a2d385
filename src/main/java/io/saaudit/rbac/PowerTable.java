package io.saaudit.rbac;

import io.saaudit.model.Lists;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Power;
import io.saaudit.model.Power.Atom;
import io.saaudit.model.Role;
import io.saaudit.model.Truth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The table of powers with what roles have of it, worked out once a role. */
final class PowerTable {
    private static final Comparator<Asked> BY_NUMBER = new Comparator<>() {
        @Override
        public int compare(Asked a, Asked b) {
            return Integer.compare(a.number(), b.number());
        }
    };

    /** Any namespace: what is cluster-scoped is that in all of them. */
    private static final String SOMEWHERE = "a-namespace";

    private final List<Power> powers;
    private final EffectivePermissions permissions;
    private final Map<Role, List<PowerHits.Hit>> hitsByRole = new IdentityHashMap<>();
    /** What was worked out before, and does not change any more: several threads may have it. */
    private final Map<Role, List<PowerHits.Hit>> known;

    private final List<Asked> all = new ArrayList<>();
    private final List<Asked> ofAnyResource = new ArrayList<>();
    private final Map<String, List<Asked>> byResource = new HashMap<>();

    /**
     * An atom where it stands in the table.
     *
     * @param number its place among all
     * @param power number of the power
     * @param need number of the need in the power
     * @param object the main resource with its group, which ties the names of several needs together; null for a URL
     */
    record Asked(int number, int power, int need, Atom atom, String object) {}

    /** @param permissions knows which rules have an effect; null where that is not known */
    PowerTable(List<Power> powers, EffectivePermissions permissions) {
        this(powers, permissions, Map.of());
    }

    private PowerTable(List<Power> powers, EffectivePermissions permissions, Map<Role, List<PowerHits.Hit>> known) {
        this.powers = powers;
        this.permissions = permissions;
        this.known = known;
    }

    /** The same for a second thread, that knows what these roles have of it. */
    PowerTable twin(EffectivePermissions own, Map<Role, List<PowerHits.Hit>> ofRoles) {
        return new PowerTable(powers, own, ofRoles);
    }

    /** What these roles have of it: worked out once for several threads. */
    Map<Role, List<PowerHits.Hit>> hits(Collection<Role> roles) {
        Map<Role, List<PowerHits.Hit>> all = new IdentityHashMap<>();
        for (Role role : roles) {
            all.put(role, hits(role));
        }
        return all;
    }

    /**
     * Whether a rule has an effect, as far as it is looked at as one about any resource: what names only cluster-scoped
     * ones has none through a RoleBinding.
     */
    boolean effective(PolicyRule rule, boolean cluster) {
        return permissions == null || permissions.effect(cluster ? "" : SOMEWHERE, rule) != Truth.NO;
    }

    /** The power of this number. */
    Power get(int number) {
        return powers.get(number);
    }

    /** Which needs of which powers the rules of the role cover. */
    List<PowerHits.Hit> hits(Role role) {
        List<PowerHits.Hit> hits = known.isEmpty() ? null : known.get(role);
        hits = hits == null ? hitsByRole.get(role) : hits;
        if (hits == null) {
            hits = PowerHits.of(role, this);
            hitsByRole.put(role, hits);
        }
        return hits;
    }

    /**
     * The atoms that the rule covers, in the order of the table. Looked at are those of the resources that it names, and
     * all where it has a wildcard or a URL.
     */
    List<Asked> covered(PolicyRule rule) {
        if (all.isEmpty()) {
            index();
        }
        List<Asked> covered = new ArrayList<>();
        if (!rule.nonResourceURLs().isEmpty() || anyWildcard(rule.resources())) {
            addCovered(rule, all, covered);
            return covered;
        }
        addCovered(rule, ofAnyResource, covered);
        for (String resource : rule.resources()) {
            addCovered(rule, byResource.getOrDefault(resource, List.of()), covered);
        }
        if (covered.size() < 2) {
            return covered;
        }
        covered.sort(BY_NUMBER);
        List<Asked> once = new ArrayList<>(covered.size());
        for (Asked asked : covered) {
            // A rule may name a resource twice.
            if (once.isEmpty() || once.get(once.size() - 1) != asked) {
                once.add(asked);
            }
        }
        return once;
    }

    private static boolean anyWildcard(List<String> resources) {
        for (int i = 0; i < resources.size(); i++) {
            if (resources.get(i).startsWith("*")) {
                return true;
            }
        }
        return false;
    }

    private static void addCovered(PolicyRule rule, List<Asked> from, List<Asked> covered) {
        for (int i = 0; i < from.size(); i++) {
            if (PowerHits.covers(rule, from.get(i).atom())) {
                covered.add(from.get(i));
            }
        }
    }

    private void index() {
        Map<Atom, String> objects = new IdentityHashMap<>();
        for (int power = 0; power < powers.size(); power++) {
            List<List<Atom>> needs = powers.get(power).needs();
            for (int need = 0; need < needs.size(); need++) {
                for (Atom atom : needs.get(need)) {
                    add(new Asked(all.size(), power, need, atom, object(atom, objects)));
                }
            }
        }
    }

    private void add(Asked asked) {
        all.add(asked);
        Atom atom = asked.atom();
        if (atom.group() == null) {
            return;
        }
        if (atom.resource().equals(Atom.SOME)) {
            ofAnyResource.add(asked);
        } else {
            Lists.of(byResource, atom.resource()).add(asked);
        }
    }

    /** Made once an atom: many powers share theirs. */
    private static String object(Atom atom, Map<Atom, String> known) {
        if (atom.group() == null) {
            return null;
        }
        String object = known.get(atom);
        if (object == null) {
            int slash = atom.resource().indexOf('/');
            object = atom.group() + "/"
                    + (slash < 0 ? atom.resource() : atom.resource().substring(0, slash));
            known.put(atom, object);
        }
        return object;
    }
}
