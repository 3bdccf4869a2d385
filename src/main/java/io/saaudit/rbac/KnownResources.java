package io.saaudit.rbac;

import io.saaudit.model.ApiResource;
import io.saaudit.model.CustomResource;
import io.saaudit.model.Lists;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the API server serves, to tell a slip in a rule from a name that is right: RBAC itself takes any text (semantics
 * B.3, E.1). Worked out when it is first asked, and safe for several threads.
 */
public final class KnownResources {
    private final Collection<ApiResource> builtIn;
    private final Collection<CustomResource> custom;
    private Map<String, Map<String, Set<String>>> subresources;
    private final Set<String> builtInGroups = new HashSet<>();
    private final Map<String, List<ApiResource>> byOtherName = new HashMap<>();

    /**
     * @param builtIn what the API server serves by itself
     * @param custom CustomResourceDefinitions in sight
     */
    public KnownResources(Collection<ApiResource> builtIn, Collection<CustomResource> custom) {
        this.builtIn = builtIn;
        this.custom = custom;
    }

    private synchronized Map<String, Map<String, Set<String>>> subresources() {
        if (subresources == null) {
            subresources = new HashMap<>();
            for (ApiResource resource : builtIn) {
                builtInGroups.add(resource.group());
                of(resource.group(), resource.resource()).addAll(resource.subresources());
                other(resource.singular(), resource);
                other(resource.kind(), resource);
                for (String name : resource.shortNames()) {
                    other(name, resource);
                }
            }
            for (CustomResource resource : custom) {
                // Every object has finalizers that a garbage collector asks about (semantics A.5).
                Set<String> own = of(resource.group(), resource.plural());
                own.addAll(resource.subresources());
                own.add("finalizers");
            }
        }
        return subresources;
    }

    private Set<String> of(String group, String resource) {
        Map<String, Set<String>> ofGroup = subresources.get(group);
        if (ofGroup == null) {
            ofGroup = new HashMap<>();
            subresources.put(group, ofGroup);
        }
        Set<String> known = ofGroup.get(resource);
        if (known == null) {
            known = new HashSet<>();
            ofGroup.put(resource, known);
        }
        return known;
    }

    private void other(String name, ApiResource resource) {
        if (!name.isEmpty() && !name.equals(resource.resource())) {
            Lists.of(byOtherName, name).add(resource);
        }
    }

    /** Whether the API server itself serves the group. */
    public boolean isBuiltInGroup(String group) {
        subresources();
        return builtInGroups.contains(group);
    }

    /** Whether any resource of the group is known. */
    public boolean isGroup(String group) {
        return subresources().containsKey(group);
    }

    /** Whether the group has the resource, named without a subresource. */
    public boolean has(String group, String resource) {
        return subresources().getOrDefault(group, Map.of()).containsKey(resource);
    }

    /** Whether the resource of the group has the subresource. */
    public boolean has(String group, String resource, String subresource) {
        Set<String> known = subresources().getOrDefault(group, Map.of()).get(resource);
        return known != null && (known.contains(subresource) || known.contains("*"));
    }

    /** The subresources of a resource of the group, in no order. */
    public Set<String> subresources(String group, String resource) {
        return Set.copyOf(subresources().getOrDefault(group, Map.of()).getOrDefault(resource, Set.of()));
    }

    /** The plural name of a built-in resource of the group that goes by this singular, kind or short name; or null. */
    public String plural(String group, String otherName) {
        subresources();
        for (ApiResource resource : byOtherName.getOrDefault(otherName, List.of())) {
            if (resource.group().equals(group)) {
                return resource.resource();
            }
        }
        return null;
    }

    /** The resources of a group, in no order. */
    public Set<String> of(String group) {
        return Set.copyOf(subresources().getOrDefault(group, Map.of()).keySet());
    }

    /** The groups that have a resource of this name, in no order. */
    public List<String> groupsOf(String resource) {
        List<String> groups = new ArrayList<>();
        for (Map.Entry<String, Map<String, Set<String>>> group : subresources().entrySet()) {
            if (group.getValue().containsKey(resource)) {
                groups.add(group.getKey());
            }
        }
        return groups;
    }
}
