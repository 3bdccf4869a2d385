package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Positions;
import io.saaudit.model.Power;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import io.saaudit.rbac.Holding;
import java.util.List;

/** SA407: an account is cluster-admin, admin or edit in a namespace. */
final class AdminInNamespace extends BindingRule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA407",
            "admin-in-namespace",
            "An account is cluster-admin, admin or edit in a namespace",
            Severity.HIGH,
            "high for cluster-admin, medium for admin, low for edit; in kube-system that of the worst power, at least that",
            "A RoleBinding that was read gives an account the ClusterRole cluster-admin (or a role that allows as much), admin"
                    + " or edit. One finding a binding.",
            "All three read and write every Secret of the namespace, run pods as every account of it and make tokens of them."
                    + " admin also gives its own rights to others; cluster-admin besides writes quotas, the labels of the"
                    + " namespace, and whatever custom resources there are. What CRDs aggregate into admin and edit is theirs"
                    + " from then on.",
            "Bind a role of its own with what the account uses.",
            "These roles are made for people. A deployment pipeline that installs into the namespace needs one: accept the"
                    + " finding with the reason. The rules about single permissions, SA301 on, leave the binding to this"
                    + " rule, because what these roles hold is known. Default accounts are SA101's; what is dangerous in a"
                    + " role that is aggregated into one of them is SA501's.",
            List.of(
                    GrantReferences.CIS_CLUSTER_ADMIN,
                    new Reference("OWASP Kubernetes Top Ten 2022", "K03 Overly Permissive RBAC", References.OWASP_URL),
                    References.OWASP_AUTHORIZATION,
                    DesignReferences.DEFAULT_ROLES),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    boolean isOf(Subject subject, Binding binding) {
        return !binding.cluster() && !(subject instanceof Subject.Group);
    }

    @Override
    boolean meets(Audit audit, Holding holding) {
        return holding.role() != null && Speaker.of(audit, holding).equals(INFO.id());
    }

    @Override
    Severity severity(Bound bound) {
        Severity severity = Severity.LOW;
        for (Holding holding : bound.byRole()) {
            severity = severity.or(usual(holding));
        }
        boolean system = bound.binding().namespace().equals(Power.SYSTEM_NAMESPACE);
        return system ? severity.or(bound.worst()) : severity;
    }

    private static Severity usual(Holding holding) {
        if (Speaker.isEverything(holding.role())) {
            return Severity.HIGH;
        }
        return holding.binding().roleRef().name().equals("admin") ? Severity.MEDIUM : Severity.LOW;
    }

    @Override
    String message(Bound bound) {
        int more = bound.subjects().size() - 1;
        return (more == 0 ? "" : "and " + Words.count(more, "more account") + ": ") + "is "
                + bound.binding().roleRef().name() + " "
                + Words.in(bound.binding().scope()) + ", and so may " + means(bound) + " there; "
                + Words.users(bound.users());
    }

    /** What a name that everybody knows comes to (semantics D.1): of differing definitions, the most. */
    private static String means(Bound bound) {
        Severity worst = Severity.LOW;
        for (Holding holding : bound.byRole()) {
            worst = worst.or(usual(holding));
        }
        return switch (worst) {
            case HIGH, CRITICAL -> "do everything";
            case MEDIUM -> "read every Secret, run pods as every account and give its rights to others";
            case LOW, INFO -> "read every Secret and run pods as every account";
        };
    }

    @Override
    void tell(Bound bound, Facts facts) {
        facts.at(
                "there it may read and write every Secret, run pods as every account, and make tokens of them",
                Positions.NONE);
    }

    @Override
    Fix fix(Bound bound) {
        return bound.without("Bind a role of its own with what is needed, and ");
    }
}
