package io.saaudit.report;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Content;
import io.saaudit.model.Identity;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Namespace;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Power;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Subject;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Focus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The namespaces that a change may have to do with: outside of them both sides have the same permissions, workloads and
 * findings. Looked at is what is defined differently, and who holds a role or stands in a binding of which that is so.
 * Whatever may reach any namespace makes it all of them.
 */
public final class Touched {
    /** All namespaces. */
    public static final Touched ALL = new Touched();

    /** Objects from which it is worth to look: below, all is quick. */
    private static final int MANY = 10_000;

    private static final List<String> EVERYONES =
            List.of(Identity.ALL_ACCOUNTS, Identity.AUTHENTICATED, Identity.UNAUTHENTICATED);

    private final Audit base;
    private final Audit head;
    private final Set<String> namespaces = new HashSet<>();
    private final Set<ObjectKey> roles = new HashSet<>();
    private final Set<ObjectKey> bindings = new HashSet<>();
    /** Users and groups that are no accounts. */
    private final Set<String> others = new HashSet<>();

    /** Whether a namespace itself has changed: rights on namespaces of the whole cluster may come to something else. */
    private boolean wide;

    private boolean all;

    private Touched() {
        this.base = null;
        this.head = null;
        this.all = true;
    }

    private Touched(Audit base, Audit head) {
        this.base = base;
        this.head = head;
    }

    /** What a change of these sides may have to do with. Of small ones all: that asks for less to be right. */
    public static Touched of(Audit base, Audit head) {
        return of(base, head, MANY);
    }

    /** @param many objects from which it is looked for */
    static Touched of(Audit base, Audit head, int many) {
        if (base.snapshot().objects().size() < many) {
            return ALL;
        }
        Touched touched = new Touched(base, head);
        touched.look();
        return touched;
    }

    /** Whether it is all namespaces. */
    public boolean isAll() {
        return all;
    }

    /** Whether the change may have to do with objects, or accounts, of the namespace. */
    boolean in(String namespace) {
        return all || namespaces.contains(namespace);
    }

    /** What rules must look at on both sides to find what differs. */
    Focus focus() {
        return all ? Focus.ALL : Focus.on(namespaces, bindings, others, wide);
    }

    private void look() {
        all = !alike();
        if (!all) {
            change(Differing.of(base.snapshot().objects(), head.snapshot().objects()));
        }
        if (!all) {
            aggregated();
            named();
            held(base);
            held(head);
            phantoms();
        }
    }

    /** Whether both sides are judged by the same. */
    private boolean alike() {
        Snapshot old = base.snapshot();
        Snapshot now = head.snapshot();
        return base.strict() == head.strict()
                && base.today() == head.today()
                && base.tokens().audiences().same(head.tokens().audiences())
                && samePowers(base.powerTable(), head.powerTable())
                && old.gaps().equals(now.gaps())
                && (old.cluster() == null
                        ? now.cluster() == null
                        : old.cluster().equals(now.cluster()));
    }

    /** They come from one table, some with another severity. */
    private static boolean samePowers(List<Power> a, List<Power> b) {
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            same = a.get(i).id().equals(b.get(i).id())
                    && a.get(i).cluster() == b.get(i).cluster()
                    && a.get(i).namespaced() == b.get(i).namespaced()
                    && a.get(i).named() == b.get(i).named();
        }
        return same;
    }

    private void change(List<? extends KubeObject> definitions) {
        for (KubeObject object : definitions) {
            if (object instanceof Role role) {
                change(role);
            } else if (object instanceof Binding binding) {
                touch(binding);
            } else if (object instanceof Namespace) {
                namespaces.add(object.name());
                wide = true;
            } else {
                // What stands in kube-system can say how the whole cluster works.
                all |= object.namespace().isEmpty() || object.namespace().equals(Power.SYSTEM_NAMESPACE);
                namespaces.add(object.namespace());
            }
        }
    }

    private void change(Role role) {
        roles.add(role.key());
        if (!role.cluster()) {
            namespaces.add(role.namespace());
        }
    }

    private void touch(Binding binding) {
        bindings.add(binding.key());
        if (!binding.cluster()) {
            namespaces.add(binding.namespace());
        }
        for (Subject subject : binding.subjects()) {
            all |= subject instanceof Subject.Group && EVERYONES.contains(subject.name());
            String namespace = Focus.namespace(subject, binding);
            if (namespace.isEmpty()) {
                others.add(Focus.name(subject, binding));
            } else {
                namespaces.add(namespace);
            }
        }
    }

    /** ClusterRoles that take in the rules of others change with them. */
    private void aggregated() {
        for (Role role : base.state().roles()) {
            aggregated(role, head);
        }
        for (Role role : head.state().roles()) {
            aggregated(role, base);
        }
    }

    private void aggregated(Role role, Audit other) {
        if (role.aggregation() != null) {
            Role there = other.state().role(role.namespace(), role.name());
            if (there == null || !sameRules(role.rules(), there.rules())) {
                change(role);
            }
        }
    }

    private static boolean sameRules(List<RoleRule> a, List<RoleRule> b) {
        if (!Content.sameRules(a, b)) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).definedIn().equals(b.get(i).definedIn())) {
                return false;
            }
        }
        return true;
    }

    /** How bad a right on roles by name is hangs on what these allow; and so does a right on those. */
    private void named() {
        Set<String> names = new HashSet<>();
        int known = -1;
        while (known < roles.size()) {
            known = roles.size();
            for (ObjectKey role : roles) {
                names.add(role.name());
            }
            naming(names, base.state().roles());
            naming(names, head.state().roles());
        }
    }

    private void naming(Set<String> names, Collection<Role> of) {
        if (names.isEmpty()) {
            return;
        }
        for (Role role : of) {
            for (RoleRule rule : role.rules()) {
                for (String name : rule.policy().resourceNames()) {
                    if (names.contains(name)) {
                        change(role);
                    }
                }
            }
        }
    }

    /**
     * Whoever holds a role that changed; and whom a binding of the API server's own names, which counts where one of its
     * name that was read is gone.
     */
    private void held(Audit side) {
        if (roles.isEmpty() && bindings.isEmpty()) {
            return;
        }
        for (Binding binding : side.state().bindings()) {
            Role role = side.state().roleOf(binding);
            if (bindings.contains(binding.key()) || role != null && roles.contains(role.key())) {
                touch(binding);
            }
        }
    }

    /** That an account is known by a binding alone counts for all of its name (SA105). */
    private void phantoms() {
        Set<String> names = base.accounts().namedByBindingsAlone();
        Set<String> other = head.accounts().namedByBindingsAlone();
        Set<String> both = new HashSet<>(names);
        both.retainAll(other);
        names.addAll(other);
        names.removeAll(both);
        if (names.isEmpty()) {
            return;
        }
        List<Account> accounts = new ArrayList<>(base.accounts().all());
        accounts.addAll(head.accounts().all());
        for (Account account : accounts) {
            if (names.contains(account.name())) {
                namespaces.add(account.namespace());
            }
        }
    }
}
