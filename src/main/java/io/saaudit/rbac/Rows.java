package io.saaudit.rbac;

import io.saaudit.model.Grant;
import io.saaudit.model.Lists;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Groups atoms into rows: by scope, group, resource and verb into names, then by those names into verbs. */
final class Rows {
    private static final List<String> VERB_ORDER =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

    private Rows() {}

    /** The usual verbs in their usual order, then the others bytewise. */
    static final Comparator<String> VERBS = new Comparator<>() {
        @Override
        public int compare(String a, String b) {
            int i = VERB_ORDER.indexOf(a);
            int j = VERB_ORDER.indexOf(b);
            if (i >= 0 || j >= 0) {
                return Integer.compare(i < 0 ? VERB_ORDER.size() : i, j < 0 ? VERB_ORDER.size() : j);
            }
            return a.compareTo(b);
        }
    };

    static final Comparator<PermissionRow> ORDER = new Comparator<>() {
        @Override
        public int compare(PermissionRow a, PermissionRow b) {
            return Rows.compare(a, b);
        }
    };

    /** As the holdings stand, and the rules in their roles. */
    private static final Comparator<Grant> BY_BINDING = new Comparator<>() {
        @Override
        public int compare(Grant a, Grant b) {
            int c = a.binding().key().compareTo(b.binding().key());
            c = c != 0 ? c : Integer.compare(a.subject(), b.subject());
            c = c != 0 ? c : a.rule().definedIn().compareTo(b.rule().definedIn());
            return c != 0 ? c : Integer.compare(a.rule().index(), b.rule().index());
        }
    };

    /** Whether of two URLs that mean the same the first is the spelling to keep. */
    static boolean shorterFirst(Atom first, Atom second) {
        return first.isUrl() && first.resource.length() < second.resource.length();
    }

    /** A key; {@code what} is a verb, or the names of the atoms. */
    private record Key(String namespace, String group, String resource, Object what, Standings.Verdict verdict) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && namespace.equals(that.namespace)
                    && Objects.equals(group, that.group)
                    && resource.equals(that.resource)
                    && what.equals(that.what)
                    && verdict.equals(that.verdict);
        }

        @Override
        public int hashCode() {
            int hash = 31 * namespace.hashCode() + Objects.hashCode(group);
            return 31 * (31 * hash + resource.hashCode()) + what.hashCode();
        }
    }

    /** The atoms of one verb that a row is made of. */
    private record OfVerb(String verb, List<AtomSet.Entry> entries) implements Comparable<OfVerb> {
        @Override
        public int compareTo(OfVerb other) {
            return VERBS.compare(verb, other.verb);
        }
    }

    /** The atoms that make one row: those of each of its verbs have the same names. */
    private record OfNames(List<String> names, List<OfVerb> verbs) {}

    static List<PermissionRow> of(List<AtomSet.Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Map<Key, List<AtomSet.Entry>> byVerb = new HashMap<>();
        for (AtomSet.Entry e : entries) {
            Atom a = e.atom;
            Key key = new Key(a.namespace, a.group, a.resource, a.verb, e.verdict);
            Lists.of(byVerb, key).add(e);
        }
        Map<Key, OfNames> byNames = new HashMap<>();
        for (List<AtomSet.Entry> atoms : byVerb.values()) {
            AtomSet.Entry first = atoms.get(0);
            Atom a = first.atom;
            List<String> names = names(atoms);
            Key key = new Key(a.namespace, a.group, a.resource, names, first.verdict);
            OfNames row = byNames.get(key);
            if (row == null) {
                row = new OfNames(names, new ArrayList<>(2));
                byNames.put(key, row);
            }
            row.verbs().add(new OfVerb(a.verb, atoms));
        }
        List<PermissionRow> rows = new ArrayList<>(byNames.size());
        for (OfNames row : byNames.values()) {
            rows.add(row(row));
        }
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
        String[] names = new String[atoms.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = atoms.get(i).atom.name;
        }
        Arrays.sort(names);
        return List.of(names);
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

    private static PermissionRow row(OfNames row) {
        List<OfVerb> verbs = row.verbs();
        verbs.sort(null);
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
        AtomSet.Entry any = verbs.get(0).entries().get(0);
        Standings.Verdict verdict = any.verdict;
        boolean url = any.atom.isUrl();
        return new PermissionRow(
                Scope.of(any.atom.namespace),
                url ? "" : any.atom.group,
                url ? "" : any.atom.resource,
                row.names(),
                url ? any.atom.resource : "",
                List.copyOf(names),
                verdict.standing(),
                verdict.reason(),
                verdict.scopeUnknown(),
                sorted(grants),
                sorted(redundant));
    }

    private static void collect(AtomSet.Entry entry, List<Grant> into) {
        for (int i = 0; i < entry.grants(); i++) {
            Grant grant = entry.holding(i).grant(entry.rule(i));
            if (!into.contains(grant)) {
                into.add(grant);
            }
        }
    }

    private static List<Grant> sorted(List<Grant> grants) {
        if (grants.size() < 2) {
            return List.copyOf(grants);
        }
        List<Grant> list = new ArrayList<>(grants);
        list.sort(BY_BINDING);
        return list;
    }
}
