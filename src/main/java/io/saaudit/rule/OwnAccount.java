package io.saaudit.rule;

import io.saaudit.model.Workload;
import io.saaudit.workload.Accounts;
import io.saaudit.workload.Workloads.Use;
import java.util.List;
import java.util.Locale;

/** Gives workloads an account of their own: what most fixes come down to. */
final class OwnAccount {
    private static final int MOST_PATCHES = 5;
    private static final int LONGEST = 200;

    private OwnAccount() {}

    /**
     * A name for a new account that nothing in the namespace has yet.
     *
     * @param accounts the accounts in sight
     * @param like the name to start from
     */
    static String name(Accounts accounts, String namespace, String like) {
        StringBuilder base = new StringBuilder();
        for (char c : like.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (plain || base.length() > 0 && base.charAt(base.length() - 1) != '-') {
                base.append(plain ? c : '-');
            }
        }
        base.setLength(Math.min(base.length(), LONGEST));
        while (base.length() > 0 && base.charAt(base.length() - 1) == '-') {
            base.setLength(base.length() - 1);
        }
        String first = base.length() == 0 || base.toString().equals("default") ? "app" : base.toString();
        String name = first;
        for (int i = 1; accounts.find(namespace, name) != null; i++) {
            name = i == 1 ? first + "-account" : first + "-account-" + i;
        }
        return name;
    }

    /** Patches that make the workloads run as the account. */
    static void patches(List<Use> uses, String account, Manifest to) {
        int shown = Math.min(MOST_PATCHES, uses.size());
        for (Use use : uses.subList(0, shown)) {
            if (use.ownerRead()) {
                Workload owner = use.members().get(0);
                to.podField(owner, "serviceAccountName", Quote.yaml(account));
            } else {
                to.comment("and serviceAccountName: " + account + " in what " + use.owner() + " makes pods from");
            }
        }
        if (uses.size() > shown) {
            to.comment("and the same in " + Words.count(uses.size() - shown, "more workload"));
        }
    }
}
