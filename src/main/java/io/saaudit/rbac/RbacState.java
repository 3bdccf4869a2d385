package io.saaudit.rbac;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Lists;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRef;
import io.saaudit.model.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Roles and bindings as the authorizer sees them: roles resolved, bindings found by subject.
 *
 * <p>Subjects are indexed by the string that the authorizer compares (pkg/registry/rbac/validation/rule.go): a user
 * name, which for an account is {@code system:serviceaccount:NS:NAME}, or a group's name.
 */
public final class RbacState {
    /** ClusterRoleBindings first, as the authorizer visits them, then by namespace and name. */
    static final Comparator<Binding> BY_KEY = new Comparator<>() {
        @Override
        public int compare(Binding a, Binding b) {
            return a.key().compareTo(b.key());
        }
    };

    private static final Comparator<Holding> BY_BINDING = new Comparator<>() {
        @Override
        public int compare(Holding a, Holding b) {
            int c = a.binding().key().compareTo(b.binding().key());
            return c != 0 ? c : Integer.compare(a.subject(), b.subject());
        }
    };

    private final RoleSet roles;
    private final List<Binding> bindings;
    private final Map<String, Held> byUser = new HashMap<>();
    private final Map<String, Held> byGroup = new HashMap<>();
    private final Map<Binding, Holding[]> byBinding = new IdentityHashMap<>();
    private final List<Holding> unresolved = new ArrayList<>();
    /** All accounts of a namespace are in the same groups. Several threads ask. */
    private final Map<List<String>, List<Holding>> byGroups = new ConcurrentHashMap<>();

    private Map<ObjectKey, List<Binding>> byRole;

    private RbacState(RoleSet roles, List<Binding> bindings) {
        this.roles = roles;
        this.bindings = bindings;
        for (Binding binding : bindings) {
            index(binding);
        }
    }

    /**
     * Puts together what was read and what is assumed; an assumed object gives way to any of its name that was read.
     *
     * @param roles roles that were read
     * @param bindings bindings that were read
     * @param assumedRoles built-in roles, or none
     * @param assumedBindings built-in bindings, or none
     */
    public static RbacState of(
            List<Role> roles, List<Binding> bindings, List<Role> assumedRoles, List<Binding> assumedBindings) {
        Set<ObjectKey> read = new HashSet<>();
        List<Role> allRoles = withAssumed(roles, assumedRoles, read);
        List<Binding> allBindings = withAssumed(bindings, assumedBindings, read);
        allBindings.sort(BY_KEY); // a stable order of grants
        return new RbacState(RoleSet.of(allRoles), List.copyOf(allBindings));
    }

    private static <T extends KubeObject> List<T> withAssumed(List<T> read, List<T> assumed, Set<ObjectKey> keys) {
        List<T> all = new ArrayList<>(read.size() + assumed.size());
        for (T object : read) {
            keys.add(object.key());
            all.add(object);
        }
        for (T object : assumed) {
            if (!keys.contains(object.key())) {
                all.add(object);
            }
        }
        return all;
    }

    /** All bindings, those of the whole cluster first, then by key. */
    public List<Binding> bindings() {
        return bindings;
    }

    /** The bindings that give the role, in their order. */
    public synchronized List<Binding> giving(Role role) {
        if (byRole == null) {
            byRole = new HashMap<>();
            for (Binding binding : bindings) {
                Role given = roleOf(binding);
                if (given != null) {
                    Lists.of(byRole, given.key()).add(binding);
                }
            }
        }
        return byRole.getOrDefault(role.key(), List.of());
    }

    /** The role that a binding gives, with its effective rules; null when it is not there. */
    public Role roleOf(Binding binding) {
        RoleRef ref = binding.roleRef();
        return roles.resolve(binding.namespace(), ref.kind(), ref.name());
    }

    /** All roles with their effective rules, in no order. */
    public Collection<Role> roles() {
        return roles.all();
    }

