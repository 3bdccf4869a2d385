package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.ApiResource;
import io.saaudit.model.Cluster;
import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Origin;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Source;
import io.saaudit.render.ReportJson;
import io.saaudit.testing.Audits;
import io.saaudit.testing.Jwts;
import io.saaudit.testing.Shared;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written of a cluster is what is read back, and nothing secret is in it. */
class SnapshotFileTest {
    private static final String NAME = "cluster test";

    private static final Cluster CLUSTER = new Cluster(
            "test",
            "https://127.0.0.1:6443",
            "v1.36.3",
            "jane",
            Instant.parse("2026-11-20T12:00:00Z"),
            List.of(new ApiResource(
                    "apps",
                    "deployments",
                    "Deployment",
                    "deployment",
                    List.of("deploy"),
                    true,
                    Set.of("get", "list"),
                    Set.of("scale", "status"))),
            List.of("Secret"));

    @TempDir
    private Path folder;

    @Test
    void everythingInTheProjectsOwnSamplesComesBackAsItWas() throws IOException {
        try (Stream<Path> samples = Files.list(Path.of("testdata"))) {
            for (Path sample : samples.sorted().toList()) {
                comesBack(Reading.paths(ReadOptions.defaults(), sample));
            }
        }
    }

    @Test
    void everythingInTheCorpusComesBackAsItWas() {
        comesBack(Reading.paths(ReadOptions.defaults().withHidden(true), Shared.path("corpus")));
    }

    /** Writes what was read as if a server had listed it, reads it again, and compares all that can be said of it. */
    private void comesBack(Snapshot read) {
        Snapshot listed = asListed(read);
        Snapshot again = Reading.paths(ReadOptions.defaults(), written(listed));

        assertThat(Dump.content(again)).isEqualTo(Dump.content(listed));
        assertThat(again.gaps()).isEqualTo(listed.gaps());
        assertThat(again.notes()).isEqualTo(listed.notes());
        assertThat(again.counts()).isEqualTo(listed.counts());
        assertThat(again.cluster()).isEqualTo(CLUSTER);
        assertThat(report(again)).isEqualTo(report(listed));
    }

    private static Snapshot asListed(Snapshot read) {
        List<Gap> gaps = read.gaps().stream()
                .map(g -> new Gap(
                        g.kind(),
                        g.what(),
                        g.hint(),
                        Origin.of(NAME),
                        g.touchesKind(),
                        g.touchesNamespace(),
                        List.of("x", "y")))
                .sorted(ByPlace.GAPS)
                .toList();
        List<Note> notes = read.notes().stream()
                .map(n -> new Note(n.kind(), n.what(), Origin.of(NAME)))
                .toList();
        List<Source> sources = Collections.nCopies(read.sources().size(), Source.of(NAME));
        return new Snapshot(read.objects(), sources, gaps, notes, read.counts(), CLUSTER);
    }

    private static String report(Snapshot snapshot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            new ReportJson(snapshot).render(Audits.report(Audits.of(snapshot, false)), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Path written(Snapshot snapshot) {
        Path file = folder.resolve("snapshot.json.gz");
        try {
            SnapshotFile.write(snapshot, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private String text(Snapshot snapshot) {
        try {
            SnapshotFile.write(asListed(snapshot), folder.resolve("s.json"));
            return Files.readString(folder.resolve("s.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noValueOfASecretOrVariableAndNoTokenIsInTheFile() {
        String token = Jwts.legacy("a", "b");
        String text = text(Reading.text("""
                        {"apiVersion":"v1","kind":"List","items":[
                        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"s","namespace":"a",
                         "managedFields":[{"manager":"MANAGER"}],
                         "annotations":{"kubernetes.io/service-account.name":"b","note":"see TOKEN now",
                          "kubectl.kubernetes.io/last-applied-configuration":"LASTAPPLIED"}},
                         "type":"kubernetes.io/service-account-token","data":{"token":"ENCODED","other":"T1RIRVI="}},
                        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","namespace":"a"},
                         "data":{"plain":"PLAINVALUE","kept":"TOKEN"}},
                        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"a"},
                         "spec":{"containers":[{"name":"x","command":["COMMANDWORD"],
                          "env":[{"name":"A","value":"VARIABLEVALUE"},{"name":"B","value":"TOKEN"},
                           {"name":"C","valueFrom":{"secretKeyRef":{"name":"s","key":"token"}}}]}]}}]}
                        """.replace("TOKEN", token).replace("ENCODED", Jwts.encoded(token))));

        assertThat(text)
                .doesNotContain("MANAGER", "LASTAPPLIED", "T1RIRVI", "PLAINVALUE", "COMMANDWORD", "VARIABLEVALUE")
                .doesNotContain("eyJ", "ZXlK", token.substring(token.lastIndexOf('.') + 1))
                .contains("\"subject\":\"system:serviceaccount:a:b\"")
                .contains("{\"name\":\"C\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"s\",\"key\":\"token\"}}}");
    }

    @Test
    void theFileIsItsOwnersAloneAndNothingElseIsLeftInItsFolder() throws IOException {
        Path file = written(asListed(Reading.text("{}")));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void aSnapshotIsReadAloneOrNotAtAll() throws IOException {
        Path file = written(asListed(Reading.text(
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"of-the-cluster\"}}")));
        Path other =
                Reading.write(folder.resolve("other.yaml"), "apiVersion: v1\nkind: Node\nmetadata: {name: node-1}\n");

        for (Snapshot both : List.of(
                Reading.paths(ReadOptions.defaults(), file, other), Reading.paths(ReadOptions.defaults(), folder))) {
            assertThat(both.fromServer()).isFalse();
            assertThat(both.objects().namespaces()).isEmpty();
            assertThat(both.objects().nodes()).hasSize(1);
            assertThat(Reading.gaps(both))
                    .singleElement()
                    .asString()
                    .contains("a snapshot of a cluster, which is not read together with anything else");
        }
        Files.delete(other);
        assertThat(Reading.paths(ReadOptions.defaults(), folder).gaps())
                .as("a snapshot that merely lies in a folder")
                .hasSize(1);
    }

    @Test
    void aSnapshotThatBreaksOffIsThatOfItsClusterWithAGap() {
        String text = text(Reading.text("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":["
                + "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"a\"}},"
                + "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"b\"}}]}"));
        Snapshot cut = Reading.text(text.substring(0, text.indexOf("\"b\"")));

        assertThat(cut.fromServer()).isTrue();
        assertThat(cut.objects().namespaces()).hasSize(1);
        assertThat(Reading.gaps(cut)).singleElement().asString().contains("the JSON ends too early");
    }

    @Test
    void aHeaderThatIsNotUnderstoodMakesAGapOfAllItsItems() {
        String text =
                text(Reading.text("{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"a\"}}"));
        for (String broken : List.of(
                text.replace("\"format\":1", "\"format\":2"),
                text.replace("\"format\":1,", ""),
                text.replace("2026-11-20T", "yesterday"))) {
            Snapshot snapshot = Reading.text(broken);

            assertThat(snapshot.objects().size()).isZero();
            assertThat(snapshot.gaps())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.what()).startsWith("a snapshot "));
        }
    }

    @Test
    void factsInAManifestMeanNothing() {
        Snapshot snapshot = Reading.text("{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"a\"},"
                + "\"sa-audit-facts\":{\"hasToken\":true,\"keys\":[\"token\"]}}");

        assertThat(snapshot.objects().secrets().get(0).hasToken()).isFalse();
    }
}
