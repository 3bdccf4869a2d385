package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Severity;
import io.saaudit.rbac.Holding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** SA110: an account that nothing uses is bound to a role. */
final class UnusedBoundAccount implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA110",
            "unused-bound-account",
            "An account with permissions is used by nothing",
            Severity.MEDIUM,
            "",
            "In complete input, that is, a cluster that was read without gaps, or --strict: no workload runs as the account,"
                    + " it has no token Secret, and a binding names it.",
            "Nobody misses what it may do until somebody uses it: whoever may create pods in its namespace can run one as"
                    + " it, and nobody looks there.",
            "Delete the account and its bindings, or the bindings alone.",
            "The default account is never reported. Accounts with a token Secret, or with the annotation of a cloud identity"
                    + " (EKS, GKE, Azure), are used from elsewhere. Bindings that an API server makes by itself, such as"
                    + " those of its controllers, do not count. Manifests alone cannot tell: a pod that an operator makes"
                    + " from a custom resource is not in them.",
            List.of(References.CIS_DEFAULT_ACCOUNT, References.REVIEW),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        for (AccountsWithoutUse.Idle idle : AccountsWithoutUse.of(audit)) {
            List<Binding> made = AccountsWithoutUse.made(audit, idle.account(), idle.holdings());
            if (!made.isEmpty()) {
                List<Holding> holdings = new ArrayList<>();
                for (Holding holding : idle.holdings()) {
                    if (made.contains(holding.binding())) {
                        holdings.add(holding);
                    }
                }
                found.accept(finding(audit, idle.account(), holdings, made));
            }
        }
    }

    private static Finding finding(Audit audit, Account account, List<Holding> holdings, List<Binding> made) {
        Extra extra = Extra.of(audit, account.identity());
        return new Finding(
                INFO.id(),
                INFO.severity(),
                account.definitions().get(0).key(),
                account.qualifiedName(),
                List.of(account.identity().user()),
                "nothing runs as it, and " + made.get(0).key()
                        + (made.size() > 1 ? " (and " + (made.size() - 1) + " more)" : "") + " gives it "
                        + Words.role(made.get(0).roleRef())
                        + (extra.isEmpty() ? "" : "; it may " + extra.summary(audit)),
                AccountsWithoutUse.places(audit, account).list(),
                new Details() {
                    @Override
                    Told tell() {
                        Facts facts = new Facts(audit).account(account);
                        for (Holding holding : holdings) {
                            facts.subject(holding).role(holding);
                        }
                        facts.powers(Extra.of(audit, account.identity()).powers(audit));
                        return new Told(facts.list(), fix(account, made));
                    }

                    @Override
                    List<String> extent() {
                        TreeSet<String> extent = new TreeSet<>();
                        for (Holding holding : holdings) {
                            if (holding.role() != null) {
                                Extent.add(
                                        holding.binding().scope(),
                                        holding.role().rules(),
                                        extent);
                            }
                        }
                        return List.copyOf(extent);
                    }
                });
    }

    private static Fix fix(Account account, List<Binding> made) {
        StringBuilder text = new StringBuilder();
        Set<String> seen = new TreeSet<>();
        for (Binding binding : made) {
            if (!seen.add(binding.key().toString())) {
                continue;
            }
            if (binding.subjects().size() == 1) {
                text.append("kubectl delete ")
                        .append(Patch.object(binding.meta()))
                        .append('\n');
            } else {
                text.append("# and take it out of the subjects of ")
                        .append(Quote.comment(binding.key().toString()))
                        .append('\n');
            }
        }
        text.append("kubectl delete ")
                .append(Patch.object(account.definitions().get(0).meta()))
                .append('\n');
        return new Fix(
                "When nothing outside the cluster uses it either, delete the bindings and the account, here and in the"
                        + " manifests.",
                Fix.Kind.COMMAND,
                text.toString());
    }
}
