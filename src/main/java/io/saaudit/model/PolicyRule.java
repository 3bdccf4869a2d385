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

    // equals and hashCode are written out: those that a record makes by itself cost a start-up's tenth when first used.
    @Override
    public boolean equals(Object o) {
        return o == this
                || o instanceof PolicyRule r
                        && verbs.equals(r.verbs)
                        && apiGroups.equals(r.apiGroups)
                        && resources.equals(r.resources)
                        && resourceNames.equals(r.resourceNames)
                        && nonResourceURLs.equals(r.nonResourceURLs);
    }

    @Override
    public int hashCode() {
        int h = (verbs.hashCode() * 31 + apiGroups.hashCode()) * 31 + resources.hashCode();
        return (h * 31 + resourceNames.hashCode()) * 31 + nonResourceURLs.hashCode();
    }

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
