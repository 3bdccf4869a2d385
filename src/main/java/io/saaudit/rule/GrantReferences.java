package io.saaudit.rule;

/** The documents that rules about permissions cite, with their year or version. */
final class GrantReferences {
    static final Reference CIS_CLUSTER_ADMIN =
            cis("5.1.1 Ensure that the cluster-admin role is only used where required");
    static final Reference CIS_SECRETS = cis("5.1.2 Minimize access to secrets");
    static final Reference CIS_WILDCARDS = cis("5.1.3 Minimize wildcard use in Roles and ClusterRoles");
    static final Reference CIS_PODS = cis("5.1.4 Minimize access to create pods");
    static final Reference CIS_ESCALATION =
            cis("5.1.8 Limit use of the Bind, Impersonate and Escalate permissions in the Kubernetes cluster");
    static final Reference CIS_VOLUMES = cis("5.1.9 Minimize access to create persistent volumes");
    static final Reference CIS_NODE_PROXY = cis("5.1.10 Minimize access to the proxy sub-resource of nodes");
    static final Reference CIS_APPROVAL =
            cis("5.1.11 Minimize access to the approval sub-resource of certificatesigningrequests objects");
    static final Reference CIS_WEBHOOKS = cis("5.1.12 Minimize access to webhook configuration objects");
    static final Reference CIS_TOKENS = cis("5.1.13 Minimize access to the service account token creation");

    static final Reference SECRETS = practice("Listing secrets", "listing-secrets");
    static final Reference WORKLOADS = practice("Workload creation", "workload-creation");
    static final Reference VOLUMES = practice("Persistent volume creation", "persistent-volume-creation");
    static final Reference NODE_PROXY =
            practice("Access to proxy subresource of Nodes", "access-to-proxy-subresource-of-nodes");
    static final Reference ESCALATE = practice("Escalate verb", "escalate-verb");
    static final Reference BIND = practice("Bind verb", "bind-verb");
    static final Reference IMPERSONATE = practice("Impersonate verb", "impersonate-verb");
    static final Reference CERTIFICATES = practice("CSRs and certificate issuing", "csrs-and-certificate-issuing");
    static final Reference TOKENS = practice("Token request", "token-request");
    static final Reference WEBHOOKS = practice("Control admission webhooks", "control-admission-webhooks");
    static final Reference NAMESPACES = practice("Namespace modification", "namespace-modification");

    static final Reference PREVENTION = new Reference(
            References.DOCS,
            "Using RBAC Authorization: Privilege escalation prevention and bootstrapping",
            References.DOCS_URL
                    + "reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping");
    static final Reference REFERRING_TO_RESOURCES = new Reference(
            References.DOCS,
            "Using RBAC Authorization: Referring to resources",
            References.DOCS_URL + "reference/access-authn-authz/rbac/#referring-to-resources");
    static final Reference SUBJECTS = new Reference(
            References.DOCS,
            "Using RBAC Authorization: Referring to subjects",
            References.DOCS_URL + "reference/access-authn-authz/rbac/#referring-to-subjects");
    static final Reference KUBELET = new Reference(
            References.DOCS,
            "Kubelet authentication/authorization: Fine-grained authorization",
            References.DOCS_URL + "reference/access-authn-authz/kubelet-authn-authz/#fine-grained-authorization");
    static final Reference POD_SECURITY = new Reference(
            References.DOCS,
            "Pod Security Admission: Pod Security Admission labels for namespaces",
            References.DOCS_URL
                    + "concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces");
    static final Reference APPLY = new Reference(
            References.DOCS, "Server-Side Apply", References.DOCS_URL + "reference/using-api/server-side-apply/");

    static final Reference UPDATE_PODS = new Reference(
            References.DOCS,
            "Pods: Pod update and replacement",
            References.DOCS_URL + "concepts/workloads/pods/#pod-update-and-replacement");

    static final Reference AWS_AUTH = new Reference(
            "Amazon EKS User Guide (2025)",
            "Grant IAM users access to Kubernetes with a ConfigMap",
            "https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html");
    static final Reference FLUX_TENANCY = new Reference(
            "Flux documentation v2 (2025)",
            "Multi-tenancy lockdown",
            "https://fluxcd.io/flux/installation/configuration/multitenancy/");
    static final Reference ARGO_NAMESPACES = new Reference(
            "Argo CD documentation (2025)",
            "Applications in any namespace",
            "https://argo-cd.readthedocs.io/en/stable/operator-manual/app-any-namespace/");
    static final Reference K3S_HELM =
            new Reference("K3s documentation (2025)", "Helm", "https://docs.k3s.io/add-ons/helm");

    static final Reference ATTACK_ROLES = new Reference(
            "MITRE ATT&CK v17 (2025)",
            "T1098.006 Account Manipulation: Additional Container Cluster Roles",
            "https://attack.mitre.org/techniques/T1098/006/");
    static final Reference THREAT_EXEC = threat("MS-TA9006 Exec into container", "Exec%20into%20container");
    static final Reference THREAT_NEW_CONTAINER = threat("MS-TA9008 New container", "New%20Container");
    static final Reference THREAT_WEBHOOK =
            threat("MS-TA9015 Malicious admission controller", "Malicious%20admission%20controller");
    static final Reference THREAT_CLUSTER_ADMIN = threat("MS-TA9019 Cluster-admin binding", "Cluster-admin%20binding");
    static final Reference THREAT_EVENTS = threat("MS-TA9022 Delete K8S events", "Delete%20K8S%20events");
    static final Reference THREAT_SECRETS = threat("MS-TA9025 List K8S secrets", "List%20K8S%20secrets");
    static final Reference THREAT_KUBELET = threat("MS-TA9030 Access Kubelet API", "Access%20Kubelet%20API");
    static final Reference THREAT_DNS = threat("MS-TA9035 CoreDNS poisoning", "CoreDNS%20poisoning");

    private GrantReferences() {}

    private static Reference cis(String item) {
        return new Reference(References.CIS, item, References.CIS_URL);
    }

    private static Reference practice(String heading, String anchor) {
        return new Reference(
                References.DOCS,
                "Role Based Access Control Good Practices: " + heading,
                References.DOCS_URL + "concepts/security/rbac-good-practices/#" + anchor);
    }

    private static Reference threat(String technique, String page) {
        return new Reference(References.THREATS, technique, References.THREATS_URL + page + "/");
    }
}
