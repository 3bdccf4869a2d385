package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Power;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;
import io.saaudit.rbac.RbacState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The way out of a permission: the role without it, or, where the role is not one's own, the binding without the holders. */
final class LessRole {
    private LessRole() {}

    /**
     * A fix.
     *
     * @param what what to do, in sentences
     * @param atoms what to take out of the role
     */
    static Fix of(Audit audit, GrantCase found, String what, List<Power.Atom> atoms) {
        Role role = found.role();
        if (isOwn(audit, role)) {
            return role(role, what, atoms);
        }
        if (found.unheld()) {
            return new Fix(
                    what + " Nobody holds the role: delete it.",
                    Fix.Kind.COMMAND,
                    "kubectl delete " + Patch.object(role.meta()) + "\n");
        }
        return binding(
                found.bindings(),
                found.subjects(),
                what + " The role is not one to change: bind one of its own with what is needed, and ");
    }

    /** The role without what covers these atoms. */
    static Fix role(Role role, String what, List<Power.Atom> atoms) {
        List<PolicyRule> rules = new ArrayList<>(role.rules().size());
        for (RoleRule rule : role.rules()) {
            rules.add(rule.policy());
        }
        return new Fix(
                what + " Below is the role without it.",
                Fix.Kind.YAML,
                new Manifest().role(role, Narrowed.without(rules, atoms)).toString());
    }

    /** Whether its rules can be changed: no controller writes them, and no API server puts them back. */
    static boolean isOwn(Audit audit, Role role) {
        if (role.assumed() || role.aggregation() != null || audit.stock().isKept(role)) {
            return false;
        }
        for (RoleRule rule : role.rules()) {
            if (!rule.definedIn().equals(role.key())) {
                return false;
            }
        }
        return true;
    }

    /**
     * The binding without these subjects; deleted where they are all it has.
     *
     * @param bindings the binding, in all its definitions
     * @param touched user names, and groups as {@code group:NAME}
     * @param what what to do besides, up to the word before it
     */
    static Fix binding(Collection<Binding> bindings, List<String> touched, String what) {
        Manifest manifest = new Manifest();
        boolean some = false;
        for (Binding binding : bindings) {
            List<Subject> left = new ArrayList<>();
            for (Subject subject : binding.subjects()) {
                String user = RbacState.userName(subject, binding);
                String name = user != null ? user : new Identity("", List.of(subject.name())).shown();
                if (!touched.contains(name)) {
                    left.add(subject);
                }
            }
            manifest.binding(binding, left);
            some |= !left.isEmpty();
        }
        String delete =
                "kubectl delete " + Patch.object(bindings.iterator().next().meta()) + "\n";
        return some
                ? new Fix(what + "take the holders out of this binding.", Fix.Kind.YAML, manifest.toString())
                : new Fix(what + "delete this binding.", Fix.Kind.COMMAND, delete);
    }
}
