package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import io.saaudit.model.Truth;
import java.util.ArrayList;
import java.util.List;

/** SA507: rules that have no effect in a namespace. */
final class InertRules extends RoleDesign {
    /** Any namespace: what is cluster-scoped is that in all of them. */
    private static final String SOMEWHERE = "a-namespace";

    private static final RuleInfo INFO = new RuleInfo(
            "SA507",
            "inert-rules",
            "Rules about the whole cluster are given in a namespace",
            Severity.LOW,
            "",
            "A Role that was read, or a ClusterRole that only RoleBindings give, has a rule about a cluster-scoped resource or a"
                    + " URL. One finding a role.",
            "A request for such a resource has no namespace, so that no RoleBinding can allow it: the rule gives nothing, and"
                    + " whoever reads it believes otherwise. kubectl auth can-i in a namespace even says yes.",
            "Put the rule into a ClusterRole that a ClusterRoleBinding gives, if it is needed, or take it out.",
            "get, update, patch and delete of namespaces reach the namespace's own Namespace object, and bind on clusterroles is"
                    + " asked in the namespace of the binding that is written: these have an effect. Custom resources whose"
                    + " scope is not known are quiet, and so is a ClusterRole that a ClusterRoleBinding gives as well.",
            List.of(DesignReferences.ROLES, DesignReferences.BINDINGS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    List<Hit> hits(Audit audit, Role role) {
        List<Hit> hits = new ArrayList<>();
        if (role.aggregation() != null || role.cluster() && !onlyInNamespaces(audit, role)) {
            return hits;
        }
        for (RoleRule rule : role.rules()) {
            PolicyRule policy = rule.policy();
            if (!policy.nonResourceURLs().isEmpty()) {
                hits.add(new Hit(
                        INFO.severity(),
                        number(rule) + ": " + String.join(",", policy.nonResourceURLs())
                                + " is no part of any namespace",
                        "url " + String.join(",", policy.nonResourceURLs()),
                        rule.nonResourceUrlAt(0)));
            }
            List<String> inert = inert(audit, policy);
            if (!inert.isEmpty()) {
                String names = String.join(",", inert);
                hits.add(new Hit(
                        INFO.severity(),
                        number(rule) + ": " + names + (inert.size() == 1 ? " is" : " are") + " cluster-scoped",
                        "resource " + names,
                        rule.resourceAt(policy.resources().indexOf(inert.get(0)))));
            }
        }
        return hits;
    }

    /** Whether bindings in sight give it, and all of them in a namespace. */
    private static boolean onlyInNamespaces(Audit audit, Role role) {
        List<Binding> giving = audit.state().giving(role);
        for (Binding binding : giving) {
            if (binding.cluster()) {
                return false;
            }
        }
        return !giving.isEmpty() && !audit.state().isAggregated(role);
    }

    /** The resources of the rule that have no effect in a namespace, and would have one in the whole cluster. */
    private static List<String> inert(Audit audit, PolicyRule rule) {
        List<String> inert = new ArrayList<>();
        for (String resource : rule.resources()) {
            PolicyRule one =
                    PolicyRule.resources(rule.verbs(), rule.apiGroups(), List.of(resource), rule.resourceNames());
            if (audit.permissions().effect(SOMEWHERE, one) == Truth.NO
                    && audit.permissions().effect("", one) == Truth.YES
                    && !isNamespace(rule, resource)) {
                inert.add(resource);
            }
        }
        return inert;
    }

    /** With names it hangs on the namespace: the one of that name may be the binding's own. */
    private static boolean isNamespace(PolicyRule rule, String resource) {
        return !rule.resourceNames().isEmpty() && (resource.equals("namespaces") || resource.startsWith("namespaces/"));
    }

    @Override
    Fix fix(Audit audit, Role role) {
        List<PolicyRule> rules = new ArrayList<>();
        for (PolicyRule rule : RuleList.of(role)) {
            if (rule.nonResourceURLs().isEmpty()) {
                rules.addAll(RuleList.withoutResources(rule, inert(audit, rule)));
            }
        }
        return new Fix(
                "Take the rules out; if they are needed, put them into a ClusterRole that a ClusterRoleBinding gives.",
                Fix.Kind.YAML,
                new Manifest().role(role, rules).toString());
    }
}
