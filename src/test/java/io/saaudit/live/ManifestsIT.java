package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Json;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The project's own manifests are what they say: accepted by a server, or refused for the reason that we give. */
@Live
class ManifestsIT {
    private static final String SPARE = "refusals";

    /** What the reader checks: of other kinds it says nothing. */
    private static final Set<String> CHECKED =
            Set.of("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ServiceAccount", "Secret");

    /** Bad samples of rules about what a server refuses, with the reason that it must give. */
    private static final Map<String, String> TO_BE_REFUSED = Map.of(
            "SA411/bad.yaml", "subjects[0].namespace: Required value",
            "SA509/bad.yaml", "the server could not find the requested resource",
            "SA704/bad.yaml", ".automountServiceAccountToken: expected boolean, got &{false}");

    /** The samples of the documentation and of every rule. */
    static Stream<Path> samples() throws IOException {
        try (Stream<Path> rules = Files.walk(Manifests.testdata("rules"))) {
            List<Path> samples =
                    new ArrayList<>(rules.filter(Files::isRegularFile).sorted().toList());
            samples.add(0, Manifests.testdata("quickstart"));
            samples.add(1, Manifests.testdata("asking"));
            assertThat(samples)
                    .as("testdata/quickstart, testdata/asking, testdata/rules/*/{bad,good}.yaml")
                    .hasSizeGreaterThan(10);
            return samples.stream();
        }
    }

    /** Really made, so that a pod finds its account; with unknown fields an error. */
    @ParameterizedTest
    @MethodSource("samples")
    void theServerAcceptsASample(Path sample, Server server) {
        List<Object> documents = Manifests.read(sample);
        List<String> refused = new ArrayList<>();
        Manifests.ensureNamespaces(server, documents);
        for (Object document : documents) {
            Server.Reply reply = server.apply(Manifests.unstored(document));
            if (!reply.ok()) {
                refused.add(Manifests.shown(document) + ": " + reply.message());
            }
        }
        for (Object document : documents) {
            if (!Tree.string(document, "kind").equals("Namespace")) {
                server.delete(Server.path(document));
            }
        }
        assertThat(documents).as("documents of %s", sample).isNotEmpty();
        String reason = TO_BE_REFUSED.get(sample.getParent().getFileName() + "/" + sample.getFileName());
        if (reason != null) {
            assertThat(refused)
                    .as("what the server says of %s, whose rule is about what it refuses", sample)
                    .singleElement()
                    .asString()
                    .endsWith(reason);
            return;
        }
        assertThat(refused)
                .as("documents of %s that the server refuses; correct the sample, people apply it", sample)
                .isEmpty();
    }

    /** Everything in testdata that the reader notes as refused is refused, and for these reasons and no other. */
    @Test
    void theServerRefusesWhatWeSayItRefuses(Server server) throws IOException {
        prepare(server);
        List<String> wrong = new ArrayList<>();
        int refused = 0;
        for (Path file : files()) {
            if (!Manifests.refusals(Files.readString(file)).isEmpty()) {
                for (Object document : Manifests.read(file)) {
                    if (!CHECKED.contains(Tree.string(document, "kind"))) {
                        continue;
                    }
                    String difference = difference(document, server);
                    refused += Manifests.refusals(Json.text(document)).isEmpty() ? 0 : 1;
                    if (!difference.isEmpty()) {
                        wrong.add(file + ", " + difference);
                    }
                }
            }
        }
        assertThat(wrong)
                .as("the server's reasons against ours; see Refusals and pkg/apis/rbac/validation")
                .isEmpty();
        assertThat(refused).as("documents in testdata that are refused").isPositive();
    }

