package io.saaudit.rule;

import io.saaudit.model.Container;
import io.saaudit.model.PodSpec;
import io.saaudit.model.Severity;
import io.saaudit.model.Truth;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;

/** SA211: a token for a service is in more hands than one. */
final class SharedProjectedToken extends PodSpecRule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA211",
            "shared-projected-token",
            "A token for a service is in reach of several containers or the node",
            Severity.LOW,
            "",
            "Off unless --rule names it, because it guesses. A projected token with an audience is mounted into more than one"
                    + " container, or into a container that may also write to a path of the host. One finding a top owner.",
            "The token proves to that service who the pod is. A sidecar that needs none of it can use it, and a container"
                    + " that writes to the host can leave it there.",
            "Mount the token into the container that talks to the service, and nowhere else.",
            "Tokens for the API server are not meant. Init containers that fetch something with the token are the usual"
                    + " reason to mount it twice.",
            List.of(References.PROJECTED),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    List<Hit> hits(Audit audit, Workload workload) {
        List<Hit> hits = new ArrayList<>();
        List<Volume> volumes = workload.pod().volumes();
        for (int i = 0; i < volumes.size(); i++) {
            Volume volume = volumes.get(i);
            if (!isForAService(audit, volume)) {
                continue;
            }
            List<Integer> holders = holders(workload.pod(), volume);
            String token = "the token for " + volume.tokens().get(0).audience() + " (volume " + volume.name() + ")";
            if (holders.size() > 1) {
                hits.add(new Hit(
                        "mounts " + token + " into " + holders.size() + " containers",
                        "volume=" + volume.name() + " containers",
                        workload.volumeAt(i)));
            } else if (holders.size() == 1) {
                Container container = workload.pod().containers().get(holders.get(0));
                if (writableHostMount(workload.pod(), container) >= 0) {
                    hits.add(new Hit(
                            "mounts " + token + " into container " + container.name() + ", which may write to the host",
                            "volume=" + volume.name() + " host",
                            workload.volumeAt(i)));
                }
            }
        }
        return hits;
    }

    private static boolean isForAService(Audit audit, Volume volume) {
        for (Volume.TokenProjection token : volume.tokens()) {
            if (audit.tokens().audiences().accepted(token.audience()) != Truth.NO) {
                return false;
            }
        }
        return !volume.tokens().isEmpty();
    }

    private static List<Integer> holders(PodSpec pod, Volume volume) {
        List<Integer> holders = new ArrayList<>();
        for (int c = 0; c < pod.containers().size(); c++) {
            if (pod.containers().get(c).mounts().stream()
                    .anyMatch(m -> m.volume().equals(volume.name()))) {
                holders.add(c);
            }
        }
        return holders;
    }

    private static int writableHostMount(PodSpec pod, Container container) {
        for (int m = 0; m < container.mounts().size(); m++) {
            Container.Mount mount = container.mounts().get(m);
            boolean host = pod.volumes().stream()
                    .anyMatch(v -> v.name().equals(mount.volume()) && v.kind() == Volume.Kind.HOST_PATH);
            if (host && !mount.readOnly()) {
                return m;
            }
        }
        return -1;
    }

    @Override
    Fix fix(Audit audit, Use use, Workload member) {
        Patch patch = new Patch();
        PodSpec pod = member.pod();
        for (Volume volume : pod.volumes()) {
            List<Integer> holders = isForAService(audit, volume) ? holders(pod, volume) : List.of();
            for (int h = holders.size() - 1; h >= 0; h--) {
                int c = holders.get(h);
                Container container = pod.containers().get(c);
                for (int m = container.mounts().size() - 1; m >= 0; m--) {
                    Container.Mount mount = container.mounts().get(m);
                    String at = Patch.container(member, c) + "/volumeMounts/" + m;
                    if (h > 0 && mount.volume().equals(volume.name())) {
                        patch.remove(at);
                    } else if (h == 0 && holders.size() == 1 && writableHostMount(pod, container) == m) {
                        patch.set(at + "/readOnly", "true");
                    }
                }
            }
        }
        return new Fix(
                "Leave the token in the first container that has it, where that is the one that needs it, and let that one"
                        + " read the host only.",
                Fix.Kind.COMMAND,
                patch.command(use, member));
    }
}
