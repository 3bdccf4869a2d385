package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Json;
import io.saaudit.testing.Seeds;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A baseline is about what is so, not where it stands: it survives edits that change nothing, and no growth gets past it. */
class BaselineTest {
    @TempDir
    Path folder;

    private Path baseline() {
        return folder.resolve("baseline.json");
    }

    private Run scan(Path manifests, String... more) {
        List<String> args = new ArrayList<>(List.of("scan", "--no-config", "--fail-on", "info", manifests.toString()));
        args.addAll(List.of(more));
        return Run.of(args.toArray(String[]::new));
    }

    @Test
    void whatWasJustWrittenFailsNothingAndIsWrittenTheSameAgain() throws IOException {
        Path quickstart = Path.of("testdata/quickstart");
        Run writing = scan(quickstart, "--write-baseline", baseline().toString());
        assertThat(writing.status())
                .as("accepted with the writing: %s", writing.err())
                .isZero();
        assertThat(writing.out()).containsPattern("\\d\\d findings \\(");
        String written = Files.readString(baseline());
        assertThat(Schemas.errors(written)).isEmpty();
        Run reading = scan(
                quickstart,
                "--baseline",
                baseline().toString(),
                "--write-baseline",
                baseline().toString());
        assertThat(reading.status()).isZero();
        assertThat(reading.out()).contains("No findings in ").containsPattern("\\d\\d findings are known");
        assertThat(Files.readString(baseline())).isEqualTo(written);
    }

    @Test
    void whatIsGoneIsSaidUnlessItsRuleWasNotRun() {
        scan(Path.of("testdata/quickstart"), "--write-baseline", baseline().toString());
        Path less = Path.of("testdata/quickstart/rbac.yaml");
        assertThat(scan(less, "--baseline", baseline().toString()).err())
                .contains("9 findings of the baseline no longer found");
        assertThat(scan(less, "--baseline", baseline().toString(), "--rule", "SA101")
                        .err())
                .doesNotContain("no longer found");
    }

    @Test
    void whatOnlyAConfigurationOrAnOptionLooksForIsNotSaidToBeGone() {
        String own = "testdata/own/";
        Run writing = Run.of(
                "scan",
                own + "bad.yaml",
                "--config",
                own + "sa-audit.yaml",
                "--write-baseline",
                baseline().toString());
        assertThat(writing.status()).as(writing.err()).isZero();
        Run without = scan(Path.of(own, "bad.yaml"), "--baseline", baseline().toString());
        assertThat(without.err())
                .as("what --no-config did not ask for")
                .contains("7 findings of the baseline not looked for: app-changes-only-its-config, ")
                .contains(" were not run")
                .doesNotContain("no longer found");
        Run good = scan(Path.of(own, "good.yaml"), "--baseline", baseline().toString());
        assertThat(good.err())
                .as("both at once")
                .contains("7 findings of the baseline not looked for")
                .containsPattern("\\d+ findings? of the baseline no longer found");
        Run with = Run.of(
                "scan",
                own + "good.yaml",
                "--config",
                own + "sa-audit.yaml",
                "--baseline",
                baseline().toString());
        assertThat(with.err()).contains("no longer found").doesNotContain("not looked for");
    }

    @Test
    void gapsFailEvenWhileABaselineIsWritten() {
        assertThat(scan(
                                Path.of("testdata/partial"),
                                "--write-baseline",
                                baseline().toString())
                        .status())
                .isEqualTo(ExitStatus.INCOMPLETE.code());
    }

    @Test
    void fingerprintsSurviveEditsThatChangeNothingAndGrowthIsCaught() throws IOException {
        for (long seed : Seeds.of(12)) {
            Random random = new Random(seed);
            List<Doc> documents = documents(random);
            Path before = write("before-" + seed, documents, random, false);
            assertThat(scan(before, "--write-baseline", baseline().toString()).status())
                    .as(Seeds.again(seed))
                    .isZero();
            TreeSet<String> fingerprints = fingerprints(scan(before, "-o", "json"));
            assertThat(fingerprints).as(Seeds.again(seed)).hasSizeGreaterThan(2);

            Collections.shuffle(documents, random);
            Path same = write("same-" + seed, documents, random, true);
            assertThat(fingerprints(scan(same, "-o", "json")))
                    .as(Seeds.again(seed))
                    .isEqualTo(fingerprints);
            Run run = scan(same, "--baseline", baseline().toString());
            assertThat(run.status()).as("%s: %s", Seeds.again(seed), run.out()).isZero();

            for (int edit = 0; edit < 4; edit++) {
                List<Doc> more = new ArrayList<>(documents);
                String what = grow(edit, more, random);
                Run grown = scan(
                        write("grown-" + edit + seed, more, random, true),
                        "--baseline",
                        baseline().toString());
                assertThat(grown.status())
                        .as("%s: %s must be caught\n%s", Seeds.again(seed), what, grown.out())
                        .isEqualTo(1);
            }
        }
    }

