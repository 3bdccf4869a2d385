package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.CsvFile;
import io.saaudit.testing.HostileNames;
import io.saaudit.testing.HtmlPage;
import io.saaudit.testing.Json;
import io.saaudit.testing.Junit;
import io.saaudit.testing.Seeds;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names are data, in every format: none of them ends a line, starts one, or is taken for markup or for a command. */
class HostileNamesTest {
    @TempDir
    Path folder;

    @Test
    void noNameLeavesItsPlace() throws IOException {
        for (long seed : Seeds.of(15)) {
            Random random = new Random(seed);
            Set<String> names = new TreeSet<>();
            String file = HostileNames.manifests(folder, random, seed, names).toString();
            int findings = 0;
            for (String format :
                    List.of("json", "table", "wide", "sarif", "github", "markdown", "junit", "gitlab", "csv", "html")) {
                Run run = Run.of("scan", "--no-config", "-v", "-o", format, file);
                String what = Seeds.again(seed) + ", " + format + ":\n" + run.out() + run.err();
                assertThat(run.status()).as(what).isEqualTo(1);
                harmless(run.err(), what);
                String out = run.out();
                harmless(
                        switch (format) {
                            case "github" -> out.replaceAll("(?m)^::", "");
                            case "csv" -> out.replace("\r\n", "\n");
                            default -> out;
                        },
                        what);
                switch (format) {
                    case "json" -> findings = json(run.out(), names, what);
                    case "sarif" -> sarif(run.out(), findings, what);
                    case "github" -> github(run.out(), findings, what);
                    case "markdown" -> markdown(run.out(), findings, what);
                    case "junit" -> junit(run.out(), findings, what);
                    case "gitlab" -> gitlab(run.out(), findings, what);
                    case "csv" -> csv(run.out(), findings, what);
                    case "html" -> assertThat(HtmlPage.rows(out)).as(what).hasSize(findings);
                    default -> assertThat(run.out()).as(what).contains(findings + " findings (");
                }
            }
            for (String format : List.of("json", "table", "wide")) {
                Run who = Run.of("who-can", "get", "secrets", "-o", format, "-f", file);
                harmless(who.out() + who.err(), Seeds.again(seed) + ", who-can");
                Run permissions = Run.of("permissions", "--all", "-o", format, "-f", file);
                harmless(permissions.out() + permissions.err(), Seeds.again(seed) + ", permissions");
            }
        }
    }

    private static void harmless(String output, String what) {
        for (String line : output.split("\n", -1)) {
            line.codePoints()
                    .forEach(c -> assertThat(Character.getType(c))
                            .as("character %x of %s", c, what)
                            .isNotIn(
                                    (int) Character.CONTROL,
                                    (int) Character.FORMAT,
                                    (int) Character.LINE_SEPARATOR,
                                    (int) Character.PARAGRAPH_SEPARATOR,
                                    (int) Character.SURROGATE));
            assertThat(line.strip())
                    .as(what)
                    .doesNotStartWith("::")
                    .doesNotStartWith("##[")
                    .doesNotStartWith("##vso");
        }
    }

    private static int json(String out, Set<String> names, String what) {
        assertThat(Schemas.errors(out)).as(what).isEmpty();
        Set<String> causes = new TreeSet<>();
        List<?> findings = Tree.list(Json.parse(out), "findings");
        for (Object finding : findings) {
            causes.add(Tree.string(Tree.map(finding, "cause"), "name"));
        }
        assertThat(causes).as("names as they are, to the character: %s", what).containsAll(names);
        return findings.size();
    }

    private static void sarif(String out, int findings, String what) {
        Object run = Tree.list(Json.parse(out), "runs").get(0);
        List<?> results = Tree.list(run, "results");
        assertThat(results).as(what).hasSize(findings);
        for (Object result : results) {
            List<Object> located = new ArrayList<>(Tree.list(result, "locations"));
            located.addAll(Tree.list(result, "relatedLocations"));
            text(Tree.string(Tree.map(result, "message"), "text"), what);
            for (Object location : located) {
                Object physical = Tree.map(location, "physicalLocation");
                String uri = Tree.string(Tree.map(physical, "artifactLocation"), "uri");
                assertThat(URI.create(uri).getPath()).as(what).endsWith(".yaml");
                text(Tree.string(Tree.map(location, "message"), "text"), what);
                Object region = Tree.map(physical, "region");
                assertThat(number(region, "endColumn")).as(what).isGreaterThan(number(region, "startColumn"));
            }
        }
    }

    private static int number(Object region, String field) {
        return ((Number) Tree.asMap(region).get(field)).intValue();
    }

    /** A message whose names make neither a link nor a placeholder (SARIF 2.1.0, 3.11). */
    private static void text(String text, String what) {
        assertThat(Pattern.compile("(?<!\\\\)\\[").matcher(text).find())
                .as("%s in %s", text, what)
                .isFalse();
        assertThat(text.replace("{{", "").replace("}}", "")).as(what).doesNotContain("{", "}");
    }

    private static void github(String out, int findings, String what) {
        List<String> lines = out.lines().toList();
        assertThat(lines).as(what).hasSize(findings);
        Pattern form =
                Pattern.compile("::(error|warning|notice) file=[^,:]*,line=\\d+,endLine=\\d+,col=\\d+,endColumn=\\d+,"
                        + "title=SA\\d+ \\w+::.*");
        assertThat(lines).as(what).allMatch(line -> form.matcher(line).matches());
    }

    private static void markdown(String out, int findings, String what) {
        int rows = 0;
        String fence = "";
        for (String line : out.lines().toList()) {
            if (fence.isEmpty() && line.startsWith("```")) {
                fence = line.replace("yaml", "").replace("sh", "");
            } else if (line.equals(fence)) {
                fence = "";
            } else if (fence.isEmpty()) {
                String own = line.replace("<!-- sa-audit -->", "").replaceAll("</?(details|summary)>", "");
                assertThat(own).as(what).doesNotContain("<", ">", "`", "@", "](", "://", "www.");
                if (line.startsWith("| ") && !line.startsWith("| severity")) {
                    rows++;
                    assertThat(line.chars().filter(c -> c == '|').count())
                            .as(what)
                            .isEqualTo(6);
                }
            }
        }
        assertThat(rows).as(what).isEqualTo(findings);
        assertThat(fence).as("a block of code that does not end: %s", what).isEmpty();
    }

    private static void junit(String out, int findings, String what) {
        assertThat(Junit.error(out)).as(what).isEmpty();
        assertThat(Junit.cases(out))
                .as(what)
                .filteredOn(c -> !c.end().isEmpty())
                .hasSize(findings);
    }

    private static void gitlab(String out, int findings, String what) {
        assertThat(Schemas.errors("gitlab-code-quality", out)).as(what).isEmpty();
        Set<String> prints = new TreeSet<>();
        for (Object issue : (List<?>) Json.parse(out)) {
            prints.add(Tree.string(issue, "fingerprint"));
        }
        assertThat(prints)
                .as("of two with one fingerprint only the first is shown: %s", what)
                .hasSize(findings);
    }

    private static void csv(String out, int findings, String what) {
        List<List<String>> records = CsvFile.records(out);
        assertThat(records)
                .as(what)
                .hasSize(findings + 1)
                .allMatch(r -> r.size() == records.get(0).size());
        Pattern formula = Pattern.compile("(^|[;|])[ \"]*[=+@\uff1d\uff0b\uff0d\uff20-]");
        for (List<String> record : records) {
            assertThat(record)
                    .as(what)
                    .noneMatch(field -> formula.matcher(field).find());
        }
    }
}
