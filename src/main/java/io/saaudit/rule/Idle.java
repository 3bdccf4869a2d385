package io.saaudit.rule;

import io.saaudit.model.Secret;
import io.saaudit.workload.Days;
import io.saaudit.workload.TokenCleaner;

/** Since when a token Secret has not been used, by the label that servers since 1.26 keep. */
final class Idle {
    private Idle() {}

    /** Words for it, such as {@code was not used since 2026-01-02}; empty where it was used lately or that is not known. */
    static String of(Audit audit, TokenCleaner cleaner, Secret secret) {
        if (TokenSecretCases.age(audit, secret) <= TokenSecretCases.MOST_DAYS) {
            return "";
        }
        String label = secret.meta().labels().get(TokenCleaner.LAST_USED);
        if (label != null) {
            long used = Days.of(label);
            boolean idle = used != Days.NONE && audit.today() - used > TokenSecretCases.MOST_DAYS;
            return idle ? "was not used since " + Days.date(used) : "";
        }
        long since = cleaner.trackingSince();
        if (since == Days.NONE) {
            return "has no sign of use";
        }
        return audit.today() - since > TokenSecretCases.MOST_DAYS
                ? "was never used since "
                        + Days.date(Math.max(since, Days.of(secret.meta().created())))
                : "";
    }
}
