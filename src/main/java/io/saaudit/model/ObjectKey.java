package io.saaudit.model;

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

    /** {@code name}, or {@code namespace/name} for a namespaced object. */
    public String qualifiedName() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    // equals and hashCode are written out: those that a record makes by itself cost a start-up's tenth when first used.
    @Override
    public boolean equals(Object o) {
        return o instanceof ObjectKey k
                && name.equals(k.name)
                && namespace.equals(k.namespace)
                && kind.equals(k.kind)
                && group.equals(k.group);
    }

    @Override
    public int hashCode() {
        // Not by 31, as strings do: app-12 of team-31 would meet app-13 of team-21, and so on.
        return (name.hashCode() * 0x9E3779B1 + namespace.hashCode()) * 31 + kind.hashCode() + group.hashCode() * 7;
    }

    /** By namespace, kind, name and group, each bytewise. */
    @Override
    public int compareTo(ObjectKey other) {
        // Written out: whole clusters are sorted by it. Kinds and namespaces are shared strings, which compare by
        // identity first.
        int c = compare(namespace, other.namespace);
        c = c != 0 ? c : compare(kind, other.kind);
        c = c != 0 ? c : compare(name, other.name);
        return c != 0 ? c : compare(group, other.group);
    }

    private static int compare(String a, String b) {
        return a == b ? 0 : a.compareTo(b);
    }

    /** {@code Kind name} or {@code Kind namespace/name}, as messages show it. */
    @Override
    public String toString() {
        return kind + " " + qualifiedName();
    }
}
