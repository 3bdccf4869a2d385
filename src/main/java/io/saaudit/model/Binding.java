package io.saaudit.model;

import java.util.List;

/**
 * A RoleBinding or ClusterRoleBinding.
 *
 * @param meta metadata; the namespace is empty for a ClusterRoleBinding
 * @param roleRef the role it gives
 * @param subjects to whom
 * @param places where roleRef and the subjects stand
 * @param assumed whether it was not read but taken from the built-in bindings of a Kubernetes version
 */
public record Binding(Meta meta, RoleRef roleRef, List<Subject> subjects, Places places, boolean assumed)
        implements KubeObject {

    // equals and hashCode are written out: those that a record makes by itself cost a start-up's tenth when first used.
    @Override
    public boolean equals(Object o) {
        return o == this
                || o instanceof Binding b
                        && assumed == b.assumed
                        && meta.equals(b.meta)
                        && roleRef.equals(b.roleRef)
                        && subjects.equals(b.subjects);
    }

    @Override
    public int hashCode() {
        return meta.hashCode();
    }

    /** Whether it is a ClusterRoleBinding. */
    public boolean cluster() {
        return meta.kind().equals("ClusterRoleBinding");
    }

    /** Where its grants count: in the whole cluster, or in its namespace. */
    public Scope scope() {
        return cluster() ? Scope.CLUSTER : new Scope.InNamespace(meta.namespace());
    }

    /** Place of a subject, or {@link Positions#NONE}. */
    public long subjectAt(int i) {
        return i < places.subjects.length ? places.subjects[i] : Positions.NONE;
    }

    /** Places inside a binding; not part of its content, so all of them are equal. */
    public static final class Places {
        /** For a binding that was read from no text. */
        public static final Places NONE = new Places(Positions.NONE, new long[0]);

        private final long roleRef;
        private final long[] subjects;

        public Places(long roleRef, long[] subjects) {
            this.roleRef = roleRef;
            this.subjects = subjects;
        }

        public long roleRef() {
            return roleRef;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Places;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }
}
