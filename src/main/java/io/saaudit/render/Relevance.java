package io.saaudit.render;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.Target;
import java.util.ArrayList;
import java.util.List;

/** Puts the entries of a rule that a request is about to the front, so that a shortened list shows them. */
final class Relevance {
    private Relevance() {}

    static PolicyRule first(PolicyRule rule, Request request) {
        if (request.target() instanceof Target.Path path) {
            return new PolicyRule(
                    first(rule.verbs(), request.verb(), "*"),
                    rule.apiGroups(),
                    rule.resources(),
                    rule.resourceNames(),
                    first(rule.nonResourceURLs(), path.path(), "*"));
        }
        Target.Resource r = (Target.Resource) request.target();
        String wildcard = r.subresource().isEmpty() ? "*" : "*/" + r.subresource();
        return new PolicyRule(
                first(rule.verbs(), request.verb(), "*"),
                first(rule.apiGroups(), r.group(), "*"),
                first(rule.resources(), r.combined(), wildcard),
                first(rule.resourceNames(), r.name(), r.name()),
                rule.nonResourceURLs());
    }

    private static List<String> first(List<String> entries, String entry, String wildcard) {
        List<String> sorted = new ArrayList<>(entries.size());
        for (String e : entries) {
            if (e.equals(entry) || e.equals(wildcard)) {
                sorted.add(e);
            }
        }
        for (String e : entries) {
            if (!e.equals(entry) && !e.equals(wildcard)) {
                sorted.add(e);
            }
        }
        return sorted;
    }
}
