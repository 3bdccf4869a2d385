package io.saaudit.rbac;

import io.saaudit.model.PolicyRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether one list of rules covers another, as the escalation check asks
 * (component-helpers auth/rbac/validation/policy_comparator.go; semantics E.3). Purely a matter of text: all verbs are
 * not {@code *}, all names are not any name.
 */
public final class Covers {
    private Covers() {}

    /** Whether each atom of the servant's rules is covered by a single rule of the owner. */
    public static boolean all(List<PolicyRule> owner, List<PolicyRule> servant) {
        for (PolicyRule rule : servant) {
            if (!look(owner, rule, null)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The atoms of the servant's rules that no single rule of the owner covers: each a rule with one entry a list, in
     * the order group, resource, verb, name; not deduplicated.
     */
    public static List<PolicyRule> uncovered(List<PolicyRule> owner, List<PolicyRule> servant) {
        List<PolicyRule> missing = new ArrayList<>();
        for (PolicyRule rule : servant) {
            look(owner, rule, missing);
        }
        return missing;
    }

    /**
     * Looks at each atom of a rule.
     *
     * @param missing takes those that are not covered; null to stop at the first of them
     * @return whether all of them are
     */
    private static boolean look(List<PolicyRule> owner, PolicyRule rule, List<PolicyRule> missing) {
        int before = missing == null ? 0 : missing.size();
        for (String group : rule.apiGroups()) {
            for (String resource : rule.resources()) {
                for (String verb : rule.verbs()) {
                    if (!names(owner, rule, group, resource, verb, missing) && missing == null) {
                        return false;
                    }
                }
            }
        }
        for (String url : rule.nonResourceURLs()) {
            for (String verb : rule.verbs()) {
                if (!coversUrl(owner, verb, url)) {
                    if (missing == null) {
                        return false;
                    }
                    missing.add(PolicyRule.urls(List.of(verb), List.of(url)));
                }
            }
        }
        return missing == null || missing.size() == before;
    }

    /** The atoms that differ in the name alone: one without a name where the rule has none. */
    private static boolean names(
            List<PolicyRule> owner,
            PolicyRule rule,
            String group,
            String resource,
            String verb,
            List<PolicyRule> missing) {
        List<String> names = rule.resourceNames();
        boolean all = true;
        for (int i = 0; i < Math.max(1, names.size()); i++) {
            String name = names.isEmpty() ? null : names.get(i);
            if (!covers(owner, group, resource, verb, name)) {
                if (missing == null) {
                    return false;
                }
                all = false;
                List<String> one = name == null ? List.of() : List.of(name);
                missing.add(PolicyRule.resources(List.of(verb), List.of(group), List.of(resource), one));
            }
        }
        return all;
    }

    private static boolean coversUrl(List<PolicyRule> owner, String verb, String url) {
        for (PolicyRule rule : owner) {
            if (rule.resourceNames().isEmpty() && RuleMatcher.verb(rule, verb) && RuleMatcher.url(rule, url)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(List<PolicyRule> owner, String group, String resource, String verb, String name) {
        for (PolicyRule rule : owner) {
            boolean covers = RuleMatcher.verb(rule, verb)
                    && RuleMatcher.group(rule, group)
                    && resource(rule, resource)
                    && name(rule, name);
            if (covers) {
                return true;
            }
        }
        return false;
    }

    private static boolean resource(PolicyRule owner, String wanted) {
        int slash = wanted.indexOf('/');
        for (String entry : owner.resources()) {
            if (entry.equals("*") || entry.equals(wanted)) {
                return true;
            }
            if (slash >= 0 && entry.startsWith("*/") && entry.substring(1).equals(wanted.substring(slash))) {
                return true;
            }
        }
        return false;
    }

    /** @param name null for an atom of any name */
    private static boolean name(PolicyRule owner, String name) {
        return owner.resourceNames().isEmpty()
                || name != null && owner.resourceNames().contains(name);
    }
}
