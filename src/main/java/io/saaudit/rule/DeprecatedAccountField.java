package io.saaudit.rule;

import io.saaudit.model.PodSpec;
import io.saaudit.model.Severity;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.List;

/** SA112: the account is named in the deprecated field. */
final class DeprecatedAccountField extends PodSpecRule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA112",
            "deprecated-account-field",
            "A pod spec names its account in the deprecated field",
            Severity.LOW,
            "",
            "The pod spec has serviceAccount and no serviceAccountName, or the two differ. One finding a top owner.",
            "Where the two differ serviceAccountName counts and the other is ignored, so that a reader may take the pod for"
                    + " one of another account. Tools and policies that look at serviceAccountName alone take a pod that"
                    + " has the old field only for one of the default account.",
            "Name the account in serviceAccountName, and take the other field out.",
            "Objects from a server carry both fields with the same value, which is fine.",
            List.of(References.POD_FIELDS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    List<Hit> hits(Audit audit, Workload workload) {
        PodSpec pod = workload.pod();
        if (pod.serviceAccount().isEmpty() || pod.serviceAccount().equals(pod.serviceAccountName())) {
            return List.of();
        }
        String what = pod.serviceAccountName().isEmpty()
                ? "names its account " + pod.serviceAccount() + " in the deprecated field serviceAccount alone"
                : "says serviceAccount: " + pod.serviceAccount() + " and serviceAccountName: "
                        + pod.serviceAccountName() + ", and the latter counts";
        return List.of(new Hit(what, "serviceAccount", workload.places().of(Workload.SERVICE_ACCOUNT)));
    }

    @Override
    Fix fix(Audit audit, Use use, Workload member) {
        return new Fix(
                "Say serviceAccountName: " + use.account() + ", and take serviceAccount out.",
                Fix.Kind.COMMAND,
                new Patch()
                        .remove(Patch.spec(member) + "/serviceAccount")
                        .set(Patch.spec(member) + "/serviceAccountName", Quote.json(use.account()))
                        .command(use, member));
    }
}
