package io.saaudit.rbac;

import io.saaudit.model.Identity;
import io.saaudit.model.Lists;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.RoleRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Lists of rules as a server gives them (SelfSubjectRulesReview): those of every ClusterRoleBinding and of the RoleBindings
 * of one namespace that apply, as they stand, whether they have an effect there or not (semantics F.2). Two of them are
 * compared by what their entries say, because neither order nor repetition means anything.
 */
public final class ListedRules {
    private ListedRules() {}

    /** What a server lists for somebody in a namespace, as far as RBAC goes. */
    public static List<PolicyRule> of(RbacState state, Identity who, String namespace) {
        List<PolicyRule> rules = new ArrayList<>();
        for (Holding holding : state.holdings(who)) {
            if (Authorizer.counts(holding, namespace) && holding.role() != null) {
                for (RoleRule rule : holding.role().rules()) {
                    rules.add(rule.policy());
                }
            }
        }
        return rules;
    }

    /**
     * What stands in one list and is covered by nothing in another.
     *
     * @param namespace the namespace of both
     * @param counts whether it counts that this is not in the other one
     * @return rules that say just that
     */
    public static List<PolicyRule> missing(
            List<PolicyRule> from, List<PolicyRule> in, String namespace, Predicate<Request> counts) {
        Map<List<List<String>>, List<String>> resources = new LinkedHashMap<>();
        Map<List<String>, List<String>> urls = new LinkedHashMap<>();
        Predicate<Request> lacking = request -> !covered(request, in) && counts.test(request);
        for (PolicyRule rule : from) {
            for (String group : rule.apiGroups()) {
                for (String entry : rule.resources()) {
                    resource(rule, group, entry, namespace, lacking, resources);
                }
            }
            for (String url : rule.nonResourceURLs()) {
                List<String> verbs = new ArrayList<>(rule.verbs());
                verbs.removeIf(verb -> !lacking.test(Request.path(verb, url)));
                add(urls, verbs, verbs, url);
            }
        }
        List<PolicyRule> missing = new ArrayList<>();
        resources.forEach((key, entries) ->
                missing.add(PolicyRule.resources(key.get(0), key.get(1), List.copyOf(entries), key.get(2))));
        urls.forEach((verbs, found) -> missing.add(PolicyRule.urls(verbs, List.copyOf(found))));
        return missing;
    }

    private static void resource(
            PolicyRule rule,
            String group,
            String entry,
            String namespace,
            Predicate<Request> lacking,
            Map<List<List<String>>, List<String>> to) {
        int slash = entry.indexOf('/');
        String resource = slash < 0 ? entry : entry.substring(0, slash);
        String subresource = slash < 0 ? "" : entry.substring(slash + 1);
        boolean named = !rule.resourceNames().isEmpty();
        Map<List<String>, List<String>> verbsByNames = new LinkedHashMap<>();
        for (String verb : rule.verbs()) {
            List<String> names = new ArrayList<>(named ? rule.resourceNames() : List.of(""));
            names.removeIf(name -> !lacking.test(Request.of(verb, group, resource, subresource, namespace, name)));
            if (!names.isEmpty()) {
                Lists.of(verbsByNames, named ? List.copyOf(names) : List.of()).add(verb);
            }
        }
        verbsByNames.forEach(
                (names, verbs) -> add(to, verbs, List.of(List.copyOf(verbs), List.of(group), names), entry));
    }

    private static <K> void add(Map<K, List<String>> to, List<String> verbs, K key, String entry) {
        if (!verbs.isEmpty() && !Lists.of(to, key).contains(entry)) {
            Lists.of(to, key).add(entry);
        }
    }

    private static boolean covered(Request request, List<PolicyRule> rules) {
        for (PolicyRule rule : rules) {
            if (RuleMatcher.allows(rule, request)) {
                return true;
            }
        }
        return false;
    }
}
