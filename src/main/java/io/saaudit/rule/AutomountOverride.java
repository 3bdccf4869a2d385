package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Severity;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.List;

/** SA107: a pod turns the token back on that its account turned off. */
final class AutomountOverride extends WorkloadRule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA107",
            "automount-override",
            "A pod turns the token back on that its account turned off",
            Severity.MEDIUM,
            "info where the account has permissions of its own",
            "The ServiceAccount says automountServiceAccountToken: false, the pod spec says true, and so the token is"
                    + " mounted. One finding a top owner.",
            "The pod has the last word. Who reads the account believes that no pod of it has a token, and is wrong.",
            "Take the field out of the pod spec. If the workload needs the token, let it run as an account of its own.",
            "An account that says no and one pod that says yes is the careful way to give a token to what needs it: where the"
                    + " account may do more than every account may, the finding is info. The default account is nobody's own, and"
                    + " medium. Where every definition of the account that was read says false, not where they differ. A pod"
                    + " that says true and mounts something else in the token's place has no token.",
            List.of(References.CIS_TOKEN_MOUNTS, References.AUTOMOUNT),
            "0.1");

    private static final List<String> EXTENT = List.of("automount");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    void look(Audit audit, List<Case> found) {
        for (Use use : audit.focus().uses(audit)) {
            Workload member = Mounted.overriding(audit, use);
            if (member != null) {
                found.add(theCase(audit, use, member));
            }
        }
    }

    private static Case theCase(Audit audit, Use use, Workload member) {
        Account account = audit.accounts().of(member);
        Extra extra = Extra.of(audit, account.identity());
        boolean wanted = !extra.isEveryones() && !account.isDefault();
        boolean useless = extra.isEveryones() && extra.unresolved().isEmpty();
        return new Case(
                use,
                member,
                member.places().of(Workload.AUTOMOUNT),
                wanted ? Severity.INFO : INFO.severity(),
                Words.shortly(use.owner()) + " turns the token back on that its account " + use.account()
                        + " turned off" + (useless ? "; it allows " + Words.noMore(audit, extra) : "")
                        + (wanted ? "; the account may " + extra.summary(audit) : ""),
                EXTENT);
    }

    @Override
    List<Evidence> evidence(Audit audit, Case one) {
        Workload member = one.member();
        Account account = audit.accounts().of(member);
        Facts facts = new Facts(audit)
                .at(
                        member.key() + " says automountServiceAccountToken: true",
                        member.places().of(Workload.AUTOMOUNT));
        for (ServiceAccount definition : account.definitions()) {
            facts.at(
                    account.qualifiedName() + " says automountServiceAccountToken: false",
                    definition.places().of(ServiceAccount.AUTOMOUNT));
        }
        Extra.of(audit, account.identity()).tell(audit, facts);
        return facts.list();
    }

    @Override
    Fix fix(Audit audit, Case one) {
        Use use = one.use();
        Manifest manifest = new Manifest();
        if (!use.ownerRead()) {
            manifest.comment("and so in what " + use.owner() + " makes pods from");
        }
        String text = "ake the line out of the pod spec, or turn it round, which is the same.";
        return new Fix(
                one.severity() == Severity.INFO ? "If it does not call the API server, t" + text : "T" + text,
                Fix.Kind.YAML,
                manifest.podField(Places.toChange(use, one.member()), "automountServiceAccountToken", "false")
                        .toString());
    }
}
