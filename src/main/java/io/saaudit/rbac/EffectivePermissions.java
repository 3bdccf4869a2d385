package io.saaudit.rbac;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.Meta;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.PermissionRow.Standing;
import io.saaudit.model.Permissions;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRef;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;
import io.saaudit.model.Truth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an identity may do: the maximal atoms of everything that it holds (design 4.5). Unique, and independent of the
 * order of roles, rules and entries. No union is guessed: all verbs are not {@code *}, all names are not any name.
 */
public final class EffectivePermissions {
    private final RbacState state;
    private final Standings standings;
    /** Accounts that hold the same share one result. */
    private final Map<List<Holding>, Part> shared = new HashMap<>();

    private final RuleEffect effects;

    public EffectivePermissions(RbacState state, Standings standings) {
        this.state = state;
        this.standings = standings;
        this.effects = new RuleEffect(standings);
    }

    /** The order of verbs in a row. */
    public static Comparator<String> verbOrder() {
        return Rows.VERBS;
    }

    /** The same, with a memory of its own: for a second thread. */
    public EffectivePermissions twin() {
        return new EffectivePermissions(state, standings);
    }

    /**
     * The effective permissions of an identity.
     *
     * <p>What comes through the groups of everybody is computed once, and put beside the rest where the two name
     * different resources, so that nothing of one can cover anything of the other.
     */
    public Permissions of(Identity identity) {
        List<Holding> holdings = state.holdings(identity);
        List<Holding> own = new ArrayList<>();
        List<Holding> everybodys = new ArrayList<>();
        for (Holding holding : holdings) {
            (holding.isEverybodys() ? everybodys : own).add(holding);
        }
        Part base = part(everybodys);
        if (own.isEmpty()) {
            return base.of(identity);
        }
        return base.apartFrom(own)
                ? base.with(part(own)).of(identity)
                : part(holdings).of(identity);
    }

    /**
     * What somebody may do who has a ClusterRole and nothing else, given in the whole cluster. The binding of the grants has
     * no name: it is not in sight.
     */
    public Permissions of(Role role) {
        ObjectKey key = new ObjectKey(ObjectKey.RBAC, "ClusterRoleBinding", "", "");
        Meta meta = new Meta(role.meta().apiVersion(), key, "", "", Map.of(), Map.of(), List.of(), new long[0]);
        RoleRef ref = new RoleRef(ObjectKey.RBAC, role.meta().kind(), role.name());
        List<Subject> subjects = List.of(new Subject.Group("", ObjectKey.RBAC, ""));
        Binding binding = new Binding(meta, ref, subjects, Binding.Places.NONE, true);
        return compute(List.of(new Holding(binding, 0, role))).of(new Identity("", List.of()));
    }

    /**
     * Whether a rule that somebody holds has an effect where its binding gives it: much cheaper than {@link #of}.
     *
     * @return unknown where that hangs on what else is held
     */
    public Truth effect(Holding holding, RoleRule rule) {
        return effect(holding.binding().cluster() ? "" : holding.namespace(), rule.policy());
    }

    /**
     * Whether a rule would have an effect, given in a namespace or, with an empty one, in the whole cluster.
     *
     * @return unknown where that hangs on what else is held
     */
    public Truth effect(String namespace, PolicyRule rule) {
        return effects.of(namespace, rule);
    }

    /**
     * Why no server serves a resource any more.
     *
     * @param resource an entry of a rule, with or without a subresource
     * @return a reason such as {@code removed in Kubernetes 1.25}, or empty where it is not known to be gone
     */
    public String gone(String group, String resource) {
        return standings.gone(group, resource);
    }

    private Part part(List<Holding> holdings) {
        Part part = shared.get(holdings);
        if (part == null) {
            part = compute(holdings);
            shared.put(holdings, part);
        }
        return part;
    }

    /**
     * A result and what it is about.
     *
     * @param resources resource entries of its rules
     * @param wide whether one of them is a wildcard
     * @param urls whether it has URLs
     */
    private record Part(
            List<PermissionRow> live,
            List<PermissionRow> limited,
            List<PermissionRow> inert,
            List<Binding> unresolved,
            Set<String> resources,
            boolean wide,
            boolean urls) {

        Permissions of(Identity identity) {
            return new Permissions(identity, live, limited, inert, unresolved);
        }

        /** Whether no rule of these holdings is about anything that this is about. */
        boolean apartFrom(List<Holding> holdings) {
            if (wide) {
                return false;
            }
            for (Holding holding : holdings) {
                if (holding.role() != null) {
                    for (RoleRule rule : holding.role().rules()) {
                        if (meets(rule.policy())) {
                            return false;
                        }
                    }
                }
            }
            return true;
        }

        private boolean meets(PolicyRule rule) {
            for (String resource : rule.resources()) {
                if (resource.startsWith("*") || resources.contains(resource)) {
                    return true;
                }
            }
            return urls && !rule.nonResourceURLs().isEmpty();
        }

        Part with(Part other) {
            return new Part(
                    Rows.merge(live, other.live),
                    Rows.merge(limited, other.limited),
                    Rows.merge(inert, other.inert),
                    both(unresolved, other.unresolved),
                    resources,
                    wide,
                    urls);
        }
    }

