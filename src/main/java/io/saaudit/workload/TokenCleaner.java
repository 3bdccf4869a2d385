package io.saaudit.workload;

import io.saaudit.model.ConfigMap;
import io.saaudit.model.Container;
import io.saaudit.model.Objects;
import io.saaudit.model.Secret;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the server's cleaner of legacy tokens does with a token Secret (semantics H.2;
 * pkg/controller/serviceaccount/legacy_serviceaccount_token_cleaner.go), with its default period of a year.
 */
public final class TokenCleaner {
    /** The label with the day of the last use (api core/v1). */
    public static final String LAST_USED = "kubernetes.io/legacy-token-last-used";

    /** The label that keeps a token from working (api core/v1). */
    public static final String INVALID_SINCE = "kubernetes.io/legacy-token-invalid-since";

    private static final String ACCOUNT_UID = "kubernetes.io/service-account.uid";
    private static final int PERIOD = 365;

    private final Map<String, Map<String, Set<String>>> listed = new HashMap<>();
    private final Map<String, Set<String>> referred = new HashMap<>();
    private final long trackingSince;

    /** What becomes of a Secret. */
    public enum Fate {
        /** Its account does not list it: it counts as made by hand, and the cleaner never touches it. */
        MADE_BY_HAND,
        /** A pod refers to it, and while one does the cleaner leaves it alone. */
        REFERRED,
        /** The label with the last use holds no date: the cleaner leaves it alone. */
        ODD_LABEL,
        /** Since when the server keeps track of uses was not read. */
        UNKNOWN,
        /** Marked invalid on the day, unless it is used before. */
        MARKED,
        /** Deleted on the day, unless the mark is taken off before. */
        DELETED
    }

    /**
     * @param fate what becomes of it
     * @param day the first day on which it happens, or {@link Days#NONE}
     */
    public record View(Fate fate, long day) {}

    /** Over the accounts, pods and the tracking ConfigMap that were read. */
    public TokenCleaner(Objects objects) {
        for (ServiceAccount account : objects.serviceAccounts()) {
            if (!account.secrets().isEmpty()) {
                list(account);
            }
        }
        for (Workload workload : objects.workloads()) {
            if (workload.isPod()) {
                refer(workload);
            }
        }
        long since = Days.NONE;
        for (ConfigMap map : objects.configMaps()) {
            since = Math.max(since, Days.of(map.trackingSince()));
        }
        trackingSince = since;
    }

    private void list(ServiceAccount account) {
        Map<String, Set<String>> accounts = listed.get(account.namespace());
        if (accounts == null) {
            accounts = new HashMap<>();
            listed.put(account.namespace(), accounts);
        }
        String key = account.name() + "\n" + account.meta().uid();
        Set<String> names = accounts.get(key);
        if (names == null) {
            names = new HashSet<>();
            accounts.put(key, names);
        }
        names.addAll(account.secrets());
    }

    /** The day since which the server keeps track of uses, or {@link Days#NONE} when it was not read. */
    public long trackingSince() {
        return trackingSince;
    }

    /** What becomes of the Secret, which must be one of an account's token. */
    public View of(Secret secret) {
        if (!isListed(secret)) {
            return new View(Fate.MADE_BY_HAND, Days.NONE);
        }
        if (referred.getOrDefault(secret.namespace(), Set.of()).contains(secret.name())) {
            return new View(Fate.REFERRED, Days.NONE);
        }
        String used = secret.meta().labels().get(LAST_USED);
        if (used != null && !Days.isDate(used)) {
            return new View(Fate.ODD_LABEL, Days.NONE);
        }
        String invalid = secret.meta().labels().getOrDefault(INVALID_SINCE, "");
        long created = Days.of(secret.meta().created());
        if (trackingSince == Days.NONE || created == Days.NONE) {
            return new View(Fate.UNKNOWN, Days.NONE);
        }
        // All must lie more than the period back; a day's work is done when the cleaner next runs, within 24 hours.
        long day = Math.max(created + PERIOD + 1, trackingSince + 1 + PERIOD);
        if (used != null) {
            day = Math.max(day, Days.of(used) + PERIOD + 1);
        }
        return Days.isDate(invalid)
                ? new View(Fate.DELETED, Math.max(day, Days.of(invalid) + PERIOD + 1))
                : new View(Fate.MARKED, day);
    }

    private boolean isListed(Secret secret) {
        String uid = secret.meta().annotations().getOrDefault(ACCOUNT_UID, "");
        Map<String, Set<String>> accounts = listed.getOrDefault(secret.namespace(), Map.of());
        for (Map.Entry<String, Set<String>> account : accounts.entrySet()) {
            String[] nameAndUid = account.getKey().split("\n", -1);
            boolean same = nameAndUid[0].equals(secret.accountName())
                    && (uid.isEmpty() || nameAndUid[1].isEmpty() || uid.equals(nameAndUid[1]));
            if (same && account.getValue().contains(secret.name())) {
                return true;
            }
        }
        return false;
    }

    /** Pods in any phase count, the finished ones too. */
    private void refer(Workload pod) {
        Set<String> to = referred.get(pod.namespace());
        if (to == null) {
            to = new HashSet<>();
            referred.put(pod.namespace(), to);
        }
        to.addAll(pod.pod().imagePullSecrets());
        for (Volume volume : pod.pod().volumes()) {
            for (Volume.SecretSource secret : volume.secrets()) {
                to.add(secret.name());
            }
        }
        for (Container container : pod.pod().containers()) {
            for (Container.SecretEnv env : container.secretEnv()) {
                to.add(env.secret());
            }
            for (Container.EnvFrom from : container.envFrom()) {
                to.add(from.secret());
            }
        }
    }
}
