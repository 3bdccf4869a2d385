package io.saaudit.rule;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.rbac.Covers;
import java.util.ArrayList;
import java.util.List;

/** The rules of a role as a list of values, to ask and to rewrite. */
final class RuleList {
    private RuleList() {}

    static List<PolicyRule> of(Role role) {
        List<PolicyRule> rules = new ArrayList<>(role.rules().size());
        for (RoleRule rule : role.rules()) {
            rules.add(rule.policy());
        }
        return rules;
    }

    /** Whether one of the rules gives a verb on a resource whatever the name. */
    static boolean gives(List<PolicyRule> rules, String verb, List<String> groups, String resource) {
        return gives(rules, PolicyRule.resources(List.of(verb), groups, List.of(resource), List.of()));
    }

    /** Whether the rules give all of another one. */
    static boolean gives(List<PolicyRule> rules, PolicyRule wanted) {
        return Covers.all(rules, List.of(wanted));
    }

    /** The rule without some verbs; nothing where no verb is left. */
    static List<PolicyRule> withoutVerbs(PolicyRule rule, List<String> verbs) {
        List<String> left = new ArrayList<>(rule.verbs());
        left.removeAll(verbs);
        return left.isEmpty()
                ? List.of()
                : List.of(new PolicyRule(
                        left, rule.apiGroups(), rule.resources(), rule.resourceNames(), rule.nonResourceURLs()));
    }

    /** The rule without some resources; nothing where none is left. */
    static List<PolicyRule> withoutResources(PolicyRule rule, List<String> resources) {
        List<String> left = new ArrayList<>(rule.resources());
        left.removeAll(resources);
        return left.isEmpty()
                ? List.of()
                : List.of(PolicyRule.resources(rule.verbs(), rule.apiGroups(), left, rule.resourceNames()));
    }
}
