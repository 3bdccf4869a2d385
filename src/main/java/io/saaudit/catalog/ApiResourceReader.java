package io.saaudit.catalog;

import io.saaudit.model.ApiResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code api-resources.json}, what a server of the newest version serves by default, and adds what its discovery
 * does not tell. Left out in the file where it is as usual: a namespaced scope, the eight verbs.
 */
final class ApiResourceReader {
    static final String FILE = "api-resources.json";

    /** The verbs of an ordinary resource (semantics I). */
    static final List<String> USUAL_VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private static final Set<String> USUAL = Set.copyOf(USUAL_VERBS);

    private ApiResourceReader() {}

    static List<ApiResource> read() throws IOException {
        List<ApiResource> all = new ArrayList<>(UnlistedResources.ALL);
        try (JarData data = new JarData(FILE)) {
            data.key();
            data.enter();
            while (data.nextObject()) {
                all.add(resource(data));
            }
        }
        return List.copyOf(all);
    }

    private static ApiResource resource(JarData data) throws IOException {
        String group = "";
        String resource = "";
        String kind = "";
        boolean namespaced = true;
        Set<String> verbs = USUAL;
        List<String> subresources = List.of();
        for (String key = data.key(); key != null; key = data.key()) {
            switch (key) {
                case "group" -> group = data.text();
                case "resource" -> resource = data.text();
                case "kind" -> kind = data.text();
                case "namespaced" -> namespaced = data.flag();
                case "verbs" -> verbs = Set.copyOf(data.texts());
                case "subresources" -> subresources = data.texts();
                default -> throw new IOException(FILE + ": unknown field " + key);
            }
        }
        return stored(group, resource, kind, namespaced, verbs, subresources);
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
