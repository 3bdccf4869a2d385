package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Lists;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Power;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import io.saaudit.rbac.BindingPowers;
import io.saaudit.rbac.Holding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** SA327: a create limited to names, without effect by itself, that another binding gives one. */
final class CreateByName implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA327",
            "create-by-name",
            "A permission without effect gets one by another binding",
            Severity.LOW,
            "low through a ClusterRoleBinding, info through a RoleBinding",
            "A binding gives an account create limited to names, which does nothing by itself, since a POST carries no name;"
                    + " and another binding gives it update or patch on the same name, so that an apply of the object creates"
                    + " it. One finding a binding that gives the create.",
            "Each binding looks harmless where it is reviewed, and together they give what neither was meant to: the second one"
                    + " may be changed or added by somebody who never saw the first.",
            "Leave create with resourceNames out of the role, or put it next to the patch that it is for.",
            "Quiet where the same binding gives both, where the account may create every object of the kind anyway, and for"
                    + " kinds whose creation another rule tells of, such as Secrets and Pods (SA307, SA308).",
            List.of(References.OWASP_AUTHORIZATION, GrantReferences.REFERRING_TO_RESOURCES, GrantReferences.APPLY),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** A name that becomes creatable. */
    private record Pair(
            Identity who, Holding holding, RoleRule rule, String group, String resource, String name, Grant by) {}

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        Map<String, List<Pair>> byCause = new TreeMap<>();
        Set<String> told = toldElsewhere(audit);
        for (Identity account : Grants.accounts(audit)) {
            if (!audit.focus()
                    .onAnyOf(audit, audit.state().ofUser(account.user()).all())) {
                continue;
            }
            List<Holding> all = null;
            for (Holding own : audit.state().ofUser(account.user()).all()) {
                if (own.role() == null || own.binding().assumed()) {
                    continue;
                }
                for (RoleRule rule : own.role().rules()) {
                    if (rule.policy().resourceNames().isEmpty()
                            || !rule.policy().verbs().contains("create")) {
                        continue;
                    }
                    all = all == null ? audit.state().holdings(account) : all;
                    for (Pair pair : pairs(told, account, own, rule, all)) {
                        Lists.of(byCause, own.binding().key().toString()).add(pair);
                    }
                }
            }
        }
        for (List<Pair> pairs : byCause.values()) {
            found.accept(finding(audit, pairs));
        }
    }

    private static List<Pair> pairs(Set<String> told, Identity who, Holding own, RoleRule rule, List<Holding> all) {
        List<Pair> pairs = new ArrayList<>();
        PolicyRule policy = rule.policy();
        for (String group : policy.apiGroups()) {
            for (String resource : policy.resources()) {
                if (resource.indexOf('/') >= 0 || resource.equals("*") || told.contains(group + "/" + resource)) {
                    continue;
                }
                for (String name : policy.resourceNames()) {
                    Grant by = name.isEmpty() ? null : beside(own, group, resource, name, all);
                    if (by != null) {
                        pairs.add(new Pair(who, own, rule, group, resource, name, by));
                    }
                }
            }
        }
        return pairs;
    }

    /** Kinds whose creation another rule tells of, as {@code group/resource}. */
    private static Set<String> toldElsewhere(Audit audit) {
        Set<String> told = new HashSet<>();
        for (Power power : audit.powerTable()) {
            for (List<Power.Atom> need : power.needs()) {
                for (Power.Atom atom : need) {
                    if (atom.verb().equals("create")) {
                        told.add(atom.group() + "/" + atom.resource());
                    }
                }
            }
        }
        return told;
    }

    /** The other binding that gives update or patch on it; null where the same one does, or where there is none. */
    private static Grant beside(Holding own, String group, String resource, String name, List<Holding> all) {
        Grant by = null;
        for (Holding holding : all) {
            boolean there = holding.binding().cluster()
                    || own.binding().cluster()
                    || holding.namespace().equals(own.namespace());
            if (holding.role() == null || !there) {
                continue;
            }
            for (RoleRule rule : holding.role().rules()) {
                PolicyRule policy = rule.policy();
                if (policy.resourceNames().isEmpty() && covers(policy, group, resource, "create")) {
                    return null;
                }
                boolean named = policy.resourceNames().isEmpty()
                        || policy.resourceNames().contains(name);
                if (named && (covers(policy, group, resource, "patch") || covers(policy, group, resource, "update"))) {
                    if (holding.binding().key().equals(own.binding().key())) {
                        return null;
                    }
                    by = by == null ? holding.grant(rule) : by;
                }
            }
        }
        return by;
    }

    private static boolean covers(PolicyRule rule, String group, String resource, String verb) {
        return BindingPowers.covers(rule, new Power.Atom(group, resource, verb, Power.Atom.SOME, false));
    }

    private static Finding finding(Audit audit, List<Pair> pairs) {
        Pair first = pairs.get(0);
        Binding cause = first.holding().binding();
        Facts facts = new Facts(audit);
        TreeSet<String> extent = new TreeSet<>();
        TreeSet<String> subjects = new TreeSet<>();
        List<Power.Atom> atoms = new ArrayList<>();
        TreeSet<String> told = new TreeSet<>();
        for (Pair pair : pairs) {
            subjects.add(pair.who().user());
            atoms.add(new Power.Atom(pair.group(), pair.resource(), "create", Power.Atom.SOME, false));
            PolicyRule created = PolicyRule.resources(
                    List.of("create"), List.of(pair.group()), List.of(pair.resource()), List.of(pair.name()));
            Extent.add(cause.scope(), created, extent);
            if (told.add(pair.who().user())) {
                facts.subject(pair.holding())
                        .role(pair.holding())
                        .rules(pair.holding().role(), List.of(pair.rule()))
                        .subject(pair.by())
                        .role(pair.by())
                        .rules(pair.by().role(), List.of(pair.by().rule()));
            }
        }
        String message = "create " + first.resource() + " named " + first.name()
                + " does nothing by itself, but " + first.by().binding().key()
                + " lets it be created by an apply "
                + Words.in(cause.cluster() ? first.by().scope() : cause.scope())
                + (pairs.size() == 1 ? "" : " (and " + Words.count(pairs.size() - 1, "more name") + ")");
        Fix fix = LessRole.isOwn(audit, first.holding().role())
                ? LessRole.role(first.holding().role(), INFO.fix(), atoms)
                : LessRole.binding(List.of(cause), List.copyOf(subjects), INFO.fix() + " Or ");
        return new Finding(
                INFO.id(),
                cause.cluster() ? Severity.LOW : Severity.INFO,
                cause.key(),
                first.who().shown(),
                List.copyOf(subjects),
                message,
                new Places(audit.snapshot())
                        .add(cause.meta(), cause.places().roleRef())
                        .list(),
                facts.list(),
                List.copyOf(extent),
                fix);
    }
}
