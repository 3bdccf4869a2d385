package io.saaudit.catalog;

import static io.saaudit.catalog.Need.to;
import static io.saaudit.catalog.Need.toUrl;
import static io.saaudit.catalog.PowerRow.may;
import static io.saaudit.model.Severity.CRITICAL;
import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.INFO;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;

import io.saaudit.model.ObjectKey;
import io.saaudit.model.Power;
import io.saaudit.model.Power.Atom;
import java.util.ArrayList;
import java.util.List;

/**
 * The dangerous permissions: the CIS Kubernetes Benchmark 5.1.x, "RBAC Good Practices" of the Kubernetes documentation,
 * and what the API server's source asks beyond a request's own attributes (semantics A.5 to A.7, E.2).
 */
final class Powers {
    private static final String CORE = "";
    private static final String APPS = "apps";
    private static final String BATCH = "batch";
    private static final String RBAC = ObjectKey.RBAC;
    private static final String ADMISSION = "admissionregistration.k8s.io";
    private static final String AUTHENTICATION = "authentication.k8s.io";
    private static final String CERTIFICATES = "certificates.k8s.io";

    private static final List<String> EVERYTHING = List.of("*");
    private static final List<String> ANYTHING = List.of(Atom.SOME);
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> CREATE = List.of("create");
    private static final List<String> CHANGE = List.of("update", "patch");
    private static final List<String> CREATE_OR_CHANGE = List.of("create", "update", "patch");
    private static final List<String> CREATE_OR_GET = List.of("create", "get");
    private static final List<String> DELETE = List.of("delete", "deletecollection");
    private static final List<String> WRITE = List.of("create", "update", "patch", "delete", "deletecollection");
    private static final List<String> PROXY = List.of("create", "delete", "get", "patch", "update");
    private static final List<String> BEYOND_GET = List.of("post", "put", "patch", "delete", "head", "options");
    private static final List<String> IMPERSONATE = List.of("impersonate");

    /** A Job is missing here: its pod template is immutable (pkg/apis/batch/validation). */
    private static final Need CHANGE_WORKLOADS = to(
                    CHANGE, APPS, "deployments", "daemonsets", "statefulsets", "replicasets")
            .or(CHANGE, CORE, "replicationcontrollers")
            .or(CHANGE, BATCH, "cronjobs");

    private static final Need CREATE_WORKLOADS = to(
                    CREATE, APPS, "deployments", "daemonsets", "statefulsets", "replicasets")
            .or(CREATE, CORE, "replicationcontrollers")
            .or(CREATE, BATCH, "jobs", "cronjobs");

    private static final Need BIND = to(List.of("bind"), RBAC, "roles", "clusterroles");

    /** A user name is mandatory in every impersonation; a harmless one is enough to add groups to. */
    private static final Need A_USER = to(IMPERSONATE, CORE, "users").ofSomeName();

    private static final Need AN_ACCOUNT =
            to(IMPERSONATE, CORE, "serviceaccounts").ofSomeName();

    /** Names of groups that matter by themselves: the one that bypasses all authorizers (semantics C). */
    private static final Need GROUPS = to(IMPERSONATE, CORE, "groups").named("system:masters");

