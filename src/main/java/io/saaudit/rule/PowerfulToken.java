package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Severity;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.List;

/** SA106: a pod holds the token of a powerful account. */
final class PowerfulToken extends WorkloadRule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA106",
            "powerful-token",
            "A pod holds the token of a powerful account",
            Severity.HIGH,
            "",
            "A pod, or the template of a workload, runs as an account that has, beyond what every account has, a permission"
                    + " of severity high or critical, and a credential of the account is in reach of a container: mounted"
                    + " automatically, projected for the API server, or in a token Secret. One finding a top owner.",
            "Whoever breaks into one container of it has these permissions: they are those that make other permissions, or"
                    + " that reach into other pods, Secrets or nodes.",
            "Give the account less: rules by name, in one namespace, in a Role. Run what does not need the permissions as"
                    + " another account. In a pod of several containers turn automounting off and project the token into"
                    + " the one that needs it.",
            "The default account is SA102's. Operators and controllers do need such permissions: accept the finding for"
                    + " these accounts, with the reason, and it comes back when they get more.",
            List.of(
                    References.CIS_TOKEN_MOUNTS,
                    References.TOKENS_IN_PODS,
                    References.OWASP_AUTHORIZATION,
                    References.THREAT_ACCOUNT),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    void look(Audit audit, List<Case> found) {
        for (Account account : audit.focus().accounts(audit)) {
            List<Use> uses = audit.workloads().runningAs(account.namespace(), account.name());
            if (uses.isEmpty() || account.isDefault()) {
                continue;
            }
            Extra extra = Extra.of(audit, account.identity());
            if (!extra.isPowerful(audit)) {
                continue;
            }
            // The same for all that run as it.
            List<String> extent = new LaterList() {
                @Override
                List<String> make() {
                    return extra.extentOfPowers(audit);
                }
            };
            String may = " holds the token of " + account.name() + ", which may " + extra.summary(audit);
            for (Use use : uses) {
                Workload most = audit.tokens().mostExposing(use);
                Truth token = audit.tokens().ofItsAccount(most, audit.tokens().of(most));
                if (token != Truth.NO) {
                    found.add(new Case(
                            use,
                            most,
                            most.places().of(Workload.AUTOMOUNT),
                            INFO.severity(),
                            Words.shortly(use.owner()) + may + (token == Truth.UNKNOWN ? " (assumed)" : ""),
                            extent));
                }
            }
        }
    }

    @Override
    List<Evidence> evidence(Audit audit, Case one) {
        Account account = audit.accounts().of(one.member());
        Facts facts = new Facts(audit).user(one.use()).account(account);
        Extra.of(audit, account.identity()).tell(audit, facts);
        return facts.list();
    }

    @Override
    Fix fix(Audit audit, Case one) {
        Use use = one.use();
        Manifest manifest = new Manifest();
        if (use.ownerRead()) {
            manifest.podField(use.members().get(0), "automountServiceAccountToken", "false");
        } else {
            manifest.comment("in the pod template of " + use.owner() + " too, where it says otherwise")
                    .account(use.owner().namespace(), use.account(), false);
        }
        return new Fix(
                "If it does not call the API server, leave the token out, as below. If it does, take from the roles what it"
                        + " does not need; in a pod of several containers leave the token out too, and project one into"
                        + " the container that needs it.",
                Fix.Kind.YAML,
                manifest.toString());
    }
}