    /** A ClusterRole (empty namespace) or Role with its effective rules; null when it is not there. */
    public Role role(String namespace, String name) {
        return roles.resolve(namespace, namespace.isEmpty() ? "ClusterRole" : "Role", name);
    }

    /** Whether a ClusterRole in sight takes in the rules of this one by its aggregationRule. */
    public boolean isAggregated(Role role) {
        return roles.isAggregated(role);
    }

    /** Everything that the identity holds by its name and by its groups, in the order of the bindings. */
    public List<Holding> holdings(Identity identity) {
        List<Holding> own = ofUser(identity.user()).all();
        List<Holding> groups = byGroups.get(identity.groups());
        if (groups == null) {
            groups = byGroups(identity.groups());
            byGroups.put(identity.groups(), groups);
        }
        return own.isEmpty() ? groups : merged(own, groups);
    }

    private List<Holding> byGroups(List<String> groups) {
        List<Holding> all = new ArrayList<>();
        for (String group : new LinkedHashSet<>(groups)) {
            all.addAll(ofGroup(group).all());
        }
        all.sort(BY_BINDING);
        return List.copyOf(all);
    }

    /** Two lists in the order of the bindings as one. */
    private static List<Holding> merged(List<Holding> a, List<Holding> b) {
        List<Holding> all = new ArrayList<>(a.size() + b.size());
        int i = 0;
        int j = 0;
        while (i < a.size() && j < b.size()) {
            all.add(BY_BINDING.compare(a.get(i), b.get(j)) <= 0 ? a.get(i++) : b.get(j++));
        }
        all.addAll(a.subList(i, a.size()));
        all.addAll(b.subList(j, b.size()));
        return all;
    }

    /** What is bound to the user name alone. */
    public Held ofUser(String user) {
        return byUser.getOrDefault(user, Held.NOTHING);
    }

    /** What is bound to the group. */
    public Held ofGroup(String group) {
        return byGroup.getOrDefault(group, Held.NOTHING);
    }

    /** User names that some subject means; accounts in either spelling are among them. */
    public Set<String> boundUsers() {
        return byUser.keySet();
    }

    /** Groups that some subject names. */
    public Set<String> boundGroups() {
        return byGroup.keySet();
    }

    /** Bindings whose role was not found, once for each subject that can match somebody. */
    public List<Holding> unresolved() {
        return unresolved;
    }

    /** What a subject of one of the bindings holds by it; null where the subject matches nobody. */
    public Holding holding(Binding binding, int subject) {
        return byBinding.get(binding)[subject];
    }

    private void index(Binding binding) {
        Role role = roleOf(binding);
        Holding[] bySubject = new Holding[binding.subjects().size()];
        byBinding.put(binding, bySubject);
        for (int i = 0; i < binding.subjects().size(); i++) {
            Subject subject = binding.subjects().get(i);
            String user = userName(subject, binding);
            Map<String, Held> index = user != null ? byUser : byGroup;
            String name = user != null ? user : subject instanceof Subject.Group ? subject.name() : null;
            if (name == null) {
                continue;
            }
            Holding holding = new Holding(binding, i, role);
            bySubject[i] = holding;
            Held held = index.get(name);
            if (held == null) {
                held = new Held();
                index.put(name, held);
            }
            held.add(holding);
            if (role == null) {
                unresolved.add(holding);
            }
        }
    }

    /**
     * The user name that a subject means, or null for a group or a subject that matches nobody. An account without a
     * namespace is one of the binding's namespace; in a ClusterRoleBinding it never matches (semantics C).
     */
    public static String userName(Subject subject, Binding binding) {
        if (subject instanceof Subject.User) {
            return subject.name();
        }
        if (subject instanceof Subject.ServiceAccountRef account) {
            String namespace = account.namespace().isEmpty() ? binding.namespace() : account.namespace();
            return namespace.isEmpty() ? null : Identity.ACCOUNT_PREFIX + namespace + ":" + account.name();
        }
        return null;
    }
}
