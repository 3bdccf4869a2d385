package io.saaudit.workload;

import io.saaudit.model.Objects;
import io.saaudit.model.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which Secrets hold a long-lived token, and whose (semantics H.1). */
public final class TokenSecrets {
    private static final String MIDDLE = "-token-";
    private static final int SUFFIX = 5;

    /** Where apiserver pkg/storage/names cuts the name that it appends a random suffix to. */
    private static final int LONGEST_BASE = 63 - SUFFIX;

    /** By namespace and name: the account, or empty for a Secret that holds something else. */
    private final Map<String, Map<String, String>> accounts = new HashMap<>();

    /** The Secrets among what was read. */
    public TokenSecrets(Objects objects) {
        this(objects.secrets());
    }

    private TokenSecrets(List<Secret> secrets) {
        for (Secret secret : secrets) {
            String account = secret.isServiceAccountToken() ? secret.accountName() : "";
            // Of two definitions that differ, the one that is a token counts.
            Map<String, String> ofNamespace = accounts.get(secret.namespace());
            if (ofNamespace == null) {
                ofNamespace = new HashMap<>();
                accounts.put(secret.namespace(), ofNamespace);
            }
            if (ofNamespace.getOrDefault(secret.name(), "").isEmpty()) {
                ofNamespace.put(secret.name(), account);
            }
        }
    }

    /** Whether a Secret of this name was read, whatever it holds. */
    public boolean known(String namespace, String name) {
        return accounts.getOrDefault(namespace, Map.of()).containsKey(name);
    }

    /**
     * The account whose token the Secret holds. For one that was not read the name decides: {@code NAME-token-xxxxx} is
     * what servers before 1.24 called the tokens that they made.
     *
     * @return the account's name, or empty when it holds no token
     */
    public String accountOf(String namespace, String name) {
        String read = accounts.getOrDefault(namespace, Map.of()).get(name);
        if (read != null) {
            return read;
        }
        int base = name.length() - SUFFIX - MIDDLE.length();
        return base > 0 && name.startsWith(MIDDLE, base) && randomEnd(name) ? name.substring(0, base) : "";
    }

    /**
     * Whether the name is one that a server before 1.24 made up for a token of this account
     * (pkg/controller/serviceaccount/tokens_controller.go of 1.23: {@code NAME-token-} and five random characters).
     */
    public static boolean looksGenerated(String account, String name) {
        String base = account + MIDDLE;
        base = base.length() > LONGEST_BASE ? base.substring(0, LONGEST_BASE) : base;
        return name.length() == base.length() + SUFFIX && name.startsWith(base) && randomEnd(name);
    }

    private static boolean randomEnd(String name) {
        for (int i = name.length() - SUFFIX; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
