package io.saaudit.catalog;

import static io.saaudit.testing.Tree.list;
import static io.saaudit.testing.Tree.map;
import static io.saaudit.testing.Tree.string;
import static io.saaudit.testing.Tree.strings;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Binding;
import io.saaudit.model.KubeObject;
import io.saaudit.model.LabelSelector;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRef;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;
import io.saaudit.testing.Json;
import io.saaudit.testing.Shared;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInsTest {
    static Stream<KubeVersion> versions() {
        return KubeVersion.all().stream();
    }

    private static List<?> stored(KubeVersion version) {
        return list(
                Json.file(Shared.path("kubernetes/bootstrap/v" + version + ".json"))
                        .get(0),
                "items");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyObjectOfAVersionIsAsItsServerStoredIt(KubeVersion version) {
        BuiltIns builtIns = Catalog.builtIns(version);
        Map<ObjectKey, KubeObject> found = new HashMap<>();
        builtIns.roles().forEach(role -> found.put(role.key(), role));
        builtIns.bindings().forEach(binding -> found.put(binding.key(), binding));
        List<?> stored = stored(version);
        assertThat(stored).as("objects stored by %s", version).hasSizeGreaterThan(100);
        assertThat(builtIns.roles().size() + builtIns.bindings().size()).isEqualTo(stored.size());
        for (Object item : stored) {
            Map<String, Object> meta = map(item, "metadata");
            ObjectKey key = new ObjectKey(
                    ObjectKey.RBAC, string(item, "kind"), string(meta, "namespace"), string(meta, "name"));
            KubeObject object = found.get(key);
            assertThat(object).as("%s in %s", key, version).isNotNull();
            assertThat(object.meta().apiVersion()).isEqualTo(string(item, "apiVersion"));
            assertThat(object.meta().labels()).as("%s labels", key).isEqualTo(map(meta, "labels"));
            assertThat(object.meta().annotations()).as("%s annotations", key).isEqualTo(map(meta, "annotations"));
            assertThat(object.meta().stored()).isFalse();
            assertThat(object.meta().places()).isEmpty();
            if (object instanceof Role role) {
                sameRole(role, item);
            } else {
                sameBinding((Binding) object, item);
            }
        }
    }

    private static void sameRole(Role role, Object item) {
        assertThat(role.assumed()).isTrue();
        List<PolicyRule> rules = new ArrayList<>();
        for (Object rule : list(item, "rules")) {
            rules.add(new PolicyRule(
                    strings(rule, "verbs"),
                    strings(rule, "apiGroups"),
                    strings(rule, "resources"),
                    strings(rule, "resourceNames"),
                    strings(rule, "nonResourceURLs")));
        }
        assertThat(role.rules().stream().map(RoleRule::policy))
                .as("%s rules", role.key())
                .containsExactlyElementsOf(rules);
        for (int i = 0; i < rules.size(); i++) {
            assertThat(role.rules().get(i).index()).isEqualTo(i);
            assertThat(role.rules().get(i).definedIn()).isEqualTo(role.key());
        }
        List<?> selectors = list(map(item, "aggregationRule"), "clusterRoleSelectors");
        if (selectors.isEmpty()) {
            assertThat(role.aggregation()).as("%s aggregationRule", role.key()).isNull();
        } else {
            assertThat(role.aggregation().selectors().stream()
                            .map(LabelSelector::matchLabels)
                            .map(Map.class::cast))
                    .as("%s aggregationRule", role.key())
                    .containsExactlyElementsOf(
                            selectors.stream().map(s -> map(s, "matchLabels")).toList());
        }
    }

    private static void sameBinding(Binding binding, Object item) {
        assertThat(binding.assumed()).isTrue();
        Object ref = map(item, "roleRef");
        assertThat(binding.roleRef())
                .isEqualTo(new RoleRef(string(ref, "apiGroup"), string(ref, "kind"), string(ref, "name")));
        List<Subject> subjects = new ArrayList<>();
        for (Object s : list(item, "subjects")) {
            subjects.add(
                    Subject.of(string(s, "kind"), string(s, "apiGroup"), string(s, "namespace"), string(s, "name")));
        }
        assertThat(binding.subjects()).as("%s subjects", binding.key()).isEqualTo(subjects);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void objectsAreSortedByKey(KubeVersion version) {
        BuiltIns builtIns = Catalog.builtIns(version);
        assertThat(builtIns.roles().stream().map(Role::key)).isSorted();
        assertThat(builtIns.bindings().stream().map(Binding::key)).isSorted();
    }

    @Test
    void nothingElseIsStoredInTheAggregatedRoles() {
        for (Role role : Catalog.builtIns(KubeVersion.NEWEST).roles()) {
            if (role.aggregation() != null) {
                assertThat(role.name()).isIn("admin", "edit", "view");
                assertThat(role.rules()).isEmpty();
            }
        }
    }

    @Test
    void versionsDiffer() {
        assertThat(names(new KubeVersion(32))).doesNotContain("system:controller:service-cidrs-controller");
        assertThat(names(new KubeVersion(33))).contains("system:controller:service-cidrs-controller");
        assertThat(names(new KubeVersion(35))).doesNotContain("system:controller:device-taint-eviction-controller");
        assertThat(names(new KubeVersion(36))).contains("system:controller:device-taint-eviction-controller");
    }

    private static List<String> names(KubeVersion version) {
        return Catalog.builtIns(version).roles().stream().map(Role::name).toList();
    }

    /** A class holds no string of more than 65,535 bytes. */
    @Test
    void theDataIsSmall() {
        assertThat(BuiltInRules.LINES.length() + BuiltInObjects.LINES.length()).isLessThan(64 * 1024);
    }
}
