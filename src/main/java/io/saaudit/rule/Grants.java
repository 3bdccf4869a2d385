package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Lists;
import io.saaudit.model.Names;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Role;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import io.saaudit.rbac.BindingPowers;
import io.saaudit.rbac.HeldPower;
import io.saaudit.rbac.Holding;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The dangerous permissions that bindings give to accounts, by rule and cause, worked out once for all rules about them.
 *
 * <p>Whose: every account that a binding names, in either spelling, with all that it holds by its name and its groups; and
 * the groups that accounts are in, for all their members. What an API server gives by itself is nobody's doing and never
 * a cause, as long as the binding, the subject and the rule are its own; it counts beside what others give. Where another
 * rule tells of the same subject of the same binding, {@link Speaker} knows. A role that nobody holds is a cause of its own.
 */
public final class Grants {
    private static final String LIFTS_GUARD = "SA330";
    private static final List<String> OF_ALL = List.of(Identity.ALL_ACCOUNTS, Identity.AUTHENTICATED);
    private static final String OF_NAMESPACE = Identity.ALL_ACCOUNTS + ":";

    private Map<String, List<GrantCase>> byRule;
    private Map<String, List<Use>> usesByNamespace;

    Grants() {}

    /** The causes that a rule tells, by key. */
    synchronized List<GrantCase> of(Audit audit, String rule) {
        if (byRule == null) {
            byRule = new Search(audit).byRule();
        }
        return byRule.getOrDefault(rule, List.of());
    }

    /** What runs as the members of a group that accounts are in. */
    synchronized List<Use> members(Audit audit, String group) {
        if (isOfAll(group)) {
            return audit.workloads().all();
        }
        if (usesByNamespace == null) {
            usesByNamespace = new HashMap<>();
            for (Use use : audit.workloads().all()) {
                Lists.of(usesByNamespace, use.owner().namespace()).add(use);
            }
        }
        return usesByNamespace.getOrDefault(group.substring(OF_NAMESPACE.length()), List.of());
    }

    /** The groups of accounts that a binding names: of the whole cluster, or of one namespace. */
    static List<Identity> groups(Audit audit) {
        List<Identity> groups = new ArrayList<>();
        for (String group : new TreeSet<>(audit.state().boundGroups())) {
            Identity member = member(group);
            if (member != null) {
                groups.add(member);
            }
        }
        return groups;
    }

    /** Some member of a group that accounts are in, the group first; null for any other group. */
    private static Identity member(String group) {
        if (group.equals(Identity.AUTHENTICATED)) {
            return new Identity("", List.of(group));
        }
        if (group.equals(Identity.ALL_ACCOUNTS)) {
            return new Identity("", List.of(group, Identity.AUTHENTICATED));
        }
        boolean ofNamespace = group.startsWith(OF_NAMESPACE) && Names.isLabel(group.substring(OF_NAMESPACE.length()));
        return ofNamespace ? new Identity("", List.of(group, Identity.ALL_ACCOUNTS, Identity.AUTHENTICATED)) : null;
    }

    /** Whether every account is in the group. */
    static boolean isOfAll(String group) {
        return OF_ALL.contains(group);
    }

    /** The accounts that bindings name, by name; those of namespaces that cannot exist are nobody. */
    static List<Identity> accounts(Audit audit) {
        List<Identity> accounts = new ArrayList<>();
        for (String user : new TreeSet<>(audit.state().boundUsers())) {
            String[] account = new Identity(user, List.of()).account();
            if (account != null && Names.isLabel(account[0])) {
                accounts.add(Identity.serviceAccount(account[0], account[1]));
            }
        }
        return accounts;
    }

    /** Holdings of a known role by binding, in the order of the bindings, without the assumed ones. */
    static Map<Binding, List<Holding>> byBinding(List<Holding> holdings) {
        Map<Binding, List<Holding>> byBinding = new LinkedHashMap<>();
        for (Holding holding : holdings) {
            if (holding.role() != null && !holding.binding().assumed()) {
                Lists.of(byBinding, holding.binding()).add(holding);
            }
        }
        return byBinding;
    }

    private static final class Search {
        private final Audit audit;
        private final NamedTargets targets;
        private final GuardedNamespaces guarded;
        private final BindingPowers.Counted counted;
        private final Map<String, TreeMap<ObjectKey, GrantCase>> cases = new HashMap<>();
        /** What a binding gives the members of a group by the group alone, the worst by rule. */
        private final Map<Binding, Map<String, Severity>> ofGroups = new HashMap<>();

        Search(Audit audit) {
            this.audit = audit;
            this.targets = new NamedTargets(audit);
            this.guarded = new GuardedNamespaces(audit);
            this.counted = (holding, rule) -> !audit.stock().isByItself(holding, rule);
        }

        Map<String, List<GrantCase>> byRule() {
            for (Identity group : groups(audit)) {
                ofGroup(group);
            }
            for (Identity account : accounts(audit)) {
                ofAccount(account);
            }
            unheld();
            Map<String, List<GrantCase>> byRule = new HashMap<>();
            cases.forEach((rule, byCause) -> byRule.put(rule, List.copyOf(byCause.values())));
            return byRule;
        }

        private void ofGroup(Identity group) {
            String name = group.groups().get(0);
            List<Holding> own = audit.state().ofGroup(name).all();
            List<Holding> all = audit.state().holdings(group);
            for (Map.Entry<Binding, List<Holding>> cause : byBinding(own).entrySet()) {
                Map<String, Severity> worst = ofGroups.computeIfAbsent(cause.getKey(), b -> new HashMap<>());
                for (List<ToldPower> told : told(group, cause.getValue(), all)) {
                    worst.merge(told.get(0).id(), told.get(0).severity(), Severity::or);
                    if (Speaker.leaves(audit, cause.getValue())) {
                        add(cause.getKey(), group, cause.getValue(), told);
                    }
                }
            }
            besideGroups(group, own, all);
        }

