package io.saaudit.source;

import io.saaudit.model.PolicyRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shares equal rules between the roles of a snapshot, whichever thread reads them. */
final class RulePool {
    private final Map<List<List<String>>, PolicyRule> rules = new HashMap<>();

    /** The rule of these lists. */
    synchronized PolicyRule rule(
            List<String> verbs,
            List<String> apiGroups,
            List<String> resources,
            List<String> resourceNames,
            List<String> nonResourceUrls) {
        List<List<String>> key = List.of(verbs, apiGroups, resources, resourceNames, nonResourceUrls);
        PolicyRule known = rules.get(key);
        if (known == null) {
            known = new PolicyRule(verbs, apiGroups, resources, resourceNames, nonResourceUrls);
            rules.put(key, known);
        }
        return known;
    }
}
