package io.saaudit.rbac;

import io.saaudit.model.Grant;
import io.saaudit.model.Lists;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Permissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Permissions that stand on both sides, and come another way. */
public final class Ways {
    /**
     * One that comes another way.
     *
     * @param before what it was, with the grants that gave it
     * @param after the same, with the grants that give it now
     */
    public record Way(PermissionRow before, PermissionRow after) {}

    /** Atoms that go together: of the same rows, with the same names, by the same ways. */
    private record Pair(
            PermissionRow before, PermissionRow after, List<String> names, Set<String> from, Set<String> to) {}

    private Ways() {}

    /**
     * The atoms of both that other roles or bindings give, put together into rows. Grants that are there on both sides are
     * left out, unless nothing else is left.
     */
    public static List<Way> changed(Permissions base, Permissions head) {
        Map<Atom, PermissionRow> known = new HashMap<>();
        for (List<PermissionRow> rows : List.of(base.live(), base.limited())) {
            for (PermissionRow row : rows) {
                for (String verb : row.verbs()) {
                    for (Atom atom : Difference.atoms(row, verb)) {
                        known.put(atom, row);
                    }
                }
            }
        }
        List<Way> ways = new ArrayList<>();
        for (List<PermissionRow> rows : List.of(head.live(), head.limited())) {
            for (PermissionRow row : rows) {
                changed(row, known, ways);
            }
        }
        return ways;
    }

    private static void changed(PermissionRow row, Map<Atom, PermissionRow> known, List<Way> to) {
        Map<Pair, List<String>> verbs = new LinkedHashMap<>();
        for (String verb : row.verbs()) {
            Map<Pair, List<String>> names = new LinkedHashMap<>();
            for (Atom atom : Difference.atoms(row, verb)) {
                PermissionRow before = known.get(atom);
                if (before != null) {
                    List<String> one = atom.name == null ? List.of() : List.of(atom.name);
                    Set<String> then = ways(Difference.part(before, one, List.of(verb)));
                    Set<String> now = ways(Difference.part(row, one, List.of(verb)));
                    if (!then.equals(now)) {
                        Lists.of(names, new Pair(before, row, List.of(), then, now))
                                .addAll(one);
                    }
                }
            }
            names.forEach((pair, of) -> Lists.of(verbs, new Pair(pair.before, row, of, pair.from, pair.to))
                    .add(verb));
        }
        verbs.forEach((pair, of) -> to.add(new Way(
                without(Difference.part(pair.before, pair.names, of), pair.to),
                without(Difference.part(pair.after, pair.names, of), pair.from))));
    }

    /** Roles and bindings by which a row comes; the role that a rule was copied from plays no part. */
    private static Set<String> ways(PermissionRow row) {
        Set<String> ways = new TreeSet<>();
        for (Grant grant : row.grants()) {
            ways.add(way(grant));
        }
        return ways;
    }

    private static String way(Grant grant) {
        return grant.binding().key() + "\n" + grant.role().key() + "\n"
                + grant.matched().kind() + " " + grant.matched().name();
    }

    private static PermissionRow without(PermissionRow row, Set<String> ways) {
        List<Grant> left = new ArrayList<>(row.grants());
        left.removeIf(grant -> ways.contains(way(grant)));
        return left.isEmpty()
                ? row
                : new PermissionRow(
                        row.scope(),
                        row.group(),
                        row.resource(),
                        row.names(),
                        row.url(),
                        row.verbs(),
                        row.standing(),
                        row.reason(),
                        row.scopeUnknown(),
                        List.copyOf(left),
                        row.redundant());
    }
}
