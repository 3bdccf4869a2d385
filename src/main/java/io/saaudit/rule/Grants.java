package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.Lists;
import io.saaudit.model.Names;
import io.saaudit.rbac.Holding;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final List<String> OF_ALL = List.of(Identity.ALL_ACCOUNTS, Identity.AUTHENTICATED);
    private static final String OF_NAMESPACE = Identity.ALL_ACCOUNTS + ":";

    private Map<String, List<GrantCase>> byRule;
    private Map<String, List<Use>> usesByNamespace;

    Grants() {}

    /** The causes that a rule tells, by key. */
    synchronized List<GrantCase> of(Audit audit, String rule) {
        if (byRule == null) {
            byRule = new GrantSearch(audit).byRule();
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
        return accounts(new ArrayList<>(audit.state().boundUsers()));
    }

    /**
     * Those of them that a binding names which is looked at.
     *
     * @param besides groups whose members are among them too
     */
    static List<Identity> accounts(Audit audit, Set<String> besides) {
        Focus focus = audit.focus();
        if (focus.isAll()) {
            return accounts(audit);
        }
        List<String> users = new ArrayList<>();
        for (String user : audit.state().boundUsers()) {
            if (focus.onAnyOf(audit, audit.state().ofUser(user).all()) || isMember(user, besides)) {
                users.add(user);
            }
        }
        return accounts(users);
    }

    private static List<Identity> accounts(List<String> users) {
        users.sort(null);
        List<Identity> accounts = new ArrayList<>();
        for (String user : users) {
            String[] account = new Identity(user, List.of()).account();
            if (account != null && Names.isLabel(account[0])) {
                accounts.add(Identity.serviceAccount(account[0], account[1]));
            }
        }
        return accounts;
    }

    private static boolean isMember(String user, Set<String> groups) {
        if (groups.isEmpty()) {
            return false;
        }
        String[] account = new Identity(user, List.of()).account();
        return account != null && !Collections.disjoint(groups, Identity.accountGroups(account[0]));
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
}
