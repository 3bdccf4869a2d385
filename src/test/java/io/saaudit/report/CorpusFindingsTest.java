package io.saaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Snapshot;
import io.saaudit.rule.Finding;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.testing.Audits;
import io.saaudit.testing.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many findings of each rule real projects have: a change of these numbers is a change of what people see. */
class CorpusFindingsTest {
    private static final Path COUNTS = Path.of(System.getProperty("basedir", ""), "testdata", "corpus", "findings.tsv");

    @Test
    void theNumberOfFindingsOfEveryProjectIsAsRecorded() throws IOException, InputPathException {
        StringJoiner actual = new StringJoiner("\n", "", "\n");
        for (Path project : projects(Shared.path("corpus"))) {
            actual.add(project.getFileName() + "\t" + counts(project));
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(COUNTS.getParent());
            Files.writeString(COUNTS, actual.toString());
        }
        assertThat(actual.toString())
                .as("findings by rule and project; read the findings that came or went, then write the numbers down:"
                        + " mvn test -Dtest=CorpusFindingsTest -Dgolden.update=true")
                .isEqualTo(Files.readString(COUNTS));
    }

    private static List<Path> projects(Path corpus) throws IOException {
        try (Stream<Path> all = Files.list(corpus)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static String counts(Path project) throws InputPathException {
        Snapshot snapshot = SnapshotReader.read(
                List.of(project.toString()),
                InputStream.nullInputStream(),
                ReadOptions.defaults().withHidden(true));
        Map<String, Integer> counts = new TreeMap<>();
        List<Finding> findings = Audits.findings(Audits.of(snapshot, false));
        findings.forEach(f -> counts.merge(f.rule(), 1, Integer::sum));
        assertThat(new HashSet<>(findings.stream().map(Finding::fingerprint).toList()))
                .as("fingerprints of %s", project)
                .hasSameSizeAs(findings);
        assertThat(findings)
                .as("findings of %s have a place, evidence and a fix", project)
                .allSatisfy(f -> assertThat(f.places()).isNotEmpty())
                .allSatisfy(f -> assertThat(f.evidence()).isNotEmpty())
                .allSatisfy(f -> assertThat(f.fix().text()).isNotBlank())
                .allSatisfy(f -> assertThat(f.message()).doesNotContain("\n"));
        StringJoiner shown = new StringJoiner(" ");
        counts.forEach((rule, count) -> shown.add(rule + "=" + count));
        return shown.toString();
    }
}
