package io.saaudit.cli;

import io.saaudit.model.Account;
import io.saaudit.model.CloudIdentity;
import io.saaudit.model.Identity;
import io.saaudit.workload.Accounts;
import java.util.ArrayList;
import java.util.List;

/** Finds out who is meant (design 4.3). */
final class Who {
    private final Accounts accounts;
    private final List<String> namespaces;

    /**
     * @param accounts the accounts in sight
     * @param namespaces the namespaces of {@code -n}
     */
    Who(Accounts accounts, List<String> namespaces) {
        this.accounts = accounts;
        this.namespaces = namespaces;
    }

    /**
     * The identity that a word means: {@code NS/NAME}, {@code system:serviceaccount:NS:NAME}, {@code user:NAME},
     * {@code group:NAME}, or the bare name of an account of the one namespace.
     *
     * @throws UsageException when it means nobody, or could mean several
     */
    Identity named(String word) throws UsageException {
        if (word.startsWith("user:")) {
            return user(word.substring(5));
        }
        if (word.startsWith("group:")) {
            return group(word.substring(6));
        }
        if (word.startsWith(Identity.ACCOUNT_PREFIX)) {
            String[] account = new Identity(word, List.of()).account();
            if (account == null) {
                throw new UsageException(
                        word + ": not the name of an account", "It is system:serviceaccount:NAMESPACE:NAME.");
            }
            return Identity.serviceAccount(account[0], account[1]);
        }
        int slash = word.indexOf('/');
        if (slash >= 0) {
            String namespace = word.substring(0, slash);
            String name = word.substring(slash + 1);
            if (namespace.isEmpty() || name.isEmpty() || name.indexOf('/') >= 0) {
                throw new UsageException(word + ": not the name of an account", "It is NAMESPACE/NAME.");
            }
            return Identity.serviceAccount(namespace, name);
        }
        return bare(word);
    }

    /**
     * The identity with other groups, as kubectl's {@code --as-group}: the derived ones are left out, but who is
     * authenticated stays so (semantics F.3).
     */
    static Identity withGroups(Identity identity, List<String> groups) {
        List<String> all = new ArrayList<>(groups);
        if (!all.contains(Identity.AUTHENTICATED) && !all.contains(Identity.UNAUTHENTICATED)) {
            all.add(Identity.AUTHENTICATED);
        }
        return new Identity(identity.user(), List.copyOf(all));
    }

    /** What RBAC does not say of the identity, or what is odd about it, as a sentence; empty when nothing is. */
    String beyondRbac(Identity identity) {
        if (identity.groups().contains(Identity.MASTERS)) {
            return "members of group system:masters may do everything besides, by a bypass in front of RBAC";
        }
        if (identity.user().startsWith("system:node:")) {
            return "the Node authorizer adds to what RBAC gives a node";
        }
        return oddity(identity);
    }

    /** Identities in clouds that an account stands for; none for anybody else. */
    List<CloudIdentity> clouds(Identity identity) {
        String[] name = identity.account();
        Account account = name == null ? null : accounts.find(name[0], name[1]);
        return account == null ? List.of() : CloudIdentity.of(account);
    }

    /** What is odd about the account that was asked about, as a sentence; empty when nothing is. */
    String oddity(Identity identity) {
        String[] name = identity.account();
        if (name == null) {
            return "";
        }
        Account account = accounts.find(name[0], name[1]);
        String shown = "ServiceAccount " + name[0] + "/" + name[1];
        if (account == null) {
            return shown + " is nowhere in what was read; the answer is about an account of that name";
        }
        if (account.assumedOnly() || account.declared() || account.isDefault()) {
            return "";
        }
        return account.phantom()
                ? shown + " is not declared in what was read; only bindings name it"
                : shown + " is not declared in what was read; only pods name it";
    }

    private static Identity user(String name) throws UsageException {
        if (name.isEmpty()) {
            throw new UsageException("user: without a name", "As in user:jane.");
        }
        String[] account = new Identity(name, List.of()).account();
        if (account != null) {
            return Identity.serviceAccount(account[0], account[1]);
        }
        return new Identity(
                name, List.of(name.equals(Identity.ANONYMOUS) ? Identity.UNAUTHENTICATED : Identity.AUTHENTICATED));
    }

    private static Identity group(String name) throws UsageException {
        if (name.isEmpty()) {
            throw new UsageException("group: without a name", "As in group:system:authenticated.");
        }
        boolean alone = name.equals(Identity.AUTHENTICATED) || name.equals(Identity.UNAUTHENTICATED);
        return new Identity("", alone ? List.of(name) : List.of(name, Identity.AUTHENTICATED));
    }

    private Identity bare(String name) throws UsageException {
        if (name.isEmpty()) {
            throw new UsageException("an empty name", "Who is NAMESPACE/NAME, user:NAME or group:NAME.");
        }
        if (namespaces.size() == 1) {
            return Identity.serviceAccount(namespaces.get(0), name);
        }
        List<String> candidates = new ArrayList<>();
        for (Account account : accounts.all()) {
            if (account.name().equals(name)) {
                candidates.add(account.qualifiedName());
            }
        }
        String hint = candidates.isEmpty()
                ? "Write NAMESPACE/NAME, user:" + name + " or group:" + name + "."
                : "Write " + someOf(candidates) + ", or name one namespace with -n.";
        throw new UsageException(name + ": which namespace?", hint);
    }

    private static String someOf(List<String> candidates) {
        int shown = Math.min(5, candidates.size());
        String text = String.join(" or ", candidates.subList(0, shown));
        return shown < candidates.size() ? text + " (or one of " + (candidates.size() - shown) + " more)" : text;
    }
}
