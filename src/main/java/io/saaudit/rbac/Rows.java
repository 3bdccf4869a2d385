package io.saaudit.rbac;

import io.saaudit.model.Grant;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Groups atoms into rows: by scope, group, resource and verb into names, then by those names into verbs. */
final class Rows {
    private static final List<String> VERB_ORDER =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

    private static final Comparator<PermissionRow> ORDER = Rows::compare;

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
            String namespace, String group, String resource, List<String> names, Standings.Verdict verdict) {}

    private record OfVerb(String verb, List<AtomSet.Entry> entries) {}

    static List<PermissionRow> of(List<AtomSet.Entry> entries) {
        Map<ByVerb, List<AtomSet.Entry>> byVerb = new HashMap<>();
        for (AtomSet.Entry e : entries) {
            Atom a = e.atom;
            byVerb.computeIfAbsent(
                            new ByVerb(a.namespace, a.group, a.resource, a.verb, e.verdict), k -> new ArrayList<>(1))
                    .add(e);
        }
        Map<ByNames, List<OfVerb>> byNames = new HashMap<>();
        byVerb.forEach((key, atoms) -> byNames.computeIfAbsent(
                        new ByNames(key.namespace(), key.group(), key.resource(), names(atoms), key.verdict()),
                        k -> new ArrayList<>(2))
                .add(new OfVerb(key.verb(), atoms)));
        List<PermissionRow> rows = new ArrayList<>(byNames.size());
        byNames.forEach((key, verbs) -> rows.add(row(key, verbs)));
        rows.sort(ORDER);
        return List.copyOf(rows);
    }

    /** The whole cluster first, resources before URLs, then bytewise. */
    private static int compare(PermissionRow a, PermissionRow b) {
        int c = a.scope().namespace().compareTo(b.scope().namespace());
        c = c != 0 ? c : a.url().compareTo(b.url());
        c = c != 0 ? c : a.group().compareTo(b.group());
        c = c != 0 ? c : a.resource().compareTo(b.resource());
        c = c != 0 ? c : compare(a.names(), b.names());
        c = c != 0 ? c : compare(a.verbs(), b.verbs());
        return c != 0 ? c : a.reason().compareTo(b.reason());
    }

    private static int compare(List<String> a, List<String> b) {
        for (int i = 0; i < a.size() && i < b.size(); i++) {
            int c = a.get(i).compareTo(b.get(i));
            if (c != 0) {
                return c;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static List<String> names(List<AtomSet.Entry> atoms) {
        if (atoms.size() == 1) {
            String name = atoms.get(0).atom.name;
            return name == null ? List.of() : List.of(name);
        }
        return atoms.stream().map(e -> e.atom.name).sorted().toList();
    }

    /** Two lists of rows in order as one. */
    static List<PermissionRow> merge(List<PermissionRow> a, List<PermissionRow> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        List<PermissionRow> merged = new ArrayList<>(a.size() + b.size());
        int i = 0;
        int j = 0;
        while (i < a.size() && j < b.size()) {
            merged.add(ORDER.compare(a.get(i), b.get(j)) <= 0 ? a.get(i++) : b.get(j++));
        }
        merged.addAll(a.subList(i, a.size()));
        merged.addAll(b.subList(j, b.size()));
        return Collections.unmodifiableList(merged);
    }

    private static PermissionRow row(ByNames key, List<OfVerb> verbs) {
        verbs.sort((a, b) -> VERBS.compare(a.verb(), b.verb()));
        List<Grant> grants = new ArrayList<>(1);
        List<Grant> redundant = new ArrayList<>(0);
        List<String> names = new ArrayList<>(verbs.size());
        for (OfVerb ofVerb : verbs) {
            names.add(ofVerb.verb());
            for (AtomSet.Entry entry : ofVerb.entries()) {
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
                key.names(),
                url ? key.resource() : "",
                List.copyOf(names),
                key.verdict().standing(),
                key.verdict().reason(),
                key.verdict().scopeUnknown(),
                sorted(grants),
                sorted(redundant));
    }

    private static void collect(AtomSet.Entry entry, List<Grant> into) {
        entry.forEachGrant((holding, rule) -> {
            Grant grant = holding.grant(rule);
            if (!into.contains(grant)) {
                into.add(grant);
            }
        });
    }

    private static List<Grant> sorted(List<Grant> grants) {
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
