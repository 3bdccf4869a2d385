package io.saaudit.rule;

import io.saaudit.model.Container;
import io.saaudit.model.PodSpec;
import io.saaudit.model.Severity;
import io.saaudit.model.Truth;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import io.saaudit.workload.Tokens;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;

/** SA210: a second token for the API server beside the one that is mounted automatically. */
final class SecondApiToken extends PodSpecRule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA210",
            "second-api-token",
            "A projected token without an audience stands beside the mounted one",
            Severity.LOW,
            "",
            "A pod projects a serviceAccountToken without an audience and mounts it at another path than"
                    + " /var/run/secrets/kubernetes.io/serviceaccount, and the token of the account is mounted there"
                    + " automatically as well. One finding a top owner.",
            "A token without an audience is one for the API server. A service that gets it as a proof of identity can use it"
                    + " to act as the pod there.",
            "Name the service in audience. If the token is for the API server after all, turn automounting off: one is"
                    + " enough.",
            "Silent where no token is mounted automatically: then the projected one is the pod's own way to the API server,"
                    + " and where it is mounted at the standard path, which clients in the cluster look for.",
            List.of(References.PROJECTED, References.CIS_TOKEN_MOUNTS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    List<Hit> hits(Audit audit, Workload workload) {
        List<Hit> hits = new ArrayList<>();
        List<Volume> volumes = workload.pod().volumes();
        for (int i = 0; i < volumes.size(); i++) {
            Volume volume = volumes.get(i);
            boolean forServer = isForServer(volume);
            if (forServer
                    && isMountedElsewhere(workload.pod(), volume)
                    && audit.tokens().of(workload).automount() != Truth.NO) {
                hits.add(new Hit(
                        "projects a token without an audience in volume " + volume.name()
                                + " beside the one that is mounted automatically",
                        "volume=" + volume.name(),
                        workload.volumeAt(i)));
            }
        }
        return hits;
    }

    private static boolean isForServer(Volume volume) {
        for (Volume.TokenProjection token : volume.tokens()) {
            if (token.audience().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMountedElsewhere(PodSpec pod, Volume volume) {
        boolean elsewhere = false;
        for (Container container : pod.containers()) {
            for (Container.Mount mount : container.mounts()) {
                if (mount.volume().equals(volume.name())) {
                    String path = mount.path();
                    if (path.equals(Tokens.PATH) || path.equals(Tokens.PATH + "/")) {
                        return false;
                    }
                    elsewhere = true;
                }
            }
        }
        return elsewhere;
    }

    @Override
    Fix fix(Audit audit, Use use, Workload member) {
        Manifest manifest = new Manifest();
        if (!use.ownerRead()) {
            manifest.comment("and so in what " + use.owner() + " makes pods from");
        }
        return new Fix(
                "If the token is for another service, say which in audience of its serviceAccountToken. If it is for the API"
                        + " server, leave out the one that is mounted automatically, as below.",
                Fix.Kind.YAML,
                manifest.podField(Places.toChange(use, member), "automountServiceAccountToken", "false")
                        .toString());
    }
}
