package io.saaudit.rule;

import io.saaudit.model.ObjectKey;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Power;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** SA331: bind or escalate on bindings, which the API server asks about nowhere. */
final class BindOnBindings implements Rule {
    private static final List<String> VERBS = List.of("bind", "escalate");
    private static final List<String> BINDINGS = List.of("rolebindings", "clusterrolebindings");
    private static final List<String> ROLES = List.of("roles", "clusterroles", "*");

    private static final RuleInfo INFO = new RuleInfo(
            "SA331",
            "bind-on-bindings",
            "A role allows bind where nothing asks for it",
            Severity.INFO,
            "",
            "A rule of a role names the verb bind or escalate on rolebindings or clusterrolebindings, and on no role. One finding"
                    + " a role.",
            "It does nothing: the API server asks for bind and escalate on the role that is bound or written, in the group"
                    + " rbac.authorization.k8s.io, never on the binding. Either somebody believes in a permission that does not"
                    + " work, and will ask for one that does; or in a limit that is none.",
            "Take the verb out; where roles are to be bound, allow bind on these roles by name.",
            "Quiet where the same rule has roles or clusterroles as well: there the verb works, and SA315 or SA316 tells of it."
                    + " The star is quiet too. Built-in roles that are as the API server makes them are not looked at.",
            List.of(References.OWASP_AUTHORIZATION, GrantReferences.BIND, GrantReferences.PREVENTION),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        for (Role role : audit.state().roles()) {
            List<RoleRule> dead = new ArrayList<>();
            for (RoleRule rule : role.rules()) {
                // What another role says is told of that one.
                boolean own = rule.definedIn().equals(role.key());
                if (own && isDead(rule.policy()) && !audit.stock().isBuiltIn(role, rule)) {
                    dead.add(rule);
                }
            }
            if (!dead.isEmpty()) {
                found.accept(finding(audit, role, dead));
            }
        }
    }

    private static boolean isDead(PolicyRule rule) {
        boolean group =
                rule.apiGroups().contains(ObjectKey.RBAC) || rule.apiGroups().contains("*");
        return group && any(rule.verbs(), VERBS) && any(rule.resources(), BINDINGS) && !any(rule.resources(), ROLES);
    }

    private static boolean any(List<String> entries, List<String> of) {
        for (String entry : of) {
            if (entries.contains(entry)) {
                return true;
            }
        }
        return false;
    }

    private static Finding finding(Audit audit, Role role, List<RoleRule> dead) {
        TreeSet<String> extent = new TreeSet<>();
        List<Power.Atom> atoms = new ArrayList<>();
        for (String resource : BINDINGS) {
            for (String verb : VERBS) {
                atoms.add(new Power.Atom(ObjectKey.RBAC, resource, verb, Power.Atom.SOME, false));
            }
        }
        for (RoleRule rule : dead) {
            PolicyRule part = Narrowed.to(rule.policy(), atoms);
            extent.add(Words.rule(part == null ? rule.policy() : part));
        }
        return new Finding(
                INFO.id(),
                INFO.severity(),
                role.key(),
                "",
                List.of(),
                Words.least(List.copyOf(extent)) + " does nothing: it is asked for on the role, not on the binding",
                new Places(audit.snapshot()).add(role.meta(), dead.get(0).at()).list(),
                new Facts(audit).rules(role, dead).list(),
                List.copyOf(extent),
                LessRole.role(role, INFO.fix(), atoms));
    }
}
