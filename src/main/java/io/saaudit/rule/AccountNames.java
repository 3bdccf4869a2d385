package io.saaudit.rule;

import io.saaudit.model.Identity;
import io.saaudit.model.Names;
import io.saaudit.model.PolicyRule;
import java.util.List;
import java.util.Set;

/**
 * Entries of resourceNames that no account and no user can be asked for by. Who asks to be an account is asked about
 * serviceaccounts in its namespace, by its bare name, and never about users (semantics A.6).
 */
final class AccountNames {
    private static final Set<String> ACCOUNTS = Set.of("serviceaccounts", "serviceaccounts/token");
    private static final String USERS = "users";

    private AccountNames() {}

    /** Adds those of a rule that is about accounts, users or both and nothing else: a group may be called anything. */
    static void slips(PolicyRule rule, List<Spelling.Slip> to) {
        boolean accounts = false;
        for (String resource : rule.resources()) {
            accounts |= ACCOUNTS.contains(resource);
            if (!ACCOUNTS.contains(resource) && !resource.equals(USERS)) {
                return;
            }
        }
        boolean users = rule.resources().contains(USERS);
        for (int i = 0; i < rule.resourceNames().size(); i++) {
            String name = rule.resourceNames().get(i);
            String[] account = new Identity(name, List.of()).account();
            boolean spelled = account != null && Names.isLabel(account[0]) && Names.isSubdomain(account[1]);
            boolean nobody = (!users || spelled) && (!accounts || !name.isEmpty() && !Names.isSubdomain(name));
            if (nobody) {
                to.add(new Spelling.Slip(
                        Spelling.Field.NAMES, i, name, why(accounts), meant(name, account, accounts), false));
            }
        }
    }

    private static String why(boolean accounts) {
        return accounts
                ? "is the name of no account: the API server asks by the bare name, in the account's namespace"
                : "is the name of no user: to be an account is asked about serviceaccounts, by the bare name";
    }

    /** The account's own name, of {@code system:serviceaccount:NS:NAME}, {@code NS/NAME} or {@code NS:NAME}. */
    private static String meant(String name, String[] account, boolean accounts) {
        String bare = account != null
                ? account[1]
                : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
        return accounts && Names.isSubdomain(bare) ? bare : null;
    }
}
