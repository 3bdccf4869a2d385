package io.saaudit.rbac;

import io.saaudit.model.Binding;
import io.saaudit.model.Lists;
import io.saaudit.model.Meta;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Positions;
import io.saaudit.model.Power;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRef;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Scope;
import io.saaudit.model.Subject;
import io.saaudit.rbac.PowerMeeting.Held;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The powers that come with a set of holdings, by the rules of {@link Power}: in each scope what is granted there and in
 * the whole cluster counts, and of several rows of one id the worst.
 */
public final class HeldPowers {
    private static final Comparator<HeldPower> WORST_FIRST = new Comparator<>() {
        @Override
        public int compare(HeldPower a, HeldPower b) {
            int c = b.severity().compareTo(a.severity());
            c = c != 0 ? c : a.power().id().compareTo(b.power().id());
            return c != 0 ? c : a.scope().compareTo(b.scope());
        }
    };

    private final List<Power> table;
    private final Map<Role, List<PowerHits.Hit>> hitsByRole = new IdentityHashMap<>();
    private final Map<List<Holding>, List<HeldPower>> shared = new HashMap<>();

    /** For the powers of this table. */
    public HeldPowers(List<Power> table) {
        this.table = table;
    }

    /** The powers that these holdings give, the worst first, then by id and scope. */
    public List<HeldPower> of(List<Holding> holdings) {
        List<HeldPower> known = shared.get(holdings);
        if (known == null) {
            known = compute(holdings);
            shared.put(holdings, known);
        }
        return known;
    }

    private List<HeldPower> compute(List<Holding> holdings) {
        List<Holding> cluster = new ArrayList<>();
        Map<String, List<Holding>> byNamespace = new TreeMap<>();
        for (Holding holding : holdings) {
            if (holding.role() == null) {
                continue;
            }
            if (holding.binding().cluster()) {
                cluster.add(holding);
            } else {
                Lists.of(byNamespace, holding.namespace()).add(holding);
            }
        }
        List<HeldPower> found = new ArrayList<>(in(Scope.CLUSTER, cluster, List.of()));
        for (Map.Entry<String, List<Holding>> own : byNamespace.entrySet()) {
            found.addAll(in(Scope.of(own.getKey()), cluster, own.getValue()));
        }
        return worst(found);
    }

    private List<HeldPower> in(Scope scope, List<Holding> cluster, List<Holding> own) {
        List<Holding> all = joined(cluster, own);
        List<HeldPower> met = new ArrayList<>();
        for (Map.Entry<Integer, List<Held>> entry : hits(cluster, own).entrySet()) {
            List<Held> hits = entry.getValue();
            if (scope.namespace().isEmpty() || anyOfNamespace(hits)) {
                HeldPower power = PowerMeeting.meet(table.get(entry.getKey()), scope, PowerMeeting.usable(hits, all));
                if (power != null) {
                    met.add(power);
                }
            }
        }
        return met;
    }

    private static boolean anyOfNamespace(List<Held> hits) {
        for (Held held : hits) {
            if (!held.holding().binding().cluster()) {
                return true;
            }
        }
        return false;
    }

    private TreeMap<Integer, List<Held>> hits(List<Holding> cluster, List<Holding> own) {
        TreeMap<Integer, List<Held>> byPower = new TreeMap<>();
        collect(cluster, true, byPower);
        collect(own, false, byPower);
        return byPower;
    }

    private void collect(List<Holding> holdings, boolean cluster, Map<Integer, List<Held>> byPower) {
        for (Holding holding : holdings) {
            for (PowerHits.Hit hit : hits(holding.role())) {
                if (cluster || !hit.clusterOnly()) {
                    Lists.of(byPower, hit.power()).add(new Held(hit, holding));
                }
            }
        }
    }

    private List<PowerHits.Hit> hits(Role role) {
        List<PowerHits.Hit> hits = hitsByRole.get(role);
        if (hits == null) {
            hits = PowerHits.of(role, table);
            hitsByRole.put(role, hits);
        }
        return hits;
    }

