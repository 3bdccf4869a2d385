package io.saaudit.source;

import io.saaudit.model.Aggregation;
import io.saaudit.model.KubeObject;
import io.saaudit.model.LabelSelector;
import io.saaudit.model.Meta;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Role and ClusterRole. */
final class RoleBuilder extends ObjectBuilder {
    private List<PolicyRule> rules = List.of();
    private List<long[]> places = List.of();
    private Aggregation aggregation;
    private final Values.Places scratch = new Values.Places();

    @Override
    void field(String name, Cursor in) {
        switch (name) {
            case "rules" -> rules(in);
            case "aggregationRule" -> aggregation = aggregation(in);
            default -> in.skip();
        }
    }

    @Override
    KubeObject build(Meta meta) {
        List<RoleRule> placed = new ArrayList<>(rules.size());
        for (int i = 0; i < rules.size(); i++) {
            placed.add(new RoleRule(rules.get(i), meta.key(), i, places.get(i)));
        }
        return new Role(meta, List.copyOf(placed), aggregation, false);
    }

    private void rules(Cursor in) {
        rules = new ArrayList<>();
        places = new ArrayList<>();
        if (in.isNull()) {
            return;
        }
        in.beginList();
        while (in.nextItem()) {
            rule(in);
        }
    }

    private void rule(Cursor in) {
        List<String> verbs = List.of();
        List<String> apiGroups = List.of();
        List<String> resources = List.of();
        List<String> names = List.of();
        List<String> urls = List.of();
        long at = in.at();
        scratch.clear();
        // Where in scratch each list begins: the order of the text is not the order of RoleRule.
        int verbsFrom = 0;
        int groupsFrom = 0;
        int resourcesFrom = 0;
        int namesFrom = 0;
        int urlsFrom = 0;
        // As in Go, null is a rule without anything; the API server refuses it.
        if (!in.isNull()) {
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                int from = scratch.size();
                switch (key) {
                    case "verbs" -> {
                        verbs = Values.strings(in, scratch);
                        verbsFrom = from;
                    }
                    case "apiGroups" -> {
                        apiGroups = Values.strings(in, scratch);
                        groupsFrom = from;
                    }
                    case "resources" -> {
                        resources = Values.strings(in, scratch);
                        resourcesFrom = from;
                    }
                    case "resourceNames" -> {
                        names = Values.strings(in, scratch);
                        namesFrom = from;
                    }
                    case "nonResourceURLs" -> {
                        urls = Values.strings(in, scratch);
                        urlsFrom = from;
                    }
                    default -> in.skip();
                }
            }
        }
        long[] all = new long[1 + verbs.size() + apiGroups.size() + resources.size() + names.size() + urls.size()];
        all[0] = at;
        int to = scratch.copy(verbsFrom, verbs.size(), all, 1);
        to = scratch.copy(groupsFrom, apiGroups.size(), all, to);
        to = scratch.copy(resourcesFrom, resources.size(), all, to);
        to = scratch.copy(namesFrom, names.size(), all, to);
        scratch.copy(urlsFrom, urls.size(), all, to);
        rules.add(in.out().rules().rule(verbs, apiGroups, resources, names, urls));
        places.add(all);
    }

    private static Aggregation aggregation(Cursor in) {
        if (in.isNull()) {
            return null;
        }
        long at = in.keyAt();
        List<LabelSelector> selectors = new ArrayList<>();
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (key.equals("clusterRoleSelectors") && !in.isNull()) {
                selectors.clear();
                in.beginList();
                while (in.nextItem()) {
                    selectors.add(selector(in));
                }
            } else {
                in.skip();
            }
        }
        return new Aggregation(List.copyOf(selectors), at);
    }

    private static LabelSelector selector(Cursor in) {
        Map<String, String> labels = Map.of();
        List<LabelSelector.Requirement> expressions = List.of();
        if (!in.isNull()) {
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                switch (key) {
                    case "matchLabels" -> labels = Values.stringMap(in);
                    case "matchExpressions" -> expressions = expressions(in);
                    default -> in.skip();
                }
            }
        }
        return new LabelSelector(labels, expressions);
    }

    private static List<LabelSelector.Requirement> expressions(Cursor in) {
        if (in.isNull()) {
            return List.of();
        }
        List<LabelSelector.Requirement> result = new ArrayList<>();
        in.beginList();
        while (in.nextPresentItem()) {
            String label = "";
            String operator = "";
            List<String> values = List.of();
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                switch (key) {
                    case "key" -> label = Values.string(in);
                    case "operator" -> operator = Values.string(in);
                    case "values" -> values = Values.strings(in);
                    default -> in.skip();
                }
            }
            result.add(new LabelSelector.Requirement(label, operator, values));
        }
        return List.copyOf(result);
    }
}
