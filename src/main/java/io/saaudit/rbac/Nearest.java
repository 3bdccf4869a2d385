package io.saaudit.rbac;

import io.saaudit.model.Miss;
import io.saaudit.model.Miss.Dimension;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The rules that come nearest to allowing a request, and what each of them misses on. */
final class Nearest {
    private static final int MOST = 3;

    private static final Comparator<Miss> NEAREST_FIRST = new Comparator<>() {
        @Override
        public int compare(Miss a, Miss b) {
            int c = Integer.compare(a.on().size(), b.on().size());
            c = c != 0 ? c : Integer.compare(weight(a.on()), weight(b.on()));
            c = c != 0
                    ? c
                    : a.grant().binding().key().compareTo(b.grant().binding().key());
            c = c != 0
                    ? c
                    : a.grant().rule().definedIn().compareTo(b.grant().rule().definedIn());
            return c != 0
                    ? c
                    : Integer.compare(a.grant().rule().index(), b.grant().rule().index());
        }
    };

    private Nearest() {}

    /**
     * At most three rules, those that miss least first. A rule for other resources altogether is not near.
     *
     * @param holdings everything the identity holds, in any namespace
     * @param request the request as decided
     */
    static List<Miss> of(List<Holding> holdings, Request request) {
        List<Miss> misses = new ArrayList<>();
        for (Holding holding : holdings) {
            if (holding.role() == null) {
                continue;
            }
            for (RoleRule rule : holding.role().rules()) {
                Set<Dimension> on = on(holding, rule.policy(), request);
                if (on != null && near(on)) {
                    misses.add(new Miss(holding.grant(rule), on));
                }
            }
        }
        misses.sort(NEAREST_FIRST);
        List<Miss> nearest = new ArrayList<>(MOST);
        for (Miss miss : misses) {
            if (nearest.size() < MOST && !told(nearest, miss)) {
                nearest.add(miss);
            }
        }
        return List.copyOf(nearest);
    }

    /** The same rule through another binding or subject tells nothing new. */
    private static boolean told(List<Miss> misses, Miss miss) {
        for (Miss other : misses) {
            if (other.grant().rule() == miss.grant().rule()
                    && other.on().equals(miss.on())
                    && other.grant().scope().equals(miss.grant().scope())) {
                return true;
            }
        }
        return false;
    }

    private static boolean near(Set<Dimension> on) {
        if (on.contains(Dimension.RESOURCE) || on.contains(Dimension.URL)) {
            return on.size() == 1;
        }
        return on.size() <= 3;
    }

    private static int weight(Set<Dimension> on) {
        int weight = 0;
        for (Dimension dimension : on) {
            weight += switch (dimension) {
                case NAME -> 1;
                case NAMESPACE -> 2;
                case VERB -> 3;
                case GROUP -> 4;
                case RESOURCE, URL -> 5;
            };
        }
        return weight;
    }

    /** What the rule misses on, or null when it is of the other sort (URL against resource). */
    private static Set<Dimension> on(Holding holding, PolicyRule rule, Request request) {
        Set<Dimension> on = EnumSet.noneOf(Dimension.class);
        if (!RuleMatcher.verb(rule, request.verb())) {
            on.add(Dimension.VERB);
        }
        if (!Authorizer.counts(holding, Authorizer.namespaceOf(request))) {
            on.add(Dimension.NAMESPACE);
        }
        if (request.target() instanceof Target.Path path) {
            if (rule.nonResourceURLs().isEmpty()) {
                return null;
            }
            if (!RuleMatcher.url(rule, path.path())) {
                on.add(Dimension.URL);
            }
            return on;
        }
        if (rule.resources().isEmpty()) {
            return null;
        }
        Target.Resource r = (Target.Resource) request.target();
        if (!RuleMatcher.group(rule, r.group())) {
            on.add(Dimension.GROUP);
        }
        if (!RuleMatcher.resource(rule, r)) {
            // Parent and subresource do not imply each other, which surprises; another resource is just another rule.
            if (!related(rule, r)) {
                return null;
            }
            on.add(Dimension.RESOURCE);
        }
        if (!RuleMatcher.name(rule, r.name())) {
            on.add(Dimension.NAME);
        }
        return on;
    }

    /** Whether some entry names the same resource with another subresource, or a form that looks like a wildcard. */
    private static boolean related(PolicyRule rule, Target.Resource r) {
        for (String entry : rule.resources()) {
            int slash = entry.indexOf('/');
            String parent = slash < 0 ? entry : entry.substring(0, slash);
            if (parent.equals(r.resource()) || entry.equals("*/*") || parent.equalsIgnoreCase(r.resource())) {
                return true;
            }
        }
        return false;
    }
}
