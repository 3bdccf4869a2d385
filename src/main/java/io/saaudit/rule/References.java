package io.saaudit.rule;

/** The documents that rules cite, with their year or version. */
final class References {
    private static final String CIS = "CIS Kubernetes Benchmark v1.12";
    private static final String CIS_URL = "https://www.cisecurity.org/benchmark/kubernetes";
    private static final String OWASP = "OWASP Kubernetes Top Ten 2025";
    private static final String OWASP_URL = "https://owasp.org/www-project-kubernetes-top-ten/";
    private static final String DOCS = "Kubernetes documentation v1.36";
    private static final String DOCS_URL = "https://kubernetes.io/docs/";

    static final Reference CIS_DEFAULT_ACCOUNT =
            new Reference(CIS, "5.1.5 Ensure that default service accounts are not actively used", CIS_URL);
    static final Reference CIS_TOKEN_MOUNTS =
            new Reference(CIS, "5.1.6 Ensure that Service Account Tokens are only mounted where necessary", CIS_URL);
    static final Reference OWASP_AUTHORIZATION =
            new Reference(OWASP, "K02 Overly Permissive Authorization Configurations", OWASP_URL);
    static final Reference OWASP_SECRETS = new Reference(OWASP, "K03 Secrets Management Failures", OWASP_URL);
    static final Reference NSA_TOKENS = new Reference(
            "NSA/CISA Kubernetes Hardening Guide v1.2 (2022)",
            "Protecting Pod service account tokens",
            "https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF");
    static final Reference RBAC_PRACTICES = new Reference(
            DOCS,
            "Role Based Access Control Good Practices: Least privilege",
            DOCS_URL + "concepts/security/rbac-good-practices/#least-privilege");
    static final Reference AUTOMOUNT = new Reference(
            DOCS,
            "Configure Service Accounts for Pods: Opt out of API credential automounting",
            DOCS_URL
                    + "tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting");
    static final Reference LONG_LIVED_TOKENS = new Reference(
            DOCS,
            "Managing Service Accounts: Manual Secret management for ServiceAccounts",
            DOCS_URL
                    + "reference/access-authn-authz/service-accounts-admin/#manual-secret-management-for-serviceaccounts");
    static final Reference TOKEN_CLEANER = new Reference(
            DOCS,
            "Managing Service Accounts: Legacy ServiceAccount token cleaner",
            DOCS_URL + "reference/access-authn-authz/service-accounts-admin/#legacy-serviceaccount-token-cleaner");
    static final Reference ADMISSION = new Reference(
            DOCS,
            "Managing Service Accounts: ServiceAccount admission controller",
            DOCS_URL + "reference/access-authn-authz/service-accounts-admin/#serviceaccount-admission-controller");

    private References() {}
}
