package io.saaudit.render;

import io.saaudit.model.Grant;
import io.saaudit.model.Miss;
import io.saaudit.model.Miss.Dimension;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a rule that comes near to a request misses on, in words. */
final class Misses {
    private Misses() {}

    /** {@code Role ns-1/r allows list pods, but only in ns-1 (RoleBinding ns-1/b, rbac.yaml:14)}. */
    static String sentence(Miss miss, Request request, boolean clusterScoped, Words words) {
        Grant grant = miss.grant();
        String through = grant.throughGroup()
                ? " for group " + Words.quoted(grant.matched().name())
                : "";
        return Words.object(grant.role().key()) + " allows "
                + Words.policy(grant.rule().policy(), request) + ", but "
                + String.join(", ", reasons(miss, request, clusterScoped)) + " ("
                + Words.object(grant.binding().key()) + through
                + (words.place(grant.binding()).isEmpty() ? "" : ", " + words.place(grant.binding())) + ")";
    }

    private static List<String> reasons(Miss miss, Request request, boolean clusterScoped) {
        Set<Dimension> on = miss.on();
        PolicyRule rule = miss.grant().rule().policy();
        List<String> reasons = new ArrayList<>();
        if (on.contains(Dimension.VERB)) {
            reasons.add("not " + Words.quoted(request.verb()));
        }
        if (request.target() instanceof Target.Path path) {
            if (on.contains(Dimension.URL)) {
                reasons.add("not for " + Escape.text(path.path()));
            }
            if (on.contains(Dimension.NAMESPACE)) {
                reasons.add("a URL has no namespace, and a RoleBinding cannot give it");
            }
            return reasons;
        }
        Target.Resource r = (Target.Resource) request.target();
        if (on.contains(Dimension.GROUP)) {
            reasons.add("not in API group " + Words.quoted(r.group()));
        }
        if (on.contains(Dimension.RESOURCE)) {
            reasons.add("that does not include " + Words.resource(r.group(), r.combined()));
        }
        if (on.contains(Dimension.NAME)) {
            reasons.add(name(rule, r));
        }
        if (on.contains(Dimension.NAMESPACE)) {
            reasons.add(
                    clusterScoped
                            ? "a RoleBinding gives nothing on a cluster-scoped resource"
                            : "only in " + Words.quoted(miss.grant().scope().namespace()));
        }
        return reasons;
    }

    private static String name(PolicyRule rule, Target.Resource r) {
        return r.name().isEmpty()
                ? "only by name (" + Words.list(rule.resourceNames()) + "), and this request carries none"
                : "not the name " + Words.quoted(r.name());
    }
}
