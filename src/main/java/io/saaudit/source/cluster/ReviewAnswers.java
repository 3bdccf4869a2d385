package io.saaudit.source.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.saaudit.model.PolicyRule;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads the answers to reviews (authorization.k8s.io/v1): their status. */
final class ReviewAnswers {
    private static final JsonFactory JSON = new JsonFactory();

    private ReviewAnswers() {}

    /** What a server decides. */
    static Reviews.Access access(InputStream body) throws IOException {
        boolean[] flags = new boolean[2];
        String[] texts = {"", ""};
        try (JsonParser in = JSON.createParser(body)) {
            status(in, (field, value) -> {
                switch (field) {
                    case "allowed" -> flags[0] = value.getBooleanValue();
                    case "denied" -> flags[1] = value.getBooleanValue();
                    case "reason" -> texts[0] = value.getText();
                    case "evaluationError" -> texts[1] = value.getText();
                    default -> value.skipChildren();
                }
            });
        }
        return new Reviews.Access(flags[0], flags[1], texts[0], texts[1]);
    }

    /** The rules that it lists. */
    static Reviews.SelfRules rules(InputStream body) throws IOException {
        List<PolicyRule> rules = new ArrayList<>();
        boolean[] incomplete = {false};
        String[] error = {""};
        try (JsonParser in = JSON.createParser(body)) {
            status(in, (field, value) -> {
                switch (field) {
                    case "resourceRules", "nonResourceRules" -> rules(value, rules);
                    case "incomplete" -> incomplete[0] = value.getBooleanValue();
                    case "evaluationError" -> error[0] = value.getText();
                    default -> value.skipChildren();
                }
            });
        }
        return new Reviews.SelfRules(List.copyOf(rules), incomplete[0], error[0]);
    }

    /** Goes through the fields of the root's status, and to the end of the text. */
    private static void status(JsonParser in, JsonFields.Field field) throws IOException {
        in.nextToken();
        JsonFields.of(in, (name, value) -> {
            if (name.equals("status")) {
                JsonFields.of(value, field);
            } else {
                value.skipChildren();
            }
        });
        while (in.nextToken() != null) {
            in.skipChildren();
        }
    }

    private static void rules(JsonParser in, List<PolicyRule> rules) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            return; // null
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            List<List<String>> lists = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                lists.add(new ArrayList<>());
            }
            JsonFields.of(in, (name, value) -> {
                int list = switch (name) {
                    case "verbs" -> 0;
                    case "apiGroups" -> 1;
                    case "resources" -> 2;
                    case "resourceNames" -> 3;
                    case "nonResourceURLs" -> 4;
                    default -> -1;
                };
                if (list < 0 || value.currentToken() != JsonToken.START_ARRAY) {
                    value.skipChildren();
                    return;
                }
                while (value.nextToken() != JsonToken.END_ARRAY) {
                    lists.get(list).add(value.getText());
                }
            });
            rules.add(new PolicyRule(
                    List.copyOf(lists.get(0)),
                    List.copyOf(lists.get(1)),
                    List.copyOf(lists.get(2)),
                    List.copyOf(lists.get(3)),
                    List.copyOf(lists.get(4))));
        }
    }
}
