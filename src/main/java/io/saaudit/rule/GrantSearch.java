package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Lists;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import io.saaudit.rbac.BindingPowers;
import io.saaudit.rbac.HeldPower;
import io.saaudit.rbac.Holding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Works out for {@link Grants} who has which dangerous permission by which binding. */
final class GrantSearch {
    private static final String LIFTS_GUARD = "SA330";

    private static final Comparator<GrantCase> BY_CAUSE = new Comparator<>() {
        @Override
        public int compare(GrantCase a, GrantCase b) {
            return a.cause().compareTo(b.cause());
        }
    };

    private final Audit audit;
    private final NamedTargets targets;
    private final GuardedNamespaces guarded;
    private final BindingPowers.Counted counted;
    private final Map<String, Map<ObjectKey, GrantCase>> cases = new HashMap<>();
    /** Whether a binding that was read names a group that accounts are in. */
    private boolean groupsGive;

    /** What a binding gives the members of a group by the group alone, the worst by rule. */
    private final Map<Binding, Map<String, Severity>> ofGroups = new HashMap<>();

    GrantSearch(Audit audit) {
        this.audit = audit;
        this.targets = new NamedTargets(audit);
        this.guarded = new GuardedNamespaces(audit);
        this.counted = new BindingPowers.Counted() {
            @Override
            public boolean counts(Holding holding, RoleRule rule) {
                return !audit.stock().isByItself(holding, rule);
            }
        };
    }

    Map<String, List<GrantCase>> byRule() {
        Set<String> wider = widerGroups();
        for (Identity group : Grants.groups(audit)) {
            List<Holding> own = audit.state().ofGroup(group.groups().get(0)).all();
            groupsGive |= anyRead(own);
            if (audit.focus().onAnyOf(audit, own) || !Collections.disjoint(group.groups(), wider)) {
                ofGroup(group);
            }
        }
        for (Identity account : Grants.accounts(audit, wider)) {
            ofAccount(account);
        }
        unheld();
        Map<String, List<GrantCase>> byRule = new HashMap<>();
        for (Map.Entry<String, Map<ObjectKey, GrantCase>> entry : cases.entrySet()) {
            List<GrantCase> sorted = new ArrayList<>(entry.getValue().values());
            sorted.sort(BY_CAUSE);
            byRule.put(entry.getKey(), List.copyOf(sorted));
        }
        return byRule;
    }

    private void ofGroup(Identity group) {
        String name = group.groups().get(0);
        List<Holding> own = audit.state().ofGroup(name).all();
        List<Holding> all = audit.state().holdings(group);
        for (Map.Entry<Binding, List<Holding>> cause : Grants.byBinding(own).entrySet()) {
            Map<String, Severity> worst = ofGroups.getOrDefault(cause.getKey(), new HashMap<>());
            ofGroups.put(cause.getKey(), worst);
            for (List<ToldPower> told : told(group, cause.getValue(), all)) {
                Severity severity = told.get(0).severity();
                Severity known = worst.get(told.get(0).id());
                worst.put(told.get(0).id(), known == null ? severity : known.or(severity));
                if (Speaker.leaves(audit, cause.getValue())) {
                    add(cause.getKey(), group, cause.getValue(), told);
                }
            }
        }
        besideGroups(group, own, all);
    }

    private void ofAccount(Identity account) {
        List<Holding> own = audit.state().ofUser(account.user()).all();
        if (!groupsGive && !anyRead(own)) {
            return; // one of the server's own controllers, most of the accounts of a small input
        }
        List<Holding> all = audit.state().holdings(account);
        for (Map.Entry<Binding, List<Holding>> cause : Grants.byBinding(own).entrySet()) {
            if (Speaker.leaves(audit, cause.getValue())) {
                for (List<ToldPower> told : told(account, cause.getValue(), all)) {
                    add(cause.getKey(), account, cause.getValue(), told);
                }
            }
        }
        besideGroups(account, own, all);
    }

    /** Groups of accounts that are given something to look at which may come to more beside what a member holds by name. */
    private Set<String> widerGroups() {
        Set<String> groups = new HashSet<>();
        if (audit.focus().isAll()) {
            return groups; // then everybody is looked at
        }
        for (Identity group : Grants.groups(audit)) {
            String name = group.groups().get(0);
            for (Holding holding : audit.state().ofGroup(name).all()) {
                if (isWider(holding)) {
                    groups.add(name);
                }
            }
        }
        return groups;
    }

    private boolean isWider(Holding holding) {
        return holding.role() != null
                && !holding.binding().assumed()
                && audit.focus().on(audit, holding.binding())
                && audit.powers().byBinding().takesParts(holding);
    }

    /** Whether any of it was read, and not assumed: what is assumed is never a cause. */
    private static boolean anyRead(List<Holding> holdings) {
        for (Holding holding : holdings) {
            if (!holding.binding().assumed()) {
                return true;
            }
        }
        return false;
    }

    /**
     * What a binding of a wider group comes to beside what is held by a narrower one or by name. What all members
     * have is told of the group.
     */
    private void besideGroups(Identity who, List<Holding> own, List<Holding> all) {
        if (own.size() == all.size()) {
            return;
        }
        List<Holding> wider = new ArrayList<>();
        for (Holding holding : all) {
            if (isWider(holding) && !own.contains(holding)) {
                wider.add(holding);
            }
        }
        for (Map.Entry<Binding, List<Holding>> cause : Grants.byBinding(wider).entrySet()) {
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
            powers.sort(ToldPower.WORST_FIRST);
            Set<Grant> known = new HashSet<>();
            for (Iterator<ToldPower> left = powers.iterator(); left.hasNext(); ) {
                if (!known.addAll(left.next().power().decisive())) {
                    left.remove();
                }
            }
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
        if (!audit.focus().on(audit, cause)) {
            return;
        }
        of(told.get(0).id(), cause.key()).add(new GrantCase.Holder(who, through, told));
    }

    private GrantCase of(String rule, ObjectKey cause) {
        Map<ObjectKey, GrantCase> ofRule = cases.get(rule);
        if (ofRule == null) {
            ofRule = new HashMap<>();
            cases.put(rule, ofRule);
        }
        GrantCase found = ofRule.get(cause);
        if (found == null) {
            found = new GrantCase(rule, cause);
            ofRule.put(cause, found);
        }
        return found;
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
            if (!unheld || !audit.focus().on(role)) {
                continue;
            }
            BindingPowers.Counted added = new BindingPowers.Counted() {
                @Override
                public boolean counts(Holding holding, RoleRule rule) {
                    return !audit.stock().isBuiltIn(role, rule);
                }
            };
            Scope scope = Scope.of(role.namespace());
            List<HeldPower> lower = new ArrayList<>();
            for (HeldPower power : judged(audit.powers().byBinding().ofRole(role, scope, added), null)) {
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
