package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.History;
import io.saaudit.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code diff} says of versions and variants of real projects, as it was read row by row against their manifests:
 * testdata/histories/README.md has the verdicts.
 */
class HistoriesTest {
    static List<History> histories() throws IOException {
        return History.all();
    }

    @Test
    void thereAreEightAtLeast() throws IOException {
        assertThat(histories()).hasSizeGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void theAnswerIsTheOneThatWasReviewed(History history) throws IOException {
        Run run = Run.of(
                "diff",
                "--no-config",
                "--default-namespace",
                history.namespace(),
                History.path(history.base()),
                History.path(history.head()));
        String answer = (run.out() + "\n" + run.err()).replace(Shared.path("corpus") + "/", "");
        if (GoldenTest.UPDATE) {
            history.update(answer);
        }
        assertThat(answer)
                .as(
                        "%s: read each row that came or went against the manifests; when the new answer is right, write it down"
                                + " with mvn test -Dtest=HistoriesTest -Dgolden.update=true, and its verdict into README.md",
                        history)
                .isEqualTo(GoldenTest.UPDATE ? answer : history.answer());
    }

    @ParameterizedTest
    @MethodSource("histories")
    void everyRowHasAVerdict(History history) throws IOException {
        assertThat(reviewed(history))
                .as(
                        "testdata/histories/README.md says under \"## %s\" how many rows were read: read those that changed,"
                                + " and say so in its line \"Read: ...\"",
                        history)
                .isEqualTo(rows(history));
    }

    /** The line of the review that counts what was read. */
    private static String reviewed(History history) throws IOException {
        boolean here = false;
        for (String line : Files.readAllLines(History.FOLDER.resolve("README.md"))) {
            here = line.startsWith("## ") ? line.equals("## " + history.name()) : here;
            if (here && line.startsWith("Read: ")) {
                return line;
            }
        }
        return "no line";
    }

    /** The same of what is there. */
    private static String rows(History history) {
        List<String> counts = new ArrayList<>();
        for (String part : List.of(
                "Gained", "Lost", "Workloads", "Findings that are new or have grown", "Findings that are gone")) {
            counts.add(count(part, history.answer()) + " " + part.toLowerCase(Locale.ROOT));
        }
        return "Read: " + String.join(", ", counts) + ".";
    }

    /** Lines of a part of the answer, without the heads of its columns. */
    private static int count(String part, String answer) {
        int number = 0;
        boolean inside = false;
        for (String line : answer.split("\n", -1)) {
            inside = inside && !line.isEmpty() || line.equals(part + ":");
            boolean heading = line.equals(part + ":") || line.startsWith("SEVERITY ") || line.startsWith("WHO ");
            number += inside && !heading ? 1 : 0;
        }
        return number;
    }
}
