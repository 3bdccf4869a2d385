package io.saaudit.model;

import java.util.List;

/**
 * An account that is in sight: declared, or known by somebody who names it.
 *
 * @param identity who it is to the authorizer
 * @param namespace its namespace
 * @param name its name
 * @param definitions its declarations, differing ones apart; empty when it was not read
 * @param reasons how it is known
 * @param podIdentity a pod that runs as it with a token for EKS Pod Identity, the first by name; empty for none
 */
public record Account(
        Identity identity,
        String namespace,
        String name,
        List<ServiceAccount> definitions,
        List<Reason> reasons,
        String podIdentity)
        implements Comparable<Account> {

    /** One of which no pod has a token for EKS Pod Identity. */
    public Account(String namespace, String name, List<ServiceAccount> definitions, List<Reason> reasons) {
        this(Identity.serviceAccount(namespace, name), namespace, name, definitions, reasons, "");
    }

    /** How an account is known, the strongest first. */
    public enum Reason {
        /** A ServiceAccount object was read. */
        DECLARED,
        /** It is the default account of a namespace that was seen: the server makes it (semantics G.1). */
        DEFAULT,
        /** A pod or template runs as it. */
        WORKLOAD,
        /** A binding names it, in either spelling. */
        BINDING,
        /** A binding names it that was not read but assumed. */
        ASSUMED_BINDING
    }

    /** {@code NS/NAME}. */
    public String qualifiedName() {
        return namespace + "/" + name;
    }

    /** Whether a ServiceAccount object was read. */
    public boolean declared() {
        return !definitions.isEmpty();
    }

    /** Whether it is its namespace's default account. */
    public boolean isDefault() {
        return name.equals("default");
    }

    /** Whether only bindings know it: whoever creates the account gets what it is bound to. */
    public boolean phantom() {
        return reasons.get(0).compareTo(Reason.BINDING) >= 0;
    }

    /** Whether it is known through assumed built-in bindings only: left out of lists unless it is named. */
    public boolean assumedOnly() {
        return reasons.get(0) == Reason.ASSUMED_BINDING;
    }

    /** By namespace, then name. */
    @Override
    public int compareTo(Account other) {
        int c = namespace.compareTo(other.namespace);
        return c != 0 ? c : name.compareTo(other.name);
    }
}
