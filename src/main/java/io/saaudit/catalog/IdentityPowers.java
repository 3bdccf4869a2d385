package io.saaudit.catalog;

import static io.saaudit.catalog.Need.to;
import static io.saaudit.catalog.PowerRow.may;
import static io.saaudit.catalog.Verbs.APPROVE;
import static io.saaudit.catalog.Verbs.AUTHENTICATION;
import static io.saaudit.catalog.Verbs.BIND;
import static io.saaudit.catalog.Verbs.CERTIFICATES;
import static io.saaudit.catalog.Verbs.CHANGE;
import static io.saaudit.catalog.Verbs.CORE;
import static io.saaudit.catalog.Verbs.CREATE;
import static io.saaudit.catalog.Verbs.CREATE_OR_CHANGE;
import static io.saaudit.catalog.Verbs.ESCALATE;
import static io.saaudit.catalog.Verbs.IMPERSONATE;
import static io.saaudit.model.ObjectKey.RBAC;
import static io.saaudit.model.Severity.CRITICAL;
import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.INFO;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;

import io.saaudit.catalog.PowerRow.Row;
import io.saaudit.model.Power.Atom;
import java.util.ArrayList;
import java.util.List;

/** Ways to become somebody else or to give oneself more: SA315 to SA321. */
final class IdentityPowers {
    private static final Need BIND_ROLES = to(BIND, RBAC, "roles", "clusterroles");
    private static final Need WRITE_BINDINGS = to(CREATE_OR_CHANGE, RBAC, "rolebindings");
    private static final Need WRITE_CLUSTER_BINDINGS = to(CREATE_OR_CHANGE, RBAC, "clusterrolebindings");

    /** A user name is mandatory in every impersonation; a harmless one is enough to add groups to. */
    private static final Need A_USER = to(IMPERSONATE, CORE, "users").ofSomeName();

    private static final Need AN_ACCOUNT =
            to(IMPERSONATE, CORE, "serviceaccounts").ofSomeName();

    /** The name of the request is its creator's choice, so a restriction of the approval to one is none. */
    private static final Need APPROVAL =
            to(CHANGE, CERTIFICATES, "certificatesigningrequests/approval").ofSomeName();

    private static final Need REQUEST = to(CREATE, CERTIFICATES, "certificatesigningrequests");

    /** The API server tries the signer's own name, then its domain with a star (semantics A.5). */
    private static final Need APPROVE_CLIENTS =
            to(APPROVE, CERTIFICATES, "signers").named("kubernetes.io/kube-apiserver-client", "kubernetes.io/*");

    private static final Need APPROVE_KUBELETS = to(APPROVE, CERTIFICATES, "signers")
            .named("kubernetes.io/kube-apiserver-client-kubelet", "kubernetes.io/*");

