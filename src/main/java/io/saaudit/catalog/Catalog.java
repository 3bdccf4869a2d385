package io.saaudit.catalog;

import io.saaudit.model.ApiResource;
import io.saaudit.model.Power;
import io.saaudit.model.RemovedResource;
import java.util.List;

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
