package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Names;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Positions;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import io.saaudit.rbac.Holding;
import io.saaudit.workload.Accounts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** SA409: a binding names an account that is not there. */
final class DanglingAccount implements Rule {
    /** It tells of the same binding, and who may create the account besides. */
    private static final String FOR_THE_TAKING = "SA329";

    private static final RuleInfo INFO = new RuleInfo(
            "SA409",
            "dangling-account",
            "A binding names an account that does not exist",
            Severity.MEDIUM,
            "",
            "In complete input, that is, a cluster that was read without gaps, or --strict: a binding that was read names an"
                    + " account, in either spelling, that is not among the ServiceAccounts. Otherwise this is a note, because"
                    + " the account may come from elsewhere. One finding a binding.",
            "Bindings outlive accounts and know them by name: whoever creates an account of that name gets what it is bound to,"
                    + " and need not hold it to do so.",
            "Take the account out of the binding, or delete the binding.",
            "The default account of a namespace is made by the server. What an API server binds by itself, to accounts that its"
                    + " controllers create when they need them, is quiet. Where somebody may create the account and be it,"
                    + " SA329 tells of the binding and this rule is quiet. A name or namespace that cannot exist names"
                    + " nobody.",
            List.of(References.REVIEW, References.OWASP_AUTHORIZATION, GrantReferences.SUBJECTS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        if (!anyPhantom(audit)) {
            return;
        }
        Set<ObjectKey> told = new HashSet<>();
        for (Rule rule : Rules.all()) {
            if (rule.info().id().equals(FOR_THE_TAKING)) {
                rule.check(audit, finding -> told.add(finding.cause()));
            }
        }
        // Who may create an account decides which of the two rules tells it, and may be anywhere.
        new Search().check(audit.on(Focus.ALL), finding -> {
            if (!told.contains(finding.cause())) {
                found.accept(finding);
            }
        });
    }

    private static boolean anyPhantom(Audit audit) {
        for (Account account : audit.accounts().all()) {
            if (account.phantom() && !account.assumedOnly() && audit.complete(account.namespace(), Audit.ACCOUNTS)) {
                return true;
            }
        }
        return false;
    }

    private static final class Search extends BindingRule {
        @Override
        public RuleInfo info() {
            return INFO;
        }

        @Override
        boolean isOf(Subject subject, Binding binding) {
            return !(subject instanceof Subject.Group);
        }

        @Override
        boolean meets(Audit audit, Holding holding) {
            Binding binding = holding.binding();
            Subject subject = binding.subjects().get(holding.subject());
            String[] name = Speaker.account(subject, binding);
            if (name == null || !Names.isLabel(name[0]) || !Names.isSubdomain(name[1])) {
                return false;
            }
            // A pod that runs as an account that is not there is SA109's, and the binding dangles all the same.
            Account account = audit.accounts().find(name[0], name[1]);
            return audit.complete(name[0], Audit.ACCOUNTS)
                    && !account.declared()
                    && !account.isDefault()
                    && !audit.stock().givesByItself(holding);
        }

        @Override
        Severity severity(Bound bound) {
            return INFO.severity();
        }

        @Override
        String message(Bound bound) {
            int more = bound.subjects().size() - 1;
            return "is not there" + (more == 0 ? "" : " (nor " + Words.count(more, "more account") + ")")
                    + "; whoever creates it " + bound.may();
        }

        @Override
        void tell(Bound bound, Facts facts) {
            Set<String> namespaces =
                    Accounts.namespaces(bound.audit().snapshot().objects());
            for (Holding holding : bound.holdings()) {
                Binding binding = holding.binding();
                String namespace = Speaker.account(binding.subjects().get(holding.subject()), binding)[0];
                if (!namespaces.contains(namespace)) {
                    facts.at("the namespace " + namespace + " is not there either", Positions.NONE);
                }
            }
        }

        @Override
        Fix fix(Bound bound) {
            return bound.without("Create the account, if it was forgotten; else ");
        }
    }
}
