package io.saaudit.rbac;

import io.saaudit.model.Lists;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is bound to one user name or one group, by the namespace in which it counts. */
public final class Held {
    /** Nothing. */
    static final Held NOTHING = new Held();

    private final List<Holding> cluster = new ArrayList<>(2);
    private final Map<String, List<Holding>> byNamespace = new HashMap<>(4);
    private final List<Holding> all = new ArrayList<>(2);

    void add(Holding holding) {
        all.add(holding);
        if (holding.binding().cluster()) {
            cluster.add(holding);
        } else {
            Lists.of(byNamespace, holding.namespace()).add(holding);
        }
    }

    /** Through ClusterRoleBindings. */
    public List<Holding> cluster() {
        return cluster;
    }

    /** Through RoleBindings of this namespace. */
    public List<Holding> in(String namespace) {
        return byNamespace.isEmpty() ? List.of() : byNamespace.getOrDefault(namespace, List.of());
    }

    /** All of it, in the order of the bindings. */
    public List<Holding> all() {
        return all;
    }
}
