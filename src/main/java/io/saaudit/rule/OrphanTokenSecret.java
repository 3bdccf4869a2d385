package io.saaudit.rule;

import io.saaudit.model.Positions;
import io.saaudit.model.Secret;
import io.saaudit.model.Severity;
import java.util.List;
import java.util.function.Consumer;

/** SA205: a token Secret of an account that is not there. */
final class OrphanTokenSecret implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA205",
            "token-secret-of-missing-account",
            "A token Secret names an account that does not exist",
            Severity.MEDIUM,
            "",
            "With --strict, in manifests: a Secret of the type kubernetes.io/service-account-token names an account in the"
                    + " annotation kubernetes.io/service-account.name that is not among the ServiceAccounts read in its"
                    + " namespace.",
            "The server deletes such a Secret soon after it was made, so that whoever waits for a token waits in vain. If"
                    + " somebody makes an account of that name, it has a token without an end from the start.",
            "Delete the Secret, or correct the name.",
            "Without --strict the account may come from elsewhere. The default account always exists. A cluster holds none:"
                    + " the server has deleted them. Other findings about the same Secret are left out.",
            List.of(References.LONG_LIVED_TOKENS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        for (List<Secret> definitions : TokenSecretCases.all(audit)) {
            Secret secret = definitions.get(0);
            if (TokenSecretCases.isOrphan(audit, secret)) {
                String owner = secret.namespace() + "/" + secret.accountName();
                found.accept(TokenSecretCases.finding(
                        audit,
                        INFO,
                        INFO.severity(),
                        definitions,
                        "token Secret " + secret.name() + " names the account " + secret.accountName()
                                + ", which does not exist",
                        TokenSecretCases.facts(audit, secret)
                                .at(
                                        "its account " + owner + " does not exist: the server deletes such a Secret",
                                        Positions.NONE),
                        TokenSecretCases.delete(secret, "Delete it, or correct the name of the account.")));
            }
        }
    }
}
