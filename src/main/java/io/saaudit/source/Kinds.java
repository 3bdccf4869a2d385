package io.saaudit.source;

import io.saaudit.model.ObjectKey;

/** The modelled kinds, with the API groups and versions that they were and are served in. */
enum Kinds {
    NAMESPACE("Namespace", "", true),
    NODE("Node", "", true),
    SERVICE_ACCOUNT("ServiceAccount", "", false),
    SECRET("Secret", "", false),
    CONFIG_MAP("ConfigMap", "", false),
    SERVICE("Service", "", false),
    PERSISTENT_VOLUME("PersistentVolume", "", true),
    PERSISTENT_VOLUME_CLAIM("PersistentVolumeClaim", "", false),
    POD("Pod", "", false),
    REPLICATION_CONTROLLER("ReplicationController", "", false),
    POD_TEMPLATE("PodTemplate", "", false),
    ROLE("Role", ObjectKey.RBAC, false),
    CLUSTER_ROLE("ClusterRole", ObjectKey.RBAC, true),
    ROLE_BINDING("RoleBinding", ObjectKey.RBAC, false),
    CLUSTER_ROLE_BINDING("ClusterRoleBinding", ObjectKey.RBAC, true),
    DEPLOYMENT("Deployment", "apps", false),
    REPLICA_SET("ReplicaSet", "apps", false),
    STATEFUL_SET("StatefulSet", "apps", false),
    DAEMON_SET("DaemonSet", "apps", false),
    JOB("Job", "batch", false),
    CRON_JOB("CronJob", "batch", false),
    INGRESS("Ingress", "networking.k8s.io", false),
    CUSTOM_RESOURCE_DEFINITION("CustomResourceDefinition", "apiextensions.k8s.io", true),
    VALIDATING_WEBHOOK("ValidatingWebhookConfiguration", "admissionregistration.k8s.io", true),
    MUTATING_WEBHOOK("MutatingWebhookConfiguration", "admissionregistration.k8s.io", true);

    private static final Kinds[] ALL = values();

    private final String kind;
    private final String group;
    private final boolean cluster;

    Kinds(String kind, String group, boolean cluster) {
        this.kind = kind;
        this.group = group;
        this.cluster = cluster;
    }

    /** The kind's API group today, whatever old group an object names. */
    String group() {
        return group;
    }

    /** Whether its objects have no namespace. */
    boolean cluster() {
        return cluster;
    }

    /** The modelled kind of an object, or null. */
    static Kinds of(String apiVersion, String kind) {
        Kinds named = named(kind);
        return named != null && named.has(group(apiVersion)) ? named : null;
    }

    /** The modelled kind of this name, whatever its group, or null. */
    static Kinds named(String kind) {
        for (Kinds k : ALL) {
            if (k.kind.equals(kind)) {
                return k;
            }
        }
        return null;
    }

    /** The group of an apiVersion: what stands before the slash, nothing for the core group. */
    static String group(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** Whether the version is one that no supported server serves any more; all are of the group's v1 today. */
    boolean isOld(String apiVersion) {
        return !apiVersion.equals(group.isEmpty() ? "v1" : group + "/v1");
    }

    /** The apiVersion that is served. */
    String served() {
        return group.isEmpty() ? "v1" : group + "/v1";
    }

    /** A builder of an object of this kind. */
    ObjectBuilder builder(DataBuilder.Keys data) {
        return switch (this) {
            case NAMESPACE -> new ObjectBuilder.Plain(false);
            case NODE -> new ObjectBuilder.Plain(true);
            case SERVICE_ACCOUNT -> new ServiceAccountBuilder();
            case SECRET -> new DataBuilder(true, data);
            case CONFIG_MAP -> new DataBuilder(false, data);
            case SERVICE -> new ServiceBuilder();
            case PERSISTENT_VOLUME -> new StorageBuilder(false);
            case PERSISTENT_VOLUME_CLAIM -> new StorageBuilder(true);
            case POD -> new WorkloadBuilder(WorkloadBuilder.Shape.POD);
            case POD_TEMPLATE -> new WorkloadBuilder(WorkloadBuilder.Shape.POD_TEMPLATE);
            case CRON_JOB -> new WorkloadBuilder(WorkloadBuilder.Shape.CRON_JOB);
            case REPLICATION_CONTROLLER, DEPLOYMENT, REPLICA_SET, STATEFUL_SET, DAEMON_SET, JOB ->
                new WorkloadBuilder(WorkloadBuilder.Shape.TEMPLATE);
            case ROLE, CLUSTER_ROLE -> new RoleBuilder();
            case ROLE_BINDING, CLUSTER_ROLE_BINDING -> new BindingBuilder();
            case INGRESS -> new IngressBuilder();
            case CUSTOM_RESOURCE_DEFINITION -> new CustomResourceBuilder();
            case VALIDATING_WEBHOOK, MUTATING_WEBHOOK -> new WebhookBuilder();
        };
    }

    /** Whether a root field can matter to any kind, so that it must be kept until the kind is known. */
    static boolean isField(String name) {
        return switch (name) {
            case "rules",
                    "aggregationRule",
                    "roleRef",
                    "subjects",
                    "automountServiceAccountToken",
                    "secrets",
                    "imagePullSecrets",
                    "spec",
                    "template",
                    "status",
                    "type",
                    "webhooks" -> true;
            default -> false;
        };
    }

    private boolean has(String other) {
        if (group.equals(other)) {
            return true;
        }
        // Until 1.16 and 1.22 these were served in extensions/v1beta1.
        return other.equals("extensions")
                && (this == DEPLOYMENT || this == REPLICA_SET || this == DAEMON_SET || this == INGRESS);
    }
}
