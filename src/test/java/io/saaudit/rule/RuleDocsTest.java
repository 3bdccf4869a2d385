package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages in docs/rules, made of what rules say of themselves, their examples, and what is found in these. */
class RuleDocsTest {
    private static final Path DOCS = Examples.PROJECT.resolve("docs").resolve("rules");
    private static final String HOW = "mvn test -Dtest=RuleDocsTest -Dgolden.update=true, then read the difference";

    static List<Rule> rules() {
        return Rules.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void thePageOfARuleIsUpToDate(Rule rule) throws IOException {
        check(DOCS.resolve(rule.info().id() + ".md"), page(rule));
    }

    @Test
    void theListOfRulesIsUpToDate() throws IOException {
        StringBuilder index = new StringBuilder("""
                # Rules

                Made from the rules themselves; do not edit these pages by hand. Ids are permanent and never used again.

                | Rule | Severity | What it reports |
                |---|---|---|
                """);
        for (Rule rule : Rules.all()) {
            RuleInfo info = rule.info();
            index.append("| [%s](%s.md) | %s | %s |\n"
                    .formatted(info.id(), info.id(), info.severity().word(), info.title()));
        }
        check(DOCS.resolve("README.md"), index.toString());
    }

    @Test
    void noPageIsLeftOver() throws IOException {
        try (Stream<Path> pages = Files.list(DOCS)) {
            assertThat(pages.map(p -> p.getFileName().toString())
                            .filter(name -> !name.equals("README.md"))
                            .map(name -> name.replace(".md", "")))
                    .as("pages in docs/rules: delete those of no rule")
                    .containsExactlyInAnyOrderElementsOf(
                            Rules.all().stream().map(r -> r.info().id()).toList());
        }
    }

    private static void check(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        String actual = Files.exists(file) ? Files.readString(file) : "";
        assertThat(actual)
                .as("%s is not what the rule says: %s", Examples.PROJECT.relativize(file), HOW)
                .isEqualTo(expected);
    }

    private static String page(Rule rule) throws IOException {
        RuleInfo info = rule.info();
        StringBuilder page = new StringBuilder();
        page.append("# %s: %s\n\n".formatted(info.id(), info.title()));
        page.append("`%s`, severity %s%s. Since %s.\n"
                .formatted(
                        info.name(),
                        info.severity().word(),
                        info.severityNote().isEmpty() ? "" : ": " + info.severityNote(),
                        info.since()));
        section(page, "What it reports", info.condition());
        section(page, "Why it matters", info.why());
        section(page, "What to do", info.fix());
        section(page, "When it keeps quiet", info.exceptions());
        String bad = Examples.text(rule, "bad.yaml");
        fenced(page.append("\n## An example\n\n"), "yaml", bad);
        page.append("\nWhat sa-audit says to it:\n");
        for (Finding finding : Examples.findings(rule, bad)) {
            finding(page, finding);
        }
        fenced(page.append("\n## The same done right\n\n"), "yaml", Examples.text(rule, "good.yaml"));
        page.append("\n## References\n\n");
        for (Reference reference : info.references()) {
            page.append("- %s: [%s](%s)\n".formatted(reference.source(), reference.item(), reference.url()));
        }
        return page.toString();
    }

    private static void finding(StringBuilder page, Finding finding) {
        String account = finding.account().isEmpty() ? "" : finding.account() + ": ";
        page.append("\n> **%s** %s%s\n>\n".formatted(finding.severity().word(), account, finding.message()));
        for (Evidence evidence : finding.evidence()) {
            String place = evidence.origin() == null
                    ? ""
                    : " (line %d)".formatted(evidence.origin().line());
            page.append("> - %s%s\n".formatted(evidence.what().replace("*", "\\*"), place));
        }
        page.append("\n%s\n\n".formatted(finding.fix().what()));
        fenced(
                page,
                finding.fix().kind() == Fix.Kind.YAML ? "yaml" : "sh",
                finding.fix().text());
    }

    private static void section(StringBuilder page, String title, String text) {
        page.append("\n## %s\n\n%s\n".formatted(title, text));
    }

    private static void fenced(StringBuilder page, String language, String text) {
        page.append("```%s\n%s```\n".formatted(language, text));
    }
}
