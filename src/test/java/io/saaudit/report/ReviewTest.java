package io.saaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Severity;
import io.saaudit.model.Snapshot;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.testing.Audits;
import io.saaudit.testing.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody who knows the project thinks of each finding at medium or above in the manifests of well-known ones:
 * testdata/review, a file a project, with the rule, the cause, a verdict and a sentence. A finding that is not there fails.
 */
class ReviewTest {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""), "testdata", "review");
    private static final List<String> VERDICTS = List.of("right, needed", "right, too much", "false");

    static List<Path> reviews() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.sorted().toList();
        }
    }

    @Test
    void twentyProjectsAreReviewed() throws IOException {
        assertThat(reviews()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("reviews")
    void everyFindingAtMediumOrAboveHasAVerdict(Path review) throws IOException, InputPathException {
        List<String> lines = Files.readAllLines(review);
        assertThat(lines.get(0)).startsWith("# files\t");
        assertThat(lines.get(1)).startsWith("# namespace\t");
        List<String> reviewed = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
            String[] fields = line.split("\t");
            assertThat(fields)
                    .as("%s: rule, cause, verdict and a sentence, with tabs between: %s", review, line)
                    .hasSize(4);
            assertThat(fields[2]).as("verdict of: %s", line).isIn(VERDICTS);
            assertThat(fields[3]).as("the sentence of: %s", line).endsWith(".");
            reviewed.add(fields[0] + "\t" + fields[1]);
        }
        assertThat(found(lines.get(0).split("\t")[1].split(" "), lines.get(1).split("\t")[1]))
                .as(
                        "findings at medium or above of %s: look at what came or went, and write a line for it, or take one out",
                        review)
                .containsExactlyInAnyOrderElementsOf(reviewed);
    }

    private static List<String> found(String[] files, String namespace) throws InputPathException {
        List<String> paths = new ArrayList<>();
        for (String file : files) {
            paths.add(Shared.path("corpus/" + file).toString());
        }
        Snapshot snapshot = SnapshotReader.read(
                paths, InputStream.nullInputStream(), ReadOptions.defaults().withDefaultNamespace(namespace));
        return Audits.findings(Audits.of(snapshot, false)).stream()
                .filter(f -> f.severity().compareTo(Severity.MEDIUM) >= 0)
                .map(f -> f.rule() + "\t" + f.cause())
                .toList();
    }
}
