package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;
import io.saaudit.rbac.Covers;
import io.saaudit.rbac.Holding;
import java.util.List;

/**
 * What kubeadm binds when it sets up a cluster (cmd/kubeadm/app: phases/bootstraptoken, phases/uploadconfig,
 * phases/kubelet, phases/addons, phases/kubeconfig). Known by name, role, subject and, where kubeadm makes the role too,
 * by what that may give at most: a name alone proves nothing.
 */
final class Kubeadm {
    private static final String CLUSTER_ROLE = "ClusterRole";
    private static final String ROLE = "Role";
    private static final String NODES = "system:nodes";
    private static final String JOINING = "system:bootstrappers:kubeadm:default-node-token";
    private static final String APPROVE = "system:certificates.k8s.io:certificatesigningrequests:";

    private static final List<Row> ROWS = List.of(
            row("", "kubeadm:cluster-admins", CLUSTER_ROLE, "cluster-admin", "kubeadm:cluster-admins"),
            row("", "kubeadm:kubelet-bootstrap", CLUSTER_ROLE, "system:node-bootstrapper", JOINING),
            row("", "kubeadm:node-autoapprove-bootstrap", CLUSTER_ROLE, APPROVE + "nodeclient", JOINING),
            row("", "kubeadm:node-autoapprove-certificate-rotation", CLUSTER_ROLE, APPROVE + "selfnodeclient", NODES),
            row("", "kubeadm:get-nodes", CLUSTER_ROLE, "kubeadm:get-nodes", JOINING)
                    .with(get("nodes")),
            row("kube-system", "kubeadm:kubelet-config", ROLE, "kubeadm:kubelet-config", NODES, JOINING)
                    .with(get("configmaps", "kubelet-config")),
            row("kube-system", "kubeadm:nodes-kubeadm-config", ROLE, "kubeadm:nodes-kubeadm-config", NODES, JOINING)
                    .with(get("configmaps", "kubeadm-config")),
            row("kube-system", "kube-proxy", ROLE, "kube-proxy", JOINING).with(get("configmaps", "kube-proxy")),
            row(
                            "kube-public",
                            "kubeadm:bootstrap-signer-clusterinfo",
                            ROLE,
                            "kubeadm:bootstrap-signer-clusterinfo",
                            "system:anonymous")
                    .with(get("configmaps", "cluster-info")));

    /**
     * A binding that kubeadm makes.
     *
     * @param most what its role gives; null for a role of the API server's own
     */
    private record Row(
            String namespace, String name, String roleKind, String role, List<String> subjects, PolicyRule most) {
        Row with(PolicyRule rule) {
            return new Row(namespace, name, roleKind, role, subjects, rule);
        }

        boolean is(Binding binding) {
            return binding.name().equals(name)
                    && binding.namespace().equals(namespace)
                    && binding.roleRef().kind().equals(roleKind)
                    && binding.roleRef().name().equals(role);
        }
    }

    /** What kubelets need to get certificates, whoever set the cluster up (kubelet TLS bootstrapping). */
    private static final List<PolicyRule> TLS_BOOTSTRAP = List.of(
            PolicyRule.resources(
                    List.of("create", "get", "list", "watch"),
                    List.of("certificates.k8s.io"),
                    List.of("certificatesigningrequests"),
                    List.of()),
            PolicyRule.resources(
                    List.of("create"),
                    List.of("certificates.k8s.io"),
                    List.of(
                            "certificatesigningrequests/nodeclient",
                            "certificatesigningrequests/selfnodeclient",
                            "certificatesigningrequests/selfnodeserver"),
                    List.of()));

    private Kubeadm() {}

    /** Whether it is no more than kubelets need to get certificates: groups of nodes are there for that. */
    static boolean bootstraps(Holding holding) {
        if (holding.role() == null) {
            return false;
        }
        for (RoleRule rule : holding.role().rules()) {
            if (!Covers.all(TLS_BOOTSTRAP, List.of(rule.policy()))) {
                return false;
            }
        }
        return true;
    }

    private static Row row(String namespace, String name, String roleKind, String role, String... subjects) {
        return new Row(namespace, name, roleKind, role, List.of(subjects), null);
    }

    private static PolicyRule get(String resource, String... names) {
        return PolicyRule.resources(List.of("get"), List.of(""), List.of(resource), List.of(names));
    }

    /** Whether kubeadm gives this to this subject, and no more of it than it does. */
    static boolean gives(Holding holding) {
        Subject subject = holding.binding().subjects().get(holding.subject());
        for (Row row : ROWS) {
            if (row.is(holding.binding()) && row.subjects().contains(subject.name())) {
                return row.most() == null || holding.role() == null || within(holding, row.most());
            }
        }
        return false;
    }

    private static boolean within(Holding holding, PolicyRule most) {
        for (RoleRule rule : holding.role().rules()) {
            if (!Covers.all(List.of(most), List.of(rule.policy()))) {
                return false;
            }
        }
        return true;
    }
}
