package io.saaudit.rule;

import io.saaudit.model.Severity;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import io.saaudit.workload.HostTokens;
import io.saaudit.workload.HostTokens.Exposure;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;

/** SA214: a pod sees the tokens of the other pods of its node. */
final class HostPathTokens extends PodSpecRule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA214",
            "host-path-tokens",
            "A pod can read the tokens of all pods of its node",
            Severity.HIGH,
            "",
            "A container mounts /, /var, /var/lib, /var/lib/kubelet, /var/lib/kubelet/pods or something below it, /run or"
                    + " /var/run of the host, for reading or writing. A subPath counts: what the container sees is what"
                    + " matters. So does a PersistentVolumeClaim where the manifests have the PersistentVolume that it is bound to, of"
                    + " the type hostPath or local. One finding a top owner.",
            "The kubelet keeps the tokens of every pod of the node as files there, readable for root. Whoever breaks into the"
                    + " pod can act as each of their accounts. Read-only is no help. By"
                    + " way of a claim not even Pod Security refuses it.",
            "Take the mount out, or narrow it to the folder that is needed, such as /var/lib/kubelet/plugins/NAME.",
            "Other folders of the kubelet, such as plugins, plugins_registry and device-plugins, are not reported, nor is a"
                    + " volume that no container mounts, or a claim of which no PersistentVolume is in sight: of a cluster they"
                    + " are not listed. CSI, CNI and log agents do need some of these paths: accept the"
                    + " finding for their accounts, with the reason.",
            List.of(References.HOST_PATH, References.THREAT_HOST_PATH),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    List<Hit> hits(Audit audit, Workload workload) {
        List<Exposure> exposures = HostTokens.of(workload.pod());
        List<Hit> hits = new ArrayList<>(exposures.size());
        for (Exposure exposure : exposures) {
            hits.add(hit(workload, exposure));
        }
        return hits;
    }

    private static Hit hit(Workload workload, Exposure exposure) {
        String container = workload.pod().containers().get(exposure.container()).name();
        return new Hit(
                "mounts " + exposure.path() + " of the host"
                        + by(workload.pod().volumes().get(exposure.volume()))
                        + (exposure.readOnly() ? " (read-only)" : "") + " into container " + container
                        + ": the tokens of all pods of the node are below it",
                "container=" + container + " host=" + exposure.path(),
                workload.volumeAt(exposure.volume()));
    }

    private static String by(Volume volume) {
        return volume.claim().isEmpty() ? "" : " by PersistentVolumeClaim " + volume.claim();
    }

    @Override
    Fix fix(Audit audit, Use use, Workload member) {
        Patch patch = new Patch();
        List<Exposure> exposures = HostTokens.of(member.pod());
        List<Exposure> lastFirst = exposures.stream()
                .sorted((a, b) -> a.container() != b.container()
                        ? Integer.compare(a.container(), b.container())
                        : Integer.compare(b.mount(), a.mount()))
                .toList();
        lastFirst.forEach(e -> patch.remove(Patch.container(member, e.container()) + "/volumeMounts/" + e.mount()));
        return new Fix(
                "Take the mounts out, and the volumes when nothing else mounts them; or mount the one folder that is needed.",
                Fix.Kind.COMMAND,
                patch.command(use, member));
    }
}