    static final List<Row> ROWS = List.of(
            // bind is asked when a binding is written, about its role (semantics E.2): alone it does nothing.
            may("SA315", "give itself any role by a RoleBinding")
                    .is(CRITICAL, HIGH)
                    .withNamesAsTheTargets(MEDIUM)
                    .when(BIND_ROLES, WRITE_BINDINGS),
            may("SA315", "give itself any role by a ClusterRoleBinding")
                    .isClusterWide(CRITICAL)
                    .withNamesAsTheTargets(MEDIUM)
                    .when(to(BIND, RBAC, "clusterroles"), WRITE_CLUSTER_BINDINGS),
            may("SA315", "give itself cluster-admin")
                    .is(CRITICAL, HIGH)
                    .when(to(BIND, RBAC, "clusterroles").named("cluster-admin"), WRITE_BINDINGS),
            may("SA315", "give itself cluster-admin by a ClusterRoleBinding")
                    .isClusterWide(CRITICAL)
                    .when(to(BIND, RBAC, "clusterroles").named("cluster-admin"), WRITE_CLUSTER_BINDINGS),
            may("SA315", "give itself admin or edit")
                    .is(HIGH, MEDIUM)
                    .when(to(BIND, RBAC, "clusterroles").named("admin", "edit"), WRITE_BINDINGS),
            may("SA315", "bind any role, once it may write bindings freely")
                    .is(LOW, INFO)
                    .when(BIND_ROLES),
            may("SA316", "give ClusterRoles any rights")
                    .isClusterWide(CRITICAL)
                    .withNames(HIGH)
                    .when(to(ESCALATE, RBAC, "clusterroles"), to(CHANGE, RBAC, "clusterroles")),
            // A new role comes to somebody by an aggregation label. escalate is asked with an empty name on a POST:
            // with names it only goes with update or patch.
            may("SA316", "create ClusterRoles with any rights, for aggregated ones to take in")
                    .isClusterWide(HIGH)
                    .when(to(ESCALATE, RBAC, "clusterroles"), to(CREATE, RBAC, "clusterroles")),
            may("SA316", "give Roles any rights")
                    .is(CRITICAL, HIGH)
                    .withNames(HIGH)
                    .when(to(ESCALATE, RBAC, "roles"), to(CHANGE, RBAC, "roles")),
            // Of no use before a binding names it.
            may("SA316", "create Roles with any rights")
                    .is(MEDIUM, LOW)
                    .when(to(ESCALATE, RBAC, "roles"), to(CREATE, RBAC, "roles")),
            may("SA316", "escalate, but not write roles")
                    .is(LOW, INFO)
                    .when(to(ESCALATE, RBAC, "roles", "clusterroles")),
            // Without bind the API server lets a holder pass on only what it holds itself; with bind it is SA315.
            may("SA317", "pass on its own rights by RoleBindings")
                    .is(MEDIUM, LOW)
                    .withNames(LOW)
                    .when(WRITE_BINDINGS),
            may("SA317", "pass on its own rights by ClusterRoleBindings")
                    .isClusterWide(MEDIUM)
                    .withNames(LOW)
                    .when(WRITE_CLUSTER_BINDINGS),
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
                    .when(to(IMPERSONATE, CORE, "groups").named("system:masters"), A_USER.or(AN_ACCOUNT)),
            may("SA318", "impersonate members of groups")
                    .isClusterWide(CRITICAL)
                    .withNamesAsTheTargets(MEDIUM)
                    .when(to(IMPERSONATE, CORE, "groups"), A_USER.or(AN_ACCOUNT)),
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
                            BIND_ROLES.or(ObjectPowers.CREATE_WORKLOADS).or(CREATE, CORE, "pods")),
            may("SA320", "create or change accounts")
                    .is(LOW, INFO)
                    .withNames(INFO)
                    .when(to(CREATE_OR_CHANGE, CORE, "serviceaccounts")),
            may("SA321", "sign itself a client certificate of any user")
                    .isClusterWide(CRITICAL)
                    .when(APPROVE_CLIENTS, REQUEST, APPROVAL),
            may("SA321", "sign itself a client certificate of any node")
                    .isClusterWide(HIGH)
                    .when(APPROVE_KUBELETS, REQUEST, APPROVAL),
            // The controller manager approves it, and the requester reads the certificate from the request; patch and
            // delete answer with it too.
            may("SA321", "have itself certified as any node, approved by the controller manager")
                    .isClusterWide(HIGH)
                    .when(
                            to(CREATE, CERTIFICATES, "certificatesigningrequests/nodeclient"),
                            REQUEST,
                            to(
                                            List.of("get", "list", "watch", "patch", "delete"),
                                            CERTIFICATES,
                                            "certificatesigningrequests")
                                    .ofSomeName()),
            may("SA321", "approve client certificates, but not ask for them")
                    .isClusterWide(LOW)
                    .when(APPROVE_CLIENTS.or(APPROVE_KUBELETS), APPROVAL),
            may("SA321", "ask for certificates and write their approval, but approve for no signer of clients")
                    .isClusterWide(INFO)
                    .when(APPROVAL, REQUEST),
            may("SA321", "ask for client certificates and approve for their signer, but not write the approval")
                    .isClusterWide(INFO)
                    .when(APPROVE_CLIENTS.or(APPROVE_KUBELETS), REQUEST));

    private IdentityPowers() {}

    /**
     * {@code impersonate:MODE} on an identity, and {@code impersonate-on:MODE:VERB} on anything: what is done must be
     * allowed to both (KEP-5284; semantics A.6).
     */
    private static Row constrained(String mode, String whom, String resource) {
        Need identity = to(List.of("impersonate:" + mode), AUTHENTICATION, resource);
        return may("SA318", "act as " + whom + " (constrained impersonation)")
                .is(HIGH, MEDIUM)
                .withNamesAsTheTargets(MEDIUM)
                .from(36)
                .when(
                        // Its own node is asked for with the literal name *.
                        mode.equals("associated-node") ? identity.named("*") : identity,
                        to(impersonateOn(mode), Atom.SOME, Atom.SOME).ofSomeName());
    }

    private static List<String> impersonateOn(String mode) {
        List<String> verbs = new ArrayList<>();
        for (List<String> some : List.of(Verbs.READ, CREATE_OR_CHANGE, Verbs.DELETE)) {
            for (String verb : some) {
                verbs.add("impersonate-on:" + mode + ":" + verb);
            }
        }
        return verbs;
    }
}
