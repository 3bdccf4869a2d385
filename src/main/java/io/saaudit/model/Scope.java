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

        // Written out, as is that of the other scope: what a record brings is made at run time, at a cost that a small
        // command feels.
        @Override
        public boolean equals(Object other) {
            return other instanceof ClusterWide;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    /** Given by a RoleBinding of this namespace. */
    record InNamespace(String namespace) implements Scope {
        @Override
        public String toString() {
            return namespace;
        }

        @Override
        public boolean equals(Object other) {
            return this == other || other instanceof InNamespace that && namespace.equals(that.namespace);
        }

        @Override
        public int hashCode() {
            return namespace.hashCode();
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