    private static List<Holding> joined(List<Holding> some, List<Holding> more) {
        if (more.isEmpty()) {
            return some;
        }
        List<Holding> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** Whether a rule covers an atom of a power, whatever the names that it is limited to. */
    public static boolean covers(PolicyRule rule, Power.Atom atom) {
        return PowerHits.covers(rule, atom);
    }

    /** Which rules of a role are looked at. */
    public interface Counted {
        /** Whether the rule counts as the cause of anything. */
        boolean counts(Holding holding, RoleRule rule);
    }

    /**
     * The powers whose decisive part a binding gives, in the order of the table. What other bindings give counts for
     * their other parts: a right to bind is of use beside one to write bindings, wherever that comes from.
     *
     * @param cause holdings of one identity through one binding
     * @param all all holdings of the identity, those among them
     * @param counted which rules of the binding's role count
     */
    public List<HeldPower> through(List<Holding> cause, List<Holding> all, Counted counted) {
        List<Holding> own = new ArrayList<>();
        List<Holding> cluster = new ArrayList<>();
        TreeSet<String> namespaces = new TreeSet<>();
        Holding first = cause.get(0);
        for (Holding holding : all) {
            if (holding.role() != null) {
                boolean wide = holding.binding().cluster();
                if (wide) {
                    cluster.add(holding);
                } else if (first.binding().cluster()) {
                    namespaces.add(holding.namespace());
                } else if (holding.namespace().equals(first.namespace())) {
                    own.add(holding);
                }
            }
        }
        if (!first.binding().cluster()) {
            return decided(Scope.of(first.namespace()), cause, cluster, own, counted, null);
        }
        Map<Power, HeldPower> met = new LinkedHashMap<>();
        for (HeldPower power : decided(Scope.CLUSTER, cause, cluster, List.of(), counted, null)) {
            met.put(power.power(), power);
        }
        for (String namespace : namespaces) {
            List<Holding> there = new ArrayList<>();
            for (Holding holding : all) {
                if (holding.role() != null && holding.namespace().equals(namespace)) {
                    there.add(holding);
                }
            }
            for (HeldPower power : decided(Scope.of(namespace), cause, cluster, there, counted, met.keySet())) {
                met.put(power.power(), power);
            }
        }
        List<HeldPower> list = new ArrayList<>(met.values());
        return List.copyOf(list);
    }

    /** @param not powers that need not be looked at any more */
    private List<HeldPower> decided(
            Scope scope,
            List<Holding> cause,
            List<Holding> cluster,
            List<Holding> own,
            Counted counted,
            Set<Power> not) {
        Set<Integer> candidates = new TreeSet<>();
        for (Holding holding : cause) {
            for (PowerHits.Hit hit : hits(holding.role())) {
                boolean effective = holding.binding().cluster() || !hit.clusterOnly();
                if (hit.need() == 0 && effective && counted.counts(holding, hit.rule())) {
                    candidates.add(hit.power());
                }
            }
        }
        // Beside what other bindings give in a namespace only powers of several parts get more.
        candidates.removeIf(c -> not != null
                && (not.contains(table.get(c)) || table.get(c).needs().size() == 1));
        List<HeldPower> met = new ArrayList<>();
        if (candidates.isEmpty()) {
            return met;
        }
        List<Holding> all = joined(cluster, own);
        Map<Integer, List<Held>> byPower = hits(cluster, own);
        for (int candidate : candidates) {
            Power power = table.get(candidate);
            List<Held> hits = new ArrayList<>();
            for (Held held : byPower.getOrDefault(candidate, List.of())) {
                boolean decisive = held.hit().need() == 0;
                if (!decisive
                        || cause.contains(held.holding())
                                && counted.counts(held.holding(), held.hit().rule())) {
                    hits.add(held);
                }
            }
            HeldPower held = PowerMeeting.meet(power, scope, PowerMeeting.usable(hits, all));
            if (held != null) {
                met.add(held);
            }
        }
        return met;
    }

    /**
     * The powers that whoever held this role would have by it alone, in the order of the table.
     *
     * @param scope where; of a Role its namespace
     */
    public List<HeldPower> ofRole(Role role, Scope scope, Counted counted) {
        boolean cluster = scope.namespace().isEmpty();
        ObjectKey key = new ObjectKey(
                ObjectKey.RBAC, cluster ? "ClusterRoleBinding" : "RoleBinding", scope.namespace(), role.name());
        Binding binding = new Binding(
                Meta.of(ObjectKey.RBAC + "/v1", key, Positions.NONE),
                new RoleRef(ObjectKey.RBAC, role.meta().kind(), role.name()),
                List.of(new Subject.User("holder", ObjectKey.RBAC, "")),
                Binding.Places.NONE,
                true);
        List<Holding> alone = List.of(new Holding(binding, 0, role));
        return through(alone, alone, counted);
    }

    private static List<HeldPower> worst(List<HeldPower> found) {
        Map<String, HeldPower> byIdAndScope = new TreeMap<>();
        for (HeldPower power : found) {
            String key = power.power().id() + "\n" + power.scope().namespace();
            HeldPower known = byIdAndScope.get(key);
            if (known == null || power.severity().compareTo(known.severity()) > 0) {
                byIdAndScope.put(key, power);
            }
        }
        List<HeldPower> worst = new ArrayList<>();
        for (HeldPower power : byIdAndScope.values()) {
            HeldPower wide = byIdAndScope.get(power.power().id() + "\n");
            if (wide == power || wide == null || wide.severity().compareTo(power.severity()) < 0) {
                worst.add(power);
            }
        }
        worst.sort(WORST_FIRST);
        return List.copyOf(worst);
    }
}
