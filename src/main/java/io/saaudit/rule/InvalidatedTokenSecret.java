package io.saaudit.rule;

import io.saaudit.model.Secret;
import io.saaudit.model.Severity;
import io.saaudit.workload.TokenCleaner;
import java.util.List;
import java.util.function.Consumer;

/** SA204: a token Secret that is marked invalid and still there. */
final class InvalidatedTokenSecret implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA204",
            "invalidated-token-secret",
            "A token Secret is marked invalid and still there",
            Severity.INFO,
            "",
            "A Secret of the type kubernetes.io/service-account-token has the label kubernetes.io/legacy-token-invalid-since"
                    + " with any value.",
            "The API server refuses the token as long as the label is there. Whoever may change the Secret can take it off,"
                    + " and the token works again. The server's cleaner deletes the Secret a year after it set the label,"
                    + " but only where the account lists it in secrets; one made by hand stays for ever.",
            "Delete the Secret. Do not take the label off.",
            "An empty label has no effect and is not reported here. Other findings about the same Secret's age and use are"
                    + " left out.",
            List.of(References.INVALID_SINCE, References.TOKEN_CLEANER),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        List<List<Secret>> all = TokenSecretCases.all(audit);
        TokenCleaner cleaner =
                all.isEmpty() ? null : new TokenCleaner(audit.snapshot().objects());
        for (List<Secret> definitions : all) {
            // Of differing definitions the first is one without the label, which works.
            Secret secret = definitions.get(0);
            String since = TokenSecretCases.invalidSince(secret);
            if (!since.isEmpty()) {
                found.accept(TokenSecretCases.finding(
                        audit,
                        INFO,
                        INFO.severity(),
                        definitions,
                        "token Secret " + secret.name() + " is marked invalid since " + since + " and not deleted",
                        TokenSecretCases.facts(audit, secret)
                                .at(
                                        TokenCleaner.INVALID_SINCE + " is " + since,
                                        secret.meta().at())
                                .at(
                                        TokenSecretCases.cleaner(cleaner.of(secret)),
                                        secret.meta().at()),
                        TokenSecretCases.delete(secret, "Delete it; do not take the label off.")));
            }
        }
    }
}
