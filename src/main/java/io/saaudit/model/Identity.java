package io.saaudit.model;

import java.util.List;

/**
 * Who asks: what an authenticator hands to the authorizer.
 *
 * @param user user name; empty for a nameless member of a group
 * @param groups groups, in the order that the server builds them
 */
public record Identity(String user, List<String> groups) {
    /** Prefix of an account's user name (apiserver pkg/authentication/serviceaccount/util.go). */
    public static final String ACCOUNT_PREFIX = "system:serviceaccount:";

    /** The group of all accounts; with {@code :NS} after it, that of the accounts of a namespace. */
    public static final String ALL_ACCOUNTS = "system:serviceaccounts";

    /** The group of everybody who is authenticated. */
    public static final String AUTHENTICATED = "system:authenticated";

    /** The group of everybody who is not. */
    public static final String UNAUTHENTICATED = "system:unauthenticated";

    /** The user without credentials. */
    public static final String ANONYMOUS = "system:anonymous";

    /** The group that bypasses all authorizers (semantics C). */
    public static final String MASTERS = "system:masters";

    // Compared by hand: the first comparison of a record that is made at run time costs a start some milliseconds.
    @Override
    public boolean equals(Object o) {
        return o instanceof Identity other && user.equals(other.user) && groups.equals(other.groups);
    }

    @Override
    public int hashCode() {
        return user.hashCode() * 31 + groups.hashCode();
    }

    /** An account with the three groups that its token carries (semantics C). */
    public static Identity serviceAccount(String namespace, String name) {
        return new Identity(ACCOUNT_PREFIX + namespace + ":" + name, accountGroups(namespace));
    }

    /** The groups of each account of a namespace. */
    public static List<String> accountGroups(String namespace) {
        return List.of(ALL_ACCOUNTS, ALL_ACCOUNTS + ":" + namespace, AUTHENTICATED);
    }

    /**
     * An account's namespace and name, when the user name is that of an account: two parts after the prefix, as the
     * server splits it.
     *
     * @return {@code {namespace, name}} or null
     */
    public String[] account() {
        if (!user.startsWith(ACCOUNT_PREFIX)) {
            return null;
        }
        int colon = user.indexOf(':', ACCOUNT_PREFIX.length());
        if (colon <= ACCOUNT_PREFIX.length() || colon == user.length() - 1 || user.indexOf(':', colon + 1) >= 0) {
            return null;
        }
        return new String[] {user.substring(ACCOUNT_PREFIX.length(), colon), user.substring(colon + 1)};
    }

    /** How people are shown it: {@code NS/NAME} for an account, else {@code user:NAME} or {@code group:NAME}. */
    public String shown() {
        String[] account = account();
        if (account != null) {
            return account[0] + "/" + account[1];
        }
        return user.isEmpty() && !groups.isEmpty() ? "group:" + groups.get(0) : "user:" + user;
    }
}
