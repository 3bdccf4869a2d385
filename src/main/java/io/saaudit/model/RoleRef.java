package io.saaudit.model;

/** roleRef of a binding. The API server's authorizer looks at kind and name only (semantics D.1). */
public record RoleRef(String apiGroup, String kind, String name) {}
