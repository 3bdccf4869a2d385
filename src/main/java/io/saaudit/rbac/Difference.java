package io.saaudit.rbac;

import io.saaudit.model.Grant;
import io.saaudit.model.Lists;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Permissions;
import io.saaudit.model.PolicyRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one set of effective permissions allows that another does not, in atoms (design 4.5): by which role and binding
 * something is allowed plays no part.
 */
public final class Difference {
    /**
     * Permissions that were added.
     *
     * @param row what is allowed now, with the grants that yield just that
     * @param before what of it was allowed already: a request is new when {@code row} allows it and none of these does
     */
    public record Gain(PermissionRow row, List<PermissionRow> before) {}

    /** Atoms of the other side, each with the row it stands in. */
    private final Map<Atom, PermissionRow> atoms = new HashMap<>();

    private final Map<String, List<Atom>> byVerb = new HashMap<>();
    /** What is told elsewhere, or null. */
    private Difference told;

    private Difference(List<List<PermissionRow>> base) {
        for (List<PermissionRow> rows : base) {
            for (PermissionRow row : rows) {
                for (String verb : row.verbs()) {
                    for (Atom atom : atoms(row, verb)) {
                        if (atoms.put(atom, row) == null) {
                            Lists.of(byVerb, verb).add(atom);
                        }
                    }
                }
            }
        }
    }

    /** What the second allows in some request and the first does not. */
    public static List<Gain> gained(Permissions base, Permissions head) {
        return gained(List.of(base), head, List.of());
    }

    /**
     * What one allows in some request and none of others does.
     *
     * @param base the others
     * @param head the one
     * @param told what is left out besides, since it is told of somebody else: atoms that one of these covers
     */
    public static List<Gain> gained(List<Permissions> base, Permissions head, List<Permissions> told) {
        Difference to = effective(base);
        to.told = told.isEmpty() ? null : effective(told);
        List<Gain> gains = new ArrayList<>();
        to.gained(head.live(), gains);
        to.gained(head.limited(), gains);
        return gains;
    }

    private static Difference effective(List<Permissions> all) {
        List<List<PermissionRow>> rows = new ArrayList<>(all.size() * 2);
        for (Permissions permissions : all) {
            rows.add(permissions.live());
            rows.add(permissions.limited());
        }
        return new Difference(rows);
    }

