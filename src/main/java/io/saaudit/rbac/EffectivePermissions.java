package io.saaudit.rbac;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.PermissionRow.Standing;
import io.saaudit.model.Permissions;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.RoleRule;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Map<List<Holding>, Permissions> shared = new HashMap<>();

    public EffectivePermissions(RbacState state, Standings standings) {
        this.state = state;
        this.standings = standings;
    }

    /** The effective permissions of an identity. */
    public Permissions of(Identity identity) {
        List<Holding> holdings = state.holdings(identity);
        Permissions same = shared.computeIfAbsent(holdings, h -> compute(identity, h));
        return same.identity().equals(identity)
                ? same
                : new Permissions(identity, same.live(), same.limited(), same.inert(), same.unresolved());
    }

    private Permissions compute(Identity identity, List<Holding> holdings) {
        AtomSet effective = new AtomSet();
        AtomSet inert = new AtomSet();
        Set<Binding> unresolved = new LinkedHashSet<>();
        for (Holding holding : holdings) {
            if (holding.role() == null) {
                unresolved.add(holding.binding());
                continue;
            }
            for (RoleRule rule : holding.role().rules()) {
                split(holding, rule, effective, inert);
            }
        }
        demoteLoneCreates(effective, inert);
        List<AtomSet.Entry> maximal = maximal(effective);
        List<PermissionRow> live = Rows.of(only(maximal, Standing.LIVE));
        List<PermissionRow> limited = Rows.of(only(maximal, Standing.LIMITED));
        return new Permissions(
                identity, live, limited, Rows.of(notCovered(maximal(inert), effective)), List.copyOf(unresolved));
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
        int last = entry.rules.size() - 1;
        if (last < 0 || entry.rules.get(last) != rule || entry.holdings.get(last) != holding) {
            entry.holdings.add(holding);
            entry.rules.add(rule);
        }
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
            demoted.holdings.addAll(entry.holdings);
            demoted.rules.addAll(entry.rules);
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

    private static List<AtomSet.Entry> maximal(AtomSet atoms) {
        List<AtomSet.Entry> maximal = new ArrayList<>();
        for (AtomSet.Entry entry : atoms.all()) {
            boolean[] smaller = {false};
            atoms.covering(entry.atom, wider -> {
                // Two URLs that differ in their trailing stars only cover each other: the shorter spelling stays.
                if (!wider.atom.within(entry.atom) || Rows.shorterFirst(wider.atom, entry.atom)) {
                    smaller[0] = true;
                    wider.cover(entry);
                }
            });
            if (!smaller[0]) {
                maximal.add(entry);
            }
        }
        return maximal;
    }

    private static List<AtomSet.Entry> notCovered(List<AtomSet.Entry> entries, AtomSet by) {
        List<AtomSet.Entry> left = new ArrayList<>();
        for (AtomSet.Entry entry : entries) {
            boolean[] covered = {false};
            by.covering(entry.atom, wider -> covered[0] = true);
            if (!covered[0]) {
                left.add(entry);
            }
        }
        return left;
    }

    private static List<AtomSet.Entry> only(List<AtomSet.Entry> entries, Standing standing) {
        return entries.stream().filter(e -> e.verdict.standing() == standing).toList();
    }
}
