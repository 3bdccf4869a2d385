package io.saaudit.rbac;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.Power.Atom;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which needs of which powers the rules of one role cover, whoever holds it and wherever. */
final class PowerHits {
    /**
     * A rule that covers an atom.
     *
     * @param power number of the power in the table
     * @param need number of the need in the power
     * @param object the main resource, which ties the names of several needs together; null for a URL
     * @param names names that it is limited to, or null for no limit that matters
     * @param matters whether the limit holds the name that the atom asks for, so that it counts as full
     * @param byApply whether it is a create limited to names, which has an effect only beside patch
     */
    record Hit(
            int power,
            int need,
            RoleRule rule,
            String object,
            Set<String> names,
            boolean matters,
            boolean byApply,
            boolean clusterOnly) {
        /** The same where its names are all there are. */
        Hit unlimited() {
            return new Hit(power, need, rule, object, null, true, false, clusterOnly);
        }
    }

    private static final List<String> NAMELESS = List.of("create", "deletecollection", "list", "watch");

    private PowerHits() {}

    static List<Hit> of(Role role, PowerTable table) {
        List<Hit> hits = new ArrayList<>();
        Set<String> resources = resources(role);
        for (int p = 0; p < table.size(); p++) {
            List<List<Atom>> needs = table.get(p).needs();
            for (int n = 0; n < needs.size(); n++) {
                if (resources != null && !anyOf(needs.get(n), resources)) {
                    continue;
                }
                for (RoleRule rule : role.rules()) {
                    for (Atom atom : needs.get(n)) {
                        if (covers(rule.policy(), atom)) {
                            add(hits, p, n, rule, atom, table.object(atom));
                        }
                    }
                }
            }
        }
        return List.copyOf(hits);
    }

    /** The entries of resources of all rules; null where a wildcard or a URL is among them, which asks for a close look. */
    private static Set<String> resources(Role role) {
        Set<String> resources = new HashSet<>();
        for (RoleRule rule : role.rules()) {
            if (!rule.policy().nonResourceURLs().isEmpty()) {
                return null;
            }
            for (String entry : rule.policy().resources()) {
                if (entry.startsWith("*")) {
                    return null;
                }
                resources.add(entry);
            }
        }
        return resources;
    }

    /** Whether the rules that name these resources can cover any of the atoms: most cannot, and that is quickly told. */
    private static boolean anyOf(List<Atom> atoms, Set<String> resources) {
        for (Atom atom : atoms) {
            if (atom.group() != null
                    && (resources.contains(atom.resource()) || atom.resource().equals(Atom.SOME))) {
                return true;
            }
        }
        return false;
    }

    private static void add(List<Hit> hits, int power, int need, RoleRule rule, Atom atom, String object) {
        List<String> limit = rule.policy().resourceNames();
        // The entry "" allows every request that carries no name (semantics B.5).
        boolean unlimited = limit.isEmpty() || limit.contains("") && nameless(rule.policy(), atom);
        if (unlimited || atom.group() == null) {
            hits.add(new Hit(power, need, rule, object, null, true, false, atom.clusterOnly()));
            return;
        }
        boolean main = atom.resource().indexOf('/') < 0;
        Set<String> names = new LinkedHashSet<>(limit);
        names.remove("");
        if (names.isEmpty() || main && atom.verb().equals("deletecollection")) {
            return; // a deletecollection never carries a name
        }
        boolean matters = atom.name().equals(Atom.SOME) || names.contains(atom.name());
        boolean byApply = main && atom.verb().equals("create");
        hits.add(new Hit(power, need, rule, object, names, matters, byApply, atom.clusterOnly()));
    }

    /** Whether the atom is about requests that carry no name. */
    private static boolean nameless(PolicyRule rule, Atom atom) {
        if (atom.resource().indexOf('/') >= 0) {
            return false;
        }
        return atom.verb().equals(Atom.SOME) ? anyNameless(rule.verbs()) : NAMELESS.contains(atom.verb());
    }

    private static boolean anyNameless(List<String> verbs) {
        for (String verb : NAMELESS) {
            if (entry(verbs, verb)) {
                return true;
            }
        }
        return false;
    }

    static boolean covers(PolicyRule rule, Atom atom) {
        if (!verb(rule.verbs(), atom.verb())) {
            return false;
        }
        if (atom.group() == null) {
            for (String url : rule.nonResourceURLs()) {
                if (RuleMatcher.urlEntry(url, atom.resource())) {
                    return true;
                }
            }
            return false;
        }
        return entry(rule.apiGroups(), atom.group()) && resource(rule.resources(), atom.resource());
    }

    private static boolean verb(List<String> entries, String wanted) {
        for (String entry : entries) {
            if (coversVerb(entry, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean entry(List<String> entries, String wanted) {
        if (wanted.equals(Atom.SOME)) {
            return !entries.isEmpty();
        }
        return entries.contains(wanted) || entries.contains("*");
    }

    private static boolean resource(List<String> entries, String wanted) {
        if (wanted.equals(Atom.SOME)) {
            return anyServed(entries);
        }
        if (entry(entries, wanted)) {
            return true;
        }
        int slash = wanted.indexOf('/');
        return slash >= 0 && entries.contains("*" + wanted.substring(slash));
    }

    /**
     * Whether one of them is more than the subresource finalizers, which no API serves and no CustomResourceDefinition
     * can: it is asked about where an owner is set that blocks deletion, by an admission plugin that is off unless it is
     * asked for (semantics A.5).
     */
    private static boolean anyServed(List<String> resources) {
        for (String resource : resources) {
            if (!resource.endsWith("/finalizers")) {
                return true;
            }
        }
        return false;
    }

    /** Whether a single entry covers what an atom asks for. */
    static boolean covers(String entry, String wanted) {
        return entry.equals("*") || entry.equals(wanted) || wanted.equals(Atom.SOME);
    }

    /** The same for verbs: the empty one is taken by the server and is that of no request, so it is not any verb. */
    static boolean coversVerb(String entry, String wanted) {
        return !entry.isEmpty() && covers(entry, wanted);
    }

    /** The same for resources, where {@code *}{@code /SUB} is a wildcard too. */
    static boolean coversResource(String entry, String wanted) {
        if (covers(entry, wanted)) {
            return true;
        }
        int slash = wanted.indexOf('/');
        return slash >= 0
                && entry.length() == wanted.length() - slash + 1
                && entry.startsWith("*/")
                && wanted.startsWith(entry.substring(1), slash);
    }
}
