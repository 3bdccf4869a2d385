package io.saaudit.source.cluster;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The kinds that are listed from a server, those with the most objects first: they are begun first. Nodes are not among
 * them: no finding looks at one.
 */
public enum ListedKind {
    /** What runs. */
    POD("Pod", "", "pods", true, Touches.WORKLOADS),
    /** Between a Deployment and its pods. */
    REPLICA_SET("ReplicaSet", "apps", "replicasets", true, Touches.WORKLOADS),
    /** Tokens that stand in text, since when the server keeps track of token Secrets, and the logins of aws-auth. */
    CONFIG_MAP("ConfigMap", "", "configmaps", true, Touches.TEXT),
    /** Rights in a namespace. */
    ROLE_BINDING("RoleBinding", Group.RBAC, "rolebindings", true, Touches.RIGHTS),
    /** What is bound. */
    ROLE("Role", Group.RBAC, "roles", true, Touches.RIGHTS),
    /** What is bound. */
    CLUSTER_ROLE("ClusterRole", Group.RBAC, "clusterroles", false, Touches.RIGHTS),
    /** Rights everywhere. */
    CLUSTER_ROLE_BINDING("ClusterRoleBinding", Group.RBAC, "clusterrolebindings", false, Touches.RIGHTS),
    /** The accounts. */
    SERVICE_ACCOUNT("ServiceAccount", "", "serviceaccounts", true, Touches.ACCOUNTS),
    /** Those with tokens, by their metadata alone. */
    SECRET("Secret", "", "secrets", true, Touches.SECRETS),
    /** Pod templates. */
    JOB("Job", "batch", "jobs", true, Touches.WORKLOADS),
    /** Pod templates. */
    DEPLOYMENT("Deployment", "apps", "deployments", true, Touches.WORKLOADS),
    /** Pod templates. */
    STATEFUL_SET("StatefulSet", "apps", "statefulsets", true, Touches.WORKLOADS),
    /** Pod templates. */
    DAEMON_SET("DaemonSet", "apps", "daemonsets", true, Touches.WORKLOADS),
    /** Pod templates. */
    CRON_JOB("CronJob", "batch", "cronjobs", true, Touches.WORKLOADS),
    /** Pod templates. */
    REPLICATION_CONTROLLER("ReplicationController", "", "replicationcontrollers", true, Touches.WORKLOADS),
    /** Pod templates that nothing uses by itself. */
    POD_TEMPLATE("PodTemplate", "", "podtemplates", true, Touches.WORKLOADS),
    /** What can be reached from outside. */
    SERVICE("Service", "", "services", true, Touches.EXPOSURE),
    /** What can be reached from outside. */
    INGRESS("Ingress", "networking.k8s.io", "ingresses", true, Touches.EXPOSURE),
    /** Namespaces. */
    NAMESPACE("Namespace", "", "namespaces", false, Touches.NAMESPACES),
    /** What changes pods on their way in. */
    MUTATING_WEBHOOK(
            "MutatingWebhookConfiguration",
            "admissionregistration.k8s.io",
            "mutatingwebhookconfigurations",
            false,
            Touches.WEBHOOKS),
    /** What refuses them. */
    VALIDATING_WEBHOOK(
            "ValidatingWebhookConfiguration",
            "admissionregistration.k8s.io",
            "validatingwebhookconfigurations",
            false,
            Touches.WEBHOOKS),
    /** Asked for only where discovery does not tell which resources there are. */
    CUSTOM_RESOURCE_DEFINITION(
            "CustomResourceDefinition",
            "apiextensions.k8s.io",
            "customresourcedefinitions",
            false,
            "whether a right on a custom resource can be used");

    /** All of them. */
    public static final Set<ListedKind> ALL = Collections.unmodifiableSet(EnumSet.allOf(ListedKind.class));

    /** What says who may do what. */
    public static final Set<ListedKind> RBAC = Collections.unmodifiableSet(
            EnumSet.of(ROLE, CLUSTER_ROLE, ROLE_BINDING, CLUSTER_ROLE_BINDING, CUSTOM_RESOURCE_DEFINITION));

    /** That, with the accounts and namespaces there are. */
    public static final Set<ListedKind> ACCOUNTS = Collections.unmodifiableSet(EnumSet.of(
            ROLE,
            CLUSTER_ROLE,
            ROLE_BINDING,
            CLUSTER_ROLE_BINDING,
            CUSTOM_RESOURCE_DEFINITION,
            SERVICE_ACCOUNT,
            NAMESPACE));

    private final String kind;
    private final String group;
    private final String resource;
    private final boolean namespaced;
    private final String touches;

    ListedKind(String kind, String group, String resource, boolean namespaced, String touches) {
        this.kind = kind;
        this.group = group;
        this.resource = resource;
        this.namespaced = namespaced;
        this.touches = touches;
    }

    /** The kind of this name or plural resource name, in any case; null for one that is not listed. */
    public static ListedKind named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (ListedKind kind : values()) {
            if (kind.resource.equals(lower)
                    || kind.kind.toLowerCase(Locale.ROOT).equals(lower)) {
                return kind;
            }
        }
        return null;
    }

    /** The kind as objects name it. */
    public String kind() {
        return kind;
    }

    /** API group, empty for core. */
    public String group() {
        return group;
    }

    /** Plural name in requests. */
    public String resource() {
        return resource;
    }

    /** Whether its objects stand in a namespace. */
    public boolean namespaced() {
        return namespaced;
    }

    /** What cannot be said without it, as the object of a sentence. */
    public String touches() {
        return touches;
    }

    /** apiVersion of its objects. */
    String apiVersion() {
        return group.isEmpty() ? "v1" : group + "/v1";
    }

    /** Path of the list, of one namespace or, where that is empty, of all. */
    String path(String namespace) {
        return (group.isEmpty() ? "/api/v1/" : "/apis/" + group + "/v1/")
                + (namespace.isEmpty() ? "" : "namespaces/" + namespace + "/")
                + resource;
    }

    /** Whether a server may do without it: then it has no objects of this kind. */
    boolean optional() {
        return this == INGRESS || this == CUSTOM_RESOURCE_DEFINITION || this == POD_TEMPLATE;
    }

    /** Several of them, in words. */
    String plural() {
        return kind.endsWith("s") ? kind + "es" : kind + "s";
    }

    private static final class Group {
        static final String RBAC = "rbac.authorization.k8s.io";
    }

    private static final class Touches {
        static final String RIGHTS = "who may do what";
        static final String ACCOUNTS = "which accounts there are, and whether they are used or mount their tokens";
        static final String WORKLOADS = "what runs as which account, and which tokens are in reach of it";
        static final String SECRETS = "long-lived tokens, their age and use";
        static final String TEXT = "tokens in ConfigMaps, the use of long-lived tokens, and logins from AWS";
        static final String EXPOSURE = "tokens in annotations, and what can be reached from outside";
        static final String NAMESPACES = "namespaces in which nothing was read";
        static final String WEBHOOKS = "which webhooks may change a pod";
    }
}
