package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.CsvFile;
import io.saaudit.testing.HtmlPage;
import io.saaudit.testing.Json;
import io.saaudit.testing.Junit;
import io.saaudit.testing.Seeds;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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
    private static final String[] PIECES = {
        "<script>alert(1)</script>",
        "](javascript:alert(1))[x",
        "\u001b[31m",
        "\n::error file=x::forged",
        "\r\n::set-output name=x::y",
        "::warning::",
        "::add-mask::a",
        "\u202egnp.exe\u2066",
        "\u200b\u00ad",
        "| a | b |",
        "```\n# heading",
        "**bold** _it_ ~~no~~",
        "##vso[task.complete]",
        "##[error]x",
        "%0A%0D%25",
        "{0} {x} $(id)",
        "@everyone #1 https://evil.example www.evil.example",
        "--> <!--",
        "\\[x\\](y)",
        "\u2028\u2029\u0085",
        "\u0007\t\u0000",
        "x".repeat(250),
        "'\"",
        "a: b # sa-audit:ignore SA101 not me",
        "&lt;img src=x&gt;",
        "=cmd|'/c calc'!A0",
        "x;\"=HYPERLINK(1)",
        "\t+1",
        "@SUM(1)",
        "\uff1d1+1",
        "\" onfocus=alert(1) autofocus x=\"",
        "]]></failure><!--",
        "</script><img src=x onerror=alert(1)>",
    };

    @TempDir
    Path folder;

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            name.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return name.toString();
    }

    /** As a string of YAML in double quotes, which takes the escapes of JSON. */
    private static String quoted(String name) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : name.toCharArray()) {
            boolean plain = c >= ' ' && c < 0x7f && c != '"' && c != '\\';
            text.append(plain ? Character.toString(c) : String.format("\\u%04x", (int) c));
        }
        return text.append('"').toString();
    }

    private Path manifests(Random random, long seed, Set<String> names) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            String ns = quoted("ns" + name(random));
            String role = quoted(name(random));
            String binding = name(random) + i;
            names.add(binding);
            text.append("""
                    ---
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: Role
                    metadata: {namespace: %1$s, name: %2$s}
                    rules:
                    - {apiGroups: [%4$s, ""], resources: [%5$s, secrets], verbs: [%6$s, get], resourceNames: [%7$s]}
                    ---
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: ClusterRoleBinding
                    metadata: {name: %3$s}
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %8$s}
                    subjects:
                    - {kind: ServiceAccount, name: default, namespace: team-%9$d}
                    ---
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: %2$s, namespace: team-%9$d}
                    spec: {containers: [{name: c, image: %7$s}]}
                    ---
                    apiVersion: v1
                    kind: Secret
                    type: kubernetes.io/service-account-token
                    metadata: {name: %5$s, namespace: %1$s, annotations: {kubernetes.io/service-account.name: %6$s}}
                    """.formatted(
                            ns,
                            role,
                            quoted(binding),
                            quoted(name(random)),
                            quoted(name(random)),
                            quoted(name(random)),
                            quoted(name(random)),
                            i == 0 ? quoted(name(random)) : "cluster-admin",
                            i));
        }
        Path file = folder.resolve("a,b:c%0A ::error::[x](y)|`<b> \u202e" + seed + ".yaml");
        Files.writeString(file, text);
        return file;
    }

    @Test
    void noNameLeavesItsPlace() throws IOException {
        for (long seed : Seeds.of(15)) {
            Random random = new Random(seed);
            Set<String> names = new TreeSet<>();
            String file = manifests(random, seed, names).toString();
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
