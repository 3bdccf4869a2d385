package io.saaudit.rbac;

import io.saaudit.model.RoleRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Atoms with the grants that yield them, able to find what covers an atom without comparing all pairs: the wider atoms
 * of one are few (cluster or own scope, {@code *} or own entry in each list), so they are looked up.
 */
final class AtomSet {
    private final Map<Atom, Entry> entries = new HashMap<>();
    private final List<Entry> starUrls = new ArrayList<>();
    private boolean clusterScope;
    private boolean anyGroup;
    private boolean anyResource;
    private boolean anySubresource;
    private boolean anyVerb;

    /** An atom, what it is worth, and who gives it. */
    static final class Entry {
        final Atom atom;
        final Standings.Verdict verdict;
        // Most atoms come from one rule only.
        private Holding holding;
        private RoleRule rule;
        private List<Holding> moreHoldings = List.of();
        private List<RoleRule> moreRules = List.of();

        /** Entries that this one covers. */
        List<Entry> covered = List.of();

        Entry(Atom atom, Standings.Verdict verdict) {
            this.atom = atom;
            this.verdict = verdict;
        }

        /** Adds a rule that yields it; the same one twice in a row counts once. */
        void from(Holding by, RoleRule with) {
            if (rule == null) {
                holding = by;
                rule = with;
                return;
            }
            int last = moreRules.size() - 1;
            boolean again = last < 0
                    ? rule == with && holding == by
                    : moreRules.get(last) == with && moreHoldings.get(last) == by;
            if (!again) {
                if (last < 0) {
                    moreHoldings = new ArrayList<>(2);
                    moreRules = new ArrayList<>(2);
                }
                moreHoldings.add(by);
                moreRules.add(with);
            }
        }

        /** How many rules yield it. */
        int grants() {
            return 1 + moreRules.size();
        }

        /** Who gives the rule of this number. */
        Holding holding(int number) {
            return number == 0 ? holding : moreHoldings.get(number - 1);
        }

        /** The rule of this number. */
        RoleRule rule(int number) {
            return number == 0 ? rule : moreRules.get(number - 1);
        }

        void cover(Entry smaller) {
            if (covered.isEmpty()) {
                covered = new ArrayList<>(2);
            }
            covered.add(smaller);
        }
    }

    Entry get(Atom atom) {
        return entries.get(atom);
    }

    void add(Entry entry) {
        Atom atom = entry.atom;
        entries.put(atom, entry);
        clusterScope |= atom.namespace.isEmpty();
        anyVerb |= atom.verb.equals("*");
        if (atom.isUrl()) {
            if (atom.resource.endsWith("*")) {
                starUrls.add(entry);
            }
            return;
        }
        anyGroup |= atom.group.equals("*");
        anyResource |= atom.resource.equals("*");
        anySubresource |= atom.resource.startsWith("*/");
    }

    /** Takes an entry out again; what is known of wildcards stays, which costs a look-up and changes nothing. */
    void remove(Entry entry) {
        entries.remove(entry.atom);
    }

    Collection<Entry> all() {
        return entries.values();
    }

    /** Adds every other entry that covers the atom. */
    void covering(Atom atom, List<Entry> to) {
        if (atom.isUrl()) {
            coveringUrl(atom, to);
            return;
        }
        String own = atom.resource;
        String wide = anyResource && !own.equals("*") ? "*" : null;
        String sub = null;
        if (anySubresource && own.indexOf('/') >= 0 && !own.startsWith("*/")) {
            sub = "*" + atom.subresourceWithSlash();
        }
        scopes(atom, own, to);
        if (wide != null) {
            scopes(atom, wide, to);
        }
        if (sub != null) {
            scopes(atom, sub, to);
        }
    }

    private void scopes(Atom atom, String resource, List<Entry> to) {
        groups(atom, atom.namespace, resource, to);
        if (clusterScope && !atom.namespace.isEmpty()) {
            groups(atom, "", resource, to);
        }
    }

    private void groups(Atom atom, String namespace, String resource, List<Entry> to) {
        names(atom, namespace, atom.group, resource, to);
        if (anyGroup && !atom.group.equals("*")) {
            names(atom, namespace, "*", resource, to);
        }
    }

    private void names(Atom atom, String namespace, String group, String resource, List<Entry> to) {
        verbs(atom, namespace, group, resource, atom.name, to);
        if (atom.name != null) {
            verbs(atom, namespace, group, resource, Atom.ANY, to);
        }
    }

    private void verbs(Atom atom, String namespace, String group, String resource, String name, List<Entry> to) {
        lookUp(atom, new Atom(namespace, group, resource, name, atom.verb), to);
        if (anyVerb && !atom.verb.equals("*")) {
            lookUp(atom, new Atom(namespace, group, resource, name, "*"), to);
        }
    }

    private void coveringUrl(Atom atom, List<Entry> to) {
        String[] scopes = atom.namespace.isEmpty() ? new String[] {""} : new String[] {atom.namespace, ""};
        for (String namespace : scopes) {
            verbs(atom, namespace, null, atom.resource, Atom.ANY, to);
        }
        for (Entry star : starUrls) {
            if (!star.atom.resource.equals(atom.resource) && atom.within(star.atom)) {
                to.add(star);
            }
        }
    }

    private void lookUp(Atom atom, Atom wider, List<Entry> to) {
        if (!wider.equals(atom)) {
            Entry entry = entries.get(wider);
            if (entry != null) {
                to.add(entry);
            }
        }
    }
}
