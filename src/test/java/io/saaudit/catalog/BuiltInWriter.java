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

/** Writes {@code built-in.json} from the objects as the API servers of several versions stored them. */
final class BuiltInWriter {
    private static final List<String> LISTS =
            List.of("verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs");

    /** Body of an object in JSON, and the versions that have it so, by the object's key. */
    private final Map<String, Map<Integer, String>> objects = new TreeMap<>();

    private final Map<String, Integer> rules = new LinkedHashMap<>();

    void add(int minor, Object item) {
        Object meta = map(item, "metadata");
        require(string(item, "apiVersion").equals(BuiltInReader.API_VERSION), item);
        require(
                map(meta, "annotations").equals(Map.of(BuiltInReader.ANNOTATION, BuiltInReader.ANNOTATION_VALUE)),
                item);
        StringBuilder head = new StringBuilder();
        field(head, "kind", string(item, "kind"));
        if (!string(meta, "namespace").isEmpty()) {
            field(head, "namespace", string(meta, "namespace"));
        }
        field(head, "name", string(meta, "name"));
        String key = String.join("\n", string(meta, "namespace"), string(item, "kind"), string(meta, "name"));
        objects.computeIfAbsent(key + "\n" + head, k -> new TreeMap<>()).put(minor, body(item));
    }

    private String body(Object item) {
        StringBuilder out = new StringBuilder();
        Map<String, Object> labels = new TreeMap<>(map(map(item, "metadata"), "labels"));
        require(BuiltInReader.LABEL_VALUE.equals(labels.remove(BuiltInReader.LABEL)), item);
        if (!labels.isEmpty()) {
            out.append(",\"labels\":").append(object(labels));
        }
        List<?> selectors = list(map(item, "aggregationRule"), "clusterRoleSelectors");
        if (!selectors.isEmpty()) {
            require(selectors.size() == 1 && asMap(selectors.get(0)).size() == 1, item);
            out.append(",\"aggregates\":").append(object(new TreeMap<>(map(selectors.get(0), "matchLabels"))));
        }
        Map<String, Object> ref = map(item, "roleRef");
        if (ref.isEmpty()) {
            StringBuilder numbers = new StringBuilder();
            for (Object rule : list(item, "rules")) {
                numbers.append(rules.computeIfAbsent(rule(rule), r -> rules.size()))
                        .append(',');
            }
            out.append(',');
            field(out, "rules", numbers.toString());
            return out.toString();
        }
        String kind = string(map(item, "metadata"), "namespace").isEmpty() ? "ClusterRole" : "Role";
        require(string(ref, "kind").equals(kind), item);
        require(string(ref, "apiGroup").equals("rbac.authorization.k8s.io"), item);
        out.append(',');
        field(out, "role", string(ref, "name"));
        StringBuilder subjects = new StringBuilder();
        for (Object subject : list(item, "subjects")) {
            boolean account = string(subject, "kind").equals("ServiceAccount");
            require(string(subject, "apiGroup").isEmpty() == account, item);
            require(string(subject, "namespace").isEmpty() != account, item);
            subjects.append(plain(string(subject, "kind")))
                    .append('|')
                    .append(plain(string(subject, "name")))
                    .append(account ? "|" + plain(string(subject, "namespace")) : "")
                    .append(',');
        }
        out.append(',');
        field(out, "subjects", subjects.toString());
        return out.toString();
    }

    private static String rule(Object rule) {
        require(LISTS.containsAll(asMap(rule).keySet()), rule);
        StringBuilder out = new StringBuilder();
        for (String field : LISTS) {
            out.append(out.isEmpty() ? "" : "|");
            strings(rule, field).forEach(entry -> out.append(plain(entry)).append(','));
        }
        int end = out.length();
        while (out.charAt(end - 1) == '|') {
            end--;
        }
        return out.substring(0, end);
    }

    /** A text that holds none of the marks of the compact form. */
    private static String plain(String text) {
        require(text.indexOf(',') < 0 && text.indexOf('|') < 0, text);
        return text;
    }

    /** The file: one rule or object a line. */
    String text() {
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
        return "{\"rules\":[\n"
                + String.join(
                        ",\n", rules.keySet().stream().map(BuiltInWriter::quote).toList()) + "],\n\"objects\":[\n"
                + String.join(",\n", lines)
                + "]}\n";
    }

    private static String line(String head, int from, int to, String body) {
        String range = from == KubeVersion.OLDEST.minor() ? "" : ",\"from\":" + from;
        return "{" + head + (to == KubeVersion.NEWEST.minor() ? range : range + ",\"to\":" + to) + body + "}";
    }

    private static String object(Map<String, Object> fields) {
        StringBuilder out = new StringBuilder();
        fields.forEach((key, value) -> field(out, key, (String) value));
        return "{" + out + "}";
    }

    private static void field(StringBuilder out, String key, String value) {
        out.append(out.isEmpty() || out.charAt(out.length() - 1) == ',' ? "" : ",")
                .append(quote(key))
                .append(':')
                .append(quote(value));
    }

    private static String quote(String text) {
        require(text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\'), text);
        return '"' + text + '"';
    }

    private static void require(boolean holds, Object of) {
        if (!holds) {
            throw new AssertionError("the compact form leaves out what this object has; extend it: " + of);
        }
    }
}
