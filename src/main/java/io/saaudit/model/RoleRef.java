package io.saaudit.model;

/** roleRef of a binding. The API server's authorizer looks at kind and name only (semantics D.1). */
public record RoleRef(String apiGroup, String kind, String name) {
    // Written out: those that a record makes by itself cost much of a start-up when first used.
    @Override
    public boolean equals(Object o) {
        return o instanceof RoleRef r && name.equals(r.name) && kind.equals(r.kind) && apiGroup.equals(r.apiGroup);
    }

    @Override
    public int hashCode() {
        return (name.hashCode() * 31 + kind.hashCode()) * 31 + apiGroup.hashCode();
    }
}
