package io.saaudit.rbac;

import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;

/**
 * A role that an identity holds through a subject of a binding. There is one instance for each subject, so that it is
 * compared by identity.
 */
public final class Holding {
    private final Binding binding;
    private final int subject;
    private final Role role;

    /**
     * @param binding the binding
     * @param subject index of the subject that matched
     * @param role the role, or null when the roleRef does not resolve
     */
    Holding(Binding binding, int subject, Role role) {
        this.binding = binding;
        this.subject = subject;
        this.role = role;
    }

    public Binding binding() {
        return binding;
    }

    /** Index of the subject that matched. */
    public int subject() {
        return subject;
    }

    /** The role, or null when the roleRef does not resolve. */
    public Role role() {
        return role;
    }

    /** Whether it comes through a group that every account is in. */
    public boolean isEverybodys() {
        Subject matched = binding.subjects().get(subject);
        return matched instanceof Subject.Group
                && (matched.name().equals(Identity.AUTHENTICATED)
                        || matched.name().equals(Identity.ALL_ACCOUNTS));
    }

    /** The grant that a rule of the role is. */
    public Grant grant(RoleRule rule) {
        return new Grant(binding, subject, role, rule);
    }

    /** The namespace it counts in, empty for the whole cluster. */
    public String namespace() {
        return binding.namespace();
    }
}
