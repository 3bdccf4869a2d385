package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.CsvFile;
import io.saaudit.testing.HtmlPage;
import io.saaudit.testing.Json;
import io.saaudit.testing.Junit;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The formats for other tools hold what those document, and say the same as {@code -o json}. */
class FormatsTest {
    @TempDir
    Path folder;

    static List<String> cases() throws IOException {
        return GoldenTest.cases().stream()
                .filter(name -> name.matches("scan-.*(junit|gitlab|csv|html)"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGoldenOutputIsOfItsForm(String name) throws IOException {
        String out = Files.readString(GoldenTest.ROOT.resolve(name).resolve("expected.txt"));
        switch (name.substring(name.lastIndexOf('-') + 1)) {
            case "junit" -> {
                assertThat(Junit.error(out)).isEmpty();
                assertThat(Junit.cases(out)).isNotEmpty();
            }
            case "gitlab" ->
                assertThat(Schemas.errors("gitlab-code-quality", out)).isEmpty();
            case "csv" -> assertThat(CsvFile.records(out)).allMatch(record -> record.size() == 14);
            default -> assertThat(HtmlPage.rows(out)).isNotNull();
        }
    }

    private static String scan(String... args) {
        return Run.of(Stream.concat(Stream.of("scan", "--no-config"), Stream.of(args))
                        .toArray(String[]::new))
                .out();
    }

    private static List<?> findings(String... args) {
        return Tree.list(
                Json.parse(scan(
                        Stream.concat(Stream.of("-o", "json"), Stream.of(args)).toArray(String[]::new))),
                "findings");
    }

    @Test
    void gitlabHasTheFindingsWithTheirFingerprintsAndItsOwnSeverities() {
        Map<String, String> words =
                Map.of("critical", "blocker", "high", "critical", "medium", "major", "low", "minor", "info", "info");
        List<?> issues = (List<?>) Json.parse(scan("-o", "gitlab", "testdata/quickstart"));
        List<?> findings = findings("testdata/quickstart");
        assertThat(issues).hasSameSizeAs(findings);
        for (int i = 0; i < issues.size(); i++) {
            Object place = Tree.list(findings.get(i), "places").get(0);
            Map<String, ?> issue = Tree.asMap(issues.get(i));
            assertThat(issue.get("fingerprint")).isEqualTo(Tree.string(findings.get(i), "fingerprint"));
            assertThat(issue.get("check_name")).isEqualTo(Tree.string(findings.get(i), "rule"));
            assertThat(issue.get("severity")).isEqualTo(words.get(Tree.string(findings.get(i), "severity")));
            assertThat(Tree.map(issue, "location").get("path")).isEqualTo(Tree.string(place, "file"));
            assertThat(Tree.map(Tree.map(issue, "location"), "lines").get("begin"))
                    .isEqualTo(Tree.asMap(place).get("line"));
        }
    }

    @Test
    void junitFailsWhereTheScanDoes() {
        Map<String, Long> ends = ends("testdata/quickstart");
        assertThat(ends).as("--fail-on high").containsEntry("failure", 10L).containsEntry("skipped", 5L);
        assertThat(ends("--fail-on", "never", "testdata/quickstart"))
                .doesNotContainKey("failure")
                .containsEntry("skipped", 15L);
        assertThat(ends("--fail-on", "info", "testdata/quickstart"))
                .doesNotContainKey("skipped")
                .containsEntry("failure", 15L);
        assertThat(ends("--max", "high=9", "testdata/quickstart")).containsEntry("failure", 1L);
        assertThat(ends("testdata/partial")).as("a gap is an error").containsEntry("error", 1L);
        assertThat(ends("--gaps", "warn", "testdata/partial")).doesNotContainKey("error");
    }

    private static Map<String, Long> ends(String... args) {
        Map<String, Long> ends = new TreeMap<>();
        String[] all = Stream.concat(Stream.of("-o", "junit"), Stream.of(args)).toArray(String[]::new);
        Junit.cases(scan(all)).forEach(c -> ends.merge(c.end(), 1L, Long::sum));
        return ends;
    }

    @Test
    void junitNamesFileAndLineInTheTextThatEveryReaderShows() {
        assertThat(Junit.cases(scan("-o", "junit", "testdata/quickstart")))
                .filteredOn(c -> c.end().equals("failure"))
                .allMatch(c -> c.body().contains("where: testdata/quickstart/")
                        && c.body().contains("fix: "))
                .allMatch(
                        c -> c.name().startsWith(c.suite().substring("sa-audit.".length(), "sa-audit.SA101".length())));
    }

    @Test
    void csvHasTheFindingsInTheirOrder() {
        List<List<String>> records = CsvFile.records(scan("-o", "csv", "testdata/quickstart"));
        List<?> findings = findings("testdata/quickstart");
        assertThat(records.remove(0))
                .as("the header: it may grow at its end, and never otherwise change")
                .startsWith("type", "severity", "rule", "title", "account", "message", "kind", "namespace", "name")
                .endsWith("file", "line", "fix", "fingerprint", "baseline");
        assertThat(records).hasSameSizeAs(findings);
        for (int i = 0; i < records.size(); i++) {
            assertThat(records.get(i).get(12)).isEqualTo(Tree.string(findings.get(i), "fingerprint"));
            assertThat(records.get(i).get(5)).isEqualTo(Tree.string(findings.get(i), "message"));
        }
    }

    @Test
    void csvSaysWhatIsNewAndWhatHasGrown() throws IOException {
        Path base = folder.resolve("base.json");
        Run.of("scan", "--no-config", "--rule", "SA101", "--write-baseline", base.toString(), "testdata/quickstart");
        List<List<String>> records =
                CsvFile.records(scan("-o", "csv", "--baseline", base.toString(), "testdata/quickstart"));
        assertThat(records.subList(1, records.size()))
                .hasSize(13)
                .allMatch(r -> r.get(13).equals("new"));
    }

    @Test
    void htmlHasEveryFindingAndAPageForEveryAccount() {
        String page = scan("-o", "html", "testdata/quickstart");
        List<?> findings = findings("testdata/quickstart");
        List<String> rows = HtmlPage.rows(page);
        assertThat(rows).hasSameSizeAs(findings);
        for (int i = 0; i < rows.size(); i++) {
            String account = Tree.string(findings.get(i), "account");
            assertThat(rows.get(i))
                    .contains(Tree.string(findings.get(i), "fingerprint"), "#" + account + "\"")
                    .contains("#rule-" + Tree.string(findings.get(i), "rule") + "\"");
            assertThat(page).contains("<section class=page id=\"" + account + "\">");
        }
        assertThat(page.split("<section class=page id=\"[^\"]*/", -1))
                .as("the summary says that there are 11 accounts")
                .hasSize(12);
    }

    @Test
    void htmlShowsTheAccountsThatWereAskedForOnly() {
        String page = scan("-o", "html", "-n", "ns-1", "testdata/quickstart");
        assertThat(page).contains("id=\"ns-1/default\"").doesNotContain("id=\"ops/default\"");
    }
}
