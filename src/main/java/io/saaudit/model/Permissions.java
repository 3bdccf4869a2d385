package io.saaudit.model;

import java.util.List;

/**
 * The effective permissions of an identity.
 *
 * @param identity who
 * @param live rows with an effect
 * @param limited rows with an effect in special requests only
 * @param inert rows without one
 * @param unresolved bindings that apply but whose role was not found
 */
public record Permissions(
        Identity identity,
        List<PermissionRow> live,
        List<PermissionRow> limited,
        List<PermissionRow> inert,
        List<Binding> unresolved) {}