    /** The bindings of two lists in their order, each once. */
    private static List<Binding> both(List<Binding> a, List<Binding> b) {
        Set<Binding> distinct = new LinkedHashSet<>(a);
        distinct.addAll(b);
        List<Binding> sorted = new ArrayList<>(distinct);
        sorted.sort(RbacState.BY_KEY);
        return List.copyOf(sorted);
    }

    private Part compute(List<Holding> holdings) {
        AtomSet effective = new AtomSet();
        AtomSet inert = new AtomSet();
        Set<Binding> unresolved = new LinkedHashSet<>();
        Set<String> resources = new HashSet<>();
        boolean wide = false;
        boolean urls = false;
        for (Holding holding : holdings) {
            if (holding.role() == null) {
                unresolved.add(holding.binding());
                continue;
            }
            for (RoleRule rule : holding.role().rules()) {
                split(holding, rule, effective, inert);
                for (String resource : rule.policy().resources()) {
                    resources.add(resource);
                    wide |= resource.startsWith("*");
                }
                urls |= !rule.policy().nonResourceURLs().isEmpty();
            }
        }
        demoteLoneCreates(effective, inert);
        List<AtomSet.Entry> maximal = Maximal.of(effective);
        List<PermissionRow> live = Rows.of(Maximal.only(maximal, Standing.LIVE));
        List<PermissionRow> limited = Rows.of(Maximal.only(maximal, Standing.LIMITED));
        return new Part(
                live,
                limited,
                Rows.of(Maximal.notCovered(Maximal.of(inert), effective)),
                List.copyOf(unresolved),
                resources,
                wide,
                urls);
    }

    private void split(Holding holding, RoleRule rule, AtomSet effective, AtomSet inert) {
        PolicyRule policy = rule.policy();
        String namespace = holding.binding().cluster() ? "" : holding.namespace();
        for (String verb : policy.verbs()) {
            for (String group : policy.apiGroups()) {
                for (String resource : policy.resources()) {
                    if (policy.resourceNames().isEmpty()) {
                        put(new Atom(namespace, group, resource, Atom.ANY, verb), holding, rule, effective, inert);
                    }
                    for (String name : policy.resourceNames()) {
                        put(new Atom(namespace, group, resource, name, verb), holding, rule, effective, inert);
                    }
                }
            }
            for (String url : policy.nonResourceURLs()) {
                put(new Atom(namespace, null, url, Atom.ANY, verb), holding, rule, effective, inert);
            }
        }
    }

    private void put(Atom raw, Holding holding, RoleRule rule, AtomSet effective, AtomSet inert) {
        Atom atom = standings.normalize(raw);
        AtomSet.Entry entry = effective.get(atom);
        entry = entry == null ? inert.get(atom) : entry;
        if (entry == null) {
            Standings.Verdict verdict = standings.of(atom);
            entry = new AtomSet.Entry(atom, verdict);
            (verdict.standing() == Standing.INERT ? inert : effective).add(entry);
        }
        entry.from(holding, rule);
    }

    /** A create limited to a name works only by PUT or apply, so only beside update or patch on that name. */
    private static void demoteLoneCreates(AtomSet effective, AtomSet inert) {
        List<AtomSet.Entry> lone = new ArrayList<>();
        for (AtomSet.Entry entry : effective.all()) {
            if (entry.verdict.reason().equals(Standings.CREATE_BY_APPLY) && !besideAnUpdate(entry.atom, effective)) {
                lone.add(entry);
            }
        }
        for (AtomSet.Entry entry : lone) {
            effective.remove(entry);
            AtomSet.Entry demoted = new AtomSet.Entry(entry.atom, Standings.CREATE_ALONE);
            for (int i = 0; i < entry.grants(); i++) {
                demoted.from(entry.holding(i), entry.rule(i));
            }
            inert.add(demoted);
        }
    }

    private static boolean besideAnUpdate(Atom create, AtomSet effective) {
        for (AtomSet.Entry entry : effective.all()) {
            boolean writes = switch (entry.atom.verb) {
                case "update", "patch", "*" -> true;
                default -> false;
            };
            if (writes && create.meets(entry.atom)) {
                return true;
            }
        }
        return false;
    }
}
