package io.saaudit.rbac;

import io.saaudit.model.Decision;
import io.saaudit.model.Gap;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Note;
import io.saaudit.model.Request;
import io.saaudit.model.Target;
import io.saaudit.model.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Answers one question with its reasons: the authorizer's decision, and round it what the authorizer does not know
 * (system:masters, scopes of resources, the Node authorizer) and what we do not know (design 4.1).
 */
public final class Decider {
    private final RbacState state;
    private final Authorizer authorizer;
    private final ServerView view;
    private final List<Gap> gaps;
    private final boolean complete;

    /**
     * @param state roles and bindings
     * @param scopes scopes of resources
     * @param gaps what could not be read
     * @param complete whether nothing can be missing: then a gap or a dangling roleRef makes no answer unknown
     */
    public Decider(RbacState state, ResourceScopes scopes, List<Gap> gaps, boolean complete) {
        this.state = state;
        this.authorizer = new Authorizer(state);
        this.view = new ServerView(scopes);
        this.gaps = gaps;
        this.complete = complete;
    }

    /** The answer for the request that a server would really see. */
    public Decision decide(Identity identity, Request asked) {
        ServerView.Seen seen = view.see(asked);
        return decide(identity, seen.request(), seen.scope(), seen.corrections());
    }

    /** The answer of a SubjectAccessReview: nothing is corrected, and scopes of resources play no part. */
    public Decision review(Identity identity, Request request) {
        return decide(identity, request, ResourceScopes.Kind.NAMESPACED, List.of());
    }

    private Decision decide(Identity identity, Request request, ResourceScopes.Kind scope, List<Note> notes) {
        List<Grant> grants = authorizer.grants(identity, request);
        if (identity.groups().contains(Identity.MASTERS)) {
            return new Decision(identity, request, Truth.YES, true, grants, List.of(), List.of(), notes);
        }
        if (hasCertain(grants, request, scope)) {
            return new Decision(identity, request, Truth.YES, false, grants, List.of(), List.of(), notes);
        }
        List<String> because = new ArrayList<>();
        if (!grants.isEmpty()) {
            Target.Resource r = (Target.Resource) request.target();
            because.add("it is not known whether " + r.resource() + qualified(r.group())
                    + " is namespaced: if so yes, else no (a RoleBinding gives nothing on a cluster-scoped resource)");
        }
        List<Holding> holdings = state.holdings(identity);
        if (!complete) {
            unresolved(holdings, request, because);
            gaps(request, because);
        }
        if (isNode(identity)) {
            because.add("the Node authorizer adds to what RBAC gives a node");
        }
        return new Decision(
                identity,
                request,
                because.isEmpty() ? Truth.NO : Truth.UNKNOWN,
                false,
                grants,
                grants.isEmpty() ? Nearest.of(holdings, request) : List.of(),
                List.copyOf(because),
                notes);
    }

    private static boolean hasCertain(List<Grant> grants, Request request, ResourceScopes.Kind scope) {
        boolean inNamespace =
                request.target() instanceof Target.Resource r && !r.namespace().isEmpty();
        for (Grant grant : grants) {
            if (grant.binding().cluster() || scope != ResourceScopes.Kind.UNKNOWN || !inNamespace) {
                return true;
            }
        }
        return false;
    }

    private static void unresolved(List<Holding> holdings, Request request, List<String> because) {
        Set<String> texts = new LinkedHashSet<>();
        String namespace = Authorizer.namespaceOf(request);
        for (Holding holding : holdings) {
            if (holding.role() == null && Authorizer.counts(holding, namespace)) {
                texts.add(holding.binding().key() + " gives "
                        + holding.binding().roleRef().kind() + " "
                        + holding.binding().roleRef().name() + ", which was not read");
            }
        }
        because.addAll(texts);
    }

    private void gaps(Request request, List<String> because) {
        String namespace = Authorizer.namespaceOf(request);
        int more = 0;
        for (Gap gap : gaps) {
            if (gap.coversRbac(namespace)) {
                if (more++ == 0) {
                    because.add(gap.origin() + " could not be read: " + gap.what());
                }
            }
        }
        if (more > 1) {
            because.add("and " + (more - 1) + " more that could not be read");
        }
    }

    private static boolean isNode(Identity identity) {
        return identity.user().startsWith("system:node:");
    }

    private static String qualified(String group) {
        return group.isEmpty() ? "" : "." + group;
    }
}
