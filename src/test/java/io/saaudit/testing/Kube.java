package io.saaudit.testing;

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
import java.util.List;
import java.util.Map;

/** Objects for tests, in code or out of trees of maps and lists; places are left out. */
public final class Kube {
    private static final String RBAC_V1 = ObjectKey.RBAC + "/v1";

    private Kube() {}

    public static Role role(String namespace, String name, PolicyRule... rules) {
        return role("Role", namespace, name, Map.of(), null, List.of(rules));
    }

    public static Role clusterRole(String name, PolicyRule... rules) {
        return role("ClusterRole", "", name, Map.of(), null, List.of(rules));
    }

    /** A ClusterRole with labels and, unless null, an aggregationRule. */
    public static Role clusterRole(
            String name, Map<String, String> labels, List<LabelSelector> selectors, PolicyRule... rules) {
        Aggregation aggregation = selectors == null ? null : new Aggregation(selectors, Positions.NONE);
        return role("ClusterRole", "", name, labels, aggregation, List.of(rules));
    }

    private static Role role(
            String kind,
            String namespace,
            String name,
            Map<String, String> labels,
            Aggregation aggregation,
            List<PolicyRule> rules) {
        Meta meta = meta(kind, namespace, name, labels);
        List<RoleRule> list = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            list.add(RoleRule.assumed(rules.get(i), meta.key(), i));
        }
        return new Role(meta, List.copyOf(list), aggregation, false);
    }

    /** A rule; the lists are separated by commas, and {@code core} is the core group. */
    public static PolicyRule rule(String verbs, String groups, String resources, String... names) {
        return PolicyRule.resources(split(verbs), split(groups.replace("core", "")), split(resources), List.of(names));
    }

    public static PolicyRule urls(String verbs, String... urls) {
        return PolicyRule.urls(split(verbs), List.of(urls));
    }

    private static List<String> split(String list) {
        return List.of(list.split(",", -1));
    }

    public static Binding roleBinding(String namespace, String name, String roleKind, String role, Subject... to) {
        return binding("RoleBinding", namespace, name, new RoleRef(ObjectKey.RBAC, roleKind, role), List.of(to));
    }

    public static Binding clusterRoleBinding(String name, String role, Subject... to) {
        return binding("ClusterRoleBinding", "", name, new RoleRef(ObjectKey.RBAC, "ClusterRole", role), List.of(to));
    }

    private static Binding binding(String kind, String namespace, String name, RoleRef ref, List<Subject> subjects) {
        return new Binding(meta(kind, namespace, name, Map.of()), ref, subjects, Binding.Places.NONE, false);
    }

    public static Subject account(String namespace, String name) {
        return new Subject.ServiceAccountRef(namespace, name, "");
    }

    public static Subject user(String name) {
        return new Subject.User(name, ObjectKey.RBAC, "");
    }

    public static Subject group(String name) {
        return new Subject.Group(name, ObjectKey.RBAC, "");
    }

    private static Meta meta(String kind, String namespace, String name, Map<String, String> labels) {
        ObjectKey key = new ObjectKey(ObjectKey.RBAC, kind, namespace, name);
        return new Meta(RBAC_V1, key, "", "", labels, Map.of(), List.of(), new long[0]);
    }

    /** The roles among trees of manifests. */
    public static List<Role> roles(List<?> manifests) {
        return manifests.stream()
                .filter(m -> Tree.string(m, "kind").endsWith("Role"))
                .map(Kube::role)
                .toList();
    }

    /** The bindings among trees of manifests. */
    public static List<Binding> bindings(List<?> manifests) {
        return manifests.stream()
                .filter(m -> Tree.string(m, "kind").endsWith("Binding"))
                .map(Kube::binding)
                .toList();
    }

    private static Role role(Object tree) {
        Object meta = Tree.asMap(tree).get("metadata");
        Aggregation aggregation = Tree.asMap(tree).containsKey("aggregationRule")
                ? new Aggregation(
                        Tree.list(Tree.map(tree, "aggregationRule"), "clusterRoleSelectors").stream()
                                .map(Kube::selector)
                                .toList(),
                        Positions.NONE)
                : null;
        return role(
                Tree.string(tree, "kind"),
                Tree.string(meta, "namespace"),
                Tree.string(meta, "name"),
                labels(Tree.map(meta, "labels")),
                aggregation,
                rules(Tree.list(tree, "rules")));
    }

    private static Binding binding(Object tree) {
        Object meta = Tree.asMap(tree).get("metadata");
        Object ref = Tree.asMap(tree).get("roleRef");
        List<Subject> subjects = new ArrayList<>();
        for (Object s : Tree.list(tree, "subjects")) {
            subjects.add(Subject.of(
                    Tree.string(s, "kind"),
                    Tree.string(s, "apiGroup"),
                    Tree.string(s, "namespace"),
                    Tree.string(s, "name")));
        }
        return binding(
                Tree.string(tree, "kind"),
                Tree.string(meta, "namespace"),
                Tree.string(meta, "name"),
                new RoleRef(Tree.string(ref, "apiGroup"), Tree.string(ref, "kind"), Tree.string(ref, "name")),
                List.copyOf(subjects));
    }

    /** Rules out of trees. */
    public static List<PolicyRule> rules(List<?> trees) {
        return trees.stream()
                .map(t -> new PolicyRule(
                        Tree.strings(t, "verbs"),
                        Tree.strings(t, "apiGroups"),
                        Tree.strings(t, "resources"),
                        Tree.strings(t, "resourceNames"),
                        Tree.strings(t, "nonResourceURLs")))
                .toList();
    }

    private static LabelSelector selector(Object tree) {
        return new LabelSelector(
                labels(Tree.map(tree, "matchLabels")),
                Tree.list(tree, "matchExpressions").stream()
                        .map(e -> new LabelSelector.Requirement(
                                Tree.string(e, "key"), Tree.string(e, "operator"), Tree.strings(e, "values")))
                        .toList());
    }

    private static Map<String, String> labels(Map<String, Object> tree) {
        return tree.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, e -> (String) e.getValue()));
    }
}
