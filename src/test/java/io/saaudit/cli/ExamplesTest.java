package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@code $ sa-audit …} in a code block of README.md and docs prints what stands below it: on the first page as on a
 * terminal of 100 columns, else as in a pipe.
 */
class ExamplesTest {
    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            docs.filter(p -> p.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void examplesPrintWhatThePageSays(Path page) throws IOException {
        String text = Files.readString(page);
        String now = withRealOutput(
                text, page.getFileName().toString().equals("README.md") && page.getParent() == null ? 100 : 0);
        if (GoldenTest.UPDATE) {
            Files.writeString(page, now);
        } else {
            assertThat(now)
                    .as("%s: an example prints something else by now; mvn test -Dgolden.update=true rewrites it", page)
                    .isEqualTo(text);
        }
    }

    /** The page with everything between a command and the next one, or the block's end, replaced by its output. */
    private static String withRealOutput(String text, int width) {
        StringBuilder page = new StringBuilder();
        boolean block = false;
        boolean skipping = false;
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("```")) {
                block = !block;
                skipping = false;
            }
            boolean command = block && line.startsWith("$ ");
            skipping &= !command;
            if (!skipping) {
                page.append(line).append('\n');
            }
            if (command && line.startsWith("$ sa-audit ")) {
                page.append(output(line.substring("$ sa-audit ".length()), width));
                skipping = true;
            }
        }
        return page.substring(0, page.length() - 1);
    }

    private static String output(String command, int width) {
        Run run = Run.with("", Map.of("NO_COLOR", "1"), width, command.trim().split(" +"));
        assertThat(run.status())
                .as("exit status of sa-audit %s: %s", command, run.err())
                .isNotIn(2, 4);
        // The line for logs ends a run, as a terminal shows it.
        int result = run.err().lastIndexOf("sa-audit: result=");
        return result < 0
                ? run.err() + run.out()
                : run.err().substring(0, result) + run.out() + run.err().substring(result);
    }
}
