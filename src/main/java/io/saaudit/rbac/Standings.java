package io.saaudit.rbac;

import io.saaudit.model.PermissionRow.Standing;
import io.saaudit.model.RemovedResource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Whether an atom has an effect in a real request, and why not (design 4.5; semantics A.3, B.3, B.5, B.7). */
public final class Standings {
    /**
     * @param standing its class; create with a name is {@link Standing#LIMITED} here, and made inert later where nothing
     *     stands beside it
     * @param reason why, empty when live
     * @param scopeUnknown whether it hangs on the resource being namespaced, which is not known
     */
    record Verdict(Standing standing, String reason, boolean scopeUnknown) {
        @Override
        public boolean equals(Object other) {
            return this == other
                    || other instanceof Verdict that
                            && standing == that.standing
                            && reason.equals(that.reason)
                            && scopeUnknown == that.scopeUnknown;
        }

        @Override
        public int hashCode() {
            return reason.hashCode();
        }
    }

    static final String CREATE_BY_APPLY = "a POST carries no name: only an apply or PUT that creates it";

    private static final Verdict LIVE = new Verdict(Standing.LIVE, "", false);
    private static final Verdict LIVE_IF_NAMESPACED = new Verdict(Standing.LIVE, "", true);
    private static final Verdict SELECTOR =
            new Verdict(Standing.LIMITED, "only with fieldSelector=metadata.name", false);
    private static final Verdict APPLY = new Verdict(Standing.LIMITED, CREATE_BY_APPLY, false);
    private static final Verdict URL_IN_NAMESPACE = inert("a URL has no namespace: a RoleBinding cannot give it");
    private static final Verdict CLUSTER_IN_NAMESPACE =
            inert("the resource is cluster-scoped: a RoleBinding cannot give it");
    private static final Verdict OTHER_NAMESPACE =
            inert("a RoleBinding reaches only the Namespace object of its own namespace");
    private static final Verdict ALL_SUBRESOURCES =
            inert("RBAC has no such wildcard: it matches only a subresource called *");
    private static final Verdict NAMED_COLLECTION = inert("deletecollection never carries a name");

    /** {@link #APPLY} where nothing stands beside it. */
    static final Verdict CREATE_ALONE =
            inert("a POST carries no name, and an apply or PUT needs update or patch on that name too");

    private final ResourceScopes scopes;
    private final Map<String, Map<String, Verdict>> removed = new HashMap<>();

    /**
     * @param scopes scopes of resources
     * @param removed resources of built-in groups that are no longer served
     */
    public Standings(ResourceScopes scopes, Collection<RemovedResource> removed) {
        this.scopes = scopes;
        for (RemovedResource r : removed) {
            Map<String, Verdict> ofGroup = this.removed.get(r.group());
            if (ofGroup == null) {
                ofGroup = new HashMap<>();
                this.removed.put(r.group(), ofGroup);
            }
            ofGroup.put(r.resource(), inert(r.why()));
        }
    }

    private static Verdict inert(String reason) {
        return new Verdict(Standing.INERT, reason, false);
    }

    /**
     * The atom as it really counts: through a RoleBinding the Namespace object gets the name of its own namespace, since
     * a request for it carries that (semantics A.3).
     */
    Atom normalize(Atom atom) {
        boolean own =
                atom.name == null && !atom.namespace.isEmpty() && isNamespaceObject(atom) && reachesOwn(atom.verb);
        return own ? new Atom(atom.namespace, atom.group, atom.resource, atom.namespace, atom.verb) : atom;
    }

    /** The class of a normalized atom. */
    Verdict of(Atom atom) {
        if (atom.isUrl()) {
            return atom.namespace.isEmpty() ? LIVE : URL_IN_NAMESPACE;
        }
        int slash = atom.resource.indexOf('/');
        if (slash >= 0 && slash == atom.resource.length() - 2 && atom.resource.endsWith("*")) {
            return ALL_SUBRESOURCES;
        }
        Map<String, Verdict> gone = removed.get(atom.group);
        Verdict verdict = gone == null ? null : gone(gone, atom.resource, slash);
        if (verdict != null) {
            return verdict;
        }
        if (!atom.namespace.isEmpty() && isNamespaceObject(atom)) {
            return reachesOwn(atom.verb) && atom.namespace.equals(atom.name) ? LIVE : OTHER_NAMESPACE;
        }
        Verdict scoped = atom.namespace.isEmpty() ? LIVE : inNamespace(atom);
        return scoped.standing() == Standing.INERT || atom.name == null || atom.name.isEmpty()
                ? scoped
                : named(atom, slash, scoped);
    }

    /**
     * Why no server serves the resource any more.
     *
     * @param resource an entry of a rule, with or without a subresource
     * @return a reason such as {@code removed in Kubernetes 1.25}, or empty where it is not known to be gone
     */
    String gone(String group, String resource) {
        Map<String, Verdict> ofGroup = removed.get(group);
        Verdict verdict = ofGroup == null ? null : gone(ofGroup, resource, resource.indexOf('/'));
        return verdict == null ? "" : verdict.reason();
    }

    private static Verdict gone(Map<String, Verdict> ofGroup, String resource, int slash) {
        Verdict gone = ofGroup.get(resource);
        if (gone == null && slash >= 0) {
            gone = ofGroup.get(resource.substring(0, slash));
        }
        return gone == null ? ofGroup.get("*") : gone;
    }

    private Verdict inNamespace(Atom atom) {
        return switch (scopes.ofEntry(atom.group, atom.resource)) {
            case NAMESPACED -> LIVE;
            case UNKNOWN -> LIVE_IF_NAMESPACED;
            case CLUSTER -> isBindOnClusterRoles(atom) ? LIVE : CLUSTER_IN_NAMESPACE;
        };
    }

    private static Verdict named(Atom atom, int slash, Verdict scoped) {
        return switch (atom.verb) {
            case "list", "watch" ->
                scoped.scopeUnknown() ? new Verdict(Standing.LIMITED, SELECTOR.reason(), true) : SELECTOR;
            case "deletecollection" -> NAMED_COLLECTION;
            // The entry * means subresources too, and a create of one carries the name.
            case "create" ->
                slash >= 0 || atom.resource.equals("*")
                        ? scoped
                        : scoped.scopeUnknown() ? new Verdict(Standing.LIMITED, CREATE_BY_APPLY, true) : APPLY;
            default -> scoped;
        };
    }

    private boolean isNamespaceObject(Atom atom) {
        return !atom.isUrl()
                && (atom.group.isEmpty() || atom.group.equals("*"))
                && switch (atom.resource) {
                    case "namespaces", "namespaces/status", "namespaces/finalize" -> true;
                    default -> false;
                }
                && scopes.of("", "namespaces") == ResourceScopes.Kind.CLUSTER;
    }

    private static boolean reachesOwn(String verb) {
        return switch (verb) {
            case "get", "update", "patch", "delete", "watch", "*" -> true;
            default -> false;
        };
    }

    /** The bind check on a ClusterRole is asked in the namespace of the RoleBinding that is written (semantics E.2). */
    private static boolean isBindOnClusterRoles(Atom atom) {
        return (atom.verb.equals("bind") || atom.verb.equals("*")) && atom.resource.equals("clusterroles");
    }
}
