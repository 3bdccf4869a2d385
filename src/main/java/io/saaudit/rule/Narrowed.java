package io.saaudit.rule;

import io.saaudit.model.Lists;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Power;
import io.saaudit.rbac.BindingPowers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes a rule of a role apart: what of it a power is about, and what is left without that. */
final class Narrowed {
    private Narrowed() {}

    /** The part of the rule that covers any of the atoms; null where nothing does. */
    static PolicyRule to(PolicyRule rule, List<Power.Atom> atoms) {
        Set<String> verbs = new LinkedHashSet<>();
        Set<String> groups = new LinkedHashSet<>();
        Set<String> resources = new LinkedHashSet<>();
        Set<String> urls = new LinkedHashSet<>();
        for (String verb : rule.verbs()) {
            for (Power.Atom atom : atoms) {
                for (String url : rule.nonResourceURLs()) {
                    if (BindingPowers.covers(PolicyRule.urls(List.of(verb), List.of(url)), atom)) {
                        verbs.add(verb);
                        urls.add(url);
                    }
                }
                for (String group : rule.apiGroups()) {
                    for (String resource : rule.resources()) {
                        if (covers(verb, group, resource, atom)) {
                            verbs.add(verb);
                            groups.add(group);
                            resources.add(resource);
                        }
                    }
                }
            }
        }
        if (verbs.isEmpty()) {
            return null;
        }
        return new PolicyRule(
                List.copyOf(verbs),
                List.copyOf(groups),
                List.copyOf(resources),
                resources.isEmpty() ? List.of() : rule.resourceNames(),
                List.copyOf(urls));
    }

    /** The rules without what covers any of the atoms. */
    static List<PolicyRule> without(List<PolicyRule> rules, List<Power.Atom> atoms) {
        List<PolicyRule> left = new ArrayList<>();
        for (PolicyRule rule : rules) {
            if (to(rule, atoms) == null) {
                left.add(rule);
            } else {
                without(rule, atoms, left);
            }
        }
        return left;
    }

    private static void without(PolicyRule rule, List<Power.Atom> atoms, List<PolicyRule> to) {
        Map<List<String>, List<String>> resourcesByVerbs = new LinkedHashMap<>();
        for (String resource : rule.resources()) {
            List<String> verbs = new ArrayList<>();
            for (String verb : rule.verbs()) {
                boolean taken = false;
                for (String group : rule.apiGroups()) {
                    for (Power.Atom atom : atoms) {
                        taken |= covers(verb, group, resource, atom);
                    }
                }
                if (!taken) {
                    verbs.add(verb);
                }
            }
            Lists.of(resourcesByVerbs, verbs).add(resource);
        }
        for (Map.Entry<List<String>, List<String>> entry : resourcesByVerbs.entrySet()) {
            if (!entry.getKey().isEmpty()) {
                to.add(PolicyRule.resources(entry.getKey(), rule.apiGroups(), entry.getValue(), rule.resourceNames()));
            }
        }
        for (String url : rule.nonResourceURLs()) {
            List<String> verbs = new ArrayList<>();
            for (String verb : rule.verbs()) {
                if (to(PolicyRule.urls(List.of(verb), List.of(url)), atoms) == null) {
                    verbs.add(verb);
                }
            }
            if (!verbs.isEmpty()) {
                to.add(PolicyRule.urls(verbs, List.of(url)));
            }
        }
    }

    private static boolean covers(String verb, String group, String resource, Power.Atom atom) {
        return atom.group() != null && BindingPowers.covers(verb, group, resource, atom);
    }
}
