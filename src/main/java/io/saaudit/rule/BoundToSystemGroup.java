package io.saaudit.rule;

import io.saaudit.model.Identity;
import io.saaudit.model.Severity;
import io.saaudit.rbac.Holding;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** SA405: a binding names a group of the cluster's own. */
final class BoundToSystemGroup extends ManySubjects {
    private static final RuleInfo INFO = new RuleInfo(
            "SA405",
            "bound-to-system-group",
            "A binding names a group of the cluster itself",
            Severity.HIGH,
            "that of the worst power that the binding gives, at least high; medium where the role was not read",
            "A binding that was read names system:masters, system:nodes, system:bootstrappers or a group below it, or"
                    + " kubeadm:cluster-admins, and neither the API server nor kubeadm makes it. For other groups than"
                    + " system:masters, rules without effect do not count. One finding a binding.",
            "Members of system:masters bypass every authorizer: the binding adds nothing, shows that somebody works with such"
                    + " a certificate, and taking it away takes nothing back. What system:nodes has, every kubelet has, past"
                    + " the limits that the Node authorizer sets to one node's own objects. Bootstrap tokens are made to be"
                    + " handed out, and kubeadm:cluster-admins is a name that anybody can put into a certificate request.",
            "Bind a group or account of your own.",
            "The bindings that the API server and kubeadm make are quiet as long as name, role and subject are theirs, and as"
                    + " long as the roles that kubeadm makes give no more than it writes into them. What kubelets need to get"
                    + " certificates is quiet for groups of nodes, by whatever name it is bound.",
            List.of(
                    DesignReferences.CIS_MASTERS,
                    DesignReferences.BYPASS,
                    References.OWASP_AUTHORIZATION,
                    DesignReferences.DEFAULT_ROLES),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    boolean meets(Audit audit, Holding holding) {
        String group = holding.binding().subjects().get(holding.subject()).name();
        boolean nodes = group.startsWith("system:nodes") || group.startsWith("system:bootstrappers");
        return super.meets(audit, holding) && !(nodes && Kubeadm.bootstraps(holding));
    }

    private static Set<String> groups(Bound bound) {
        Set<String> groups = new TreeSet<>();
        for (Holding holding : bound.holdings()) {
            groups.add(holding.binding().subjects().get(holding.subject()).name());
        }
        return groups;
    }

    @Override
    Severity severity(Bound bound) {
        Severity severity = super.severity(bound);
        return severity == null && groups(bound).contains(Identity.MASTERS) ? INFO.severity() : severity;
    }

    @Override
    String message(Bound bound) {
        Set<String> groups = groups(bound);
        if (groups.contains(Identity.MASTERS)) {
            return "names system:masters, which bypasses authorization with or without a binding; whoever is in it "
                    + bound.may();
        }
        return "every member of " + String.join(", ", groups) + " " + bound.may();
    }

    @Override
    Fix fix(Bound bound) {
        return bound.without("Bind a group or account of your own, if anything; ");
    }
}
