package io.saaudit.rbac;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;
import io.saaudit.model.Target;
import java.util.List;

/**
 * The reference: the API server's documented decision, read off as plainly as it can be written, with no index, no cache
 * and no code in common with what it checks. Aggregated roles must have been computed.
 */
public final class NaiveAuthorizer {
    private final List<Role> roles;
    private final List<Binding> bindings;

    public NaiveAuthorizer(List<Role> roles, List<Binding> bindings) {
        this.roles = roles;
        this.bindings = bindings;
    }

    public boolean allows(Identity who, Request request) {
        for (Binding binding : bindings) {
            if (isLookedAt(binding, request) && binding.subjects().stream().anyMatch(s -> applies(s, binding, who))) {
                for (Role role : roles) {
                    if (isReferenced(role, binding)) {
                        for (RoleRule rule : role.rules()) {
                            if (allows(rule.policy(), request)) {
                                return true;
                            }
                        }
                    }
                }
            }
        }
        return false;
    }

    private static boolean isLookedAt(Binding binding, Request request) {
        if (binding.meta().kind().equals("ClusterRoleBinding")) {
            return true;
        }
        return request.target() instanceof Target.Resource r
                && !r.namespace().isEmpty()
                && r.namespace().equals(binding.meta().namespace());
    }

    private static boolean isReferenced(Role role, Binding binding) {
        if (!role.meta().kind().equals(binding.roleRef().kind())
                || !role.meta().name().equals(binding.roleRef().name())) {
            return false;
        }
        boolean namespacedRole = binding.roleRef().kind().equals("Role");
        boolean namespacedBinding = binding.meta().kind().equals("RoleBinding");
        return namespacedRole
                ? namespacedBinding
                        && role.meta().namespace().equals(binding.meta().namespace())
                : binding.roleRef().kind().equals("ClusterRole");
    }

    private static boolean applies(Subject subject, Binding binding, Identity who) {
        if (subject.kind().equals("User")) {
            return subject.name().equals(who.user());
        }
        if (subject.kind().equals("Group")) {
            return who.groups().contains(subject.name());
        }
        if (subject.kind().equals("ServiceAccount")) {
            String namespace = subject.namespace();
            if (namespace.isEmpty() && binding.meta().kind().equals("RoleBinding")) {
                namespace = binding.meta().namespace();
            }
            return !namespace.isEmpty()
                    && who.user().equals("system:serviceaccount:" + namespace + ":" + subject.name());
        }
        return false;
    }

    static boolean allows(PolicyRule rule, Request request) {
        if (!rule.verbs().contains("*") && !rule.verbs().contains(request.verb())) {
            return false;
        }
        if (request.target() instanceof Target.Path path) {
            return rule.nonResourceURLs().stream().anyMatch(url -> urlMatches(url, path.path()));
        }
        Target.Resource r = (Target.Resource) request.target();
        String combined = r.subresource().isEmpty() ? r.resource() : r.resource() + "/" + r.subresource();
        boolean group = rule.apiGroups().contains("*") || rule.apiGroups().contains(r.group());
        boolean resource = rule.resources().contains("*")
                || rule.resources().contains(combined)
                || !r.subresource().isEmpty() && rule.resources().contains("*/" + r.subresource());
        boolean name = rule.resourceNames().isEmpty() || rule.resourceNames().contains(r.name());
        return group && resource && name;
    }

    private static boolean urlMatches(String url, String path) {
        return url.equals("*") || url.equals(path) || url.endsWith("*") && path.startsWith(url.replaceAll("\\*+$", ""));
    }
}
