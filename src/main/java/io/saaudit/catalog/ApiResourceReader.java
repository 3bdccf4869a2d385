package io.saaudit.catalog;

import io.saaudit.model.ApiResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@link ApiResourceLines}, what a server of the newest version serves by default, and adds what its discovery
 * does not tell. The fields: group, resource, kind, {@code cluster} or empty for the scope, verbs where they are not the
 * usual eight, subresources.
 */
final class ApiResourceReader {
    /** The verbs of an ordinary resource (semantics I). */
    static final List<String> USUAL_VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private static final Set<String> USUAL = Set.copyOf(USUAL_VERBS);

    private ApiResourceReader() {}

    static List<ApiResource> read() {
        List<ApiResource> all = new ArrayList<>(UnlistedResources.ALL);
        DataLines data = new DataLines(ApiResourceLines.LINES);
        while (data.line()) {
            all.add(resource(data));
        }
        return List.copyOf(all);
    }

    private static ApiResource resource(DataLines data) {
        String group = data.field();
        String resource = data.field();
        String kind = data.field();
        boolean namespaced = data.field().isEmpty();
        List<String> verbs = data.entries(data.field());
        List<String> subresources = data.entries(data.field());
        return stored(group, resource, kind, namespaced, verbs.isEmpty() ? USUAL : Set.copyOf(verbs), subresources);
    }

    /** A resource of kind; its singular name is the kind in lower case, as every API server says. */
    static ApiResource stored(
            String group,
            String resource,
            String kind,
            boolean namespaced,
            Set<String> verbs,
            List<String> subresources) {
        Map<String, List<String>> unlisted = UnlistedResources.SUBRESOURCES;
        Set<String> all = new HashSet<>(subresources);
        all.addAll(unlisted.getOrDefault(group + "/" + resource, List.of()));
        if (verbs.contains("update")) {
            // Asked by the plug-in OwnerReferencesPermissionEnforcement of everything that can own (semantics A.5).
            all.add("finalizers");
        }
        return new ApiResource(
                group,
                resource,
                kind,
                kind.toLowerCase(Locale.ROOT),
                UnlistedResources.SHORT_NAMES.getOrDefault(resource, List.of()),
                namespaced,
                verbs,
                Set.copyOf(all));
    }
}
