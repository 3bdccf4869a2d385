package io.saaudit.catalog;

import io.saaudit.model.Binding;
import io.saaudit.model.Role;
import java.util.List;

/**
 * The roles and bindings that the API server of a version creates by itself (semantics D.3). Aggregated ClusterRoles
 * are still empty, as a bare API server leaves them.
 *
 * @param roles Roles and ClusterRoles, sorted by key, all marked as assumed
 * @param bindings RoleBindings and ClusterRoleBindings, sorted by key, all marked as assumed
 */
public record BuiltIns(List<Role> roles, List<Binding> bindings) {}