        private void ofAccount(Identity account) {
            List<Holding> own = audit.state().ofUser(account.user()).all();
            List<Holding> all = audit.state().holdings(account);
            for (Map.Entry<Binding, List<Holding>> cause : byBinding(own).entrySet()) {
                if (Speaker.leaves(audit, cause.getValue())) {
                    for (List<ToldPower> told : told(account, cause.getValue(), all)) {
                        add(cause.getKey(), account, cause.getValue(), told);
                    }
                }
            }
            besideGroups(account, own, all);
        }

        /**
         * What a binding of a wider group comes to beside what is held by a narrower one or by name. What all members
         * have is told of the group.
         */
        private void besideGroups(Identity who, List<Holding> own, List<Holding> all) {
            if (own.size() == all.size()) {
                return;
            }
            List<Holding> wider = new ArrayList<>(all);
            wider.removeAll(own);
            wider.removeIf(holding ->
                    holding.role() == null || !audit.powers().byBinding().takesParts(holding));
            for (Map.Entry<Binding, List<Holding>> cause : byBinding(wider).entrySet()) {
                for (List<ToldPower> told : told(who, cause.getValue(), all)) {
                    Severity known = ofGroups.getOrDefault(cause.getKey(), Map.of())
                            .get(told.get(0).id());
                    boolean more = known == null || known.compareTo(told.get(0).severity()) < 0;
                    if (more && takesAnyOf(told, own)) {
                        add(cause.getKey(), who, cause.getValue(), told);
                    }
                }
            }
        }

        /** Whether it takes something that somebody gave to the narrower group or the account. */
        private boolean takesAnyOf(List<ToldPower> told, List<Holding> own) {
            for (Grant grant : told.get(0).power().grants()) {
                for (Holding holding : own) {
                    if (holding.binding() == grant.binding()
                            && holding.subject() == grant.subject()
                            && counted.counts(holding, grant.rule())) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** What is told, by rule. */
        private Collection<List<ToldPower>> told(Identity who, List<Holding> cause, List<Holding> all) {
            List<HeldPower> held = audit.powers().byBinding().through(cause, all, counted);
            return held.isEmpty() ? List.of() : byRule(Precedence.of(judged(held, who)));
        }

        /** The powers of one rule together, the worst first, without those whose decisive part is theirs as well. */
        private static Collection<List<ToldPower>> byRule(List<ToldPower> told) {
            Map<String, List<ToldPower>> byRule = new TreeMap<>();
            for (ToldPower power : told) {
                Lists.of(byRule, power.id()).add(power);
            }
            for (List<ToldPower> powers : byRule.values()) {
                powers.sort((a, b) -> b.severity().compareTo(a.severity()));
                Set<Grant> known = new HashSet<>();
                powers.removeIf(power -> !known.addAll(power.power().decisive()));
            }
            return byRule.values();
        }

        private List<HeldPower> judged(List<HeldPower> held, Identity who) {
            List<HeldPower> judged = new ArrayList<>(held.size());
            for (HeldPower power : held) {
                HeldPower real =
                        power.power().id().equals(LIFTS_GUARD) ? guarded.judged(power) : targets.judged(power, who);
                if (real != null) {
                    judged.add(real);
                }
            }
            return judged;
        }

        private void add(Binding cause, Identity who, List<Holding> through, List<ToldPower> told) {
            of(told.get(0).id(), cause.key()).add(new GrantCase.Holder(who, through, told));
        }

        private GrantCase of(String rule, ObjectKey cause) {
            return cases.computeIfAbsent(rule, r -> new TreeMap<>())
                    .computeIfAbsent(cause, c -> new GrantCase(rule, c));
        }

        /** Roles that were read and that no binding names, and no aggregated role takes in. */
        private void unheld() {
            Set<ObjectKey> held = new HashSet<>();
            for (Binding binding : audit.state().bindings()) {
                Role role = audit.state().roleOf(binding);
                if (role != null) {
                    held.add(role.key());
                }
            }
            for (Role role : audit.state().roles()) {
                boolean unheld = !role.assumed()
                        && !held.contains(role.key())
                        && !audit.state().isAggregated(role)
                        && audit.rightsKnown(role.namespace());
                if (!unheld) {
                    continue;
                }
                List<HeldPower> lower = new ArrayList<>();
                for (HeldPower power : judged(
                        audit.powers()
                                .byBinding()
                                .ofRole(
                                        role,
                                        Scope.of(role.namespace()),
                                        (holding, rule) -> !audit.stock().isBuiltIn(role, rule)),
                        null)) {
                    lower.add(power.withSeverity(unheld(role, power)));
                }
                for (List<ToldPower> told : byRule(Precedence.of(lower))) {
                    of(told.get(0).id(), role.key()).add(new GrantCase.Holder(null, List.of(), told));
                }
            }
        }

        /** One level below a RoleBinding's; in kube-system that is the same as a ClusterRoleBinding's. */
        private static Severity unheld(Role role, HeldPower held) {
            if (!role.cluster()) {
                return held.severity().lower();
            }
            // What has no effect through a RoleBinding counts as a level less there all the same.
            Severity namespaced = held.power().namespaced();
            boolean full = namespaced != null && held.severity() == held.power().cluster();
            return full ? namespaced.lower() : held.severity().lower().lower();
        }
    }
}