    /** The manifests of the 192 decision cases, most of which are accepted. */
    @Test
    void theServerRefusesTheSameManifestsOfDecisionCases(Server server) throws IOException {
        prepare(server);
        List<String> wrong = new ArrayList<>();
        int refused = 0;
        for (Object c : cases()) {
            for (Object manifest : Tree.list(c, "manifests")) {
                refused += Manifests.refusals(Json.text(manifest)).isEmpty() ? 0 : 1;
                String difference = difference(manifest, server);
                if (!difference.isEmpty()) {
                    wrong.add(Tree.string(c, "id") + ", " + difference);
                }
            }
        }
        assertThat(wrong)
                .as("the server's reasons against ours; see Refusals and pkg/apis/rbac/validation")
                .isEmpty();
        assertThat(refused).as("refused manifests").isGreaterThan(10);
    }

    private static void prepare(Server server) {
        Object namespace = Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", SPARE));
        Manifests.ensureNamespaces(server, List.of(namespace));
    }

    /**
     * Compares the fields that the server names with those that our notes mean. An object in a namespace that cannot be
     * is tried in another one: the server looks for the namespace first and goes no further.
     *
     * @return empty when they agree
     */
    private static String difference(Object object, Server server) {
        TreeSet<String> ours = new TreeSet<>();
        boolean namespace = false;
        for (String note : Manifests.refusals(Json.text(object))) {
            String reason = note.substring(note.indexOf(" would be refused by the API server: ") + 37);
            if (reason.startsWith("its namespace must be")) {
                namespace = true;
            } else {
                ours.add(field(reason));
            }
        }
        if (namespace) {
            Object itself = Map.of(
                    "apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", Manifests.namespace(object)));
            List<String> causes = server.dryRun(itself).causes();
            if (server.dryRun(object).ok() || !causes.contains("metadata.name")) {
                return Manifests.shown(object) + ": its namespace is refused by us and by the server for " + causes;
            }
        }
        boolean namespaced = !Manifests.namespace(object).isEmpty();
        Server.Reply reply = server.dryRun(namespaced ? Manifests.inNamespace(object, SPARE) : object);
        boolean accepted = reply.ok() || reply.status() == 409; // one of its name is there: it has been validated
        TreeSet<String> theirs = new TreeSet<>(accepted ? List.of() : reply.causes());
        return ours.equals(theirs) && accepted == ours.isEmpty()
                ? ""
                : Manifests.shown(object) + ": we name " + ours + ", the server " + theirs + ": " + reply.message();
    }

    /** The field that the server names for a reason of ours. */
    private static String field(String reason) {
        int number = 0;
        for (String word : reason.split(" ")) {
            if (number == 0 && !word.isEmpty() && word.chars().allMatch(Character::isDigit)) {
                number = Integer.parseInt(word);
            }
        }
        String at = "[" + (number - 1) + "].";
        if (reason.startsWith("rule ")) {
            return "rules" + at + first(reason, "nonResourceURLs", "verbs", "apiGroups", "resources");
        }
        if (reason.startsWith("subject ")) {
            return "subjects" + at
                    + (reason.contains("of kind ")
                            ? "kind"
                            : reason.contains("needs a namespace")
                                    ? "namespace"
                                    : reason.contains("apiGroup") ? "apiGroup" : "name");
        }
        if (reason.startsWith("roleRef.")) {
            return reason.substring(0, reason.indexOf(' '));
        }
        if (reason.contains("aggregationRule")) {
            return "aggregationRule.clusterRoleSelectors";
        }
        return reason.contains("annotation") ? "metadata.annotations" : "metadata.name";
    }

    private static String first(String text, String... words) {
        for (String word : words) {
            if (text.contains(word)) {
                return word;
            }
        }
        throw new AssertionError("a reason that this test does not know, teach it: " + text);
    }

    /** The manifests of testdata without bad-input, where most are no manifests and some are not even text. */
    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(Manifests.testdata(""))) {
            return all.filter(f -> f.toString().endsWith(".yaml"))
                    .filter(f -> !f.toString().contains("bad-input"))
                    .sorted()
                    .toList();
        }
    }

    private static List<?> cases() throws IOException {
        try (InputStream in = ManifestsIT.class.getResourceAsStream("/decisions/decision-cases.yaml")) {
            Object cases = new Yaml().load(in);
            return Tree.list(cases, "cases");
        }
    }
}
