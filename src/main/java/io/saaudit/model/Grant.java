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

    /** The same rule of the same role through the same subject: grants are compared by the objects they name. */
    @Override
    public boolean equals(Object o) {
        return o instanceof Grant g && binding == g.binding && subject == g.subject && role == g.role && rule == g.rule;
    }

    @Override
    public int hashCode() {
        return (System.identityHashCode(binding) * 31 + subject) * 31 + System.identityHashCode(rule);
    }

    /** Whether it came through a group. */
    public boolean throughGroup() {
        return matched() instanceof Subject.Group;
    }
}
