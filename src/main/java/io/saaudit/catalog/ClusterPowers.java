package io.saaudit.catalog;

import static io.saaudit.catalog.Need.to;
import static io.saaudit.catalog.PowerRow.may;
import static io.saaudit.catalog.Verbs.ADMISSION;
import static io.saaudit.catalog.Verbs.CHANGE;
import static io.saaudit.catalog.Verbs.CHANGE_OR_DELETE;
import static io.saaudit.catalog.Verbs.CORE;
import static io.saaudit.catalog.Verbs.CREATE;
import static io.saaudit.catalog.Verbs.CREATE_OR_CHANGE;
import static io.saaudit.catalog.Verbs.DELETE;
import static io.saaudit.catalog.Verbs.UPDATE;
import static io.saaudit.model.Severity.CRITICAL;
import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.INFO;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;

import io.saaudit.catalog.PowerRow.Row;
import io.saaudit.model.Power;
import java.util.List;

/** Power over what guards or serves the whole cluster, and what is read by writing: SA322 to SA333. */
final class ClusterPowers {
    /**
     * Both subresources store the labels of a request, too. Through a RoleBinding it is the binding's own namespace
     * (semantics A.3).
     */
    private static final Need LABEL_NAMESPACES =
            to(CHANGE, CORE, "namespaces", "namespaces/status").or(UPDATE, CORE, "namespaces/finalize");

    private static final String COORDINATION = "coordination.k8s.io";
    private static final List<String> WRITE_LEASES = List.of("update", "patch", "delete");

