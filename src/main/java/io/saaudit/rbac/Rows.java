package io.saaudit.rbac;

import io.saaudit.model.Grant;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Groups atoms into rows: by scope, group, resource and verb into names, then by those names into verbs. */
final class Rows {
    private static final List<String> VERB_ORDER =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

    private static final Comparator<PermissionRow> ORDER = Comparator.comparing(PermissionRow::scope)
            .thenComparing(PermissionRow::isUrl)
            .thenComparing(PermissionRow::url)
            .thenComparing(PermissionRow::group)
            .thenComparing(PermissionRow::resource)
            .thenComparing(r -> String.join(",", r.names()))
            .thenComparing(r -> String.join(",", r.verbs()))
            .thenComparing(PermissionRow::reason);

    private Rows() {}

    /** The usual verbs in their usual order, then the others bytewise. */
    static final Comparator<String> VERBS = (a, b) -> {
        int i = VERB_ORDER.indexOf(a);
        int j = VERB_ORDER.indexOf(b);
        if (i >= 0 || j >= 0) {
            return Integer.compare(i < 0 ? VERB_ORDER.size() : i, j < 0 ? VERB_ORDER.size() : j);
        }
        return a.compareTo(b);
    };

    /** Whether of two URLs that mean the same the first is the spelling to keep. */
    static boolean shorterFirst(Atom first, Atom second) {
        return first.isUrl() && first.resource.length() < second.resource.length();
    }

    private record ByVerb(String namespace, String group, String resource, String verb, Standings.Verdict verdict) {}

    private record ByNames(
            String namespace, String group, String resource, Set<String> names, Standings.Verdict verdict) {}

    static List<PermissionRow> of(List<AtomSet.Entry> entries) {
        Map<ByVerb, List<AtomSet.Entry>> byVerb = new HashMap<>();
        for (AtomSet.Entry e : entries) {
            Atom a = e.atom;
            byVerb.computeIfAbsent(
                            new ByVerb(a.namespace, a.group, a.resource, a.verb, e.verdict), k -> new ArrayList<>(1))
                    .add(e);
        }
        Map<ByNames, TreeMap<String, List<AtomSet.Entry>>> byNames = new HashMap<>();
        byVerb.forEach((key, atoms) -> {
            Set<String> names = new TreeSet<>();
            for (AtomSet.Entry e : atoms) {
                if (e.atom.name != null) {
                    names.add(e.atom.name);
                }
            }
            byNames.computeIfAbsent(
                            new ByNames(key.namespace(), key.group(), key.resource(), names, key.verdict()),
                            k -> new TreeMap<>(VERBS))
                    .put(key.verb(), atoms);
        });
        List<PermissionRow> rows = new ArrayList<>(byNames.size());
        byNames.forEach((key, verbs) -> rows.add(row(key, verbs)));
        rows.sort(ORDER);
        return List.copyOf(rows);
    }

    private static PermissionRow row(ByNames key, TreeMap<String, List<AtomSet.Entry>> verbs) {
        Set<Grant> grants = new LinkedHashSet<>();
        Set<Grant> redundant = new LinkedHashSet<>();
        for (List<AtomSet.Entry> entries : verbs.values()) {
            for (AtomSet.Entry entry : entries) {
                collect(entry, grants);
                for (AtomSet.Entry covered : entry.covered) {
                    collect(covered, redundant);
                }
            }
        }
        redundant.removeAll(grants);
        boolean url = key.group() == null;
        return new PermissionRow(
                Scope.of(key.namespace()),
                url ? "" : key.group(),
                url ? "" : key.resource(),
                List.copyOf(key.names()),
                url ? key.resource() : "",
                List.copyOf(verbs.keySet()),
                key.verdict().standing(),
                key.verdict().reason(),
                key.verdict().scopeUnknown(),
                sorted(grants),
                sorted(redundant));
    }

    private static void collect(AtomSet.Entry entry, Set<Grant> into) {
        for (int i = 0; i < entry.rules.size(); i++) {
            into.add(entry.holdings.get(i).grant(entry.rules.get(i)));
        }
    }

    private static List<Grant> sorted(Set<Grant> grants) {
        if (grants.size() < 2) {
            return List.copyOf(grants);
        }
        List<Grant> list = new ArrayList<>(grants);
        list.sort(Comparator.comparing((Grant g) -> g.binding().key())
                .thenComparingInt(Grant::subject)
                .thenComparing(g -> g.rule().definedIn())
                .thenComparingInt(g -> g.rule().index()));
        return list;
    }
}
