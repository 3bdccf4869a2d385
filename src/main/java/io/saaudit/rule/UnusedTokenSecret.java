package io.saaudit.rule;

import io.saaudit.model.Positions;
import io.saaudit.model.Secret;
import io.saaudit.model.Severity;
import io.saaudit.workload.Days;
import io.saaudit.workload.TokenCleaner;
import java.util.List;
import java.util.function.Consumer;

/** SA203: a token Secret that nobody uses. */
final class UnusedTokenSecret implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA203",
            "unused-token-secret",
            "A token without an end was not used for 90 days",
            Severity.MEDIUM,
            "",
            "A Secret of the type kubernetes.io/service-account-token that a server has stored is older than 90 days, and"
                    + " the label kubernetes.io/legacy-token-last-used is more than 90 days back, or missing: servers since"
                    + " 1.26 set it at each use.",
            "Nobody would miss the token, and whoever finds a copy can use it for good. The server's cleaner does not help"
                    + " where it was made by hand: it only touches Secrets that their account lists in secrets, and these"
                    + " it marks invalid after a year without use and deletes after another.",
            "Delete the Secret. To be careful set the label kubernetes.io/legacy-token-invalid-since first: it keeps the"
                    + " token from working until it is taken off.",
            "Manifests have no age and are never reported. Silent where the server has kept track of uses for less than 90"
                    + " days (ConfigMap kube-apiserver-legacy-service-account-token-tracking in kube-system); where that"
                    + " was not read the finding says so. A label without a date says nothing. Where the token is marked"
                    + " invalid SA204 reports it.",
            List.of(References.LAST_USED, References.TOKEN_CLEANER, References.OWASP_SECRETS),
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
                String idle = Idle.of(audit, cleaner, secret);
                if (!idle.isEmpty() && TokenSecretCases.invalidSince(secret).isEmpty()) {
                    found.accept(TokenSecretCases.finding(
                            audit,
                            INFO,
                            INFO.severity(),
                            definitions,
                            "token Secret " + secret.name() + " " + idle,
                            facts(audit, cleaner, secret),
                            TokenSecretCases.delete(secret, "Delete it, here and in the manifests.")));
                    break;
                }
            }
        }
    }

    private static Facts facts(Audit audit, TokenCleaner cleaner, Secret secret) {
        String label = secret.meta().labels().get(TokenCleaner.LAST_USED);
        Facts facts = TokenSecretCases.facts(audit, secret)
                .at(
                        label == null
                                ? "it has no label " + TokenCleaner.LAST_USED + ", which the server sets at each use"
                                : TokenCleaner.LAST_USED + " is " + label,
                        secret.meta().at());
        if (label == null) {
            facts.at(
                    cleaner.trackingSince() == Days.NONE
                            ? "since when the server does so was not read (ConfigMap"
                                    + " kube-system/kube-apiserver-legacy-service-account-token-tracking)"
                            : "the server does so since " + Days.date(cleaner.trackingSince()),
                    Positions.NONE);
        }
        return facts.at(
                TokenSecretCases.cleaner(cleaner.of(secret)), secret.meta().at());
    }
}
