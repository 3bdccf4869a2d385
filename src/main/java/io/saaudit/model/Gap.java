package io.saaudit.model;

/**
 * Input that was asked for and not read. No verdict is clean over a gap.
 *
 * @param kind what sort
 * @param what one clear sentence, without the place
 * @param hint what to do next, or empty
 * @param origin where
 * @param touchesKind the kind of the object that was lost, empty when it may have been anything
 * @param touchesNamespace the namespace that was lost, empty when it may have been any
 */
public record Gap(Kind kind, String what, String hint, Origin origin, String touchesKind, String touchesNamespace) {

    /** Sorts of gaps. */
    public enum Kind {
        /** A file or stream that could not be opened or read to its end. */
        UNREADABLE,
        /** Text that is neither YAML nor JSON. */
        MALFORMED,
        /** A template that was not rendered. */
        TEMPLATE,
        /** An object of a modelled kind whose fields have the wrong type, or that has no name. */
        INVALID_OBJECT,
        /** A limit was passed; the hint names its flag. */
        LIMIT,
        /** A server did not answer for a kind. */
        REFUSED
    }

    /** A gap that may hide anything. */
    public static Gap of(Kind kind, String what, String hint, Origin origin) {
        return new Gap(kind, what, hint, origin, "", "");
    }

    /** Whether roles or bindings of this namespace may be missing because of it. */
    public boolean coversRbac(String namespace) {
        boolean rbac = switch (touchesKind) {
            case "", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding" -> true;
            default -> false;
        };
        return rbac && (touchesNamespace.isEmpty() || touchesNamespace.equals(namespace));
    }
}
