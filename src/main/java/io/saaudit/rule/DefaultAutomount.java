package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Severity;
import io.saaudit.workload.Accounts;
import io.saaudit.workload.Workloads.Use;
import java.util.List;
import java.util.function.Consumer;

/** SA104: a default account that does not turn automounting off. */
final class DefaultAutomount implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA104",
            "default-account-automount",
            "A default account gives its token to every pod that is silent",
            Severity.LOW,
            "",
            "A ServiceAccount named default was read, and its automountServiceAccountToken is true or unset, which is the"
                    + " same.",
            "Every pod that names no account and says nothing of tokens has one then, those of tomorrow included. Few of"
                    + " them call the API server.",
            "Say automountServiceAccountToken: false in the default account of each namespace. A pod that needs the token"
                    + " can ask for it, better as an account of its own.",
            "A default account that was not read is not reported: the server makes one in every namespace, and manifests"
                    + " seldom hold it. A note says so once a namespace where it matters.",
            List.of(References.CIS_DEFAULT_ACCOUNT, References.NSA_TOKENS, References.AUTOMOUNT),
            "0.1");

    private static final List<String> EXTENT = List.of("automount");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        for (Account account : audit.focus().accounts(audit)) {
            boolean off = Boolean.FALSE.equals(Accounts.automount(account));
            if (account.isDefault() && account.declared() && !off) {
                found.accept(finding(audit, account));
            }
        }
    }

    private static Finding finding(Audit audit, Account account) {
        Places places = new Places(audit.snapshot());
        for (ServiceAccount definition : account.definitions()) {
            places.add(definition.meta(), definition.places().of(ServiceAccount.AUTOMOUNT));
        }
        List<Use> uses = audit.workloads().runningAs(account.namespace(), account.name());
        boolean says = Boolean.TRUE.equals(Accounts.automount(account));
        return new Finding(
                INFO.id(),
                INFO.severity(),
                account.definitions().get(0).key(),
                account.qualifiedName(),
                List.of(account.identity().user()),
                "the default account " + (says ? "turns automounting on" : "does not turn automounting off") + "; "
                        + Words.users(uses),
                places.list(),
                new Lazy(audit, account, uses));
    }

    private static final class Lazy extends Details {
        private final Audit audit;
        private final Account account;
        private final List<Use> uses;

        Lazy(Audit audit, Account account, List<Use> uses) {
            this.audit = audit;
            this.account = account;
            this.uses = uses;
        }

        @Override
        Told tell() {
            Facts facts = new Facts(audit).account(account);
            for (ServiceAccount definition : account.definitions()) {
                facts.at(
                        definition.automount() == null
                                ? "it says nothing of automountServiceAccountToken, which means true"
                                : "it says automountServiceAccountToken: " + definition.automount(),
                        definition.places().of(ServiceAccount.AUTOMOUNT));
            }
            Manifest manifest = new Manifest().account(account.namespace(), account.name(), false);
            return new Told(
                    facts.users(uses).list(),
                    new Fix("Turn it off for all pods that do not ask.", Fix.Kind.YAML, manifest.toString()));
        }

        @Override
        List<String> extent() {
            return EXTENT;
        }
    }
}
