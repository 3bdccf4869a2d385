package io.saaudit.catalog;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Power;
import io.saaudit.model.Power.Atom;
import io.saaudit.model.Role;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import io.saaudit.rbac.HeldPower;
import io.saaudit.rbac.HeldPowers;
import io.saaudit.rbac.RbacState;
import io.saaudit.testing.Kube;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What somebody holds, and a plain reading of how {@link Power} is met by it. */
final class Holdings {
    private record Held(Scope scope, PolicyRule rule) {}

    private final List<Held> held = new ArrayList<>();

    static Holdings none() {
        return new Holdings();
    }

    static Holdings cluster(String verbs, String group, String resources, String... names) {
        return none().andCluster(verbs, group, resources, names);
    }

    static Holdings in(String namespace, String verbs, String group, String resources, String... names) {
        return none().andIn(namespace, verbs, group, resources, names);
    }

    static Holdings url(String verbs, String url) {
        Holdings holdings = none();
        holdings.held.add(new Held(Scope.CLUSTER, PolicyRule.urls(List.of(verbs.split(",")), List.of(url))));
        return holdings;
    }

    Holdings andCluster(String verbs, String group, String resources, String... names) {
        return andIn("", verbs, group, resources, names);
    }

    Holdings andIn(String namespace, String verbs, String group, String resources, String... names) {
        held.add(new Held(
                Scope.of(namespace),
                PolicyRule.resources(
                        List.of(verbs.split(",")), List.of(group), List.of(resources.split(",")), List.of(names))));
        return this;
    }

    Holdings and(Holdings other) {
        held.addAll(other.held);
        return this;
    }

    static Holdings of(Scope scope, PolicyRule rule) {
        Holdings holdings = none();
        holdings.held.add(new Held(scope, rule));
        return holdings;
    }

    /** The worst severity at which the code under test finds the id held, or null. */
    Severity worstFound(String id) {
        List<Role> roles = new ArrayList<>();
        List<Binding> bindings = new ArrayList<>();
        for (int i = 0; i < held.size(); i++) {
            String namespace = held.get(i).scope.namespace();
            roles.add(Kube.clusterRole("r" + i, held.get(i).rule));
            bindings.add(
                    namespace.isEmpty()
                            ? Kube.clusterRoleBinding("b" + i, "r" + i, Kube.user("jane"))
                            : Kube.roleBinding(namespace, "b" + i, "ClusterRole", "r" + i, Kube.user("jane")));
        }
        RbacState state = RbacState.of(roles, bindings, List.of(), List.of());
        return new HeldPowers(Catalog.powers())
                .of(state.holdings(new Identity("jane", List.of()))).stream()
                        .filter(p -> p.power().id().equals(id))
                        .map(HeldPower::severity)
                        .max(Severity::compareTo)
                        .orElse(null);
    }

    /** The worst severity at which any row of the id is met in any scope, or null. */
    Severity worst(String id) {
        Set<Scope> scopes = new TreeSet<>(Set.of(Scope.CLUSTER));
        held.forEach(h -> scopes.add(h.scope));
        Severity worst = null;
        for (Power power : Catalog.powers()) {
            if (power.id().equals(id)) {
                for (Scope scope : scopes) {
                    Severity severity = severity(power, scope);
                    worst = worst == null ? severity : severity == null ? worst : worst.or(severity);
                }
            }
        }
        return worst;
    }

    private Severity severity(Power power, Scope scope) {
        Severity worst = null;
        List<List<Atom>> choices = List.of(List.of());
        for (List<Atom> need : power.needs()) {
            List<List<Atom>> longer = new ArrayList<>();
            for (List<Atom> choice : choices) {
                for (Atom atom : need) {
                    List<Atom> next = new ArrayList<>(choice);
                    next.add(atom);
                    longer.add(next);
                }
            }
            choices = longer;
        }
        for (List<Atom> choice : choices) {
            Severity severity = severity(power, choice, scope);
            worst = worst == null ? severity : severity == null ? worst : worst.or(severity);
        }
        return worst;
    }

