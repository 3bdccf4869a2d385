package io.saaudit.rule;

/** The documents that rules cite, with their year or version. */
final class References {
    static final String CIS = "CIS Kubernetes Benchmark v1.12";
    static final String CIS_URL = "https://www.cisecurity.org/benchmark/kubernetes";
    static final String OWASP = "OWASP Kubernetes Top Ten 2025";
    static final String OWASP_URL = "https://owasp.org/www-project-kubernetes-top-ten/";
    static final String DOCS = "Kubernetes documentation v1.36";
    static final String DOCS_URL = "https://kubernetes.io/docs/";

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

    static final Reference REVIEW = new Reference(
            DOCS,
            "Role Based Access Control Good Practices: Periodic review",
            DOCS_URL + "concepts/security/rbac-good-practices/#periodic-review");
    static final Reference TOKENS_IN_PODS = new Reference(
            DOCS,
            "Role Based Access Control Good Practices: Minimize distribution of privileged tokens",
            DOCS_URL + "concepts/security/rbac-good-practices/#minimize-distribution-of-privileged-tokens");
    static final Reference PROJECTED = new Reference(
            DOCS,
            "Projected Volumes: serviceAccountToken projected volumes",
            DOCS_URL + "concepts/storage/projected-volumes/#serviceaccounttoken");
    static final Reference BOUND_TOKENS = new Reference(
            DOCS,
            "Managing Service Accounts: Bound service account tokens",
            DOCS_URL + "reference/access-authn-authz/service-accounts-admin/#bound-service-account-tokens");
    static final Reference LAST_USED = new Reference(
            DOCS,
            "Well-Known Labels: kubernetes.io/legacy-token-last-used",
            DOCS_URL + "reference/labels-annotations-taints/#kubernetes-io-legacy-token-last-used");
    static final Reference INVALID_SINCE = new Reference(
            DOCS,
            "Well-Known Labels: kubernetes.io/legacy-token-invalid-since",
            DOCS_URL + "reference/labels-annotations-taints/#kubernetes-io-legacy-token-invalid-since");
    static final Reference MOUNTABLE_SECRETS = new Reference(
            DOCS,
            "Well-Known Annotations: kubernetes.io/enforce-mountable-secrets",
            DOCS_URL + "reference/labels-annotations-taints/#enforce-mountable-secrets");
    static final Reference MOUNTABLE_SECRETS_BYPASS = new Reference(
            "GitHub Advisory Database, CVE-2023-2728",
            "GHSA-cgcv-5272-97pr: Kubernetes mountable secrets policy bypass",
            "https://github.com/advisories/GHSA-cgcv-5272-97pr");
    static final Reference POD_FIELDS = new Reference(
            DOCS,
            "Kubernetes API: PodSpec, serviceAccount",
            DOCS_URL + "reference/kubernetes-api/workload-resources/pod-v1/#PodSpec");
    static final Reference HOST_PATH = new Reference(
            DOCS,
            "Pod Security Standards: Baseline, HostPath Volumes",
            DOCS_URL + "concepts/security/pod-security-standards/#baseline");
    static final Reference CIS_SECRETS_AS_FILES =
            new Reference(CIS, "5.4.1 Prefer using Secrets as files over Secrets as environment variables", CIS_URL);
    static final String THREATS = "Microsoft Threat Matrix for Kubernetes (2022)";
    static final String THREATS_URL = "https://microsoft.github.io/Threat-Matrix-for-Kubernetes/techniques/";
    static final Reference THREAT_ACCOUNT = new Reference(
            THREATS, "MS-TA9016 Access container service account", THREATS_URL + "container%20service%20account/");
    static final Reference THREAT_CONFIGURATION = new Reference(
            THREATS,
            "MS-TA9027 Application credentials in configuration files",
            THREATS_URL + "Application%20credentials%20in%20configuration%20files/");
    static final Reference THREAT_HOST_PATH =
            new Reference(THREATS, "MS-TA9013 Writable hostPath mount", THREATS_URL + "Writable%20hostPath%20mount/");

    private References() {}
}
