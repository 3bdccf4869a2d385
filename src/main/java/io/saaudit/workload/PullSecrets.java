package io.saaudit.workload;

import io.saaudit.model.Account;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Workload;
import java.util.List;
import java.util.TreeSet;

/**
 * With which Secrets the kubelet pulls the images of a pod: its own, else those of its account, never both (semantics
 * G.4). Whether a token is mounted plays no part.
 *
 * @param names names of the Secrets
 * @param from where they are named
 */
public record PullSecrets(List<String> names, From from) {
    /** Who names them. */
    public enum From {
        POD,
        ACCOUNT,
        /** Nobody. */
        NOBODY,
        /** The pod names none, and its account, which may, was not read. */
        UNKNOWN
    }

    /** Those of a pod or template. */
    public static PullSecrets of(Workload workload, Accounts accounts) {
        List<String> own = workload.pod().imagePullSecrets();
        // Copied at creation only: a stored pod has all it will ever have.
        if (!own.isEmpty() || workload.isPod() && workload.meta().stored() || workload.isMirror()) {
            return new PullSecrets(own, own.isEmpty() ? From.NOBODY : From.POD);
        }
        Account account = accounts.find(
                workload.namespace(), PodAccount.of(workload.pod()).name());
        if (account == null || !account.declared()) {
            return new PullSecrets(List.of(), From.UNKNOWN);
        }
        TreeSet<String> names = new TreeSet<>();
        for (ServiceAccount definition : account.definitions()) {
            names.addAll(definition.imagePullSecrets());
        }
        return new PullSecrets(List.copyOf(names), names.isEmpty() ? From.NOBODY : From.ACCOUNT);
    }
}
