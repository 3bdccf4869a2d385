package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every rule is held to. A new one takes a class, a bad and a good example, and a line in {@link Rules}. */
class RulesTest {
    static List<Rule> rules() {
        return Rules.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theBadExampleIsReportedAndTheGoodOneIsNot(Rule rule) throws IOException {
        String id = rule.info().id();
        assertThat(Examples.path(rule, "bad.yaml"))
                .as("%s needs an example that it reports: write this file", id)
                .exists();
        assertThat(Examples.path(rule, "good.yaml"))
                .as("%s needs an example of how to do it right: write this file", id)
                .exists();
        assertThat(Examples.findings(rule, Examples.text(rule, "bad.yaml")))
                .as("%s reports nothing in its bad example: correct one of the two", id)
                .isNotEmpty();
        assertThat(Examples.findings(rule, Examples.text(rule, "good.yaml")))
                .as("%s reports its good example: correct one of the two", id)
                .isEmpty();
    }

    @Test
    void noExampleIsLeftOver() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Rule rule : Rules.all()) {
            expected.add(rule.info().id() + "/bad.yaml");
            expected.add(rule.info().id() + "/good.yaml");
        }
        try (Stream<Path> files = Files.walk(Examples.FOLDER)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(f -> Examples.FOLDER.relativize(f).toString().replace('\\', '/')))
                    .as("files under testdata/rules: add the rule's line to Rules, or delete the files")
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void idsAreUniqueInOrderAndWellFormedAndSoAreNames() {
        List<String> ids = Rules.all().stream().map(r -> r.info().id()).toList();
        assertThat(ids).doesNotHaveDuplicates().isSorted().allMatch(id -> id.matches("SA[1-8]\\d\\d"));
        assertThat(Rules.all().stream().map(r -> r.info().name()))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleSaysWhatItIsAboutInSentences(Rule rule) {
        RuleInfo info = rule.info();
        for (String text : List.of(info.condition(), info.why(), info.fix(), info.exceptions())) {
            assertThat(text)
                    .as("a text of %s: write whole sentences", info.id())
                    .endsWith(".");
        }
        assertThat(info.title())
                .as("the title of %s is a heading", info.id())
                .doesNotEndWith(".")
                .hasSizeLessThan(70);
        assertThat(info.references())
                .as("%s cites where its advice comes from", info.id())
                .isNotEmpty();
        assertThat(info.references())
                .allSatisfy(r -> assertThat(r.source())
                        .as("print the year or version of what %s cites", info.id())
                        .matches(".*\\d.*"))
                .allSatisfy(r -> assertThat(r.url()).startsWith("https://"));
        assertThat(info.since()).isNotBlank();
    }

    /** Nothing else may have to be changed for a rule, so nothing else may know its class. */
    @ParameterizedTest
    @MethodSource("rules")
    void onlyTheListKnowsARule(Rule rule) throws IOException {
        String name = rule.getClass().getSimpleName();
        Path sources = Examples.PROJECT.resolve(Path.of("src", "main"));
        try (Stream<Path> files = Files.walk(sources)) {
            assertThat(files.filter(f -> f.toString().endsWith(".java"))
                            .filter(f -> read(f).contains(name))
                            .map(f -> f.getFileName().toString()))
                    .as("sources that name %s: a rule is its class and a line in Rules", name)
                    .containsExactlyInAnyOrder(name + ".java", "Rules.java");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
