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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@link BuiltInRules}: every rule value once, its five lists a field each; and {@link BuiltInObjects}: kind,
 * namespace, name, the first and last minor version in which it is so, labels, labels that it aggregates by, the numbers
 * of its rules, the role that it refers to, its subjects, each with kind, name and namespace apart by bars. Left out where
 * it is always the same: the API version, the label and annotation that all of them carry, the group and kind of a role
 * that is referred to.
 */
final class BuiltInReader {
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
    static BuiltIns read(KubeVersion version) {
        BuiltInReader reader = new BuiltInReader(version);
        DataLines rules = new DataLines(BuiltInRules.LINES);
        while (rules.line()) {
            reader.rule(rules);
        }
        DataLines objects = new DataLines(BuiltInObjects.LINES);
        while (objects.line()) {
            reader.object(objects);
        }
        return new BuiltIns(List.copyOf(reader.roles), List.copyOf(reader.bindings));
    }

    private void rule(DataLines data) {
        rules.add(new PolicyRule(list(data), list(data), list(data), list(data), list(data)));
    }

    private static List<String> list(DataLines data) {
        return data.entries(data.field());
    }

    private void object(DataLines data) {
        String kind = data.field();
        String namespace = data.field();
        String name = data.field();
        int from = Integer.parseInt(data.field());
        int to = Integer.parseInt(data.field());
        if (minor < from || minor > to) {
            return;
        }
        String own = data.field();
        String aggregates = data.field();
        List<String> numbers = list(data);
        String role = data.field();
        ObjectKey key = new ObjectKey(ObjectKey.RBAC, kind, namespace, name);
        Map<String, String> labels = own.isEmpty() ? LABELS : withCommon(data.map(own));
        Meta meta = new Meta(API_VERSION, key, "", "", labels, ANNOTATIONS, List.of(), new long[0]);
        if (role.isEmpty()) {
            Aggregation aggregation = aggregates.isEmpty() ? null : aggregation(data.map(aggregates));
            roles.add(new Role(meta, rules(numbers, key), aggregation, true));
        } else {
            String roleKind = namespace.isEmpty() ? "ClusterRole" : "Role";
            RoleRef ref = new RoleRef(ObjectKey.RBAC, roleKind, role);
            bindings.add(new Binding(meta, ref, subjects(list(data)), Binding.Places.NONE, true));
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
            int bar = text.indexOf('|');
            int last = text.indexOf('|', bar + 1);
            String kind = text.substring(0, bar);
            String name = text.substring(bar + 1, last < 0 ? text.length() : last);
            subjects.add(Subject.of(
                    kind,
                    kind.equals("ServiceAccount") ? "" : ObjectKey.RBAC,
                    last < 0 ? "" : text.substring(last + 1),
                    name));
        }
        return List.copyOf(subjects);
    }
}
