package io.saaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.KubeObject;
import io.saaudit.model.Objects;
import io.saaudit.model.Snapshot;
import io.saaudit.rule.Audit;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.testing.Audits;
import io.saaudit.testing.Mutations;
import io.saaudit.testing.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is only looked for where a change may have to do with it comes out as if all was looked at: the examples of all
 * rules side by side in one input, one object of them changed at a time.
 */
class TouchedTest {
    private static final Path RULES = Path.of(System.getProperty("basedir", ""), "testdata", "rules");
    private static final Pattern NAMESPACE = Pattern.compile("namespace: *\"?([a-z0-9-]+)");

    /** They mean something to rules. */
    private static final Set<String> KEPT = Set.of("kube-system", "kube-public", "default");

    /** Changes that are tried in each run; {@code -Dsa-audit.changes=N} tries as many. */
    private static final int CHANGES = Integer.getInteger("sa-audit.changes", 40);

    private static final Snapshot EXAMPLES = examples();

    private static Snapshot examples() {
        try (Stream<Path> found = Files.walk(RULES)) {
            List<String> texts = new ArrayList<>();
            for (Path file :
                    found.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                String mark = file.getParent().getFileName().toString().toLowerCase(java.util.Locale.ROOT)
                        + (file.endsWith("bad.yaml") ? "b" : "g");
                texts.add(apart(Files.readString(file), mark));
            }
            byte[] all = String.join("\n---\n", texts).getBytes(StandardCharsets.UTF_8);
            return SnapshotReader.read(List.of("-"), new ByteArrayInputStream(all), ReadOptions.defaults());
        } catch (IOException | InputPathException e) {
            throw new AssertionError(e);
        }
    }

    /** The example in namespaces of its own. */
    private static String apart(String text, String mark) {
        Set<String> names = new TreeSet<>();
        for (Matcher found = NAMESPACE.matcher(text); found.find(); ) {
            names.add(found.group(1));
        }
        names.removeAll(KEPT);
        String moved = text;
        for (String name : names) {
            moved = moved.replaceAll("(?<![\\w./-])" + name + "(?![\\w./-])", name + "-" + mark);
        }
        return moved;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aChangeIsToldAsIfAllWasLookedAt(boolean strict) {
        long seed = Seeds.of(1)[0];
        Random random = new Random(seed);
        Audit base = Audits.of(EXAMPLES, strict);
        List<KubeObject> objects = new ArrayList<>(Mutations.objects(EXAMPLES.objects()));
        java.util.Collections.shuffle(objects, random);
        int narrowed = 0;
        int tried = 0;
        List<String> faults = new ArrayList<>();
        for (KubeObject object : objects.subList(0, Math.min(CHANGES, objects.size()))) {
            boolean gone = random.nextBoolean();
            Objects after = gone
                    ? Mutations.without(EXAMPLES.objects(), object)
                    : Mutations.changed(EXAMPLES.objects(), object, random);
            Audit head = Audits.of(EXAMPLES.withObjects(after), strict);
            String what = (gone ? "without " : "changed ") + object.key();
            narrowed += WholeAndPart.compare(base, head, what, faults)
                    + WholeAndPart.compare(head, base, "back to " + what, faults);
            tried += 2;
        }
        assertThat(faults)
                .as("%s, strict %s: told otherwise than if all was looked at", Seeds.again(seed), strict)
                .isEmpty();
        assertThat(narrowed)
                .as("changes of %s that have to do with a part alone", tried)
                .isGreaterThan(tried / 3);
    }

    private static final String SHOP = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: web, namespace: shop}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: reads, namespace: shop}
            rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: reads, namespace: shop}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reads}
            subjects: [{kind: ServiceAccount, name: web, namespace: ops}]
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                // what the API server takes for its own is so for the tokens of all pods
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: api, namespace: hosted}
                spec: {containers: [{name: c, image: i, command: [kube-apiserver, --api-audiences=vault]}]}
                """,
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: carts.example.com}
                spec: {group: example.com, scope: Namespaced, names: {plural: carts, kind: Cart}}
                """,
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: aws-auth, namespace: kube-system}
                """,
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: everybody, namespace: shop}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reads}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:authenticated"}]
                """
            })
    void whatMayReachAnyNamespaceIsLookedForEverywhere(String more) {
        Audit base = Audits.of(SHOP);
        Audit head = Audits.of(SHOP, more);
        assertThat(Touched.of(base, head, 0).focus().isAll()).isTrue();
        assertThat(Touched.of(head, base, 0).focus().isAll()).isTrue();
    }

    @Test
    void aChangedRoleTouchesItsNamespaceAndThoseOfItsHolders() {
        Touched touched = Touched.of(Audits.of(SHOP), Audits.of(SHOP.replace("[get]", "[get, list]")), 0);
        assertThat(touched.focus().isAll()).isFalse();
        assertThat(touched.in("shop")).isTrue();
        assertThat(touched.in("ops")).as("of the account that holds it").isTrue();
        assertThat(touched.in("another")).isFalse();
    }

    @Test
    void whereABindingIsGoneTheServersOwnOfItsNameTouches() {
        String own = """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: "system:controller:generic-garbage-collector"}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:controller:generic-garbage-collector"}
                subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
                """;
        Touched touched = Touched.of(Audits.of(SHOP, own), Audits.of(SHOP), 0);
        assertThat(touched.in("shop")).isTrue();
        assertThat(touched.in("kube-system")).as("where its own account is").isTrue();
    }

    @Test
    void ofSmallInputsAllIsLookedAt() {
        Touched touched = Touched.of(Audits.of(SHOP), Audits.of(SHOP.replace("[get]", "[get, list]")));
        assertThat(touched.focus().isAll()).isTrue();
    }
}
