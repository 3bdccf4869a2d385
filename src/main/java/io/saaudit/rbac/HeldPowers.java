package io.saaudit.rbac;

import io.saaudit.model.Grant;
import io.saaudit.model.Lists;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Power;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
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

    /** A hit as somebody holds it. */
    private record Held(PowerHits.Hit hit, Holding holding) {}

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
        TreeMap<Integer, List<Held>> byPower = new TreeMap<>();
        collect(cluster, true, byPower);
        collect(own, false, byPower);
        List<HeldPower> met = new ArrayList<>();
        for (Map.Entry<Integer, List<Held>> entry : byPower.entrySet()) {
            List<Held> hits = entry.getValue();
            if (scope.namespace().isEmpty() || anyOfNamespace(hits)) {
                HeldPower power = meet(table.get(entry.getKey()), scope, usable(hits, cluster, own));
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

    private void collect(List<Holding> holdings, boolean cluster, Map<Integer, List<Held>> byPower) {
        for (Holding holding : holdings) {
            List<PowerHits.Hit> hits = hitsByRole.get(holding.role());
            if (hits == null) {
                hits = PowerHits.of(holding.role(), table);
                hitsByRole.put(holding.role(), hits);
            }
            for (PowerHits.Hit hit : hits) {
                if (cluster || !hit.clusterOnly()) {
                    Lists.of(byPower, hit.power()).add(new Held(hit, holding));
                }
            }
        }
    }

    /** Without the creates by name that have no patch of that name beside them (semantics A.5). */
    private static List<Held> usable(List<Held> hits, List<Holding> cluster, List<Holding> own) {
        List<Held> usable = new ArrayList<>(hits.size());
        for (Held held : hits) {
            if (!held.hit().byApply() || patches(held, cluster) || patches(held, own)) {
                usable.add(held);
            }
        }
        return usable;
    }

    private static boolean patches(Held create, List<Holding> holdings) {
        int slash = create.hit().object().indexOf('/');
        String group = create.hit().object().substring(0, slash);
        String resource = create.hit().object().substring(slash + 1);
        for (Holding holding : holdings) {
            for (RoleRule rule : holding.role().rules()) {
                boolean same = RuleMatcher.verb(rule.policy(), "patch")
                        && RuleMatcher.group(rule.policy(), group)
                        && RuleMatcher.resource(rule.policy(), resource, "");
                if (same && anyName(rule.policy(), create.hit().names())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean anyName(PolicyRule rule, Set<String> names) {
        for (String name : names) {
            if (RuleMatcher.name(rule, name)) {
                return true;
            }
        }
        return false;
    }

    private static HeldPower meet(Power power, Scope scope, List<Held> hits) {
        List<List<Held>> byNeed = new ArrayList<>();
        List<List<Held>> full = new ArrayList<>();
        for (int need = 0; need < power.needs().size(); need++) {
            List<Held> covering = new ArrayList<>();
            List<Held> mattering = new ArrayList<>();
            for (Held held : hits) {
                if (held.hit().need() == need) {
                    covering.add(held);
                    if (held.hit().matters()) {
                        mattering.add(held);
                    }
                }
            }
            if (covering.isEmpty()) {
                return null;
            }
            byNeed.add(covering);
            full.add(mattering);
        }
        for (boolean otherNames : new boolean[] {false, true}) {
            List<List<Held>> from = otherNames ? byNeed : full;
            Severity severity = power.severity(scope, otherNames);
            if (severity != null && fits(from, 0, new HashMap<>())) {
                return new HeldPower(power, scope, otherNames, severity, grants(from));
            }
        }
        return null;
    }

    /** Whether one hit a need can be chosen so that those on the same object agree on a name. */
    private static boolean fits(List<List<Held>> byNeed, int need, Map<String, Set<String>> names) {
        if (need == byNeed.size()) {
            return true;
        }
        for (Held held : byNeed.get(need)) {
            Set<String> limit = held.hit().names();
            String object = held.hit().object();
            if (limit == null) {
                if (fits(byNeed, need + 1, names)) {
                    return true;
                }
                continue;
            }
            Set<String> before = names.get(object);
            Set<String> common = new TreeSet<>(limit);
            if (before != null) {
                common.retainAll(before);
            }
            if (!common.isEmpty()) {
                names.put(object, common);
                if (fits(byNeed, need + 1, names)) {
                    return true;
                }
                names.put(object, before);
            }
        }
        return false;
    }

    private static List<Grant> grants(List<List<Held>> byNeed) {
        Set<Grant> grants = new LinkedHashSet<>();
        for (List<Held> covering : byNeed) {
            for (Held held : covering) {
                grants.add(held.holding().grant(held.hit().rule()));
            }
        }
        return List.copyOf(grants);
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
