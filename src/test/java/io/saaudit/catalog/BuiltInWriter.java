package io.saaudit.catalog;

import static io.saaudit.testing.Tree.asMap;
import static io.saaudit.testing.Tree.list;
import static io.saaudit.testing.Tree.map;
import static io.saaudit.testing.Tree.string;
import static io.saaudit.testing.Tree.strings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the lines of {@link BuiltInRules} and {@link BuiltInObjects} from the objects as the API servers of several versions stored them. */
final class BuiltInWriter {
    private static final List<String> LISTS =
            List.of("verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs");

    /** Fields of an object after its versions, and the versions that have it so, by the object's key. */
    private final Map<String, Map<Integer, String>> objects = new TreeMap<>();

    private final Map<String, Integer> rules = new LinkedHashMap<>();

    void add(int minor, Object item) {
        Object meta = map(item, "metadata");
        require(string(item, "apiVersion").equals(BuiltInReader.API_VERSION), item);
        require(
                map(meta, "annotations").equals(Map.of(BuiltInReader.ANNOTATION, BuiltInReader.ANNOTATION_VALUE)),
                item);
        String head = line(string(item, "kind"), string(meta, "namespace"), string(meta, "name"));
        String key = String.join("\n", string(meta, "namespace"), string(item, "kind"), string(meta, "name"));
        objects.computeIfAbsent(key + "\n" + head, k -> new TreeMap<>()).put(minor, body(item));
    }

    private String body(Object item) {
        Map<String, Object> labels = new TreeMap<>(map(map(item, "metadata"), "labels"));
        require(BuiltInReader.LABEL_VALUE.equals(labels.remove(BuiltInReader.LABEL)), item);
        Map<String, Object> aggregates = new TreeMap<>();
        List<?> selectors = list(map(item, "aggregationRule"), "clusterRoleSelectors");
        if (!selectors.isEmpty()) {
            require(selectors.size() == 1 && asMap(selectors.get(0)).size() == 1, item);
            aggregates.putAll(map(selectors.get(0), "matchLabels"));
        }
        Map<String, Object> ref = map(item, "roleRef");
        List<String> numbers = new ArrayList<>();
        if (ref.isEmpty()) {
            for (Object rule : list(item, "rules")) {
                Integer number = rules.computeIfAbsent(rule(rule), r -> rules.size());
                numbers.add(number.toString());
            }
        } else {
            String kind = string(map(item, "metadata"), "namespace").isEmpty() ? "ClusterRole" : "Role";
            require(string(ref, "kind").equals(kind), item);
            require(string(ref, "apiGroup").equals("rbac.authorization.k8s.io"), item);
        }
        List<String> subjects = new ArrayList<>();
        for (Object subject : list(item, "subjects")) {
            boolean account = string(subject, "kind").equals("ServiceAccount");
            require(string(subject, "apiGroup").isEmpty() == account, item);
            require(string(subject, "namespace").isEmpty() != account, item);
            subjects.add(without("|", string(subject, "kind"))
                    + "|" + without("|", string(subject, "name"))
                    + (account ? "|" + without("|", string(subject, "namespace")) : ""));
        }
        return line(pairs(labels), pairs(aggregates), entries(numbers), string(ref, "name"), entries(subjects));
    }

    private static String rule(Object rule) {
        require(LISTS.containsAll(asMap(rule).keySet()), rule);
        List<String> fields = new ArrayList<>();
        for (String list : LISTS) {
            fields.add(entries(strings(rule, list)));
        }
        return line(fields.toArray(String[]::new));
    }

    /** A text of printable ASCII that holds none of these marks, nor what a field or a text block of Java could not hold. */
    private static String without(String marks, String text) {
        require(text.chars().allMatch(c -> c > ' ' && c <= '~' && (marks + ";\\\"").indexOf(c) < 0), text);
        return text;
    }

    /** The lines of the objects. */
    List<String> objects() {
        List<String> lines = new ArrayList<>();
        objects.forEach((key, byMinor) -> {
            String head = key.substring(key.lastIndexOf('\n') + 1);
            Integer from = null;
            Integer last = null;
            for (int minor : byMinor.keySet()) {
                if (from != null && (minor != last + 1 || !byMinor.get(minor).equals(byMinor.get(last)))) {
                    lines.add(line(head, from, last, byMinor.get(last)));
                    from = null;
                }
                from = from == null ? minor : from;
                last = minor;
            }
            lines.add(line(head, from, last, byMinor.get(last)));
        });
        return lines;
    }

    /** The lines of the rules, known once the objects were added. */
    List<String> rules() {
        return List.copyOf(rules.keySet());
    }

    private static String line(String head, int from, int to, String body) {
        return line(head, Integer.toString(from), Integer.toString(to), body);
    }

    /** Fields apart by semicolons, without the empty ones at the end. */
    static String line(String... fields) {
        return String.join(";", fields).replaceAll(";+$", "");
    }

    /** Entries, each ending in a comma. */
    static String entries(Iterable<String> texts) {
        StringBuilder out = new StringBuilder();
        texts.forEach(text -> out.append(without(",", text)).append(','));
        return out.toString();
    }

    private static String pairs(Map<String, Object> fields) {
        StringBuilder out = new StringBuilder();
        fields.forEach((key, value) -> out.append(without("=", key))
                .append('=')
                .append(without(",", (String) value))
                .append(','));
        return out.toString();
    }

    private static void require(boolean holds, Object of) {
        if (!holds) {
            throw new AssertionError("the compact form leaves out what this object has; extend it: " + of);
        }
    }
}
