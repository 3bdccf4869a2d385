package io.saaudit.rbac;

import io.saaudit.model.ApiResource;
import io.saaudit.model.CustomResource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which resources are namespaced. The authorizer does not know; but a real request for a cluster-scoped resource never
 * carries a namespace, so that a RoleBinding cannot allow it (semantics B.7).
 */
public final class ResourceScopes {
    /** What is known of a resource's scope. */
    public enum Kind {
        NAMESPACED,
        CLUSTER,
        UNKNOWN
    }

    /** Knows nothing: every resource counts as unknown. */
    public static final ResourceScopes NONE = new ResourceScopes(List.of(), List.of());

    private final Map<String, Map<String, Boolean>> namespacedByGroup = new HashMap<>();
    private final Set<String> builtInGroups = new HashSet<>();

    /**
     * @param builtIn what the API server serves by itself
     * @param custom CustomResourceDefinitions in sight
     */
    public ResourceScopes(Collection<ApiResource> builtIn, Collection<CustomResource> custom) {
        for (ApiResource resource : builtIn) {
            builtInGroups.add(resource.group());
            put(resource.group(), resource.resource(), resource.namespaced());
        }
        for (CustomResource resource : custom) {
            put(resource.group(), resource.plural(), resource.namespaced());
        }
    }

    private void put(String group, String resource, boolean namespaced) {
        // Two that differ: the namespaced one counts, so that nothing is called without effect by mistake.
        Map<String, Boolean> ofGroup = namespacedByGroup.get(group);
        if (ofGroup == null) {
            ofGroup = new HashMap<>();
            namespacedByGroup.put(group, ofGroup);
        }
        ofGroup.put(resource, namespaced || Boolean.TRUE.equals(ofGroup.get(resource)));
    }

    /** Scope of a resource, named without its subresource. */
    public Kind of(String group, String resource) {
        Boolean namespaced = namespacedByGroup.getOrDefault(group, Map.of()).get(resource);
        return namespaced == null ? Kind.UNKNOWN : namespaced ? Kind.NAMESPACED : Kind.CLUSTER;
    }

    /**
     * Scope of what entries of a rule mean: cluster only if it is so in every group that the entry can mean, where
     * {@code *} means the groups in sight (design 4.5).
     *
     * @param groupEntry entry of apiGroups
     * @param resourceEntry entry of resources
     */
    public Kind ofEntry(String groupEntry, String resourceEntry) {
        if (resourceEntry.equals("*") || resourceEntry.startsWith("*/")) {
            return Kind.NAMESPACED;
        }
        int slash = resourceEntry.indexOf('/');
        String resource = slash < 0 ? resourceEntry : resourceEntry.substring(0, slash);
        if (!groupEntry.equals("*")) {
            return of(groupEntry, resource);
        }
        boolean cluster = false;
        for (Map<String, Boolean> group : namespacedByGroup.values()) {
            Boolean namespaced = group.get(resource);
            if (namespaced != null && namespaced) {
                return Kind.NAMESPACED;
            }
            cluster |= namespaced != null;
        }
        return cluster ? Kind.CLUSTER : Kind.UNKNOWN;
    }

    /** Whether the API server itself serves the group. */
    public boolean isBuiltInGroup(String group) {
        return builtInGroups.contains(group);
    }
}
