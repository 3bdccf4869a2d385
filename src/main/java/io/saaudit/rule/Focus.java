package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;
import io.saaudit.rbac.Holding;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What rules look at: everything, or what has to do with some namespaces. What lies outside of it is known to rules all
 * the same; they only have nothing to say about it. A rule that costs little may look at everything.
 *
 * <p>Of some namespaces these are looked at: their accounts, workloads, Roles and RoleBindings, all ClusterRoles, and the
 * bindings elsewhere that name one of their accounts or the group of them, or that give rights on objects by name in the
 * whole cluster.
 */
public final class Focus {
    /** Everything. */
    public static final Focus ALL = new Focus(null, null, null, true);

    private static final String OF_NAMESPACE = Identity.ALL_ACCOUNTS + ":";

    private final Set<String> namespaces;
    private final Set<ObjectKey> named;
    private final Set<String> subjects;
    private final boolean wide;
    private List<Account> accounts;
    private List<Use> uses;
    private List<Binding> bindings;
    private Set<ObjectKey> keys;

    private Focus(Set<String> namespaces, Set<ObjectKey> named, Set<String> subjects, boolean wide) {
        this.namespaces = namespaces;
        this.named = named;
        this.subjects = subjects;
        this.wide = wide;
    }

    /**
     * What has to do with some namespaces.
     *
     * @param namespaces these
     * @param bindings bindings that are looked at besides
     * @param subjects names of users and groups, as {@link #name} makes them, of whom all bindings are looked at
     * @param wide whether all ClusterRoleBindings are looked at
     */
    public static Focus on(Set<String> namespaces, Set<ObjectKey> bindings, Set<String> subjects, boolean wide) {
        return new Focus(Set.copyOf(namespaces), Set.copyOf(bindings), Set.copyOf(subjects), wide);
    }

    /** The same for another audit: what is looked at there is worked out anew. */
    Focus again() {
        return isAll() ? this : new Focus(namespaces, named, subjects, wide);
    }

    /** Whether it is everything. */
    public boolean isAll() {
        return namespaces == null;
    }

    /** The accounts to look at. */
    synchronized List<Account> accounts(Audit audit) {
        if (isAll()) {
            return audit.accounts().all();
        }
        if (accounts == null) {
            accounts = new ArrayList<>();
            for (Account account : audit.accounts().all()) {
                if (namespaces.contains(account.namespace())) {
                    accounts.add(account);
                }
            }
        }
        return accounts;
    }

    /** The workloads to look at. */
    synchronized List<Use> uses(Audit audit) {
        if (isAll()) {
            return audit.workloads().all();
        }
        if (uses == null) {
            uses = new ArrayList<>();
            for (Use use : audit.workloads().all()) {
                if (namespaces.contains(use.owner().namespace())) {
                    uses.add(use);
                }
            }
        }
        return uses;
    }

    /** The bindings to look at, in their order: with one definition of an object all of them. */
    synchronized List<Binding> bindings(Audit audit) {
        if (isAll()) {
            return audit.state().bindings();
        }
        if (bindings == null) {
            keys = new HashSet<>();
            for (Binding binding : audit.state().bindings()) {
                if (meets(audit, binding)) {
                    keys.add(binding.key());
                }
            }
            bindings = new ArrayList<>();
            for (Binding binding : audit.state().bindings()) {
                if (keys.contains(binding.key())) {
                    bindings.add(binding);
                }
            }
        }
        return bindings;
    }

    private boolean meets(Audit audit, Binding binding) {
        if (namespaces.contains(binding.namespace())
                || named.contains(binding.key())
                || binding.cluster() && (wide || givesByName(audit.state().roleOf(binding)))) {
            return true;
        }
        for (Subject subject : binding.subjects()) {
            if (namespaces.contains(namespace(subject, binding)) || subjects.contains(Bound.name(subject, binding))) {
                return true;
            }
        }
        return false;
    }

    /** Rights on objects by name are as bad as what these may do, wherever they are. */
    private static boolean givesByName(Role role) {
        if (role != null) {
            for (RoleRule rule : role.rules()) {
                if (!rule.policy().resourceNames().isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the binding is looked at. */
    synchronized boolean on(Audit audit, Binding binding) {
        if (isAll()) {
            return true;
        }
        bindings(audit);
        return keys.contains(binding.key());
    }

    /** Whether any of these is by a binding that is looked at. */
    boolean onAnyOf(Audit audit, List<Holding> holdings) {
        for (Holding holding : holdings) {
            if (on(audit, holding.binding())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the role is looked at. */
    boolean on(Role role) {
        return isAll() || role.cluster() || namespaces.contains(role.namespace());
    }

    /** What tells a subject from others: its user name, or {@code group:NAME}. */
    public static String name(Subject subject, Binding binding) {
        return Bound.name(subject, binding);
    }

    /**
     * The namespace of the account, or of the group of accounts, that a subject names; empty where it names anything else.
     *
     * @param binding where it stands
     */
    public static String namespace(Subject subject, Binding binding) {
        if (subject instanceof Subject.ServiceAccountRef account) {
            return account.namespace().isEmpty() ? binding.namespace() : account.namespace();
        }
        if (subject instanceof Subject.User) {
            String[] account = new Identity(subject.name(), List.of()).account();
            return account == null ? "" : account[0];
        }
        return subject.name().startsWith(OF_NAMESPACE) ? subject.name().substring(OF_NAMESPACE.length()) : "";
    }
}