    private static TreeSet<String> fingerprints(Run run) {
        TreeSet<String> all = new TreeSet<>();
        for (Object finding : Tree.list(Json.parse(run.out()), "findings")) {
            all.add(Tree.string(finding, "fingerprint"));
        }
        return all;
    }

    /** A binding of default accounts to a role of its own, in the parts that edits change. */
    private record Doc(String name, List<String> verbs, List<String> resources, List<String> subjects) {
        String text(Random random, boolean shuffled) {
            List<String> v = new ArrayList<>(verbs);
            List<String> r = new ArrayList<>(resources);
            List<String> s = new ArrayList<>(subjects);
            if (shuffled) {
                Collections.shuffle(v, random);
                Collections.shuffle(r, random);
                Collections.shuffle(s, random);
            }
            StringBuilder text = new StringBuilder("# moves\n".repeat(shuffled ? random.nextInt(4) : 0));
            text.append("apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {namespace: team, name: ")
                    .append(name)
                    .append("}\nrules:\n- apiGroups: ['']\n  verbs: ")
                    .append(v)
                    .append("\n".repeat(shuffled ? 1 + random.nextInt(3) : 1))
                    .append("  resources: ")
                    .append(r)
                    .append(
                            "\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {namespace: team, name: ")
                    .append(name)
                    .append("}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: ")
                    .append(name)
                    .append("}\nsubjects:\n");
            for (String namespace : s) {
                text.append("- {kind: ServiceAccount, name: default, namespace: ")
                        .append(namespace)
                        .append("}\n");
            }
            return text.toString();
        }
    }

    private static List<Doc> documents(Random random) {
        List<Doc> documents = new ArrayList<>();
        for (int i = 0; i < 3 + random.nextInt(4); i++) {
            documents.add(new Doc(
                    "r" + i,
                    some(random, "get", "list", "watch", "create"),
                    some(random, "pods", "secrets", "configmaps"),
                    some(random, "a", "b", "c")));
        }
        return documents;
    }

    private static List<String> some(Random random, String... from) {
        List<String> all = new ArrayList<>(List.of(from));
        Collections.shuffle(all, random);
        return List.copyOf(all.subList(0, 1 + random.nextInt(from.length - 1)));
    }

    /** One thing more. */
    private static String grow(int edit, List<Doc> documents, Random random) {
        int at = random.nextInt(documents.size());
        Doc doc = documents.get(at);
        Doc grown = switch (edit) {
            case 0 ->
                new Doc(
                        doc.name,
                        plus(doc.verbs, random.nextBoolean() ? "delete" : "\"*\""),
                        doc.resources,
                        doc.subjects);
            case 1 -> new Doc(doc.name, doc.verbs, plus(doc.resources, "services"), doc.subjects);
            case 2 -> new Doc(doc.name, doc.verbs, doc.resources, plus(doc.subjects, "new"));
            default -> new Doc("another", doc.verbs, doc.resources, doc.subjects);
        };
        if (edit > 2) {
            documents.add(at, grown);
        } else {
            documents.set(at, grown);
        }
        return doc + " to " + grown;
    }

    private static List<String> plus(List<String> list, String more) {
        List<String> all = new ArrayList<>(list);
        all.add(more);
        return all;
    }

    /** Into one file, or spread over several of other names. */
    private Path write(String name, List<Doc> documents, Random random, boolean spread) throws IOException {
        Path target = Files.createDirectory(folder.resolve(name));
        List<StringBuilder> files = new ArrayList<>();
        for (int i = 0; i < (spread ? 1 + random.nextInt(3) : 1); i++) {
            files.add(new StringBuilder());
        }
        for (Doc doc : documents) {
            files.get(random.nextInt(files.size())).append("---\n").append(doc.text(random, spread));
        }
        for (int i = 0; i < files.size(); i++) {
            Files.writeString(
                    target.resolve((spread ? "f" + random.nextInt(100) + "-" : "") + i + ".yaml"), files.get(i));
        }
        return target;
    }
}