    static final List<Row> ROWS = List.of(
            // With names too: what a configuration is called for is in it, and can be widened.
            may("SA322", "have its own webhook called for requests of others")
                    .isClusterWide(HIGH)
                    .withNames(MEDIUM)
                    .when(to(
                            CREATE_OR_CHANGE,
                            ADMISSION,
                            "validatingwebhookconfigurations",
                            "mutatingwebhookconfigurations")),
            // Served by default from 1.36. A policy does nothing before a binding names it, so that create counts
            // beside
            // a write of bindings only.
            may("SA322", "change requests of others by an admission policy that is in force")
                    .isClusterWide(HIGH)
                    .withNames(LOW)
                    .from(36)
                    .when(to(CHANGE, ADMISSION, "mutatingadmissionpolicies")),
            may("SA322", "change requests of others by an admission policy of its own")
                    .isClusterWide(HIGH)
                    .withNames(LOW)
                    .from(36)
                    .when(
                            to(CREATE, ADMISSION, "mutatingadmissionpolicies"),
                            to(CREATE_OR_CHANGE, ADMISSION, "mutatingadmissionpolicybindings")),
            may("SA322", "put admission policies that are there in force, or change where they are")
                    .isClusterWide(MEDIUM)
                    .withNames(LOW)
                    .from(36)
                    .when(to(CREATE_OR_CHANGE, ADMISSION, "mutatingadmissionpolicybindings")),
            may("SA322", "weaken or remove what admission refuses")
                    .isClusterWide(MEDIUM)
                    .withNames(LOW)
                    .when(to(CHANGE_OR_DELETE, ADMISSION, "validatingadmissionpolicies")
                            .or(CHANGE_OR_DELETE, ADMISSION, "validatingadmissionpolicybindings")
                            .or(DELETE, ADMISSION, "validatingwebhookconfigurations", "mutatingwebhookconfigurations")
                            .or(DELETE, ADMISSION, "mutatingadmissionpolicies", "mutatingadmissionpolicybindings")),
            may("SA322", "have requests of others refused by a policy of its own")
                    .isClusterWide(LOW)
                    .when(to(CREATE, ADMISSION, "validatingadmissionpolicybindings")),
            // By server-side apply under a name as well.
            may("SA323", "create PersistentVolumes on a node's own files")
                    .isClusterWide(HIGH)
                    .withNames(HIGH)
                    .when(to(CREATE, CORE, "persistentvolumes")),
            // A claim is a volume that every Pod Security standard allows.
            may("SA323", "mount a node's own files in spite of Pod Security")
                    .is(CRITICAL, HIGH)
                    .when(
                            to(CREATE, CORE, "persistentvolumes"),
                            to(CREATE, CORE, "persistentvolumeclaims"),
                            ObjectPowers.CREATE_WORKLOADS.or(CREATE, CORE, "pods")),
            may("SA324", "change labels of namespaces, and with them what Pod Security allows")
                    .is(MEDIUM, LOW)
                    .withNames(LOW)
                    .when(LABEL_NAMESPACES),
            // No create: these exist.
            may("SA325", "change ConfigMaps that the cluster's DNS, proxies, nodes or logins are set up by")
                    .is(MEDIUM, LOW)
                    .inKubeSystem()
                    .when(to(CHANGE, CORE, "configmaps")
                            .named(
                                    "coredns",
                                    "coredns-custom",
                                    "extension-apiserver-authentication",
                                    "kube-dns",
                                    "kube-proxy",
                                    "kubeadm-config",
                                    "kubelet-config")),
            // As bad as this says where nothing shows that there is such a cluster; else InputPowers raises it.
            may("SA325", "map, where EKS takes logins from aws-auth, identities of AWS to system:masters")
                    .is(MEDIUM, LOW)
                    .inKubeSystem()
                    .when(to(CHANGE, CORE, "configmaps").named(Power.AWS_AUTH)),
            may("SA325", "take over the leader election of the control plane")
                    .is(MEDIUM, LOW)
                    .inKubeSystem()
                    .when(to(WRITE_LEASES, COORDINATION, "leases")
                            .named("kube-controller-manager", "kube-scheduler", "cloud-controller-manager")),
            // Other names are the pattern of leader election.
            may("SA325", "change ConfigMaps or leases beside those of the control plane")
                    .is(INFO, INFO)
                    .inKubeSystem()
                    .when(to(CHANGE, CORE, "configmaps")
                            .or(WRITE_LEASES, COORDINATION, "leases")
                            .ofSomeName()),
            may("SA325", "replace the server behind an API group")
                    .isClusterWide(MEDIUM)
                    .withNames(LOW)
                    .when(to(CREATE_OR_CHANGE, "apiregistration.k8s.io", "apiservices")),
            may("SA325", "have custom resources converted by its own webhook")
                    .isClusterWide(MEDIUM)
                    .withNames(LOW)
                    .when(to(CHANGE, "apiextensions.k8s.io", "customresourcedefinitions")),
            may("SA325", "delete Events, and traces with them")
                    .is(MEDIUM, LOW)
                    .when(to(DELETE, CORE, "events").or(DELETE, "events.k8s.io", "events")),
            // The answer to a patch is the object; so is that to a delete with propagationPolicy Foreground, and a
            // deletecollection lists what it deletes, each under dryRun as well (registry/generic/registry/store.go).
            may("SA326", "read Secrets in the answers to its writes")
                    .is(HIGH, MEDIUM)
                    .withNames(INFO)
                    .when(to(List.of("patch", "delete", "deletecollection"), CORE, "secrets")),
            may("SA330", "lift Pod Security and create Pods")
                    .is(HIGH, MEDIUM)
                    .withNames(MEDIUM)
                    .when(
                            LABEL_NAMESPACES,
                            ObjectPowers.CREATE_WORKLOADS
                                    .or(ObjectPowers.CHANGE_WORKLOADS)
                                    .or(CREATE, CORE, "pods")),
            ObjectPowers.OTHER_IMAGES,
            // Their controllers apply what these name, in whatever namespace they are: without another account in
            // them, or another default, with their own rights, which are all of them as they are installed.
            may("SA333", "have Flux, where it runs, apply what it likes with its controllers' rights")
                    .is(MEDIUM, MEDIUM)
                    .withNames(LOW)
                    .when(to(CREATE_OR_CHANGE, "kustomize.toolkit.fluxcd.io", "kustomizations")
                            .or(CREATE_OR_CHANGE, "helm.toolkit.fluxcd.io", "helmreleases")),
            may("SA333", "have the Helm controller of k3s install what it likes as cluster-admin")
                    .is(MEDIUM, MEDIUM)
                    .withNames(LOW)
                    .when(to(CREATE_OR_CHANGE, "helm.cattle.io", "helmcharts", "helmchartconfigs")),
            // Of an Application its namespace, and its project, decide whether it is looked at.
            may("SA333", "have Argo CD, as far as a project allows, apply what it likes with its controller's rights")
                    .is(MEDIUM, LOW)
                    .withNames(LOW)
                    .when(to(CREATE_OR_CHANGE, "argoproj.io", "applications", "applicationsets")));

    private ClusterPowers() {}
}
