package io.saaudit.catalog;

import static io.saaudit.catalog.Need.to;
import static io.saaudit.catalog.Need.toUrl;
import static io.saaudit.catalog.PowerRow.may;
import static io.saaudit.catalog.Verbs.ADMISSION;
import static io.saaudit.catalog.Verbs.ANYTHING;
import static io.saaudit.catalog.Verbs.APPS;
import static io.saaudit.catalog.Verbs.BATCH;
import static io.saaudit.catalog.Verbs.BEYOND_GET;
import static io.saaudit.catalog.Verbs.CERTIFICATES;
import static io.saaudit.catalog.Verbs.CHANGE;
import static io.saaudit.catalog.Verbs.CORE;
import static io.saaudit.catalog.Verbs.CREATE;
import static io.saaudit.catalog.Verbs.CREATE_OR_CHANGE;
import static io.saaudit.catalog.Verbs.CREATE_OR_GET;
import static io.saaudit.catalog.Verbs.EVERYTHING;
import static io.saaudit.catalog.Verbs.GET;
import static io.saaudit.catalog.Verbs.PATCH;
import static io.saaudit.catalog.Verbs.PROXY;
import static io.saaudit.catalog.Verbs.READ;
import static io.saaudit.model.ObjectKey.RBAC;
import static io.saaudit.model.Severity.CRITICAL;
import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.INFO;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;

import io.saaudit.catalog.PowerRow.Row;
import io.saaudit.model.Power.Atom;
import java.util.List;

/** Wildcards, and power over Secrets, Pods, workloads and nodes: SA301 to SA314. */
final class ObjectPowers {
    /** A Job is missing here: its pod template is immutable (pkg/apis/batch/validation). */
    static final Need CHANGE_WORKLOADS = to(CHANGE, APPS, "deployments", "daemonsets", "statefulsets", "replicasets")
            .or(CHANGE, CORE, "replicationcontrollers")
            .or(CHANGE, BATCH, "cronjobs");

    static final Need CREATE_WORKLOADS = to(CREATE, APPS, "deployments", "daemonsets", "statefulsets", "replicasets")
            .or(CREATE, CORE, "replicationcontrollers")
            .or(CREATE, BATCH, "jobs", "cronjobs");

    static final List<Row> ROWS = List.of(
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
            may("SA303", "use every resource of a built-in group")
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
            // A Secret of the type service-account-token is made by server-side apply under a name, and the answer to a
            // second patch shows the token in it.
            may("SA307", "mint a token of any account by way of a Secret")
                    .is(HIGH, MEDIUM)
                    .withNames(HIGH)
                    .when(to(CREATE, CORE, "secrets"), to(PATCH, CORE, "secrets")),
            // Server-side apply creates under a name: create and patch with the name are as good as create.
            may("SA308", "create Pods").is(HIGH, MEDIUM).withNames(HIGH).when(to(CREATE, CORE, "pods")),
            may("SA309", "create or change workloads")
                    .is(HIGH, MEDIUM)
                    .withNames(MEDIUM)
                    .when(CREATE_WORKLOADS.or(CHANGE_WORKLOADS)),
            may("SA310", "run commands in Pods")
                    .is(HIGH, MEDIUM)
                    .withNames(MEDIUM)
                    .when(to(CREATE, CORE, "pods/exec", "pods/attach")),
            // The GET of a websocket: from 1.35 on create is asked as well (semantics A.5).
            may("SA310", "run commands in Pods over a websocket (servers before 1.35)")
                    .is(HIGH, MEDIUM)
                    .withNames(MEDIUM)
                    .before(35)
                    .when(to(GET, CORE, "pods/exec", "pods/attach")),
            may("SA311", "put containers into running Pods")
                    .is(HIGH, MEDIUM)
                    .withNames(MEDIUM)
                    .when(to(CHANGE, CORE, "pods/ephemeralcontainers")),
            may("SA312", "reach ports of Pods and Services through the API server")
                    .is(MEDIUM, LOW)
                    .withNames(LOW)
                    .when(to(CREATE, CORE, "pods/portforward").or(PROXY, CORE, "pods/proxy", "services/proxy")),
            may("SA312", "reach ports of Pods over a websocket (servers before 1.35)")
                    .is(MEDIUM, LOW)
                    .withNames(LOW)
                    .before(35)
                    .when(to(GET, CORE, "pods/portforward")),
            // get as well: the kubelet takes a websocket's GET for exec, and asks for nothing more (semantics A.7).
            may("SA313", "run commands in every Pod of a node through its kubelet")
                    .isClusterWide(CRITICAL)
                    .withNames(HIGH)
                    .when(to(CREATE_OR_GET, CORE, "nodes/proxy")),
            may("SA314", "change labels, taints or the status of nodes")
                    .isClusterWide(MEDIUM)
                    .withNames(LOW)
                    .when(to(CHANGE, CORE, "nodes", "nodes/status")));

    /**
     * Of a Pod that is there a write may change the images, and no account, volume or privilege (ValidatePodUpdate in
     * pkg/apis/core/validation): the container starts anew with all that the Pod has.
     */
    static final Row OTHER_IMAGES = may("SA332", "run images of its own in existing Pods")
            .is(HIGH, MEDIUM)
            .withNames(MEDIUM)
            .when(to(CHANGE, CORE, "pods"));

    private ObjectPowers() {}
}
