package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Random objects, written as JSON and in several styles of YAML, with their fields and documents in any order. */
class YamlJsonAgreementTest {
    private static final int ROUNDS = 200;
    private static final String[] NAMES = {
        "a", "no", "12", "1e3", "null", "x: y", "# z", "é", "a\nb", "-", "{{x}}q", "'", "\"", ""
    };

    private Random random = new Random();

    @Test
    void everyFormOfTheSameObjectsGivesTheSameContent() {
        long seed = System.nanoTime();
        random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Object> objects = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                objects.add(object(i));
            }
            String wanted = Dump.content(Reading.text(jsonLines(objects)));
            Collections.shuffle(objects, random);

            for (String form : List.of(
                    json(shuffled(Map.of("apiVersion", "v1", "kind", "List", "items", objects))),
                    yaml(objects, DumperOptions.FlowStyle.BLOCK),
                    yaml(objects, DumperOptions.FlowStyle.AUTO),
                    yaml(objects, DumperOptions.FlowStyle.FLOW),
                    yaml(
                            List.of(shuffled(Map.of("apiVersion", "v1", "kind", "List", "items", objects))),
                            DumperOptions.FlowStyle.BLOCK))) {
                Snapshot snapshot = Reading.text(form);
                assertThat(Dump.content(snapshot))
                        .as("seed " + seed + ", round " + round + ", gaps " + snapshot.gaps() + ", read from:\n" + form)
                        .isEqualTo(wanted);
            }
        }
    }

    private Map<String, Object> object(int number) {
        Map<String, Object> object = new LinkedHashMap<>();
        String name = "o-" + number;
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("name", name);
        meta.put("namespace", pick("ns-1", "ns-2"));
        meta.put("labels", Map.of("k", text(), "l", text()));
        object.put("metadata", shuffled(meta));
        switch (random.nextInt(4)) {
            case 0 -> {
                head(object, "rbac.authorization.k8s.io/v1", "Role");
                object.put("rules", List.of(rule(), rule()));
            }
            case 1 -> {
                head(object, "rbac.authorization.k8s.io/v1", "RoleBinding");
                object.put("roleRef", shuffled(Map.of("kind", "Role", "name", text(), "apiGroup", text())));
                object.put(
                        "subjects", List.of(shuffled(Map.of("kind", pick("User", "ServiceAccount"), "name", text()))));
            }
            case 2 -> {
                head(object, "v1", "Secret");
                object.put("type", text());
                object.put("data", shuffled(Map.of("token", text(), text() + "k", "x")));
            }
            default -> {
                head(object, "apps/v1", "Deployment");
                Map<String, Object> pod = Map.of(
                        "serviceAccountName", text(),
                        "automountServiceAccountToken", random.nextBoolean(),
                        "volumes", List.of(Map.of("name", text(), "secret", Map.of("secretName", text()))));
                object.put(
                        "spec",
                        shuffled(Map.of("replicas", random.nextInt(5), "template", Map.of("spec", shuffled(pod)))));
            }
        }
        return shuffled(object);
    }

    private static void head(Map<String, Object> object, String apiVersion, String kind) {
        object.put("apiVersion", apiVersion);
        object.put("kind", kind);
    }

    private Object rule() {
        return shuffled(Map.of(
                "verbs", List.of(text(), text()), "apiGroups", List.of(text()), "resources", List.of(text(), text())));
    }

    private String text() {
        return NAMES[random.nextInt(NAMES.length)];
    }

    private String pick(String a, String b) {
        return random.nextBoolean() ? a : b;
    }

    private Map<String, Object> shuffled(Map<String, Object> map) {
        List<String> keys = new ArrayList<>(map.keySet());
        Collections.sort(keys);
        Collections.shuffle(keys, random);
        Map<String, Object> result = new LinkedHashMap<>();
        keys.forEach(key -> result.put(key, map.get(key)));
        return result;
    }

    private static String yaml(List<Object> documents, DumperOptions.FlowStyle style) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(style);
        options.setExplicitStart(true);
        return new Yaml(options).dumpAll(documents.iterator());
    }

    private static String jsonLines(List<Object> objects) {
        StringBuilder lines = new StringBuilder();
        objects.forEach(object -> lines.append(json(object)).append('\n'));
        return lines.toString();
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> fields = new ArrayList<>();
            map.forEach((key, item) -> fields.add(json(key) + ":" + json(item)));
            return "{" + String.join(",", fields) + "}";
        }
        if (value instanceof List<?> list) {
            return "["
                    + String.join(
                            ",", list.stream().map(YamlJsonAgreementTest::json).toList()) + "]";
        }
        if (value instanceof String text) {
            return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
        }
        return String.valueOf(value);
    }
}
