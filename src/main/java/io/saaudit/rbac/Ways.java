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

    /** Atoms that go together: of the same rows, with the same names. */
    private record Pair(PermissionRow before, PermissionRow after, List<String> names) {}

    private Ways() {}

    /** The atoms of both that other roles or bindings give, put together into rows. */
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
            Map<PermissionRow, List<String>> names = new LinkedHashMap<>();
            for (Atom atom : Difference.atoms(row, verb)) {
                PermissionRow before = known.get(atom);
                if (before != null) {
                    List<String> one = atom.name == null ? List.of() : List.of(atom.name);
                    boolean same = ways(before, one, verb).equals(ways(row, one, verb));
                    if (!same) {
                        Lists.of(names, before).addAll(one);
                    }
                }
            }
            names.forEach(
                    (before, of) -> Lists.of(verbs, new Pair(before, row, of)).add(verb));
        }
        verbs.forEach((pair, of) -> to.add(
                new Way(Difference.part(pair.before, pair.names, of), Difference.part(pair.after, pair.names, of))));
    }

    /** Roles and bindings by which one permission of a row comes; the role that a rule was copied from plays no part. */
    private static Set<String> ways(PermissionRow row, List<String> names, String verb) {
        Set<String> ways = new TreeSet<>();
        for (Grant grant : Difference.part(row, names, List.of(verb)).grants()) {
            ways.add(grant.binding().key() + "\n" + grant.role().key() + "\n"
                    + grant.matched().kind() + " " + grant.matched().name());
        }
        return ways;
    }
}