    /** Whether one of these allows everything that the row does. */
    public static boolean covers(List<Permissions> all, PermissionRow row) {
        Difference index = effective(all);
        for (String verb : row.verbs()) {
            for (Atom atom : atoms(row, verb)) {
                if (!index.isCovered(atom)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What stands in the second and has no effect, and neither stands in the first nor is allowed by it. */
    public static List<Gain> gainedWithoutEffect(Permissions base, Permissions head) {
        List<Gain> gains = new ArrayList<>();
        if (!head.inert().isEmpty()) {
            new Difference(List.of(base.live(), base.limited(), base.inert())).gained(head.inert(), gains);
        }
        return gains;
    }

    private void gained(List<PermissionRow> rows, List<Gain> to) {
        for (PermissionRow row : rows) {
            // Verbs of which the same names are new make one row again.
            Map<List<String>, List<String>> verbsByNames = new LinkedHashMap<>();
            Map<List<String>, List<Atom>> found = new HashMap<>();
            for (String verb : row.verbs()) {
                List<String> names = new ArrayList<>();
                List<Atom> fresh = new ArrayList<>();
                for (Atom atom : atoms(row, verb)) {
                    if (!isCovered(atom) && (told == null || !told.isCovered(atom))) {
                        fresh.add(atom);
                        if (atom.name != null) {
                            names.add(atom.name);
                        }
                    }
                }
                if (!fresh.isEmpty()) {
                    Lists.of(verbsByNames, names).add(verb);
                    Lists.of(found, names).addAll(fresh);
                }
            }
            for (Map.Entry<List<String>, List<String>> part : verbsByNames.entrySet()) {
                PermissionRow gained = part(row, part.getKey(), part.getValue());
                to.add(new Gain(gained, before(found.get(part.getKey()))));
            }
        }
    }

    private boolean isCovered(Atom atom) {
        if (atoms.containsKey(atom)) {
            return true;
        }
        for (Atom other : sameVerb(atom)) {
            if (atom.within(other)) {
                return true;
            }
        }
        return false;
    }

    /** Atoms of the other side whose verb can mean the same. */
    private List<Atom> sameVerb(Atom atom) {
        if (atom.verb.equals("*")) {
            return new ArrayList<>(atoms.keySet());
        }
        List<Atom> same = new ArrayList<>(byVerb.getOrDefault(atom.verb, List.of()));
        same.addAll(byVerb.getOrDefault("*", List.of()));
        return same;
    }

    /** The parts of the other side's rows that allow some of the requests that these atoms allow. */
    private List<PermissionRow> before(List<Atom> gained) {
        Map<PermissionRow, Map<List<String>, List<String>>> parts = new LinkedHashMap<>();
        Map<PermissionRow, List<Atom>> meeting = new LinkedHashMap<>();
        for (Atom atom : gained) {
            for (Atom other : sameVerb(atom)) {
                if (Overlap.meet(atom, other)) {
                    List<Atom> known = Lists.of(meeting, atoms.get(other));
                    if (!known.contains(other)) {
                        known.add(other);
                    }
                }
            }
        }
        for (Map.Entry<PermissionRow, List<Atom>> entry : meeting.entrySet()) {
            PermissionRow row = entry.getKey();
            Map<List<String>, List<String>> byNames = new LinkedHashMap<>();
            for (String verb : row.verbs()) {
                List<String> names = new ArrayList<>();
                boolean any = false;
                for (Atom atom : atoms(row, verb)) {
                    if (entry.getValue().contains(atom)) {
                        any = true;
                        if (atom.name != null) {
                            names.add(atom.name);
                        }
                    }
                }
                if (any) {
                    Lists.of(byNames, names).add(verb);
                }
            }
            parts.put(row, byNames);
        }
        List<PermissionRow> before = new ArrayList<>();
        for (Map.Entry<PermissionRow, Map<List<String>, List<String>>> of : parts.entrySet()) {
            for (Map.Entry<List<String>, List<String>> byNames : of.getValue().entrySet()) {
                before.add(part(of.getKey(), byNames.getKey(), byNames.getValue()));
            }
        }
        before.sort(Rows.ORDER);
        return List.copyOf(before);
    }

    /** The atoms of one verb of a row. */
    static List<Atom> atoms(PermissionRow row, String verb) {
        String namespace = row.scope().namespace();
        if (row.isUrl()) {
            return List.of(new Atom(namespace, null, row.url(), Atom.ANY, verb));
        }
        if (row.names().isEmpty()) {
            return List.of(new Atom(namespace, row.group(), row.resource(), Atom.ANY, verb));
        }
        List<Atom> atoms = new ArrayList<>(row.names().size());
        for (String name : row.names()) {
            atoms.add(new Atom(namespace, row.group(), row.resource(), name, verb));
        }
        return atoms;
    }

    /** A part of a row, with the grants that yield it. */
    static PermissionRow part(PermissionRow row, List<String> names, List<String> verbs) {
        if (names.equals(row.names()) && verbs.equals(row.verbs())) {
            return row;
        }
        List<Grant> grants = new ArrayList<>(row.grants().size());
        for (Grant grant : row.grants()) {
            if (yields(grant.rule().policy(), row, names, verbs)) {
                grants.add(grant);
            }
        }
        return new PermissionRow(
                row.scope(),
                row.group(),
                row.resource(),
                List.copyOf(names),
                row.url(),
                List.copyOf(verbs),
                row.standing(),
                row.reason(),
                row.scopeUnknown(),
                grants.isEmpty() ? row.grants() : List.copyOf(grants),
                List.of());
    }

    private static boolean yields(PolicyRule rule, PermissionRow row, List<String> names, List<String> verbs) {
        boolean what = row.isUrl()
                ? rule.nonResourceURLs().contains(row.url())
                : rule.apiGroups().contains(row.group()) && rule.resources().contains(row.resource());
        return what && common(rule.verbs(), verbs) && (names.isEmpty() || named(rule, row, names));
    }

    /** The Namespace object has the name of its namespace though the rule names none (see {@link Standings#normalize}). */
    private static boolean named(PolicyRule rule, PermissionRow row, List<String> names) {
        return rule.resourceNames().isEmpty()
                ? names.contains(row.scope().namespace())
                : common(rule.resourceNames(), names);
    }

    private static boolean common(List<String> a, List<String> b) {
        for (String entry : a) {
            if (b.contains(entry)) {
                return true;
            }
        }
        return false;
    }
}
