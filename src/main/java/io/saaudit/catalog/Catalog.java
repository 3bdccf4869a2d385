package io.saaudit.catalog;

import io.saaudit.model.ApiResource;
import io.saaudit.model.Power;
import io.saaudit.model.RemovedResource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known of Kubernetes without asking a server. */
public final class Catalog {
    private Catalog() {}

    /**
     * The roles and bindings that the API server of a version creates by itself. Made anew at each call.
     */
    public static BuiltIns builtIns(KubeVersion version) {
        return BuiltInReader.read(version);
    }

    /**
     * Every resource of the API server's own groups whose scope is known, in no order: what the newest
     * version serves by default; alpha and beta resources that are off by default; and, with an empty kind, names that
     * no server lists and that are only asked about, such as {@code users} for impersonation. Subresources take in
     * those that are only asked about, such as {@code finalizers}; {@code *} among them stands for any. A subresource
     * has the group and the scope of its resource. Made anew at each call.
     */
    public static List<ApiResource> apiResources() {
        return ApiResourceReader.read();
    }

    /**
     * What a server said that it serves, with what no server lists: names and subresources that are only asked about, and
     * resources of the API server's own groups that this one has turned off or does not have yet or any more, so that it
     * is known of a rule that names them where it has no effect.
     *
     * @param served what discovery told
     */
    public static List<ApiResource> withUnlisted(List<ApiResource> served) {
        Map<List<String>, ApiResource> all = new LinkedHashMap<>();
        for (ApiResource resource : served) {
            all.put(List.of(resource.group(), resource.resource()), resource);
        }
        for (ApiResource known : apiResources()) {
            all.merge(List.of(known.group(), known.resource()), known, Catalog::withSubresources);
        }
        return List.copyOf(all.values());
    }

    private static ApiResource withSubresources(ApiResource served, ApiResource known) {
        Set<String> subresources = new HashSet<>(served.subresources());
        subresources.addAll(known.subresources());
        return new ApiResource(
                served.group(),
                served.resource(),
                served.kind(),
                served.singular(),
                served.shortNames(),
                served.namespaced(),
                served.verbs(),
                subresources);
    }

    /** Resources of the API server's own groups that a version no longer serves. */
    public static List<RemovedResource> removed(KubeVersion version) {
        return UnlistedResources.removed(version);
    }

    /**
     * The dangerous permissions, by id; an id has one row for each way to hold it. Those of every version of Kubernetes:
     * where the version is not known the worst is assumed.
     *
     * @see Power
     */
    public static List<Power> powers() {
        return Powers.ALL;
    }

    /** The dangerous permissions in a version of Kubernetes, by id. */
    public static List<Power> powers(KubeVersion version) {
        return Powers.of(version);
    }
}
