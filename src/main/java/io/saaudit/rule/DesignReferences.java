package io.saaudit.rule;

/** The documents that rules about bindings, the design of roles and the cluster cite, with their year or version. */
final class DesignReferences {
    static final Reference CIS_MASTERS =
            new Reference(References.CIS, "5.1.7 Avoid use of system:masters group", References.CIS_URL);
    static final Reference CIS_ANONYMOUS = new Reference(
            References.CIS, "1.2.1 Ensure that the --anonymous-auth argument is set to false", References.CIS_URL);
    static final Reference CIS_TOKEN_FILE = new Reference(
            References.CIS, "1.2.2 Ensure that the --token-auth-file parameter is not set", References.CIS_URL);
    static final Reference CIS_ALWAYS_ALLOW = new Reference(
            References.CIS,
            "1.2.6 Ensure that the --authorization-mode argument is not set to AlwaysAllow",
            References.CIS_URL);
    static final Reference CIS_RBAC = new Reference(
            References.CIS, "1.2.8 Ensure that the --authorization-mode argument includes RBAC", References.CIS_URL);
    static final Reference OWASP_AUTHENTICATION =
            new Reference(References.OWASP, "K09 Broken Authentication Mechanisms", References.OWASP_URL);
    static final Reference NSA_RBAC =
            new Reference(References.NSA_TOKENS.source(), "Role-based access control", References.NSA_TOKENS.url());
    static final Reference NSA_ANONYMOUS =
            new Reference(References.NSA_TOKENS.source(), "Authentication", References.NSA_TOKENS.url());

    static final Reference DEFAULT_ROLES = rbac("Default roles and role bindings", "default-roles-and-role-bindings");
    static final Reference AUTO_RECONCILIATION = rbac("Auto-reconciliation", "auto-reconciliation");
    static final Reference DISCOVERY_ROLES = rbac("API discovery roles", "discovery-roles");
    static final Reference AGGREGATED = rbac("Aggregated ClusterRoles", "aggregated-clusterroles");
    static final Reference BINDINGS = rbac("RoleBinding and ClusterRoleBinding", "rolebinding-and-clusterrolebinding");
    static final Reference ROLES = rbac("Role and ClusterRole", "role-and-clusterrole");

    static final Reference BYPASS = new Reference(
            References.DOCS,
            "Role Based Access Control Good Practices: Hardening",
            References.DOCS_URL + "concepts/security/rbac-good-practices/#hardening");
    static final Reference ANONYMOUS = new Reference(
            References.DOCS,
            "Authenticating: Anonymous requests",
            References.DOCS_URL + "reference/access-authn-authz/authentication/#anonymous-requests");
    static final Reference AUTHORIZATION_MODES = new Reference(
            References.DOCS,
            "Authorization: Authorization modes",
            References.DOCS_URL + "reference/access-authn-authz/authorization/#authorization-modules");
    static final Reference API_SERVER_RISKS = new Reference(
            References.DOCS,
            "Kubernetes API Server Bypass Risks",
            References.DOCS_URL + "concepts/security/api-server-bypass-risks/");
    static final Reference REMOVED_RBAC = new Reference(
            References.DOCS,
            "Deprecated API Migration Guide: RBAC resources, v1.22",
            References.DOCS_URL + "reference/using-api/deprecation-guide/#rbac-resources-v122");
    static final Reference POD_SECURITY_BASELINE = new Reference(
            References.DOCS,
            "Pod Security Standards: Baseline",
            References.DOCS_URL + "concepts/security/pod-security-standards/#baseline");
    static final Reference LIMIT_NODES = new Reference(
            References.DOCS,
            "Role Based Access Control Good Practices: Minimize distribution of privileged tokens, nodes",
            References.DOCS_URL + "concepts/security/rbac-good-practices/#minimize-distribution-of-privileged-tokens");

    static final Reference IRSA = new Reference(
            "Amazon EKS User Guide (2025)",
            "IAM roles for service accounts",
            "https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html");
    static final Reference POD_IDENTITY = new Reference(
            "Amazon EKS User Guide (2025)",
            "Learn how EKS Pod Identity grants pods access to AWS services",
            "https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html");
    static final Reference AWS_AUTH = new Reference(
            "Amazon EKS User Guide (2025)",
            "Grant IAM users access to Kubernetes with a ConfigMap",
            "https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html");
    static final Reference ACCESS_ENTRIES = new Reference(
            "Amazon EKS User Guide (2025)",
            "Grant IAM users access to Kubernetes with EKS access entries",
            "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html");
    static final Reference GKE_IDENTITY = new Reference(
            "Google Kubernetes Engine documentation (2025)",
            "About Workload Identity Federation for GKE",
            "https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity");
    static final Reference AZURE_IDENTITY = new Reference(
            "Azure AD Workload Identity documentation (2025)",
            "Service account labels and annotations",
            "https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html");

    static final Reference THREAT_ANONYMOUS =
            threat("MS-TA9029 Access Kubernetes API server", "Access%20Kubernetes%20API%20server");
    static final Reference THREAT_PRIVILEGED = threat("MS-TA9018 Privileged container", "Privileged%20container");
    static final Reference THREAT_CLOUD = threat("MS-TA9026 Mount service principal", "Mount%20service%20principal");

    private DesignReferences() {}

    private static Reference rbac(String heading, String anchor) {
        return new Reference(
                References.DOCS,
                "Using RBAC Authorization: " + heading,
                References.DOCS_URL + "reference/access-authn-authz/rbac/#" + anchor);
    }

    private static Reference threat(String technique, String page) {
        return new Reference(References.THREATS, technique, References.THREATS_URL + page + "/");
    }
}
