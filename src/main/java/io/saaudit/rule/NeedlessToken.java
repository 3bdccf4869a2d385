package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Positions;
import io.saaudit.model.Severity;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.List;
import java.util.Set;

/** SA105: the token of an account that may do nothing is mounted. */
final class NeedlessToken extends WorkloadRule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA105",
            "needless-token",
            "A token is mounted that allows nothing",
            Severity.LOW,
            "",
            "A pod, or the template of a workload, runs as an account of its own, the token is mounted automatically, and"
                    + " the account may do no more than every account may: no binding but one to all accounts gives it"
                    + " anything that has an effect. One finding a top owner.",
            "There is nothing to use the token for, but whoever breaks into the pod is known to the API server with it,"
                    + " and it will allow more on the day when somebody binds a role to the account or to all accounts.",
            "Say automountServiceAccountToken: false in the pod spec, or in the account.",
            "The default account is SA103's; where SA107 reports the workload, that is said there. Silent where a binding"
                    + " gives the account a role that was not read, and where the account itself was not read, unless the"
                    + " input is complete: its bindings may be elsewhere then; so may they where a binding names an account of the"
                    + " same name in a namespace in which nothing else knows it. Tokens that projected volumes ask for, such"
                    + " as those of cloud identities, are not meant and keep working. A workload that uses discovery, or"
                    + " the token as a proof of identity elsewhere, has a use for it after all: suppress the finding there.",
            List.of(
                    References.CIS_TOKEN_MOUNTS,
                    References.NSA_TOKENS,
                    References.AUTOMOUNT,
                    References.THREAT_ACCOUNT),
            "0.1");

    private static final List<String> EXTENT = List.of("automount");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    void look(Audit audit, List<Case> found) {
        // Manifests without a namespace may mean an account of the same name elsewhere.
        Set<String> bound = audit.accounts().namedByBindingsAlone();
        for (Account account : audit.focus().accounts(audit)) {
            List<Use> uses = audit.workloads().runningAs(account.namespace(), account.name());
            boolean known = account.declared() && !bound.contains(account.name())
                    || audit.complete(account.namespace(), Audit.ACCOUNTS);
            if (uses.isEmpty() || account.isDefault() || !known || !audit.rightsKnown(account.namespace())) {
                continue;
            }
            Extra extra = Extra.of(audit, account.identity());
            if (!extra.isEveryones() || !extra.unresolved().isEmpty()) {
                continue;
            }
            for (Use use : uses) {
                Workload mounts = Mounted.first(audit, use);
                if (mounts != null && Mounted.overriding(audit, use) == null) {
                    found.add(theCase(audit, account, extra, use, mounts));
                }
            }
        }
    }

    private static Case theCase(Audit audit, Account account, Extra extra, Use use, Workload mounts) {
        return new Case(
                use,
                mounts,
                mounts.places().of(Workload.AUTOMOUNT),
                INFO.severity(),
                Words.shortly(use.owner()) + " mounts the token of " + account.name()
                        + ", which allows " + Words.noMore(audit, extra)
                        + Mounted.doubt(audit.tokens().of(mounts).automount()),
                EXTENT);
    }

    @Override
    List<Evidence> evidence(Audit audit, Case one) {
        Account account = audit.accounts().of(one.member());
        Extra extra = Extra.of(audit, account.identity());
        Facts facts = new Facts(audit).user(one.use()).account(account);
        extra.tell(audit, facts);
        return extra.isEmpty()
                ? facts.at(
                                "no binding that was read gives " + account.qualifiedName()
                                        + " anything that has an effect",
                                Positions.NONE)
                        .list()
                : facts.list();
    }

    @Override
    Fix fix(Audit audit, Case one) {
        Use use = one.use();
        Manifest manifest = new Manifest();
        if (use.ownerRead()) {
            manifest.podField(use.members().get(0), "automountServiceAccountToken", "false");
        } else {
            manifest.account(use.owner().namespace(), use.account(), false);
        }
        return new Fix("Leave the token out of the pods.", Fix.Kind.YAML, manifest.toString());
    }
}
