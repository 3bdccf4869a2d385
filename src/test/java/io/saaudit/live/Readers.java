package io.saaudit.live;

import io.saaudit.source.cluster.Connection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Accounts that read by one role each. */
final class Readers {
    static final String NAMESPACE = "readers";
    private static final String RBAC = "rbac.authorization.k8s.io";

    private Readers() {}

    /** The ClusterRole of a file of docs/access. */
    static Object role(String name) {
        Path file = Path.of(System.getProperty("basedir", ""), "docs/access", name + ".yaml");
        return Manifests.read(file).get(0);
    }

    /** A connection of an account that these ClusterRoles of docs/access are bound to, everywhere. */
    static Connection everywhere(Server server, String account, String... roles) {
        make(server, account);
        for (String role : roles) {
            server.apply(role(role)).orFail("apply ClusterRole " + role);
            server.apply(binding("ClusterRoleBinding", "", role, account)).orFail("bind " + role);
        }
        return connection(server, account);
    }

    /** A connection of an account that these ClusterRoles are bound to in some namespaces. */
    static Connection in(Server server, String account, List<String> namespaces, String... roles) {
        make(server, account);
        for (String role : roles) {
            server.apply(role(role)).orFail("apply ClusterRole " + role);
            for (String namespace : namespaces) {
                server.apply(binding("RoleBinding", namespace, role, account)).orFail("bind " + role);
            }
        }
        return connection(server, account);
    }

    private static Connection connection(Server server, String account) {
        new Cluster(server).settle();
        return server.connection(server.tokenOf(NAMESPACE, account));
    }

    private static void make(Server server, String account) {
        Map<String, Object> metadata = Map.of("name", account, "namespace", NAMESPACE);
        Manifests.apply(server, List.of(Map.of("apiVersion", "v1", "kind", "ServiceAccount", "metadata", metadata)));
    }

    private static Object binding(String kind, String namespace, String role, String account) {
        String name = account + "-" + role;
        return Map.of(
                "apiVersion",
                RBAC + "/v1",
                "kind",
                kind,
                "metadata",
                namespace.isEmpty() ? Map.of("name", name) : Map.of("name", name, "namespace", namespace),
                "roleRef",
                Map.of("apiGroup", RBAC, "kind", "ClusterRole", "name", role),
                "subjects",
                List.of(Map.of("kind", "ServiceAccount", "name", account, "namespace", NAMESPACE)));
    }
}
