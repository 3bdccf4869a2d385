package io.saaudit.rbac;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.Power.Atom;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import java.util.ArrayList;
import java.util.Comparator;
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

    private static final Comparator<Hit> BY_NEED = new Comparator<>() {
        @Override
        public int compare(Hit a, Hit b) {
            int c = Integer.compare(a.power(), b.power());
            return c != 0 ? c : Integer.compare(a.need(), b.need());
        }
    };

    /** Where what a rule names has an effect. */
    private enum Reach {
        NOWHERE,
        CLUSTER,
        NAMESPACES;

        static Reach of(PolicyRule rule, PowerTable table) {
            if (table.effective(rule, false)) {
                return NAMESPACES;
            }
            return table.effective(rule, true) ? CLUSTER : NOWHERE;
        }
    }

    private static final List<String> NAMELESS = List.of("create", "deletecollection", "list", "watch");

    private PowerHits() {}

    /** The hits in the order of the table, and in each need in that of the rules. */
    static List<Hit> of(Role role, PowerTable table) {
        List<Hit> hits = new ArrayList<>();
        int rules = 0;
        for (RoleRule rule : role.rules()) {
            int before = hits.size();
            Reach reach = null;
            for (PowerTable.Asked asked : table.covered(rule.policy())) {
                // A row says of the resource that it names whether it is cluster-scoped; any resource is what the rule
                // names.
                if (!asked.atom().resource().equals(Atom.SOME)) {
                    add(hits, asked, rule, asked.atom().clusterOnly());
                    continue;
                }
                reach = reach == null ? Reach.of(rule.policy(), table) : reach;
                if (reach != Reach.NOWHERE) {
                    add(hits, asked, rule, asked.atom().clusterOnly() || reach == Reach.CLUSTER);
                }
            }
            rules += hits.size() > before ? 1 : 0;
        }
        if (rules > 1) {
            hits.sort(BY_NEED); // which leaves those of a need as they are
        }
        return List.copyOf(hits);
    }

    private static void add(List<Hit> hits, PowerTable.Asked asked, RoleRule rule, boolean clusterOnly) {
        int power = asked.power();
        int need = asked.need();
        Atom atom = asked.atom();
        String object = asked.object();
        List<String> limit = rule.policy().resourceNames();
        // The entry "" allows every request that carries no name (semantics B.5).
        boolean unlimited = limit.isEmpty() || limit.contains("") && nameless(rule.policy(), atom);
        if (unlimited || atom.group() == null) {
            hits.add(new Hit(power, need, rule, object, null, true, false, clusterOnly));
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
        hits.add(new Hit(power, need, rule, object, names, matters, byApply, clusterOnly));
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
        // Asked of every rule for every row: the one word that takes any verb is looked for once.
        boolean any = wanted.equals(Atom.SOME);
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            if (any ? !entry.isEmpty() : entry.equals(wanted) || entry.equals("*")) {
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
