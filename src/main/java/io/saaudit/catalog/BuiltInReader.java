package io.saaudit.catalog;

import io.saaudit.model.Aggregation;
import io.saaudit.model.Binding;
import io.saaudit.model.LabelSelector;
import io.saaudit.model.Meta;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Positions;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRef;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code built-in.json}: every rule value once, its five lists with bars between them; then every object with the
 * numbers of its rules and the first and last minor version in which it is so; a subject is kind, name and namespace. Left out where it is always the same: the API version, the label and annotation
 * that all of them carry, the group and kind of a role that is referred to.
 */
final class BuiltInReader {
    static final String FILE = "built-in.json";
    static final String API_VERSION = ObjectKey.RBAC + "/v1";

    /** The label of all of them (pkg/apis/rbac, bootstrappolicy). */
    static final String LABEL = "kubernetes.io/bootstrapping";

    static final String LABEL_VALUE = "rbac-defaults";

    /** The annotation of all of them (component-helpers auth/rbac/reconciliation). */
    static final String ANNOTATION = "rbac.authorization.kubernetes.io/autoupdate";

    static final String ANNOTATION_VALUE = "true";

    private static final Map<String, String> LABELS = Map.of(LABEL, LABEL_VALUE);
    private static final Map<String, String> ANNOTATIONS = Map.of(ANNOTATION, ANNOTATION_VALUE);

    private final int minor;
    private final List<PolicyRule> rules = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();
    private final List<Binding> bindings = new ArrayList<>();

    private BuiltInReader(KubeVersion version) {
        minor = version.minor();
    }

    /** What the version has. */
    static BuiltIns read(KubeVersion version) throws IOException {
        BuiltInReader reader = new BuiltInReader(version);
        try (JarData data = new JarData(FILE)) {
            data.key();
            data.enter();
            for (String text = data.text(); text != null; text = data.text()) {
                reader.rule(data, text);
            }
            data.key();
            data.enter();
            while (data.nextObject()) {
                reader.object(data);
            }
        }
        return new BuiltIns(List.copyOf(reader.roles), List.copyOf(reader.bindings));
    }

    private void rule(JarData data, String text) {
        rules.add(new PolicyRule(
                data.entries(field(text, 0)),
                data.entries(field(text, 1)),
                data.entries(field(text, 2)),
                data.entries(field(text, 3)),
                data.entries(field(text, 4))));
    }

    /** A field of a text in which bars stand between fields; empty past the last. */
    private static String field(String text, int index) {
        int from = 0;
        for (int i = 0; i < index; i++) {
            from = text.indexOf('|', from) + 1;
            if (from == 0) {
                return "";
            }
        }
        int end = text.indexOf('|', from);
        return text.substring(from, end < 0 ? text.length() : end);
    }

    private void object(JarData data) throws IOException {
        String kind = "";
        String namespace = "";
        String name = "";
        String role = "";
        int from = KubeVersion.OLDEST.minor();
        int to = KubeVersion.NEWEST.minor();
        List<String> numbers = List.of();
        Map<String, String> labels = LABELS;
        Aggregation aggregation = null;
        List<Subject> subjects = List.of();
        for (String key = data.key(); key != null; key = data.key()) {
            switch (key) {
                case "kind" -> kind = data.text();
                case "namespace" -> namespace = data.text();
                case "name" -> name = data.text();
                case "from" -> from = data.number();
                case "to" -> to = data.number();
                case "labels" -> labels = withCommon(data.map());
                case "aggregates" -> aggregation = aggregation(data.map());
                case "rules" -> numbers = data.entries(data.text());
                case "role" -> role = data.text();
                case "subjects" -> subjects = subjects(data.entries(data.text()));
                default -> throw unknown(key);
            }
        }
        if (minor < from || minor > to) {
            return;
        }
        ObjectKey key = new ObjectKey(ObjectKey.RBAC, kind, namespace, name);
        Meta meta = new Meta(API_VERSION, key, "", "", labels, ANNOTATIONS, List.of(), new long[0]);
        if (role.isEmpty()) {
            roles.add(new Role(meta, rules(numbers, key), aggregation, true));
        } else {
            String roleKind = namespace.isEmpty() ? "ClusterRole" : "Role";
            RoleRef ref = new RoleRef(ObjectKey.RBAC, roleKind, role);
            bindings.add(new Binding(meta, ref, subjects, Binding.Places.NONE, true));
        }
    }

    private List<RoleRule> rules(List<String> numbers, ObjectKey definedIn) {
        List<RoleRule> found = new ArrayList<>(numbers.size());
        for (String number : numbers) {
            found.add(RoleRule.assumed(rules.get(Integer.parseInt(number)), definedIn, found.size()));
        }
        return List.copyOf(found);
    }

    private static Map<String, String> withCommon(Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(labels);
        all.put(LABEL, LABEL_VALUE);
        return Map.copyOf(all);
    }

    private static Aggregation aggregation(Map<String, String> matchLabels) {
        return new Aggregation(List.of(new LabelSelector(Map.copyOf(matchLabels), List.of())), Positions.NONE);
    }

    /** Accounts have a namespace and no API group, users and groups the other way round. */
    private static List<Subject> subjects(List<String> texts) {
        List<Subject> subjects = new ArrayList<>(texts.size());
        for (String text : texts) {
            String kind = field(text, 0);
            String group = kind.equals("ServiceAccount") ? "" : ObjectKey.RBAC;
            subjects.add(Subject.of(kind, group, field(text, 2), field(text, 1)));
        }
        return List.copyOf(subjects);
    }

    private static IOException unknown(String key) {
        return new IOException(FILE + ": unknown field " + key);
    }
}
