package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Names;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Positions;
import io.saaudit.model.Power;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import io.saaudit.rbac.Covers;
import io.saaudit.rbac.Holding;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** SA410: a RoleBinding names an account of another namespace. */
final class ForeignAccount extends BindingRule {
    private static final String KUBE_SYSTEM = Power.SYSTEM_NAMESPACE;

    /** What every extension API server needs (bootstrappolicy/namespace_policy.go). */
    private static final PolicyRule AUTHENTICATION = PolicyRule.resources(
            List.of("get", "list", "watch"),
            List.of(""),
            List.of("configmaps"),
            List.of("extension-apiserver-authentication"));

    private static final String AUTHENTICATION_READER = "extension-apiserver-authentication-reader";

    private static final RuleInfo INFO = new RuleInfo(
            "SA410",
            "foreign-account",
            "An account of another namespace has permissions here",
            Severity.MEDIUM,
            "high where it reaches from another namespace into kube-system with a permission of severity medium or above; low"
                    + " where nothing that it gives is dangerous",
            "A RoleBinding that was read names an account, in either spelling, of another namespace than its own, and what it"
                    + " gives has an effect there. One finding a binding.",
            "Whoever may create pods or tokens in the account's namespace reaches into this one, past what the people of this"
                    + " namespace see or decide. Into kube-system that is the way to the whole cluster.",
            "Bind an account of this namespace, or write down why the other one is let in.",
            "Operators and monitoring reach into other namespaces by design: where they only read what is no secret, the"
                    + " finding is low; accept it with the reason for the rest. The role that extension API servers need in"
                    + " kube-system, extension-apiserver-authentication-reader, is quiet, by what it gives. Default accounts"
                    + " are SA101's; groups of accounts are SA404's.",
            List.of(DesignReferences.BINDINGS, References.OWASP_AUTHORIZATION, References.RBAC_PRACTICES),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    boolean isOf(Subject subject, Binding binding) {
        return !binding.cluster() && !(subject instanceof Subject.Group);
    }

    @Override
    boolean meets(Audit audit, Holding holding) {
        Binding binding = holding.binding();
        Subject subject = binding.subjects().get(holding.subject());
        String[] account = Speaker.account(subject, binding);
        return account != null
                && !account[0].equals(binding.namespace())
                && Names.isLabel(account[0])
                && !Speaker.isDefaultAccount(subject, binding)
                && !audit.stock().givesByItself(holding)
                && !isAuthenticationReader(holding);
    }

    private static boolean isAuthenticationReader(Holding holding) {
        if (holding.role() == null) {
            return holding.binding().roleRef().name().equals(AUTHENTICATION_READER);
        }
        for (RoleRule rule : holding.role().rules()) {
            if (!Covers.all(List.of(AUTHENTICATION), List.of(rule.policy()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    Severity severity(Bound bound) {
        if (!bound.resolved()) {
            return bound.audit().complete(bound.binding().namespace(), Audit.ROLES) ? null : Severity.LOW;
        }
        if (bound.beyond().isEmpty()) {
            return null;
        }
        boolean dangerous = bound.worst().compareTo(Severity.MEDIUM) >= 0;
        boolean system = bound.binding().namespace().equals(KUBE_SYSTEM);
        return dangerous ? system ? Severity.HIGH : Severity.MEDIUM : Severity.LOW;
    }

    @Override
    String message(Bound bound) {
        int more = bound.subjects().size() - 1;
        return (more == 0 ? "" : "and " + Words.count(more, "more account") + ": ") + "reaches into "
                + bound.binding().namespace() + " from another namespace: it " + bound.may();
    }

    @Override
    void tell(Bound bound, Facts facts) {
        Set<String> namespaces = new TreeSet<>();
        for (Holding holding : bound.holdings()) {
            Binding binding = holding.binding();
            namespaces.add(Speaker.account(binding.subjects().get(holding.subject()), binding)[0]);
        }
        facts.at("whoever may run pods or make tokens in " + String.join(", ", namespaces) + " has it", Positions.NONE);
    }

    @Override
    Fix fix(Bound bound) {
        return bound.without("Bind an account of " + bound.binding().namespace() + " where that will do, and ");
    }
}
