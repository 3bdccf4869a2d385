package io.saaudit.rbac;

import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Request;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * The RBAC authorizer (plugin/pkg/auth/authorizer/rbac/rbac.go): all ClusterRoleBindings count, and the RoleBindings of
 * exactly the request's namespace where it has one. It knows nothing of scopes of resources and of system:masters, as
 * the API server's own does not: see {@link Decider} for those.
 */
public final class Authorizer {
    private final RbacState state;

    public Authorizer(RbacState state) {
        this.state = state;
    }

    /** Whether some rule allows it. */
    public boolean allows(Identity identity, Request request) {
        String namespace = namespaceOf(request);
        if (any(state.ofUser(identity.user()), namespace, request)) {
            return true;
        }
        List<String> groups = identity.groups();
        for (int i = 0; i < groups.size(); i++) {
            if (any(state.ofGroup(groups.get(i)), namespace, request)) {
                return true;
            }
        }
        return false;
    }

    /** Every grant that allows it, in the order of the bindings. */
    public List<Grant> grants(Identity identity, Request request) {
        String namespace = namespaceOf(request);
        List<Grant> grants = new ArrayList<>();
        for (Holding holding : state.holdings(identity)) {
            if (counts(holding, namespace) && holding.role() != null) {
                for (RoleRule rule : holding.role().rules()) {
                    if (RuleMatcher.allows(rule.policy(), request)) {
                        grants.add(holding.grant(rule));
                    }
                }
            }
        }
        return grants;
    }

    /** Whether a binding is looked at for a request with this namespace attribute. */
    static boolean counts(Holding holding, String namespace) {
        return holding.binding().cluster()
                || !namespace.isEmpty() && holding.namespace().equals(namespace);
    }

    /** The namespace attribute: empty for a path. */
    static String namespaceOf(Request request) {
        return request.target() instanceof Target.Resource r ? r.namespace() : "";
    }

    private static boolean any(Held held, String namespace, Request request) {
        return any(held.cluster(), request) || !namespace.isEmpty() && any(held.in(namespace), request);
    }

    private static boolean any(List<Holding> holdings, Request request) {
        for (int i = 0; i < holdings.size(); i++) {
            Holding holding = holdings.get(i);
            if (holding.role() == null) {
                continue;
            }
            List<RoleRule> rules = holding.role().rules();
            for (int j = 0; j < rules.size(); j++) {
                if (RuleMatcher.allows(rules.get(j).policy(), request)) {
                    return true;
                }
            }
        }
        return false;
    }
}
