package io.saaudit.rule;

import io.saaudit.model.Container;
import io.saaudit.model.Severity;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import io.saaudit.workload.SubPaths;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;

/** SA216: a projected token is mounted by subPath. */
final class SubPathToken extends PodSpecRule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA216",
            "sub-path-token",
            "A projected token is mounted by subPath and never renewed",
            Severity.MEDIUM,
            "",
            "A container mounts a part of a volume with a projected serviceAccountToken (subPath or subPathExpr), and the"
                    + " token is in that part. One finding a top owner.",
            "The kubelet renews the token in the volume, but a subPath shows the file as it was when the container started."
                    + " When the first token expires the container has none that works; the usual remedy is then to ask for"
                    + " a token that lives for years.",
            "Mount the whole volume at a folder, and read the file there.",
            "A subPath of another file of the volume, such as ca.crt, is not reported.",
            List.of(References.PROJECTED),
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
                Volume volume = tokenVolume(workload, mount);
                if (volume != null) {
                    hits.add(new Hit(
                            "mounts the token of volume " + volume.name() + " by subPath at " + mount.path()
                                    + " of container " + containers.get(c).name() + ": it is never renewed",
                            "container=" + containers.get(c).name() + " mount=" + mount.path(),
                            workload.containerAt(c)));
                }
            }
        }
        return hits;
    }

    private static Volume tokenVolume(Workload workload, Container.Mount mount) {
        if (mount.subPath().isEmpty()) {
            return null;
        }
        for (Volume volume : workload.pod().volumes()) {
            for (Volume.TokenProjection token : volume.tokens()) {
                if (volume.name().equals(mount.volume()) && SubPaths.shows(mount, token.path())) {
                    return volume;
                }
            }
        }
        return null;
    }

    @Override
    Fix fix(Audit audit, Use use, Workload member) {
        Patch patch = new Patch();
        String file = "";
        List<Container> containers = member.pod().containers();
        for (int c = 0; c < containers.size(); c++) {
            List<Container.Mount> mounts = containers.get(c).mounts();
            for (int m = 0; m < mounts.size(); m++) {
                Container.Mount mount = mounts.get(m);
                Volume volume = tokenVolume(member, mount);
                if (volume != null) {
                    String folder = "/var/run/secrets/" + volume.name();
                    file = file.isEmpty()
                            ? folder + "/" + volume.tokens().get(0).path()
                            : file;
                    patch.replace(
                            Patch.container(member, c) + "/volumeMounts/" + m,
                            "{\"name\":" + Quote.json(volume.name()) + ",\"mountPath\":" + Quote.json(folder)
                                    + ",\"readOnly\":true}");
                }
            }
        }
        return new Fix(
                "Mount the whole volume, and let the container read " + file + ", again whenever it is renewed.",
                Fix.Kind.COMMAND,
                patch.command(use, member));
    }
}
