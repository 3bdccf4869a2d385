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

    /**
     * The atoms of the servant's rules that no single rule of the owner covers: each a rule with one entry a list, in
     * the order group, resource, verb, name; not deduplicated.
     */
    public static List<PolicyRule> uncovered(List<PolicyRule> owner, List<PolicyRule> servant) {
        List<PolicyRule> missing = new ArrayList<>();
        for (PolicyRule rule : servant) {
            for (PolicyRule atom : breakDown(rule)) {
                if (!anyCovers(owner, atom)) {
                    missing.add(atom);
                }
            }
        }
        return missing;
    }

    /** Splits a rule into its atoms. */
    static List<PolicyRule> breakDown(PolicyRule rule) {
        List<PolicyRule> atoms = new ArrayList<>();
        for (String group : rule.apiGroups()) {
            for (String resource : rule.resources()) {
                for (String verb : rule.verbs()) {
                    if (rule.resourceNames().isEmpty()) {
                        atoms.add(PolicyRule.resources(List.of(verb), List.of(group), List.of(resource), List.of()));
                    }
                    for (String name : rule.resourceNames()) {
                        atoms.add(
                                PolicyRule.resources(List.of(verb), List.of(group), List.of(resource), List.of(name)));
                    }
                }
            }
        }
        for (String url : rule.nonResourceURLs()) {
            for (String verb : rule.verbs()) {
                atoms.add(PolicyRule.urls(List.of(verb), List.of(url)));
            }
        }
        return atoms;
    }

    private static boolean anyCovers(List<PolicyRule> owner, PolicyRule atom) {
        for (PolicyRule rule : owner) {
            if (covers(rule, atom)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(PolicyRule owner, PolicyRule atom) {
        if (!RuleMatcher.verb(owner, atom.verbs().get(0))) {
            return false;
        }
        if (!atom.nonResourceURLs().isEmpty()) {
            return owner.resourceNames().isEmpty()
                    && RuleMatcher.url(owner, atom.nonResourceURLs().get(0));
        }
        return RuleMatcher.group(owner, atom.apiGroups().get(0))
                && resource(owner, atom.resources().get(0))
                && name(owner, atom.resourceNames());
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

    private static boolean name(PolicyRule owner, List<String> name) {
        return owner.resourceNames().isEmpty()
                || !name.isEmpty() && owner.resourceNames().contains(name.get(0));
    }
}
