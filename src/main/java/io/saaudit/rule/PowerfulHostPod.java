package io.saaudit.rule;

import io.saaudit.model.Container;
import io.saaudit.model.Severity;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.List;

/** SA601: a pod with a way onto its node holds the token of a powerful account. */
final class PowerfulHostPod extends PowerfulWorkload {
    private static final RuleInfo INFO = new RuleInfo(
            "SA601",
            "powerful-host-pod",
            "A pod with host access holds the token of a powerful account",
            Severity.HIGH,
            "",
            "A pod, or the template of a workload, has a privileged container, hostPID, hostIPC or hostNetwork, or mounts the"
                    + " root of the node; it runs as an account that has, beyond what every account has, a permission of"
                    + " severity high or critical; and a credential of the account is in reach of a container. One finding a"
                    + " top owner.",
            "Host access is a way onto the node, or, with the host's network, to what only listens there; and the node holds"
                    + " this token. Whoever breaks into such a pod has more than the pod, and whoever gets onto its node has"
                    + " the permissions.",
            "Drop the host access, or split the workload: the part on the node with an account that may little, the part with"
                    + " the permissions in a Deployment without host access.",
            "Agents for networks and storage do need both: accept the finding for their accounts, with the reason, and it"
                    + " comes back when they get more. Many of them hold no more than the status of nodes, which is not"
                    + " powerful, and are quiet.",
            List.of(
                    References.TOKENS_IN_PODS,
                    DesignReferences.POD_SECURITY_BASELINE,
                    References.CIS_TOKEN_MOUNTS,
                    DesignReferences.THREAT_PRIVILEGED),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    Worse worse(Audit audit, Use use, Extra extra) {
        HostAccess.Field field = HostAccess.first(use);
        return field == null
                ? null
                : new Worse(
                        field.member(),
                        INFO.severity(),
                        "has host access (" + field.field() + ") and holds",
                        field.field(),
                        field.at());
    }

    @Override
    Fix fix(Audit audit, Case one) {
        Workload member = one.member();
        Patch patch = new Patch();
        boolean all = true;
        for (int i = 0; i < member.pod().containers().size(); i++) {
            Container container = member.pod().containers().get(i);
            if (container.privileged()) {
                patch.replace(Patch.container(member, i) + "/securityContext/privileged", "false");
            }
        }
        for (Volume volume : member.pod().volumes()) {
            all &= volume.kind() != Volume.Kind.HOST_PATH || !HostAccess.isRoot(volume.reference());
        }
        replace(patch, member, "hostPID", member.pod().hostPid());
        replace(patch, member, "hostIPC", member.pod().hostIpc());
        replace(patch, member, "hostNetwork", member.pod().hostNetwork());
        return all
                ? new Fix(
                        "Drop the host access; where it is needed, move what calls the API server into another workload,"
                                + " and leave the token out of this one.",
                        Fix.Kind.COMMAND,
                        patch.command(one.use(), member))
                : withoutToken(
                        one,
                        "Leave the token out, or mount a narrower path of the node; move what calls the API server into"
                                + " another workload.");
    }

    private static void replace(Patch patch, Workload member, String field, boolean set) {
        if (set) {
            patch.replace(Patch.spec(member) + "/" + field, "false");
        }
    }
}
