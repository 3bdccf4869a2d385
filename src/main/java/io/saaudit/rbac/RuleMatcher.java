package io.saaudit.rbac;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.Target;
import java.util.List;

/**
 * Whether one rule allows one request (pkg/apis/rbac/v1/evaluation_helpers.go, RuleAllows). All comparisons are exact
 * and case-sensitive; only the entries named here are wildcards.
 */
public final class RuleMatcher {
    private static final String ALL = "*";

    private RuleMatcher() {}

    /** Whether the rule alone allows the request. */
    public static boolean allows(PolicyRule rule, Request request) {
        if (!verb(rule, request.verb())) {
            return false;
        }
        if (request.target() instanceof Target.Resource r) {
            return resource(rule, r) && group(rule, r.group()) && name(rule, r.name());
        }
        return url(rule, ((Target.Path) request.target()).path());
    }

    /** Some entry of verbs is {@code *} or the verb. */
    static boolean verb(PolicyRule rule, String verb) {
        return hasOrAll(rule.verbs(), verb);
    }

    /** Some entry of apiGroups is {@code *} or the group; the core group is the empty string. */
    static boolean group(PolicyRule rule, String group) {
        return hasOrAll(rule.apiGroups(), group);
    }

    /** Some entry of resources is {@code *}, the resource with its subresource, or {@code *}{@code /} and the latter. */
    static boolean resource(PolicyRule rule, Target.Resource target) {
        return resource(rule, target.resource(), target.subresource());
    }

    /** The same for a resource and a subresource, which may be empty. */
    static boolean resource(PolicyRule rule, String resource, String subresource) {
        List<String> entries = rule.resources();
        for (int i = 0; i < entries.size(); i++) {
            if (resourceEntry(entries.get(i), resource, subresource)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an entry of resources matches a resource and subresource, without joining the two. */
    static boolean resourceEntry(String entry, String resource, String subresource) {
        if (entry.equals(ALL)) {
            return true;
        }
        if (subresource.isEmpty()) {
            return entry.equals(resource);
        }
        int slash = entry.length() - subresource.length() - 1;
        if (slash < 0 || entry.charAt(slash) != '/' || !entry.endsWith(subresource)) {
            return false;
        }
        return slash == resource.length() && entry.startsWith(resource) || slash == 1 && entry.charAt(0) == '*';
    }

    /** resourceNames is empty or contains the name exactly; a request without a name has the name {@code ""}. */
    static boolean name(PolicyRule rule, String name) {
        return rule.resourceNames().isEmpty() || has(rule.resourceNames(), name);
    }

    /** Some entry of nonResourceURLs matches the path. */
    static boolean url(PolicyRule rule, String path) {
        List<String> entries = rule.nonResourceURLs();
        for (int i = 0; i < entries.size(); i++) {
            if (urlEntry(entries.get(i), path)) {
                return true;
            }
        }
        return false;
    }

    /** The entry is {@code *}, is the path, or ends in {@code *} and the path starts with it less its trailing stars. */
    static boolean urlEntry(String entry, String path) {
        if (entry.equals(ALL) || entry.equals(path)) {
            return true;
        }
        int end = entry.length();
        while (end > 0 && entry.charAt(end - 1) == '*') {
            end--;
        }
        return end < entry.length() && path.regionMatches(0, entry, 0, end);
    }

    private static boolean hasOrAll(List<String> entries, String wanted) {
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            if (entry.equals(wanted) || entry.equals(ALL)) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(List<String> entries, String wanted) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
