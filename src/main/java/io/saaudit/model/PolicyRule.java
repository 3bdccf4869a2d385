package io.saaudit.model;

import java.util.List;

/**
 * The five lists of a rule, as the API server stores them (rbac.authorization.k8s.io/v1 PolicyRule). A missing list is
 * an empty one. Order of entries is kept: it is part of a rule's identity in aggregation (semantics D.2).
 */
public record PolicyRule(
        List<String> verbs,
        List<String> apiGroups,
        List<String> resources,
        List<String> resourceNames,
        List<String> nonResourceURLs) {

    /** A rule over resources. */
    public static PolicyRule resources(
            List<String> verbs, List<String> apiGroups, List<String> resources, List<String> names) {
        return new PolicyRule(verbs, apiGroups, resources, names, List.of());
    }

    /** A rule over URLs. */
    public static PolicyRule urls(List<String> verbs, List<String> urls) {
        return new PolicyRule(verbs, List.of(), List.of(), List.of(), urls);
    }
}
