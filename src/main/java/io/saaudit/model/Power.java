package io.saaudit.model;

import java.util.List;

/**
 * A dangerous permission of the catalogue (ids GR-nn), told by what must be held.
 *
 * @param id id of the finding it will become, {@code SA306}
 * @param title what its holder may do, in a few words after "may"
 * @param cluster severity through a ClusterRoleBinding
 * @param namespaced severity through a RoleBinding, or null when it has no effect there
 * @param named severity when only some names are covered, or null when that is harmless
 * @param needs all of these must be held, each by any one of its atoms
 * @param systemNamespaceOnly whether it only counts where the scope covers kube-system
 */
public record Power(
        String id,
        String title,
        Severity cluster,
        Severity namespaced,
        Severity named,
        List<List<Atom>> needs,
        boolean systemNamespaceOnly) {

    /**
     * A permission without scope and name, in entries of a rule: {@code *} stands for itself and is covered by
     * {@code *} only. For a URL, group is null and resource is the URL.
     */
    public record Atom(String group, String resource, String verb) {}
}
