package io.saaudit.model;

import java.util.List;

/**
 * A row of effective permissions: the maximal atoms that share scope, group, resource and names, or scope and URL.
 *
 * @param scope where it counts
 * @param group API group entry of the rules, {@code *} for all; empty for core, and for a URL
 * @param resource resource entry of the rules; empty for a URL
 * @param names resource names, empty for any; the entry {@code ""} means requests without a name
 * @param url URL entry; empty for a resource
 * @param verbs verbs, the usual ones first
 * @param standing whether it has an effect
 * @param reason why it is inert or limited, else empty
 * @param scopeUnknown whether the row only counts if the resource is namespaced, which is not known
 * @param grants the grants that yield one of its atoms exactly
 * @param redundant the grants that only yield smaller atoms
 */
public record PermissionRow(
        Scope scope,
        String group,
        String resource,
        List<String> names,
        String url,
        List<String> verbs,
        Standing standing,
        String reason,
        boolean scopeUnknown,
        List<Grant> grants,
        List<Grant> redundant) {

    /** Whether a permission has an effect in a real request. */
    public enum Standing {
        LIVE,
        /** Only in a special kind of request. */
        LIMITED,
        /** None. */
        INERT
    }

    /** Whether it is about a URL. */
    public boolean isUrl() {
        return !url.isEmpty();
    }

    /** The rule that gives just this where it is granted. */
    public PolicyRule asRule() {
        return isUrl()
                ? PolicyRule.urls(verbs, List.of(url))
                : PolicyRule.resources(verbs, List.of(group), List.of(resource), names);
    }

    /** Whether every grant behind it came through a group. */
    public boolean throughGroupOnly() {
        for (Grant grant : grants) {
            if (!grant.throughGroup()) {
                return false;
            }
        }
        return true;
    }
}
