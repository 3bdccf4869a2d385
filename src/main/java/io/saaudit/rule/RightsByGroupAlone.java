package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Severity;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.rbac.HeldPower;
import io.saaudit.rbac.Holding;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** SA328: an account that no binding names, whose token is worth something by a group alone. */
final class RightsByGroupAlone implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA328",
            "rights-by-group-alone",
            "An account has permissions through a group alone",
            Severity.LOW,
            "info where nothing that it may do is dangerous",
            "No binding names an account that was read, or the default account of a namespace; but a binding to"
                    + " system:serviceaccounts:NAMESPACE gives it more than every account has, and a token of it is in reach"
                    + " of a container. One finding an account.",
            "Nobody gave the account anything on purpose, and whoever looks for bindings of its name finds none: yet its token"
                    + " is worth something, now, and more when the group gets more.",
            "If the workload does not call the API server, leave the token out, as below. Else bind what it needs to the"
                    + " account, and have the group's binding narrowed.",
            "The binding of the group is told of by the rules about its permissions, with the group as the subject. Where it"
                    + " gives a permission of severity high or critical, SA106 tells of each workload that holds the token, or"
                    + " SA102 where it is the default account's, and this rule is quiet. So it is where a binding to"
                    + " system:serviceaccounts or system:authenticated gives all of it: that is one cause for every account"
                    + " of the cluster, and SA402 or SA403 counts the workloads.",
            List.of(References.OWASP_AUTHORIZATION, GrantReferences.SUBJECTS, References.AUTOMOUNT),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        if (Grants.groups(audit).isEmpty() || !audit.rightsKnown("")) {
            return;
        }
        for (Account account : audit.focus().accounts(audit)) {
            if (!account.declared() && !account.isDefault() || isNamed(audit, account)) {
                continue;
            }
            Extra extra = Extra.of(audit, account.identity());
            if (extra.isEveryones() || extra.isPowerful(audit)) {
                continue;
            }
            List<Use> holders = holders(audit, account);
            if (!holders.isEmpty()) {
                found.accept(finding(audit, account, extra, holders));
            }
        }
    }

    private static boolean isNamed(Audit audit, Account account) {
        return !audit.state().ofUser(account.identity().user()).all().isEmpty();
    }

    private static List<Use> holders(Audit audit, Account account) {
        List<Use> holders = new ArrayList<>();
        for (Use use : audit.workloads().runningAs(account.namespace(), account.name())) {
            Workload most = audit.tokens().mostExposing(use);
            if (audit.tokens().ofItsAccount(most, audit.tokens().of(most)) != Truth.NO) {
                holders.add(use);
            }
        }
        return holders;
    }

    private static Finding finding(Audit audit, Account account, Extra extra, List<Use> holders) {
        List<HeldPower> powers = extra.powers(audit);
        boolean dangerous = !powers.isEmpty() && powers.get(0).severity().compareTo(Severity.MEDIUM) >= 0;
        Places places = new Places(audit.snapshot());
        account.definitions().forEach(definition -> places.add(definition.meta()));
        if (!account.declared()) {
            Workload place =
                    Places.toChange(holders.get(0), holders.get(0).members().get(0));
            places.add(place.meta(), Places.account(place));
        }
        return new Finding(
                INFO.id(),
                dangerous ? Severity.LOW : Severity.INFO,
                new ObjectKey("", "ServiceAccount", account.namespace(), account.name()),
                account.qualifiedName(),
                List.of(account.identity().user()),
                "no binding names it, but through " + group(extra) + " it may " + extra.summary(audit) + "; "
                        + Words.users(holders),
                places.list(),
                new Lazy(audit, account, extra, holders));
    }

    /** The narrowest that it is in and that gives it something. */
    private static String group(Extra extra) {
        String group = "";
        for (Stock.Part part : extra.parts()) {
            Holding holding = part.holding();
            String name = holding.binding().subjects().get(holding.subject()).name();
            group = group.isEmpty() || !holding.isEverybodys() ? name : group;
        }
        return group;
    }

    private static final class Lazy extends Details {
        private final Audit audit;
        private final Account account;
        private final Extra extra;
        private final List<Use> holders;

        Lazy(Audit audit, Account account, Extra extra, List<Use> holders) {
            this.audit = audit;
            this.account = account;
            this.extra = extra;
            this.holders = holders;
        }

        @Override
        Told tell() {
            Facts facts = new Facts(audit).account(account);
            extra.tell(audit, facts);
            Manifest manifest = new Manifest().account(account.namespace(), account.name(), false);
            for (Use use : holders) {
                if (use.ownerRead()) {
                    manifest.podField(use.members().get(0), "automountServiceAccountToken", "false");
                }
            }
            return new Told(facts.users(holders).list(), new Fix(INFO.fix(), Fix.Kind.YAML, manifest.toString()));
        }

        @Override
        List<String> extent() {
            return extra.extent();
        }
    }
}
