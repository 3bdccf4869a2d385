package io.saaudit.model;

import java.util.List;

/**
 * One way to hold a dangerous permission of the catalogue (ids GR-nn), told by what must be held. A permission that can
 * be held in several ways, or more or less badly, has several of these under one id; the worst one that is met counts.
 *
 * <p>It is met in a scope when every need is covered there by permissions that have an effect (live, or limited to
 * special requests): those granted in the scope and those of the whole cluster. Where all of that comes from the whole
 * cluster the scope is the cluster. Names: needs on the same resource (or its subresources) must be covered for one and
 * the same name, needs on different ones need not. {@code create} of a main resource by names has an effect only beside
 * {@code patch}, for a few kinds also {@code update}, on the same name (semantics A.5).
 *
 * @param id id of the finding it will become, {@code SA306}
 * @param title what its holder may do, in a few words after "may"
 * @param cluster severity through a ClusterRoleBinding
 * @param namespaced severity through a RoleBinding, or null when it has no effect there
 * @param named severity through a ClusterRoleBinding when a need is covered for other names only than it asks for (one
 *     level lower through a RoleBinding), or null when that is harmless
 * @param needs all of these must be held, each by any one of its atoms
 * @param systemNamespaceOnly whether it only counts where the scope covers kube-system
 * @param namedByTarget whether, for other names only, the severity really is that of what the named objects may do, and
 *     {@link #named} no more than a middle value for when that is not known
 */
public record Power(
        String id,
        String title,
        Severity cluster,
        Severity namespaced,
        Severity named,
        List<List<Atom>> needs,
        boolean systemNamespaceOnly,
        boolean namedByTarget) {

    /** The namespace whose RoleBindings count as much as those of the whole cluster. */
    public static final String SYSTEM_NAMESPACE = "kube-system";

    /** The ConfigMap of kube-system that a cluster of Amazon EKS may take its logins from. */
    public static final String AWS_AUTH = "aws-auth";

    /** The same, as bad as the input makes it. */
    public Power withSeverity(Severity throughClusterRoleBinding, Severity throughRoleBinding) {
        return new Power(
                id,
                title,
                throughClusterRoleBinding,
                throughRoleBinding,
                named,
                needs,
                systemNamespaceOnly,
                namedByTarget);
    }

    /**
     * How bad it is to meet it.
     *
     * @param scope where it is met
     * @param otherNamesOnly whether a need is covered for other names only than it asks for: some instead of every, or
     *     not the one that matters
     * @return the severity, or null when it has no effect there
     */
    public Severity severity(Scope scope, boolean otherNamesOnly) {
        boolean wide = scope.namespace().isEmpty();
        boolean system = scope.namespace().equals(SYSTEM_NAMESPACE);
        if (!wide && namespaced == null || !wide && !system && systemNamespaceOnly) {
            return null;
        }
        if (otherNamesOnly) {
            return named == null || wide || system ? named : named.lower();
        }
        return wide || system ? cluster : namespaced;
    }

    /**
     * A permission without scope, in entries of a rule: {@code *} stands for itself and is covered by {@code *} only.
     *
     * @param group API group, null for a URL, or {@link #SOME}
     * @param resource resource, the URL, or {@link #SOME}
     * @param verb verb, or {@link #SOME}
     * @param name {@link #EVERY}, the name in the request that matters, or {@link #SOME}
     * @param clusterOnly whether only a ClusterRoleBinding gives it an effect: it is about a URL or a cluster-scoped
     *     object. Through a RoleBinding it is not covered, not even by {@code *}
     */
    public record Atom(String group, String resource, String verb, String name, boolean clusterOnly) {
        /** Whatever the rule's entry, or the name, is. */
        public static final String SOME = "?";

        /**
         * No restriction to names: resourceNames are empty, or hold {@code ""} and the request never has a name
         * (semantics B.5).
         */
        public static final String EVERY = "";
    }
}
