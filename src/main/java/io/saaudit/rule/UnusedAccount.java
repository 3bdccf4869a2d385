package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Severity;
import java.util.List;
import java.util.function.Consumer;

/** SA111: an account that nothing uses and that may do nothing. */
final class UnusedAccount implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA111",
            "unused-account",
            "An account is used by nothing and bound to nothing",
            Severity.INFO,
            "",
            "In complete input, that is, a cluster that was read without gaps, or --strict: no workload runs as the account,"
                    + " it has no token Secret, and no binding names it.",
            "It is in the way of whoever reviews accounts, and its name may be bound to a role one day by mistake.",
            "Delete it.",
            "The default account is never reported: the server makes it. Accounts with a token Secret or with the annotation"
                    + " of a cloud identity are used from elsewhere. Manifests alone cannot tell.",
            List.of(References.REVIEW),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        for (AccountsWithoutUse.Idle idle : AccountsWithoutUse.of(audit)) {
            if (idle.holdings().isEmpty()) {
                found.accept(finding(audit, idle.account()));
            }
        }
    }

    private static Finding finding(Audit audit, Account account) {
        return new Finding(
                INFO.id(),
                INFO.severity(),
                account.definitions().get(0).key(),
                account.qualifiedName(),
                List.of(account.identity().user()),
                "nothing runs as it and no binding names it",
                AccountsWithoutUse.places(audit, account).list(),
                new Facts(audit).account(account).list(),
                List.of("account"),
                new Fix(
                        "Delete it, here and in the manifests.",
                        Fix.Kind.COMMAND,
                        "kubectl delete "
                                + Patch.object(account.definitions().get(0).meta()) + "\n"));
    }
}
