package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import io.saaudit.rbac.Holding;
import java.util.List;

/** SA406: an account is cluster-admin. */
final class ClusterAdminBound extends BindingRule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA406",
            "cluster-admin-bound",
            "An account is cluster-admin",
            Severity.CRITICAL,
            "",
            "A ClusterRoleBinding that was read gives an account cluster-admin, or another ClusterRole that allows every verb"
                    + " on every resource and every URL. One finding a binding.",
            "Whoever gets into a pod of it, or may start one as it, has the cluster: all Secrets, all nodes, all other"
                    + " accounts, and the means to stay.",
            "Bind a role with what the account uses, in the namespaces where it does.",
            "By what the role allows, not by its name: a ClusterRole called admin-of-everything is the same. Where the account"
                    + " is a default account SA101 tells it, where the subject is a group of accounts SA402 to SA404. SA301"
                    + " leaves the binding to this rule; it tells roles that allow everything but the URLs.",
            List.of(
                    GrantReferences.CIS_CLUSTER_ADMIN,
                    References.OWASP_AUTHORIZATION,
                    DesignReferences.NSA_RBAC,
                    DesignReferences.DEFAULT_ROLES,
                    GrantReferences.THREAT_CLUSTER_ADMIN),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    boolean isOf(Subject subject, Binding binding) {
        return binding.cluster() && !(subject instanceof Subject.Group);
    }

    @Override
    boolean meets(Audit audit, Holding holding) {
        return Speaker.of(audit, holding).equals(INFO.id());
    }

    @Override
    Severity severity(Bound bound) {
        return INFO.severity();
    }

    @Override
    String message(Bound bound) {
        int more = bound.subjects().size() - 1;
        return (more == 0 ? "" : "and " + Words.count(more, "more account") + ": ")
                + "may do everything in the cluster by "
                + Words.role(bound.binding().roleRef()) + "; " + Words.users(bound.users());
    }

    @Override
    Fix fix(Bound bound) {
        return bound.without(
                "Bind a role with what is needed; kubectl auth can-i --list and the audit log tell what that"
                        + " is. Then ");
    }
}
