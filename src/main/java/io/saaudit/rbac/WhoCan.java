package io.saaudit.rbac;

import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;
import io.saaudit.model.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The grants that allow a request to somebody: the question of the authorizer, turned round. */
public final class WhoCan {
    private final RbacState state;
    private final ResourceScopes scopes;
    private final ServerView view;

    public WhoCan(RbacState state, ResourceScopes scopes) {
        this.state = state;
        this.scopes = scopes;
        this.view = new ServerView(scopes);
    }

    /**
     * What the question found.
     *
     * @param grants grants that certainly allow it
     * @param uncertain grants through a RoleBinding on a resource whose scope is not known
     * @param unresolved bindings in those namespaces whose role was not read
     */
    public record Answer(List<Grant> grants, List<Grant> uncertain, List<Binding> unresolved) {}

    /**
     * Every grant that allows the verb on the target.
     *
     * @param asked the request; its namespace is not looked at
     * @param everywhere whether it must be allowed in all namespaces at once: then only ClusterRoleBindings count
     * @param namespaces which namespaces to look into; none for all
     */
    public Answer of(Request asked, boolean everywhere, Collection<String> namespaces) {
        List<Grant> grants = new ArrayList<>();
        List<Grant> uncertain = new ArrayList<>();
        List<Binding> unresolved = new ArrayList<>();
        for (Binding binding : state.bindings()) {
            if (!binding.cluster()
                    && (everywhere || !namespaces.isEmpty() && !namespaces.contains(binding.namespace()))) {
                continue;
            }
            Role role = state.roleOf(binding);
            if (role == null) {
                unresolved.add(binding);
                continue;
            }
            Request request = in(binding, asked);
            if (request == null) {
                continue;
            }
            boolean certain = binding.cluster() || !scopeUnknown(request);
            for (RoleRule rule : role.rules()) {
                if (RuleMatcher.allows(rule.policy(), request)) {
                    add(binding, role, rule, certain ? grants : uncertain);
                }
            }
        }
        return new Answer(List.copyOf(grants), List.copyOf(uncertain), List.copyOf(unresolved));
    }

    /** The request as a server sees it in the binding's namespace; null when the binding does not count for it. */
    private Request in(Binding binding, Request asked) {
        if (!(asked.target() instanceof Target.Resource r)) {
            return binding.cluster() ? asked : null;
        }
        // A RoleBinding gives the Namespace object of its own namespace, whatever name was left out of the question.
        boolean own = !binding.cluster()
                && r.name().isEmpty()
                && r.group().isEmpty()
                && r.resource().equals("namespaces");
        String name = own ? binding.namespace() : r.name();
        Request request = view.see(
                        Request.of(asked.verb(), r.group(), r.resource(), r.subresource(), binding.namespace(), name))
                .request();
        Target.Resource seen = (Target.Resource) request.target();
        return binding.cluster() || seen.namespace().equals(binding.namespace()) ? request : null;
    }

    private boolean scopeUnknown(Request request) {
        return request.target() instanceof Target.Resource r
                && scopes.of(r.group(), r.resource()) == ResourceScopes.Kind.UNKNOWN;
    }

    private static void add(Binding binding, Role role, RoleRule rule, List<Grant> to) {
        for (int i = 0; i < binding.subjects().size(); i++) {
            Subject subject = binding.subjects().get(i);
            if (subject instanceof Subject.Group || RbacState.userName(subject, binding) != null) {
                to.add(new Grant(binding, i, role, rule));
            }
        }
    }
}
