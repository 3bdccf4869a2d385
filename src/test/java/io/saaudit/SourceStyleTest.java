package io.saaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Habits that neither the formatter nor the compiler holds. */
class SourceStyleTest {
    private static final int MOST_LINES = 300;
    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void noSourceFileIsLongerThan300Lines() throws IOException {
        List<Path> files = javaFiles();
        assertThat(files)
                .as("the test looks at %s from the project's folder", SOURCES)
                .isNotEmpty();
        assertThat(files.stream().filter(file -> lines(file) > MOST_LINES).map(file -> file + ": " + lines(file)))
                .as("files past %d lines. Look for the second thing in each and give it a file", MOST_LINES)
                .isEmpty();
    }

    private static List<Path> javaFiles() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
