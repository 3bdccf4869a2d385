package io.saaudit.rule;

import io.saaudit.model.Container;
import io.saaudit.model.Severity;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import io.saaudit.workload.Accounts;
import io.saaudit.workload.Tokens;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;

/** SA215: a pod mounts a token of its own where the automatic one would be. */
final class MountAtStandardPath extends PodSpecRule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA215",
            "mount-at-standard-path",
            "A token is mounted by hand where the automatic one is turned off",
            Severity.INFO,
            "",
            "automountServiceAccountToken is false, in the pod spec or by its account, and a container mounts a volume with a"
                    + " token at /var/run/secrets/kubernetes.io/serviceaccount, with or without a slash behind it. One"
                    + " finding a top owner.",
            "Who reads automountServiceAccountToken: false believes that the pod has no token. It is a good way, too: a token"
                    + " of a life of one's own choosing, in the containers that need it and no other, at the path that"
                    + " clients look for.",
            "Nothing, if that is what is meant. Otherwise take the mount out.",
            "A volume without a token, such as one that covers the path, is not reported. What the admission plug-in mounted"
                    + " into a pod that is running is not reported either.",
            List.of(References.PROJECTED, References.AUTOMOUNT),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    List<Hit> hits(Audit audit, Workload workload) {
        List<Hit> hits = new ArrayList<>();
        List<Container> containers = workload.pod().containers();
        for (int c = 0; c < containers.size(); c++) {
            for (Container.Mount mount : containers.get(c).mounts()) {
                int volume = isStandard(mount.path()) ? tokenVolume(audit, workload, mount.volume()) : -1;
                if (volume >= 0 && isOff(audit, workload)) {
                    hits.add(new Hit(
                            "mounts volume " + mount.volume() + ", which holds a token, at " + mount.path()
                                    + " of container " + containers.get(c).name() + ", although automounting is off",
                            "container=" + containers.get(c).name() + " volume=" + mount.volume(),
                            workload.volumeAt(volume)));
                }
            }
        }
        return hits;
    }

    private static boolean isStandard(String path) {
        return path.equals(Tokens.PATH) || path.equals(Tokens.PATH + "/");
    }

    private static boolean isOff(Audit audit, Workload workload) {
        Boolean pod = workload.pod().automount();
        return pod == null
                ? Boolean.FALSE.equals(Accounts.automount(audit.accounts().of(workload)))
                : !pod;
    }

    private static int tokenVolume(Audit audit, Workload workload, String name) {
        List<Volume> volumes = workload.pod().volumes();
        for (int i = 0; i < volumes.size(); i++) {
            Volume volume = volumes.get(i);
            if (!volume.name().equals(name)) {
                continue;
            }
            boolean secret = volume.kind() == Volume.Kind.SECRET
                    && !volume.secrets().get(0).tokenFiles().isEmpty()
                    && !audit.tokens()
                            .secrets()
                            .accountOf(workload.namespace(), volume.reference())
                            .isEmpty();
            boolean byServer = workload.meta().stored() && volume.name().startsWith("kube-api-access-");
            if (!byServer && (secret || !volume.tokens().isEmpty())) {
                return i;
            }
        }
        return -1;
    }

    @Override
    Fix fix(Audit audit, Use use, Workload member) {
        Patch patch = new Patch();
        List<Container> containers = member.pod().containers();
        for (int c = 0; c < containers.size(); c++) {
            List<Container.Mount> mounts = containers.get(c).mounts();
            for (int m = mounts.size() - 1; m >= 0; m--) {
                if (isStandard(mounts.get(m).path())
                        && tokenVolume(audit, member, mounts.get(m).volume()) >= 0) {
                    patch.remove(Patch.container(member, c) + "/volumeMounts/" + m);
                }
            }
        }
        return new Fix(
                "Leave it, if the container needs the token. If it does not, take the mount out.",
                Fix.Kind.COMMAND,
                patch.command(use, member));
    }
}
