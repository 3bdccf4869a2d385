package io.saaudit.model;

import java.util.List;

/**
 * The objects of a snapshot, each list sorted by key. Equal definitions are one object with several places; differing
 * definitions of one key all stand in the list, one after the other (they all count).
 *
 * @param roles Roles and ClusterRoles
 * @param bindings RoleBindings and ClusterRoleBindings
 * @param workloads pods and everything with a pod template
 */
public record Objects(
        List<Namespace> namespaces,
        List<ServiceAccount> serviceAccounts,
        List<Role> roles,
        List<Binding> bindings,
        List<Workload> workloads,
        List<Secret> secrets,
        List<ConfigMap> configMaps,
        List<CustomResource> customResources,
        List<Node> nodes,
        List<Service> services,
        List<Ingress> ingresses,
        List<WebhookConfiguration> webhooks) {

    /** No objects at all. */
    public static final Objects EMPTY = new Objects(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of(), List.of());

    /** Number of objects of modelled kinds. */
    public int size() {
        return namespaces.size()
                + serviceAccounts.size()
                + roles.size()
                + bindings.size()
                + workloads.size()
                + secrets.size()
                + configMaps.size()
                + customResources.size()
                + nodes.size()
                + services.size()
                + ingresses.size()
                + webhooks.size();
    }
}
