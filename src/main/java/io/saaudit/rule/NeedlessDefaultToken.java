package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Positions;
import io.saaudit.model.Severity;
import io.saaudit.model.TokenReach;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.List;
import java.util.function.Consumer;

/** SA103: the token of a default account that may do nothing is mounted all the same. */
final class NeedlessDefaultToken implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA103",
            "needless-default-token",
            "A token of a default account is mounted that allows nothing",
            Severity.LOW,
            "",
            "A pod, or the template of a workload, runs as the default account of its namespace, the token is mounted"
                    + " automatically, and the account may do no more than every account may, by the API server's own roles"
                    + " or by a binding to all of them. One finding a top owner.",
            "The token lets whoever breaks into the pod look at the API server as somebody who is known to it, and it will"
                    + " allow more on the day when somebody binds a role to the default account or to all accounts.",
            "Say automountServiceAccountToken: false in the pod spec, or once for all in the default account.",
            "Silent where SA102 reports the workload, and where SA107 does: the pod then asks for the token against"
                    + " its account's word, which is the line to take out. The pod's field decides before the account's. Where both are silent"
                    + " and the account was not read, the token counts as mounted and the finding says so. A projected"
                    + " token that somebody asked for, and a container that mounts something else in the token's place,"
                    + " are not reported.",
            List.of(
                    References.CIS_DEFAULT_ACCOUNT,
                    References.CIS_TOKEN_MOUNTS,
                    References.NSA_TOKENS,
                    References.AUTOMOUNT),
            "0.1");

    private static final List<String> EXTENT = List.of("automount");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        for (Account account : audit.focus().accounts(audit)) {
            List<Use> uses =
                    account.isDefault() ? audit.workloads().runningAs(account.namespace(), account.name()) : List.of();
            if (uses.isEmpty()) {
                continue;
            }
            Extra extra = Extra.of(audit, account.identity());
            if (extra.isEveryones() && audit.rightsKnown(account.namespace())) {
                for (Use use : uses) {
                    Workload mounts = Mounted.first(audit, use);
                    if (mounts != null && Mounted.overriding(audit, use) == null) {
                        found.accept(finding(audit, account, extra, use, mounts));
                    }
                }
            }
        }
    }

    private static Finding finding(Audit audit, Account account, Extra extra, Use use, Workload mounts) {
        TokenReach reach = audit.tokens().of(mounts);
        Workload place = Places.toChange(use, mounts);
        long automount = place == mounts ? place.places().of(Workload.AUTOMOUNT) : Positions.NONE;
        String message = Words.shortly(use.owner()) + " mounts the default account's token, which allows "
                + Words.noMore(audit, extra)
                + (extra.unresolved().isEmpty() ? "" : " by what was read")
                + (reach.automount() == Truth.UNKNOWN ? " (assumed: the account was not read)" : "");
        return new Finding(
                INFO.id(),
                INFO.severity(),
                use.owner(),
                account.qualifiedName(),
                List.of(account.identity().user()),
                message,
                new Places(audit.snapshot())
                        .add(place.meta(), automount, Places.account(place))
                        .list(),
                new Details() {
                    @Override
                    Told tell() {
                        return new Told(evidence(audit, account, extra, use), fix(use));
                    }

                    @Override
                    List<String> extent() {
                        return EXTENT;
                    }
                });
    }

    private static List<Evidence> evidence(Audit audit, Account account, Extra extra, Use use) {
        Facts facts = new Facts(audit).user(use).account(account);
        extra.tell(audit, facts);
        for (Binding binding : extra.unresolved()) {
            facts.at(
                    binding.key() + " gives it " + Words.role(binding.roleRef())
                            + ", which was not read: what that allows is not known",
                    binding.places().roleRef());
        }
        return facts.list();
    }

    private static Fix fix(Use use) {
        if (use.ownerRead()) {
            return new Fix(
                    "Leave the token out of the pods.",
                    Fix.Kind.YAML,
                    new Manifest()
                            .podField(use.members().get(0), "automountServiceAccountToken", "false")
                            .toString());
        }
        return new Fix(
                "Leave the token out of all pods of the default account that do not ask for it.",
                Fix.Kind.YAML,
                new Manifest()
                        .account(use.owner().namespace(), "default", false)
                        .toString());
    }
}
