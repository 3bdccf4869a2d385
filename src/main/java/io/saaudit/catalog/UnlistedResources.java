package io.saaudit.catalog;

import io.saaudit.model.ApiResource;
import io.saaudit.model.RemovedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the discovery of a stock server does not tell of resources (semantics I). */
final class UnlistedResources {
    private static final String AUTHENTICATION = "authentication.k8s.io";
    private static final String CERTIFICATES = "certificates.k8s.io";

    /** kubectl's short names (api/discovery in k8s.io/kubernetes). A name of two groups means the same in both. */
    static final Map<String, List<String>> SHORT_NAMES = Map.ofEntries(
            Map.entry("certificatesigningrequests", List.of("csr")),
            Map.entry("componentstatuses", List.of("cs")),
            Map.entry("configmaps", List.of("cm")),
            Map.entry("cronjobs", List.of("cj")),
            Map.entry("customresourcedefinitions", List.of("crd", "crds")),
            Map.entry("daemonsets", List.of("ds")),
            Map.entry("deployments", List.of("deploy")),
            Map.entry("endpoints", List.of("ep")),
            Map.entry("events", List.of("ev")),
            Map.entry("horizontalpodautoscalers", List.of("hpa")),
            Map.entry("ingresses", List.of("ing")),
            Map.entry("ipaddresses", List.of("ip")),
            Map.entry("limitranges", List.of("limits")),
            Map.entry("namespaces", List.of("ns")),
            Map.entry("networkpolicies", List.of("netpol")),
            Map.entry("nodes", List.of("no")),
            Map.entry("persistentvolumeclaims", List.of("pvc")),
            Map.entry("persistentvolumes", List.of("pv")),
            Map.entry("poddisruptionbudgets", List.of("pdb")),
            Map.entry("pods", List.of("po")),
            Map.entry("priorityclasses", List.of("pc")),
            Map.entry("replicasets", List.of("rs")),
            Map.entry("replicationcontrollers", List.of("rc")),
            Map.entry("resourcequotas", List.of("quota")),
            Map.entry("serviceaccounts", List.of("sa")),
            Map.entry("services", List.of("svc")),
            Map.entry("statefulsets", List.of("sts")),
            Map.entry("storageclasses", List.of("sc")),
            Map.entry("volumeattributesclasses", List.of("vac")));

    /** Subresources that are only asked about and never served, by {@code group/resource}. */
    static final Map<String, List<String>> SUBRESOURCES = Map.of(
            // The kubelet's own port (semantics A.7).
            "/nodes",
            List.of("metrics", "stats", "log", "configz", "healthz", "pods", "checkpoint", "statusz"),
            // The built-in role of the endpoint controller names it (bootstrappolicy/controller_policy.go).
            "/endpoints",
            List.of("restricted"),
            // Approval of a kubelet's client certificate (semantics A.5).
            CERTIFICATES + "/certificatesigningrequests",
            List.of("nodeclient", "selfnodeclient"),
            // Changes to the status of a claim (semantics A.5).
            "resource.k8s.io/resourceclaims",
            List.of("binding", "driver"));

    /** Resources that no server lists: alpha and beta ones, off by default, and names that are only asked about. */
    static final List<ApiResource> ALL = List.of(
            notByDefault(CERTIFICATES, "clustertrustbundles", "ClusterTrustBundle", false),
            notByDefault(CERTIFICATES, "podcertificaterequests", "PodCertificateRequest", true, "status"),
            notByDefault("coordination.k8s.io", "leasecandidates", "LeaseCandidate", true),
            notByDefault("internal.apiserver.k8s.io", "storageversions", "StorageVersion", false, "status"),
            notByDefault("resource.k8s.io", "devicetaintrules", "DeviceTaintRule", false, "status"),
            notByDefault("resource.k8s.io", "resourcepoolstatusrequests", "ResourcePoolStatusRequest", false, "status"),
            notByDefault("scheduling.k8s.io", "podgroups", "PodGroup", true, "status"),
            notByDefault("scheduling.k8s.io", "workloads", "Workload", true),
            notByDefault(
                    "storagemigration.k8s.io", "storageversionmigrations", "StorageVersionMigration", false, "status"),
            // Impersonation: uids and extra in one group, users and groups in both, accounts in the core group as
            // themselves (semantics A.6).
            onlyAsked("", "users", false, Set.of("impersonate")),
            onlyAsked("", "groups", false, Set.of("impersonate")),
            onlyAsked(AUTHENTICATION, "uids", false, impersonate("user-info")),
            onlyAsked(AUTHENTICATION, "userextras", false, impersonate("user-info"), "*"),
            onlyAsked(AUTHENTICATION, "users", false, Set.of("impersonate:user-info")),
            onlyAsked(AUTHENTICATION, "groups", false, Set.of("impersonate:user-info")),
            onlyAsked(AUTHENTICATION, "serviceaccounts", true, Set.of("impersonate:serviceaccount")),
            onlyAsked(
                    AUTHENTICATION,
                    "nodes",
                    false,
                    Set.of("impersonate:arbitrary-node", "impersonate:associated-node")),
            onlyAsked(CERTIFICATES, "signers", false, Set.of("approve", "sign", "attest")));

    /** What was served once, and the version that ended it (the deprecation guide; CHANGELOG files; PR 128003). */
    private static final List<Removed> REMOVED = List.of(
            new Removed(22, "extensions", "*", "nothing is served in the group extensions since Kubernetes 1.22"),
            new Removed(25, "policy", "podsecuritypolicies", "removed in Kubernetes 1.25"),
            new Removed(16, "apps", "deployments/rollback", "removed with apps/v1beta1 in Kubernetes 1.16"),
            new Removed(20, "settings.k8s.io", "podpresets", "removed in Kubernetes 1.20"),
            new Removed(19, "auditregistration.k8s.io", "auditsinks", "removed in Kubernetes 1.19"),
            new Removed(31, "resource.k8s.io", "resourceclasses", "removed in Kubernetes 1.31"),
            new Removed(31, "resource.k8s.io", "resourceclaimparameters", "removed in Kubernetes 1.31"),
            new Removed(31, "resource.k8s.io", "resourceclassparameters", "removed in Kubernetes 1.31"),
            new Removed(32, "resource.k8s.io", "podschedulingcontexts", "removed in Kubernetes 1.32"));

    private record Removed(int minor, String group, String resource, String why) {}

    /** What the version, or one before it, has ceased to serve. */
    static List<RemovedResource> removed(KubeVersion version) {
        List<RemovedResource> removed = new ArrayList<>();
        for (Removed row : REMOVED) {
            if (row.minor <= version.minor()) {
                removed.add(new RemovedResource(row.group, row.resource, row.why));
            }
        }
        return List.copyOf(removed);
    }

    private UnlistedResources() {}

    private static ApiResource notByDefault(
            String group, String resource, String kind, boolean namespaced, String... subresources) {
        return ApiResourceReader.stored(
                group, resource, kind, namespaced, Set.copyOf(ApiResourceReader.USUAL_VERBS), List.of(subresources));
    }

    private static ApiResource onlyAsked(
            String group, String resource, boolean namespaced, Set<String> verbs, String... subresources) {
        return new ApiResource(group, resource, "", "", List.of(), namespaced, verbs, Set.of(subresources));
    }

    private static Set<String> impersonate(String mode) {
        return Set.of("impersonate", "impersonate:" + mode);
    }
}