    // Severities are those of a ClusterRoleBinding, then of a RoleBinding. See Power for how a row is met.
    static final List<Power> ALL = List.of(
            may("SA301", "do everything").is(CRITICAL, HIGH).when(to(EVERYTHING, "*", "*")),
            // Sensitive: what the rows of severity high and critical are about, with nodes, namespaces and bindings.
            may("SA302", "use every verb on a sensitive resource")
                    .is(HIGH, MEDIUM)
                    .when(to(EVERYTHING, CORE, "secrets", "pods", "pods/exec", "pods/attach")
                            .or(EVERYTHING, CORE, "pods/ephemeralcontainers", "replicationcontrollers", "namespaces")
                            .or(EVERYTHING, CORE, "serviceaccounts", "serviceaccounts/token", "users", "groups")
                            .or(EVERYTHING, CORE, "nodes", "nodes/proxy", "persistentvolumes")
                            .or(EVERYTHING, APPS, "deployments", "daemonsets", "statefulsets", "replicasets")
                            .or(EVERYTHING, BATCH, "jobs", "cronjobs")
                            .or(EVERYTHING, RBAC, "roles", "clusterroles", "rolebindings", "clusterrolebindings")
                            .or(EVERYTHING, ADMISSION, "validatingwebhookconfigurations")
                            .or(EVERYTHING, ADMISSION, "mutatingwebhookconfigurations")
                            .or(EVERYTHING, ADMISSION, "validatingadmissionpolicies", "mutatingadmissionpolicies")
                            .or(EVERYTHING, ADMISSION, "validatingadmissionpolicybindings")
                            .or(EVERYTHING, ADMISSION, "mutatingadmissionpolicybindings")
                            .or(EVERYTHING, CERTIFICATES, "certificatesigningrequests", "signers")
                            .or(EVERYTHING, CERTIFICATES, "certificatesigningrequests/approval")),
            // Any verb: reading * in core shows Secrets, and * takes in subresources and what later versions add.
            may("SA303", "use every resource of the core, apps, batch or rbac group")
                    .is(HIGH, MEDIUM)
                    .when(to(ANYTHING, CORE, "*")
                            .or(ANYTHING, APPS, "*")
                            .or(ANYTHING, BATCH, "*")
                            .or(ANYTHING, RBAC, "*")),
            may("SA304", "use a resource whatever its API group")
                    .is(MEDIUM, LOW)
                    .when(to(ANYTHING, "*", Atom.SOME)),
            may("SA305", "send more than GET to every URL")
                    .isClusterWide(MEDIUM)
                    .when(toUrl(BEYOND_GET, "/*")),
            // list and watch show the contents as get does.
            may("SA306", "read Secrets").is(HIGH, MEDIUM).withNames(INFO).when(to(READ, CORE, "secrets")),
            may("SA307", "create or change Secrets")
                    .is(HIGH, MEDIUM)
                    .withNames(LOW)
                    .when(to(CREATE_OR_CHANGE, CORE, "secrets")),
            // A Secret of the type service-account-token can be made by server-side apply under a name, then read.
            may("SA307", "mint a token of any account by way of a Secret")
                    .is(HIGH, MEDIUM)
                    .withNames(HIGH)
                    .when(
                            to(CREATE, CORE, "secrets"),
                            to(List.of("patch"), CORE, "secrets"),
                            to(READ, CORE, "secrets")),
            may("SA308", "create Pods").is(HIGH, MEDIUM).when(to(CREATE, CORE, "pods")),
            // Server-side apply creates under a name: both verbs with the name are as good as create.
            may("SA308", "create Pods by apply")
                    .is(HIGH, MEDIUM)
                    .withNames(HIGH)
                    .when(to(CREATE, CORE, "pods"), to(List.of("patch"), CORE, "pods")),
            may("SA309", "create or change workloads")
                    .is(HIGH, MEDIUM)
                    .withNames(MEDIUM)
                    .when(CREATE_WORKLOADS.or(CHANGE_WORKLOADS)),
            // get is enough by websocket up to 1.34; from 1.35 create is asked as well (semantics A.5). The older
            // server is assumed.
            may("SA310", "run commands in Pods")
                    .is(HIGH, MEDIUM)
                    .withNames(MEDIUM)
                    .when(to(CREATE_OR_GET, CORE, "pods/exec", "pods/attach")),
            may("SA311", "put containers into running Pods")
                    .is(HIGH, MEDIUM)
                    .withNames(MEDIUM)
                    .when(to(CHANGE, CORE, "pods/ephemeralcontainers")),
            may("SA312", "reach ports of Pods and Services through the API server")
                    .is(MEDIUM, LOW)
                    .withNames(LOW)
                    .when(to(CREATE_OR_GET, CORE, "pods/portforward").or(PROXY, CORE, "pods/proxy", "services/proxy")),
            // get as well: the kubelet takes a websocket's GET for exec (semantics A.7).
            may("SA313", "run commands in every Pod of a node through its kubelet")
                    .isClusterWide(CRITICAL)
                    .withNames(HIGH)
                    .when(to(CREATE_OR_GET, CORE, "nodes/proxy")),
            may("SA314", "change labels, taints or the status of nodes")
                    .isClusterWide(MEDIUM)
                    .withNames(LOW)
                    .when(to(CHANGE, CORE, "nodes", "nodes/status")),
            may("SA315", "bind any role")
                    .is(CRITICAL, HIGH)
                    .withNamesAsTheTargets(MEDIUM)
                    .when(BIND),
            may("SA315", "bind cluster-admin")
                    .is(CRITICAL, HIGH)
                    .when(to(List.of("bind"), RBAC, "clusterroles").named("cluster-admin")),
            may("SA315", "bind admin or edit")
                    .is(HIGH, MEDIUM)
                    .when(to(List.of("bind"), RBAC, "clusterroles").named("admin", "edit")),
            // escalate is asked with an empty name on a POST: with names it only goes with update or patch.
            may("SA316", "create ClusterRoles with any rights")
                    .isClusterWide(CRITICAL)
                    .when(to(List.of("escalate"), RBAC, "clusterroles"), to(CREATE, RBAC, "clusterroles")),
            may("SA316", "give ClusterRoles any rights")
                    .isClusterWide(CRITICAL)
                    .withNames(HIGH)
                    .when(to(List.of("escalate"), RBAC, "clusterroles"), to(CHANGE, RBAC, "clusterroles")),
            may("SA316", "create Roles with any rights")
                    .is(CRITICAL, HIGH)
                    .when(to(List.of("escalate"), RBAC, "roles"), to(CREATE, RBAC, "roles")),
            may("SA316", "give Roles any rights")
                    .is(CRITICAL, HIGH)
                    .withNames(HIGH)
                    .when(to(List.of("escalate"), RBAC, "roles"), to(CHANGE, RBAC, "roles")),
            may("SA316", "escalate, but not write roles")
                    .is(LOW, INFO)
                    .when(to(List.of("escalate"), RBAC, "roles", "clusterroles")),
            // Without bind the API server lets a holder pass on only what it holds itself.
            may("SA317", "pass on its own rights by RoleBindings")
                    .is(MEDIUM, LOW)
                    .withNames(LOW)
                    .when(to(CREATE_OR_CHANGE, RBAC, "rolebindings")),
            may("SA317", "pass on its own rights by ClusterRoleBindings")
                    .isClusterWide(MEDIUM)
                    .withNames(LOW)
                    .when(to(CREATE_OR_CHANGE, RBAC, "clusterrolebindings")),
            may("SA317", "give itself any role by a RoleBinding")
                    .is(CRITICAL, HIGH)
                    .withNamesAsTheTargets(MEDIUM)
                    .when(to(CREATE_OR_CHANGE, RBAC, "rolebindings"), BIND),
            may("SA317", "give itself any role by a ClusterRoleBinding")
                    .isClusterWide(CRITICAL)
                    .withNamesAsTheTargets(MEDIUM)
                    .when(to(CREATE_OR_CHANGE, RBAC, "clusterrolebindings"), to(List.of("bind"), RBAC, "clusterroles")),
            may("SA318", "impersonate accounts")
                    .is(CRITICAL, HIGH)
                    .withNamesAsTheTargets(MEDIUM)
                    .when(to(IMPERSONATE, CORE, "serviceaccounts")),
            may("SA318", "impersonate users")
                    .isClusterWide(CRITICAL)
                    .withNamesAsTheTargets(MEDIUM)
                    .when(to(IMPERSONATE, CORE, "users")),
            // Groups count beside a user or account, and uids and userextras give no right at all by RBAC. An account
            // of one namespace is enough to become a member of system:masters everywhere.
            may("SA318", "impersonate members of system:masters")
                    .is(CRITICAL, CRITICAL)
                    .when(GROUPS, A_USER.or(AN_ACCOUNT)),
            may("SA318", "impersonate members of groups")
                    .isClusterWide(CRITICAL)
                    .withNamesAsTheTargets(MEDIUM)
                    .when(to(IMPERSONATE, CORE, "groups"), A_USER.or(AN_ACCOUNT)),
            // Constrained impersonation (KEP-5284, on by default from 1.36) takes both grants.
            constrained("serviceaccount", "accounts", "serviceaccounts"),
            constrained("user-info", "users", "users"),
            constrained("arbitrary-node", "nodes", "nodes"),
            constrained("associated-node", "its own node", "nodes"),
            may("SA319", "create tokens of accounts")
                    .is(CRITICAL, HIGH)
                    .withNamesAsTheTargets(MEDIUM)
                    .when(to(CREATE, CORE, "serviceaccounts/token")),
            may("SA320", "create or change accounts and give them to Pods or bindings")
                    .is(MEDIUM, LOW)
                    .when(
                            to(CREATE_OR_CHANGE, CORE, "serviceaccounts"),
                            BIND.or(CREATE_WORKLOADS).or(CREATE, CORE, "pods")),
            may("SA320", "create or change accounts")
                    .is(LOW, INFO)
                    .withNames(INFO)
                    .when(to(CREATE_OR_CHANGE, CORE, "serviceaccounts")),
            // The name of the request is its creator's choice, so a restriction of the approval to one is none.
            may("SA321", "sign itself a client certificate of any user")
                    .isClusterWide(CRITICAL)
                    .when(
                            to(CREATE, CERTIFICATES, "certificatesigningrequests"),
                            to(CHANGE, CERTIFICATES, "certificatesigningrequests/approval")
                                    .ofSomeName(),
                            to(List.of("approve"), CERTIFICATES, "signers")
                                    .named("kubernetes.io/kube-apiserver-client", "kubernetes.io/*")),
            may("SA322", "change or remove what admission does to every request")
                    .isClusterWide(HIGH)
                    .withNames(LOW)
                    .when(to(WRITE, ADMISSION, "validatingwebhookconfigurations", "mutatingwebhookconfigurations")
                            .or(WRITE, ADMISSION, "validatingadmissionpolicies", "mutatingadmissionpolicies")
                            .or(WRITE, ADMISSION, "validatingadmissionpolicybindings")
                            .or(WRITE, ADMISSION, "mutatingadmissionpolicybindings")),
            may("SA323", "create PersistentVolumes on a node's own files")
                    .isClusterWide(HIGH)
                    .when(to(CREATE, CORE, "persistentvolumes")),
            // Through a RoleBinding it is the binding's own namespace (semantics A.3).
            may("SA324", "change labels of namespaces, and with them what Pod Security allows")
                    .is(MEDIUM, LOW)
                    .withNames(LOW)
                    .when(to(CHANGE, CORE, "namespaces")),
            // No create: these exist. Other names are the pattern of leader election.
            may("SA325", "change ConfigMaps that the cluster's DNS, proxies or logins are set up by")
                    .is(MEDIUM, LOW)
                    .withNames(INFO)
                    .inKubeSystem()
                    .when(to(CHANGE, CORE, "configmaps").named("coredns", "aws-auth", "kube-proxy")),
            may("SA325", "take over the leader election of the control plane")
                    .is(MEDIUM, LOW)
                    .withNames(INFO)
                    .inKubeSystem()
                    .when(to(List.of("update", "patch", "delete"), "coordination.k8s.io", "leases")
                            .named("kube-controller-manager", "kube-scheduler", "cloud-controller-manager")),
            may("SA325", "replace the server behind an API group")
                    .isClusterWide(MEDIUM)
                    .withNames(LOW)
                    .when(to(WRITE, "apiregistration.k8s.io", "apiservices")),
            may("SA325", "have custom resources converted by its own webhook")
                    .isClusterWide(MEDIUM)
                    .withNames(LOW)
                    .when(to(CHANGE, "apiextensions.k8s.io", "customresourcedefinitions")),
            may("SA325", "delete Events, and traces with them")
                    .is(MEDIUM, LOW)
                    .when(to(DELETE, CORE, "events").or(DELETE, "events.k8s.io", "events")));

    private Powers() {}

    /** {@code impersonate:MODE} on an identity, and {@code impersonate-on:MODE:VERB} on anything (semantics A.6). */
    private static Power constrained(String mode, String whom, String resource) {
        Need identity = to(List.of("impersonate:" + mode), AUTHENTICATION, resource);
        // Its own node is asked for with the literal name *.
        return may("SA318", "act as " + whom + " (constrained impersonation)")
                .is(CRITICAL, HIGH)
                .withNamesAsTheTargets(MEDIUM)
                .when(
                        mode.equals("associated-node") ? identity.named("*") : identity,
                        to(impersonateOn(mode), Atom.SOME, Atom.SOME).ofSomeName());
    }

    private static List<String> impersonateOn(String mode) {
        List<String> verbs = new ArrayList<>();
        for (List<String> some : List.of(READ, WRITE)) {
            for (String verb : some) {
                verbs.add("impersonate-on:" + mode + ":" + verb);
            }
        }
        return verbs;
    }
}
