package io.saaudit.rule;

import io.saaudit.model.Severity;
import io.saaudit.model.Volume;
import io.saaudit.model.Volume.TokenProjection;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;

/** SA209: a projected token that lives for more than a day. */
final class LongProjectedToken extends PodSpecRule {
    private static final long DAY = 86_400;

    private static final RuleInfo INFO = new RuleInfo(
            "SA209",
            "long-projected-token",
            "A projected token lives for more than a day",
            Severity.MEDIUM,
            "",
            "A projected serviceAccountToken asks for more than 86,400 seconds in expirationSeconds. One finding a top owner.",
            "A copy of the token works until then, or until the pod is deleted. The kubelet renews it after a day at the"
                    + " latest, so that the pod has no use for a longer life.",
            "Ask for an hour; 600 seconds is the least.",
            "A server with --service-account-max-token-expiration gives less than is asked for, which a manifest does not"
                    + " show. The tokens that are mounted automatically say 3607 seconds and work for up to a year while"
                    + " the server has --service-account-extend-token-expiration, its default: that is not the pod's doing"
                    + " and not reported.",
            List.of(References.PROJECTED, References.BOUND_TOKENS),
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
            for (TokenProjection token : volumes.get(i).tokens()) {
                if (token.expirationSeconds() > DAY) {
                    hits.add(new Hit(
                            "projects a token of " + token.expirationSeconds() + " seconds"
                                    + (token.expirationSeconds() >= 2 * DAY
                                            ? " (" + token.expirationSeconds() / DAY + " days)"
                                            : "")
                                    + " in volume " + volumes.get(i).name(),
                            "volume=" + volumes.get(i).name() + " path=" + token.path(),
                            workload.volumeAt(i)));
                }
            }
        }
        return hits;
    }

    @Override
    Fix fix(Audit audit, Use use, Workload member) {
        Patch patch = new Patch();
        List<Volume> volumes = member.pod().volumes();
        for (int i = 0; i < volumes.size(); i++) {
            for (TokenProjection token : volumes.get(i).tokens()) {
                if (token.expirationSeconds() > DAY) {
                    patch.set(
                            Patch.spec(member) + "/volumes/" + i + "/projected/sources/" + token.index()
                                    + "/serviceAccountToken/expirationSeconds",
                            "3600");
                }
            }
        }
        return new Fix("Set expirationSeconds to 3600.", Fix.Kind.COMMAND, patch.command(use, member));
    }
}
