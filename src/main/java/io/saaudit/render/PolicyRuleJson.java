package io.saaudit.render;

import io.saaudit.model.PolicyRule;
import java.io.IOException;
import java.util.List;

/** Rules as a server lists them. */
final class PolicyRuleJson {
    private PolicyRuleJson() {}

    /** Writes a field with all of them. */
    static Json write(Json json, String field, List<PolicyRule> rules) throws IOException {
        json.array(field);
        for (PolicyRule rule : rules) {
            json.object()
                    .strings("verbs", rule.verbs())
                    .strings("apiGroups", rule.apiGroups())
                    .strings("resources", rule.resources())
                    .strings("resourceNames", rule.resourceNames())
                    .strings("nonResourceURLs", rule.nonResourceURLs())
                    .endObject();
        }
        return json.endArray();
    }
}