    private Severity severity(Power power, List<Atom> choice, Scope scope) {
        boolean otherNames = false;
        Map<String, Set<String>> common = new HashMap<>();
        for (Atom atom : choice) {
            Set<String> names = names(atom, scope);
            if (names == null || names.contains(atom.name())) {
                continue;
            }
            if (names.isEmpty()) {
                return null;
            }
            if (!atom.name().equals(Atom.SOME)) {
                otherNames = true;
            }
            int slash = atom.resource().indexOf('/');
            String main = atom.group() + "|"
                    + (slash < 0 ? atom.resource() : atom.resource().substring(0, slash));
            Set<String> left = common.computeIfAbsent(main, k -> new HashSet<>(names));
            left.retainAll(names);
            if (left.isEmpty()) {
                return null;
            }
        }
        return power.severity(scope, otherNames);
    }

    /** The names for which the atom is held in the scope; null for every name. */
    private Set<String> names(Atom atom, Scope scope) {
        Set<String> names = new HashSet<>();
        for (Held h : held) {
            boolean counts = h.scope.equals(Scope.CLUSTER) || h.scope.equals(scope) && !atom.clusterOnly();
            boolean ownNamespace = "".equals(atom.group())
                    && (atom.resource() + "/").startsWith("namespaces/")
                    && !h.scope.equals(Scope.CLUSTER)
                    && !h.rule.resourceNames().isEmpty();
            if (counts && covers(h.rule, atom) && ownNamespace) {
                // Through a RoleBinding its own Namespace object is all there is.
                if (h.rule.resourceNames().contains(h.scope.namespace())) {
                    return null;
                }
            } else if (counts && covers(h.rule, atom)) {
                if (h.rule.resourceNames().isEmpty()
                        || h.rule.resourceNames().contains("") && isNameless(h.rule, atom)) {
                    return null;
                }
                if (!atom.verb().equals("deletecollection")) {
                    names.addAll(h.rule.resourceNames());
                }
            }
        }
        if (atom.verb().equals("create") && atom.resource().indexOf('/') < 0 && !names.isEmpty()) {
            Set<String> applied =
                    names(new Atom(atom.group(), atom.resource(), "patch", Atom.EVERY, atom.clusterOnly()), scope);
            if (applied != null) {
                names.retainAll(applied);
            }
        }
        names.remove("");
        return names;
    }

    private static boolean isNameless(PolicyRule rule, Atom atom) {
        List<String> nameless = List.of("list", "watch", "create", "deletecollection");
        boolean any = nameless.stream().anyMatch(v -> rule.verbs().contains(v))
                || rule.verbs().contains("*");
        return atom.resource().indexOf('/') < 0
                && (nameless.contains(atom.verb()) || atom.verb().equals(Atom.SOME) && any);
    }

    private static boolean covers(PolicyRule rule, Atom atom) {
        if (!covers(rule.verbs(), atom.verb())) {
            return false;
        }
        if (atom.group() == null) {
            for (String url : rule.nonResourceURLs()) {
                if (url.equals(atom.resource())
                        || url.endsWith("*") && atom.resource().startsWith(url.substring(0, url.length() - 1))) {
                    return true;
                }
            }
            return false;
        }
        int slash = atom.resource().indexOf('/');
        return covers(rule.apiGroups(), atom.group())
                && (covers(rule.resources(), atom.resource())
                        || slash >= 0
                                && rule.resources()
                                        .contains("*" + atom.resource().substring(slash)));
    }

    private static boolean covers(List<String> entries, String wanted) {
        return wanted.equals(Atom.SOME) && !entries.isEmpty() || entries.contains("*") || entries.contains(wanted);
    }

    @Override
    public String toString() {
        return held.toString();
    }
}
