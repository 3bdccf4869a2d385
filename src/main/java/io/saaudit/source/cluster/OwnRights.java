package io.saaudit.source.cluster;

import io.saaudit.model.PolicyRule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the reader may list, by the server's own review: one request a namespace instead of a refusal a kind. */
final class OwnRights {
    private final Reviews reviews;

    OwnRights(Reviews reviews) {
        this.reviews = reviews;
    }

    /**
     * Which of the kinds may be listed in a namespace; all of them where the server does not say, or says that there may be
     * more: then each has to be tried.
     */
    Set<ListedKind> listable(String namespace, Set<ListedKind> kinds) {
        Reviews.SelfRules own;
        try {
            own = reviews.selfRules(namespace);
        } catch (ClusterException e) {
            return kinds; // who cannot be asked this is asked for the lists, and told of then
        }
        if (own.incomplete()) {
            return kinds;
        }
        Set<ListedKind> listable = EnumSet.noneOf(ListedKind.class);
        for (ListedKind kind : kinds) {
            for (PolicyRule rule : own.rules()) {
                if (allows(rule, kind)) {
                    listable.add(kind);
                }
            }
        }
        return listable;
    }

    /** As the authorizer matches a list without a name (plugin/pkg/auth/authorizer/rbac RuleAllows). */
    private static boolean allows(PolicyRule rule, ListedKind kind) {
        return rule.resourceNames().isEmpty()
                && has(rule.verbs(), "list")
                && has(rule.apiGroups(), kind.group())
                && has(rule.resources(), kind.resource());
    }

    private static boolean has(List<String> entries, String wanted) {
        return entries.contains(wanted) || entries.contains("*");
    }
}
