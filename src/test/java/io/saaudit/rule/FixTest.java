package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** A fix that is applied ends its finding. */
class FixTest {
    /** All but the one about what cannot be read: only who wrote it knows what was meant. */
    static List<Rule> rules() {
        return Rules.all().stream()
                .filter(rule -> !rule.info().id().equals("SA704"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whatIsAppliedEndsTheFinding(Rule rule) throws IOException {
        String bad = Examples.text(rule, "bad.yaml");
        Map<String, Map<String, Object>> objects = objects(bad);
        for (Finding finding : Examples.findings(rule, bad)) {
            if (finding.fix().kind() == Fix.Kind.YAML) {
                objects(finding.fix().text()).forEach((key, patch) -> objects.merge(key, patch, FixTest::merged));
            } else {
                Commands.run(finding.fix().text(), objects);
            }
        }
        StringJoiner fixed = new StringJoiner("\n---\n");
        objects.values().forEach(o -> fixed.add(new Yaml().dump(o)));
        assertThat(Examples.findings(rule, fixed.toString()))
                .as("after the fix of %s:\n%s", rule.info().id(), fixed)
                .isEmpty();
    }

    private static Map<String, Map<String, Object>> objects(String yaml) {
        Map<String, Map<String, Object>> objects = new LinkedHashMap<>();
        for (Object document : new Yaml().loadAll(yaml)) {
            Map<String, Object> object = map(document);
            Map<String, Object> meta = map(object.get("metadata"));
            objects.put(object.get("kind") + "/" + meta.get("namespace") + "/" + meta.get("name"), object);
        }
        return objects;
    }

    /** As a merge patch: maps are merged, anything else is replaced. */
    private static Map<String, Object> merged(Map<String, Object> object, Map<String, Object> patch) {
        Map<String, Object> merged = new LinkedHashMap<>(object);
        patch.forEach((key, value) -> merged.merge(
                key, value, (a, b) -> a instanceof Map<?, ?> && b instanceof Map<?, ?> ? merged(map(a), map(b)) : b));
        return merged;
    }

    static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((k, v) -> map.put((String) k, v));
        return map;
    }
}
