package io.saaudit.model;

import java.util.Comparator;

/**
 * What makes two definitions the same object: API group, kind, namespace and name. The API version plays no part.
 *
 * @param group API group, empty for the core group
 * @param kind kind as written in manifests
 * @param namespace namespace, empty for a cluster-scoped object
 * @param name name; for an object that only has a generateName, that prefix followed by {@code *}
 */
public record ObjectKey(String group, String kind, String namespace, String name) implements Comparable<ObjectKey> {
    /** The API group of roles and bindings. */
    public static final String RBAC = "rbac.authorization.k8s.io";

    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(ObjectKey::namespace)
            .thenComparing(ObjectKey::kind)
            .thenComparing(ObjectKey::name)
            .thenComparing(ObjectKey::group);

    /** {@code name}, or {@code namespace/name} for a namespaced object. */
    public String qualifiedName() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }

    /** {@code Kind name} or {@code Kind namespace/name}, as messages show it. */
    @Override
    public String toString() {
        return kind + " " + qualifiedName();
    }
}
