package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import io.saaudit.model.Truth;
import io.saaudit.rbac.Holding;
import io.saaudit.rbac.KnownResources;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** SA413: a ClusterRoleBinding of namespaced permissions to accounts of one namespace. */
final class WiderThanItsNamespace extends BindingRule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA413",
            "wider-than-its-namespace",
            "A ClusterRoleBinding may do as a RoleBinding",
            Severity.LOW,
            "",
            "A ClusterRoleBinding that was read names only accounts of one namespace, and all rules of its role are about"
                    + " resources that are known to be namespaced. A hint: what the accounts really use is not in the objects."
                    + " Runs only when it is named with --rule. One finding a binding.",
            "A ClusterRoleBinding gives all of it in every namespace, kube-system and those of tomorrow included.",
            "Where the account only works in its own namespace, use a RoleBinding there.",
            "Roles with a rule about a cluster-scoped resource, a URL, a wildcard or a custom resource whose scope is not known"
                    + " are quiet, and so is what an API server binds by itself. A controller that watches all namespaces needs"
                    + " the ClusterRoleBinding: that is why this is a hint and off unless it is asked for.",
            List.of(DesignReferences.BINDINGS, References.RBAC_PRACTICES, References.OWASP_AUTHORIZATION),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    boolean isOf(Subject subject, Binding binding) {
        return binding.cluster() && !(subject instanceof Subject.Group);
    }

    @Override
    boolean meets(Audit audit, Holding holding) {
        Binding binding = holding.binding();
        return Speaker.account(binding.subjects().get(holding.subject()), binding) != null
                && holding.role() != null
                && !holding.role().rules().isEmpty()
                && !audit.stock().givesByItself(holding)
                && isNamespaced(audit, holding.role());
    }

    private static boolean isNamespaced(Audit audit, Role role) {
        for (RoleRule rule : role.rules()) {
            if (!rule.policy().nonResourceURLs().isEmpty() || !isNamespaced(audit, rule.policy())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNamespaced(Audit audit, PolicyRule rule) {
        KnownResources known = audit.resources();
        for (String resource : rule.resources()) {
            int slash = resource.indexOf('/');
            String main = slash < 0 ? resource : resource.substring(0, slash);
            boolean any = false;
            for (String group : rule.apiGroups()) {
                if (known.has(group, main)) {
                    any = true;
                    PolicyRule one = PolicyRule.resources(List.of("get"), List.of(group), List.of(main), List.of());
                    // Somebody with a RoleBinding reaches one Namespace object, and no list of them.
                    if (main.equals("namespaces") || audit.permissions().effect("a-namespace", one) != Truth.YES) {
                        return false;
                    }
                }
            }
            if (!any) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> namespaces(Bound bound) {
        Set<String> namespaces = new TreeSet<>();
        for (Holding holding : bound.holdings()) {
            Binding binding = holding.binding();
            namespaces.add(Speaker.account(binding.subjects().get(holding.subject()), binding)[0]);
        }
        return namespaces;
    }

    @Override
    Severity severity(Bound bound) {
        int subjects = 0;
        for (Binding binding : bound.bindings()) {
            subjects += binding.subjects().size();
        }
        return subjects == bound.holdings().size() && namespaces(bound).size() == 1 ? INFO.severity() : null;
    }

    @Override
    String message(Bound bound) {
        return bound.may() + ", so in every namespace; a RoleBinding in "
                + namespaces(bound).iterator().next() + " may be enough";
    }

    @Override
    Fix fix(Bound bound) {
        String namespace = namespaces(bound).iterator().next();
        return new Fix(
                "Where the account only works in its own namespace, bind the role there and delete this binding.",
                Fix.Kind.COMMAND,
                CreateBinding.command(bound.binding(), namespace, bound.first().role()) + "\nkubectl delete "
                        + Patch.object(bound.binding().meta()) + "\n");
    }
}
