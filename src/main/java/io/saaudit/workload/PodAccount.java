package io.saaudit.workload;

import io.saaudit.model.PodSpec;
import io.saaudit.model.Workload;

/**
 * Which account a pod runs as, and which field says so (semantics G.1): serviceAccountName, else the deprecated alias
 * serviceAccount, else default.
 *
 * @param name the account's name
 * @param why the field
 */
public record PodAccount(String name, Why why) {
    /** What decides. */
    public enum Why {
        SERVICE_ACCOUNT_NAME,
        DEPRECATED_FIELD,
        NO_NAME
    }

    /** The account of a pod spec. Mirror pods have none: ask {@link Workload#isMirror()} first. */
    public static PodAccount of(PodSpec pod) {
        if (!pod.serviceAccountName().isEmpty()) {
            return new PodAccount(pod.serviceAccountName(), Why.SERVICE_ACCOUNT_NAME);
        }
        return pod.serviceAccount().isEmpty()
                ? new PodAccount("default", Why.NO_NAME)
                : new PodAccount(pod.serviceAccount(), Why.DEPRECATED_FIELD);
    }
}
