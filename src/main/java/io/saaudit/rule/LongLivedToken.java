package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Identity;
import io.saaudit.model.Positions;
import io.saaudit.model.Secret;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Severity;
import io.saaudit.rbac.HeldPower;
import java.util.List;
import java.util.function.Consumer;

/** SA201: a Secret that holds a token without an end. */
final class LongLivedToken implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA201",
            "long-lived-token",
            "A Secret holds a token that never expires",
            Severity.MEDIUM,
            "high where the account is powerful, that is, has a permission of severity high or critical",
            "A Secret of the type kubernetes.io/service-account-token that names an account.",
            "The token in it has no expiry and works from anywhere, not only in a pod, until the Secret or the account is"
                    + " deleted. Whoever may read Secrets in the namespace, a backup or a build log has it for good. The"
                    + " server's cleaner never removes one that was made by hand.",
            "Use a token that expires: the TokenRequest API (kubectl create token) outside of the cluster, a projected"
                    + " volume in a pod. Then delete the Secret, which makes the token invalid.",
            "A Secret that names no account is not a token: the API server refuses it. One that is marked invalid is SA204's, and"
                    + " one whose account does not exist SA205's. Clients outside of the cluster that"
                    + " cannot renew a token are the usual reason to keep one.",
            List.of(References.LONG_LIVED_TOKENS, References.OWASP_SECRETS, References.TOKEN_CLEANER),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        for (List<Secret> definitions : TokenSecretCases.all(audit)) {
            Secret first = definitions.get(0);
            if (TokenSecretCases.invalidSince(first).isEmpty() && !TokenSecretCases.isOrphan(audit, first)) {
                found.accept(finding(audit, definitions));
            }
        }
    }

    private static Finding finding(Audit audit, List<Secret> definitions) {
        Secret first = definitions.get(0);
        String namespace = first.namespace();
        Facts facts = new Facts(audit);
        Severity severity = Severity.INFO;
        for (Secret secret : definitions) {
            Identity identity = Identity.serviceAccount(namespace, secret.accountName());
            boolean powerful = Extra.of(audit, identity).isPowerful(audit);
            severity = severity.or(powerful ? Severity.HIGH : Severity.MEDIUM);
            tell(audit, secret, identity, facts);
        }
        return TokenSecretCases.finding(
                audit, INFO, severity, definitions, message(audit, first), facts, TokenSecretCases.replace(first));
    }

    private static String message(Audit audit, Secret secret) {
        List<HeldPower> powers = powers(audit, Identity.serviceAccount(secret.namespace(), secret.accountName()));
        return "token Secret " + secret.name() + " never expires"
                + (powers.isEmpty() ? "" : "; its account may " + Words.powers(powers));
    }

    private static List<HeldPower> powers(Audit audit, Identity identity) {
        return Extra.of(audit, identity).powers(audit);
    }

    private static void tell(Audit audit, Secret secret, Identity identity, Facts facts) {
        long type = secret.places().of(Secret.TYPE);
        facts.at(
                "Secret " + secret.key().qualifiedName() + " has the type " + Secret.SERVICE_ACCOUNT_TOKEN
                        + ": the server puts a token without expiry into it",
                type == Positions.NONE ? secret.meta().at() : type);
        Account account = audit.accounts().find(secret.namespace(), secret.accountName());
        String owner = secret.namespace() + "/" + secret.accountName();
        if (account == null || !account.declared()) {
            boolean made = account != null && account.isDefault();
            facts.at(
                    made
                            ? "its account " + owner + " is made by the server"
                            : audit.complete(secret.namespace(), Audit.ACCOUNTS)
                                    ? "its account " + owner + " does not exist: the server deletes such a Secret"
                                    : "its account " + owner + " was not read",
                    Positions.NONE);
        } else {
            for (ServiceAccount definition : account.definitions()) {
                boolean listed = definition.secrets().contains(secret.name());
                facts.at(
                        listed
                                ? owner
                                        + " lists it in secrets: it counts as made by a server before 1.24, which the cleaner"
                                        + " marks invalid after a year without use"
                                : owner + " does not list it in secrets: it counts as made by hand, and the cleaner"
                                        + " never removes it",
                        listed
                                ? definition.places().of(ServiceAccount.SECRETS)
                                : definition.meta().at());
            }
        }
        Extra.of(audit, identity).tell(audit, facts);
    }
}
