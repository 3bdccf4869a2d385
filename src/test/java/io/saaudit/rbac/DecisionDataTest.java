package io.saaudit.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Identity;
import io.saaudit.model.Note;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.Snapshot;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.testing.Json;
import io.saaudit.testing.Kube;
import io.saaudit.testing.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The decisions of the real authorizer, coverage check and aggregation controller of Kubernetes 1.36.3. */
class DecisionDataTest {
    private static final Map<String, Object> CASES = cases();

    private static Map<String, Object> cases() {
        try (InputStream in = DecisionDataTest.class.getResourceAsStream("/decisions/decision-cases.yaml")) {
            return new Yaml().load(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void all192CasesAreDecidedAsTheApiServerDoes() {
        List<String> wrong = new ArrayList<>();
        List<?> cases = Tree.list(CASES, "cases");
        for (Object c : cases) {
            RbacState state = state(c);
            Identity who =
                    new Identity(Tree.string(Tree.map(c, "user"), "name"), Tree.strings(Tree.map(c, "user"), "groups"));
            Request request = request(Tree.map(c, "request"));
            boolean expected = Tree.flag(c, "allowed");
            boolean indexed = new Authorizer(state).allows(who, request);
            boolean granted = !new Authorizer(state).grants(who, request).isEmpty();
            boolean naive = new NaiveAuthorizer(List.copyOf(state.roles()), state.bindings()).allows(who, request);
            if (indexed != expected || granted != expected || naive != expected) {
                wrong.add(Tree.string(c, "id") + ": the API server says " + expected + ", Authorizer " + indexed
                        + ", its grants " + granted + ", the reference " + naive);
            }
        }
        assertThat(cases).hasSize(192);
        assertThat(wrong).isEmpty();
    }

    @Test
    void manifestsThatTheApiServerRefusesAreNamed() throws InputPathException {
        List<String> wrong = new ArrayList<>();
        for (Object c : Tree.list(CASES, "cases")) {
            String text = new Yaml().dumpAll(Tree.list(c, "manifests").iterator());
            Snapshot snapshot = SnapshotReader.read(
                    List.of("-"),
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                    ReadOptions.defaults().withThreads(1));
            List<Note> refusals = snapshot.notes().stream()
                    .filter(n -> n.kind() == Note.Kind.REFUSED_BY_SERVER)
                    .toList();
            assertThat(snapshot.gaps()).as(Tree.string(c, "id")).isEmpty();
            if (refusals.isEmpty() != Tree.flag(c, "manifestsValid")) {
                wrong.add(Tree.string(c, "id") + ": the API server takes them: " + Tree.flag(c, "manifestsValid")
                        + ", we say " + refusals);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void all29CoverageCasesLeaveTheSameAtomsUncovered() {
        List<?> cases = Tree.list(CASES, "covers");
        for (Object c : cases) {
            List<PolicyRule> uncovered =
                    Covers.uncovered(Kube.rules(Tree.list(c, "owner")), Kube.rules(Tree.list(c, "servant")));
            assertThat(uncovered)
                    .as("%s: %s", Tree.string(c, "id"), Tree.string(c, "reason"))
                    .isEqualTo(Kube.rules(Tree.list(c, "uncovered")));
            assertThat(uncovered.isEmpty()).as(Tree.string(c, "id")).isEqualTo(Tree.flag(c, "covered"));
        }
        assertThat(cases).hasSize(29);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void all2500AnswersOfARandomClusterAgree(int cluster) {
        List<?> items = Tree.list(
                Json.resource("/decisions/" + cluster + ".cluster.json.gz").get(0), "items");
        RbacState state = RbacState.of(Kube.roles(items), Kube.bindings(items), List.of(), List.of());
        Authorizer authorizer = new Authorizer(state);
        NaiveAuthorizer naive = new NaiveAuthorizer(List.copyOf(state.roles()), state.bindings());
        List<Object> queries = Json.resource("/decisions/" + cluster + ".queries.jsonl.gz");
        for (Object query : queries) {
            Identity who = new Identity(Tree.string(query, "user"), Tree.strings(query, "groups"));
            Request request = request(Tree.asMap(query));
            boolean expected = Tree.flag(query, "allowed");
            assertThat(authorizer.allows(who, request))
                    .as("Authorizer on %s", query)
                    .isEqualTo(expected);
            assertThat(naive.allows(who, request))
                    .as("the reference on %s", query)
                    .isEqualTo(expected);
        }
        assertThat(queries).hasSize(2500);
    }

    private static RbacState state(Object c) {
        List<?> manifests = Tree.list(c, "manifests");
        List<Role> roles = Kube.roles(manifests);
        Set<String> removed = Set.copyOf(Tree.strings(c, "removeThenReaggregate"));
        if (!removed.isEmpty()) {
            // What the controller wrote into a role is its stored rules when it runs again.
            roles = RbacState.of(roles, List.of(), List.of(), List.of()).roles().stream()
                    .filter(r -> !removed.contains(r.name()))
                    .toList();
        }
        return RbacState.of(roles, Kube.bindings(manifests), List.of(), List.of());
    }

    private static Request request(Map<String, Object> r) {
        boolean url = r.containsKey("resourceRequest") ? !Tree.flag(r, "resourceRequest") : r.containsKey("path");
        return url
                ? Request.path(Tree.string(r, "verb"), Tree.string(r, "path"))
                : Request.of(
                        Tree.string(r, "verb"),
                        Tree.string(r, "apiGroup"),
                        Tree.string(r, "resource"),
                        Tree.string(r, "subresource"),
                        Tree.string(r, "namespace"),
                        Tree.string(r, "name"));
    }
}
