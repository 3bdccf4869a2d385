package io.saaudit.rbac;

import io.saaudit.model.Lists;
import io.saaudit.model.Power;
import io.saaudit.model.Role;
import io.saaudit.model.Scope;
import io.saaudit.rbac.PowerMeeting.Held;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    private final PowerTable table;
    private final BindingPowers byBinding;
    private final Map<List<Holding>, List<HeldPower>> shared = new HashMap<>();

    /** For the powers of this table, where it is not known what is cluster-scoped beside what the table says. */
    public HeldPowers(List<Power> table) {
        this(table, null);
    }

    /**
     * For the powers of this table.
     *
     * @param permissions knows which rules about any resource have no effect in a namespace, or none at all
     */
    public HeldPowers(List<Power> table, EffectivePermissions permissions) {
        this(new PowerTable(table, permissions));
    }

    private HeldPowers(PowerTable table) {
        this.table = table;
        this.byBinding = new BindingPowers(table);
    }

    /**
     * The same for a second thread, with a memory of its own. What single roles have of the table both know.
     *
     * @param own knows which rules have an effect; nobody else's
     * @param roles the roles that will be asked about
     */
    public HeldPowers twin(EffectivePermissions own, Collection<Role> roles) {
        return new HeldPowers(table.twin(own, table.hits(roles)));
    }

    /** The same table, asked which binding gives what. */
    public BindingPowers byBinding() {
        return byBinding;
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

    /**
     * Whether any of it hangs on the namespace: what is held there, and a create by name of the whole cluster, which has
     * an effect where a patch is held, and that may be this namespace alone.
     */
    private static boolean anyOfNamespace(List<Held> hits) {
        for (Held held : hits) {
            if (!held.holding().binding().cluster() || held.hit().byApply()) {
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
            for (PowerHits.Hit hit : table.hits(holding.role())) {
                if (cluster || !hit.clusterOnly()) {
                    Lists.of(byPower, hit.power()).add(new Held(hit, holding));
                }
            }
        }
    }

    static List<Holding> joined(List<Holding> some, List<Holding> more) {
        if (more.isEmpty()) {
            return some;
        }
        List<Holding> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
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
