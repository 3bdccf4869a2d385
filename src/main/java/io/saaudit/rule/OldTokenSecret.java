package io.saaudit.rule;

import io.saaudit.model.Secret;
import io.saaudit.model.Severity;
import io.saaudit.workload.TokenCleaner;
import java.util.List;
import java.util.function.Consumer;

/** SA202: a token Secret that has not been replaced for a long time. */
final class OldTokenSecret implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA202",
            "old-token-secret",
            "A token without an end has not been replaced for 90 days",
            Severity.MEDIUM,
            "",
            "A Secret of the type kubernetes.io/service-account-token that a server has stored (it has a uid and a"
                    + " creationTimestamp) is older than 90 days, and its token is in use or may be.",
            "The longer a token is around, the more copies of it there are: in backups, in logs, with people who have left.",
            "Replace it by a token that expires. If that cannot be, delete the Secret and make it anew, which makes every"
                    + " copy of the old token invalid.",
            "Manifests have no age and are never reported. Where the token was not used for 90 days SA203 reports it, and"
                    + " where it is marked invalid SA204, and this rule does not.",
            List.of(References.LONG_LIVED_TOKENS, References.OWASP_SECRETS),
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
            for (Secret secret : definitions) {
                if (isOld(audit, cleaner, secret)) {
                    found.accept(finding(audit, cleaner, definitions, secret));
                    break;
                }
            }
        }
    }

    private static boolean isOld(Audit audit, TokenCleaner cleaner, Secret secret) {
        return TokenSecretCases.age(audit, secret) > TokenSecretCases.MOST_DAYS
                && TokenSecretCases.invalidSince(secret).isEmpty()
                && Idle.of(audit, cleaner, secret).isEmpty();
    }

    private static Finding finding(Audit audit, TokenCleaner cleaner, List<Secret> definitions, Secret secret) {
        return TokenSecretCases.finding(
                audit,
                INFO,
                INFO.severity(),
                definitions,
                "token Secret " + secret.name() + " is " + TokenSecretCases.age(audit, secret) + " days old",
                TokenSecretCases.facts(audit, secret)
                        .at(
                                "it was made on " + secret.meta().created(),
                                secret.meta().at())
                        .at(
                                TokenSecretCases.cleaner(cleaner.of(secret)),
                                secret.meta().at()),
                TokenSecretCases.replace(secret));
    }
}
