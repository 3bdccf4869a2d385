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
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which powers a binding gives: those whose decisive part, the first need, it covers. */
public final class BindingPowers {
    private final PowerTable table;

    BindingPowers(PowerTable table) {
        this.table = table;
    }

    /** Whether a rule covers an atom of a power, whatever the names that it is limited to. */
    public static boolean covers(PolicyRule rule, Power.Atom atom) {
        return PowerHits.covers(rule, atom);
    }

    /** Whether one entry of each list covers an atom about a resource. */
    public static boolean covers(String verb, String group, String resource, Power.Atom atom) {
        return PowerHits.coversVerb(verb, atom.verb())
                && PowerHits.covers(group, atom.group())
                && PowerHits.coversResource(resource, atom.resource());
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
        List<HeldPower> met = decided(Scope.CLUSTER, cause, cluster, List.of(), counted, null);
        Set<Power> known = Collections.newSetFromMap(new IdentityHashMap<>());
        for (HeldPower power : met) {
            known.add(power.power());
        }
        for (String namespace : namespaces) {
            List<Holding> there = new ArrayList<>();
            for (Holding holding : all) {
                if (holding.role() != null && holding.namespace().equals(namespace)) {
                    there.add(holding);
                }
            }
            for (HeldPower power : decided(Scope.of(namespace), cause, cluster, there, counted, known)) {
                met.add(power);
                known.add(power.power());
            }
        }
        return List.copyOf(met);
    }

    /** @param not powers that need not be looked at any more */
    private List<HeldPower> decided(
            Scope scope,
            List<Holding> cause,
            List<Holding> cluster,
            List<Holding> own,
            Counted counted,
            Set<Power> not) {
        TreeMap<Integer, List<Held>> byPower = new TreeMap<>();
        boolean parts = false;
        for (Holding holding : cause) {
            for (PowerHits.Hit hit : table.hits(holding.role())) {
                boolean effective = holding.binding().cluster() || !hit.clusterOnly();
                if (hit.need() == 0 && effective && counted.counts(holding, hit.rule())) {
                    Power power = table.get(hit.power());
                    boolean several = power.needs().size() > 1;
                    // Beside what other bindings give in a namespace only powers of several parts get more.
                    if (not == null || several && !not.contains(power)) {
                        Lists.of(byPower, hit.power()).add(new Held(hit, holding));
                        parts |= several;
                    }
                }
            }
        }
        List<HeldPower> met = new ArrayList<>();
        if (byPower.isEmpty()) {
            return met;
        }
        List<Holding> all = HeldPowers.joined(cluster, own);
        if (parts) {
            addParts(all, byPower);
        }
        for (Map.Entry<Integer, List<Held>> entry : byPower.entrySet()) {
            List<Held> hits = PowerMeeting.usable(entry.getValue(), all);
            HeldPower held = PowerMeeting.meet(table.get(entry.getKey()), scope, hits);
            if (held != null) {
                met.add(held);
            }
        }
        return met;
    }

    /** What covers other needs than the decisive one of these powers. */
    private void addParts(List<Holding> holdings, Map<Integer, List<Held>> byPower) {
        for (Holding holding : holdings) {
            for (PowerHits.Hit hit : table.hits(holding.role())) {
                if (hit.need() > 0 && (holding.binding().cluster() || !hit.clusterOnly())) {
                    List<Held> known = byPower.get(hit.power());
                    if (known != null) {
                        known.add(new Held(hit, holding));
                    }
                }
            }
        }
    }

    /** Whether anything that the holding gives gets more beside what others give: powers of several parts, creates by name. */
    public boolean takesParts(Holding holding) {
        for (PowerHits.Hit hit : table.hits(holding.role())) {
            if (hit.need() == 0
                    && (hit.byApply() || table.get(hit.power()).needs().size() > 1)) {
                return true;
            }
        }
        return false;
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
}
