package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Positions;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Severity;
import io.saaudit.workload.TokenSecrets;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** SA207: an account lists token Secrets. */
final class ListedTokenSecrets implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA207",
            "listed-token-secrets",
            "An account lists token Secrets",
            Severity.LOW,
            "",
            "secrets of a ServiceAccount names Secrets that hold a token: read as such, or not read and called"
                    + " NAME-token-xxxxx after the account, as servers before 1.24 did.",
            "Such a list says that the account has tokens that never expire. Nothing needs it: no token is mounted because"
                    + " of it, and no server since 1.24 fills it. To the server's cleaner it marks the Secret as made"
                    + " automatically.",
            "Delete the Secrets when nobody uses their tokens; the server then takes their names off the list. Do not just"
                    + " empty the list: a Secret that is not listed counts as made by hand and is never cleaned up.",
            "Secrets of other types in the list, such as those of image registries or SSH keys, and OpenShift's"
                    + " NAME-dockercfg-xxxxx are not reported.",
            List.of(References.TOKEN_CLEANER, References.OWASP_SECRETS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        for (Account account : audit.focus().accounts(audit)) {
            TreeSet<String> tokens = new TreeSet<>();
            for (ServiceAccount definition : account.definitions()) {
                for (String name : definition.secrets()) {
                    if (isToken(audit.tokens().secrets(), account, name)) {
                        tokens.add(name);
                    }
                }
            }
            if (!tokens.isEmpty()) {
                found.accept(finding(audit, account, tokens));
            }
        }
    }

    private static boolean isToken(TokenSecrets secrets, Account account, String name) {
        return secrets.known(account.namespace(), name)
                ? !secrets.accountOf(account.namespace(), name).isEmpty()
                : TokenSecrets.looksGenerated(account.name(), name);
    }

    private static Finding finding(Audit audit, Account account, TreeSet<String> tokens) {
        Facts facts = new Facts(audit);
        Places places = new Places(audit.snapshot());
        for (ServiceAccount definition : account.definitions()) {
            places.add(definition.meta(), definition.places().of(ServiceAccount.SECRETS));
            facts.at(
                    account.qualifiedName() + " lists in secrets: " + String.join(", ", definition.secrets()),
                    definition.places().of(ServiceAccount.SECRETS));
        }
        StringBuilder command = new StringBuilder("kubectl delete secret");
        for (String name : tokens) {
            boolean read = audit.tokens().secrets().known(account.namespace(), name);
            facts.at(
                    "Secret " + name + (read ? " holds a token" : " was not read: its name is that of a token Secret"),
                    Positions.NONE);
            command.append(' ').append(Quote.shell(name));
        }
        command.append(" --namespace ").append(Quote.shell(account.namespace())).append('\n');
        return new Finding(
                INFO.id(),
                INFO.severity(),
                account.definitions().get(0).key(),
                account.qualifiedName(),
                List.of(account.identity().user()),
                "lists " + Words.count(tokens.size(), "token Secret") + ": " + String.join(", ", tokens),
                places.list(),
                facts.list(),
                List.copyOf(tokens),
                new Fix(
                        "When nothing uses the tokens any more, delete the Secrets; in manifests leave out secrets too.",
                        Fix.Kind.COMMAND,
                        command.toString()));
    }
}
