package io.saaudit.rule;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import io.saaudit.rbac.Covers;
import java.util.List;

/** SA401: a binding names everybody who has no credential. */
final class BoundToAnonymous extends ManySubjects {
    /** What system:public-info-viewer gives to everybody (bootstrappolicy/policy.go), and the public keys of tokens. */
    private static final List<PolicyRule> PUBLIC = List.of(PolicyRule.urls(
            List.of("get"),
            List.of(
                    "/healthz",
                    "/livez",
                    "/readyz",
                    "/version",
                    "/version/",
                    "/.well-known/openid-configuration",
                    "/.well-known/openid-configuration/",
                    "/openid/v1/jwks",
                    "/openid/v1/jwks/")));

    private static final RuleInfo INFO = new RuleInfo(
            "SA401",
            "bound-to-anonymous",
            "Somebody without a credential has permissions",
            Severity.CRITICAL,
            "info where it is no more than system:public-info-viewer gives, the keys of the token issuer, or nothing; high where"
                    + " the role was not read",
            "A binding that was read names the group system:unauthenticated or the user system:anonymous. One finding a"
                    + " binding.",
            "Every client that reaches the API server over the network has this: no account, no certificate, no token. Pods"
                    + " without a token are among them, and where the server stands open to the internet everybody is.",
            "Take the subject out. What must be public, such as a health check, is in system:public-info-viewer already.",
            "The API server's own binding of system:public-info-viewer, and kubeadm's RoleBinding of the ConfigMap"
                    + " cluster-info in kube-public, are quiet as long as binding, role and subject are theirs; other"
                    + " bindings that give no more than public-info-viewer are info, and so is one of the public keys of the token"
                    + " issuer, which a relying party outside of the cluster needs without a credential. A role that does not exist gives"
                    + " nothing: SA408 tells that.",
            List.of(
                    DesignReferences.OWASP_AUTHENTICATION,
                    DesignReferences.NSA_ANONYMOUS,
                    DesignReferences.DISCOVERY_ROLES,
                    DesignReferences.ANONYMOUS,
                    DesignReferences.THREAT_ANONYMOUS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    Severity severity(Bound bound) {
        if (!bound.resolved()) {
            return INFO.severity().lower();
        }
        for (RoleRule rule : bound.effective()) {
            if (!Covers.all(PUBLIC, List.of(rule.policy()))) {
                return INFO.severity();
            }
        }
        return Severity.INFO;
    }

    @Override
    String message(Bound bound) {
        return "everybody, without a credential, " + bound.may();
    }

    @Override
    Fix fix(Bound bound) {
        return bound.without("Let who needs it come with a credential; ");
    }
}
