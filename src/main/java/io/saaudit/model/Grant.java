package io.saaudit.model;

/**
 * Why something is allowed.
 *
 * @param binding the binding
 * @param subject index of the subject in it that matched
 * @param role the role that it gives, with its effective rules
 * @param rule the rule
 */
public record Grant(Binding binding, int subject, Role role, RoleRule rule) {
    /** Where it counts. */
    public Scope scope() {
        return binding.scope();
    }

    /** The subject that matched. */
    public Subject matched() {
        return binding.subjects().get(subject);
    }

    /** Whether it came through a group. */
    public boolean throughGroup() {
        return matched() instanceof Subject.Group;
    }
}
