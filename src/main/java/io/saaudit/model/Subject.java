package io.saaudit.model;

/** A subject of a binding (semantics C). Kinds are compared exactly: {@code user} is not {@code User}. */
public sealed interface Subject {
    /** kind as written. */
    String kind();

    /** name as written. */
    String name();

    /** apiGroup as written, empty when missing: not looked at by the authorizer, but validated (semantics E.1). */
    String apiGroup();

    /** namespace as written, empty when missing; it means something for a ServiceAccount only. */
    String namespace();

    // Subjects are keys: their equals and hashCode are written out, because those that a record brings are made at run
    // time, which costs a small command more than all the rest of its work on them.

    /** A user by its exact name. */
    record User(String name, String apiGroup, String namespace) implements Subject {
        @Override
        public String kind() {
            return "User";
        }

        @Override
        public boolean equals(Object other) {
            return this == other
                    || other instanceof User that
                            && name.equals(that.name)
                            && apiGroup.equals(that.apiGroup)
                            && namespace.equals(that.namespace);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * name.hashCode() + apiGroup.hashCode()) + namespace.hashCode();
        }
    }

    /** Every member of a group, by the group's exact name. */
    record Group(String name, String apiGroup, String namespace) implements Subject {
        @Override
        public String kind() {
            return "Group";
        }

        @Override
        public boolean equals(Object other) {
            return this == other
                    || other instanceof Group that
                            && name.equals(that.name)
                            && apiGroup.equals(that.apiGroup)
                            && namespace.equals(that.namespace);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * name.hashCode() + apiGroup.hashCode()) + namespace.hashCode();
        }
    }

    /** An account; without a namespace it means the namespace of the RoleBinding, in a ClusterRoleBinding nobody. */
    record ServiceAccountRef(String namespace, String name, String apiGroup) implements Subject {
        @Override
        public String kind() {
            return "ServiceAccount";
        }

        @Override
        public boolean equals(Object other) {
            return this == other
                    || other instanceof ServiceAccountRef that
                            && name.equals(that.name)
                            && namespace.equals(that.namespace)
                            && apiGroup.equals(that.apiGroup);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * name.hashCode() + namespace.hashCode()) + apiGroup.hashCode();
        }
    }

    /** A kind that the API server does not know: it refuses the object, and the authorizer ignores the subject. */
    record UnknownSubject(String kind, String namespace, String name, String apiGroup) implements Subject {}

    /** The subject of these fields. */
    static Subject of(String kind, String apiGroup, String namespace, String name) {
        return switch (kind) {
            case "User" -> new User(name, apiGroup, namespace);
            case "Group" -> new Group(name, apiGroup, namespace);
            case "ServiceAccount" -> new ServiceAccountRef(namespace, name, apiGroup);
            default -> new UnknownSubject(kind, namespace, name, apiGroup);
        };
    }
}
