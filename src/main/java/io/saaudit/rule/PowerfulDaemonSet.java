package io.saaudit.rule;

import io.saaudit.model.Severity;
import io.saaudit.workload.Workloads.Use;
import java.util.List;

/** SA602: a DaemonSet puts the token of a powerful account on every node. */
final class PowerfulDaemonSet extends PowerfulWorkload {
    private static final RuleInfo INFO = new RuleInfo(
            "SA602",
            "powerful-daemon-set",
            "A DaemonSet puts the token of a powerful account on every node",
            Severity.MEDIUM,
            "",
            "A DaemonSet runs as an account that has, beyond what every account has, a permission of severity high or critical,"
                    + " and a credential of the account is in reach of a container. One finding a DaemonSet.",
            "There is a copy of the token on every node that takes the pod. Whoever gets onto the least of them, by whatever"
                    + " way, reads it there, or asks for one as the kubelet may: the permissions are worth as much as the"
                    + " weakest node.",
            "Run the part that needs the permissions as a Deployment with leader election, on nodes that nobody else uses, and"
                    + " leave the token out of the DaemonSet.",
            "Where its pods have host access as well, SA601 tells of the workload and this rule is quiet. Agents for networks"
                    + " and storage that hold no more than the status of nodes are not powerful; accept the finding for the"
                    + " others, with the reason.",
            List.of(DesignReferences.LIMIT_NODES, References.OWASP_AUTHORIZATION, References.THREAT_ACCOUNT),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    Worse worse(Audit audit, Use use, Extra extra) {
        boolean everywhere = use.owner().kind().equals("DaemonSet") && HostAccess.first(use) == null;
        return everywhere
                ? new Worse(
                        audit.tokens().mostExposing(use),
                        INFO.severity(),
                        "puts on every node",
                        "it runs on every node that takes its pods",
                        use.members().get(0).meta().at())
                : null;
    }

    @Override
    Fix fix(Audit audit, Case one) {
        return withoutToken(
                one,
                "Move what needs the permissions into a Deployment with an account of its own, and leave the token out of the"
                        + " DaemonSet.");
    }
}
