package io.saaudit.model;

/** Where a grant counts. */
public sealed interface Scope extends Comparable<Scope> {
    /** The whole cluster: every namespace, cluster-scoped objects and URLs. */
    Scope CLUSTER = new ClusterWide();

    /** The namespace, or empty for the whole cluster. */
    String namespace();

    /** Given by a ClusterRoleBinding. */
    record ClusterWide() implements Scope {
        @Override
        public String namespace() {
            return "";
        }

        @Override
        public String toString() {
            return "cluster";
        }
    }

    /** Given by a RoleBinding of this namespace. */
    record InNamespace(String namespace) implements Scope {
        @Override
        public String toString() {
            return namespace;
        }
    }

    /** The scope of a binding's namespace, where empty means the whole cluster. */
    static Scope of(String namespace) {
        return namespace.isEmpty() ? CLUSTER : new InNamespace(namespace);
    }

    /** Cluster first, then namespaces bytewise. */
    @Override
    default int compareTo(Scope other) {
        return namespace().compareTo(other.namespace());
    }
}
