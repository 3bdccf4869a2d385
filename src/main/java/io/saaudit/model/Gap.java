package io.saaudit.model;

import java.util.List;

/**
 * Input that was asked for and not read. No verdict is clean over a gap.
 *
 * @param kind what sort
 * @param what one clear sentence, without the place
 * @param hint what to do next, or empty
 * @param origin where
 * @param touchesKind the kind of the object that was lost, empty when it may have been anything
 * @param touchesNamespace the namespace that was lost, empty when it may have been any but those spared
 * @param spared namespaces that it does not touch, sorted: there the kind was read
 */
public record Gap(
        Kind kind,
        String what,
        String hint,
        Origin origin,
        String touchesKind,
        String touchesNamespace,
        List<String> spared) {

    /** A gap that spares nothing. */
    public Gap(Kind kind, String what, String hint, Origin origin, String touchesKind, String touchesNamespace) {
        this(kind, what, hint, origin, touchesKind, touchesNamespace, List.of());
    }

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

    /** Whether objects of this kind in this namespace may be missing because of it. */
    public boolean covers(String objectKind, String namespace) {
        return (touchesKind.isEmpty() || touchesKind.equals(objectKind)) && coversNamespace(namespace);
    }

    /**
     * Whether roles or bindings that count in this namespace may be missing because of it; for a question without a
     * namespace, which those of a namespace never answer, whether ClusterRoles or ClusterRoleBindings may be.
     */
    public boolean coversRbac(String namespace) {
        return switch (touchesKind) {
            case "", "ClusterRole", "ClusterRoleBinding" -> coversNamespace(namespace);
            case "Role", "RoleBinding" -> !namespace.isEmpty() && coversNamespace(namespace);
            default -> false;
        };
    }

    private boolean coversNamespace(String namespace) {
        return touchesNamespace.isEmpty() ? !spared.contains(namespace) : touchesNamespace.equals(namespace);
    }
}
