package io.saaudit.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Launch.Result;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a small run loads, which is most of what it costs. Without an archive: JDK 25 links the classes of an AOT cache
 * at once, used or not. The processor time itself is measured by src/test/perf/measure.sh.
 */
class StartIT {
    /** Loaded by nobody on the way of a small run over YAML; each of them was once, and was felt. */
    private static final List<String> DEAR = List.of(
            "com.fasterxml.jackson.",
            "com.github.freva.asciitable.AsciiTable",
            "java.util.stream.",
            "java.time.format.",
            "java.security.MessageDigest",
            "java.sql.",
            "org.jose4j.",
            "io.saaudit.token.KeySet",
            "java.lang.runtime.ObjectMethods");

    @TempDir
    Path scratch;

    private Path app;
    private Path quickstart;

    @BeforeEach
    void withoutArchives() throws IOException {
        app = Folders.copy(Launch.application(), scratch.resolve("app"));
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(app.resolve("lib/cds"))) {
            for (Path archive : archives) {
                Files.delete(archive);
            }
        }
        quickstart = Path.of("testdata", "quickstart").toAbsolutePath();
    }

    @Test
    void aScanLoadsFewClasses() throws Exception {
        // 1,602 on JDK 25, with 89 rules; with 28 it was 1,511, and 2,338 before that was looked after. 1,466 on 17.
        expectLean(1_680, "scan", quickstart.toString());
    }

    @Test
    void aQuestionLoadsFewClasses() throws Exception {
        // 1,234 on JDK 17, 1,372 on JDK 25.
        expectLean(1_450, "can-i", "list", "pods", "--as", "ns-1/k-sa-1", "-n", "ns-1", "-f", quickstart.toString());
    }

    private void expectLean(int most, String... words) throws Exception {
        Path log = scratch.resolve("classes.log");
        Result result = Launch.of(scratch, app.resolve("bin/sa-audit"), words)
                .withThisJava()
                .with("SA_AUDIT_JAVA_OPTS", "-Xlog:class+load:file=" + log)
                .run();
        assertThat(result.status()).as("%s: %s", List.of(words), result.err()).isIn(0, 1);
        List<String> loaded = names(log);
        assertThat(loaded).as("the log of classes").contains("io.saaudit.cli.Main");
        assertThat(loaded.stream().filter(name -> DEAR.stream().anyMatch(name::startsWith)))
                .as(
                        "classes that %s should do without; see who loads them by -Xlog:class+load+cause of JDK 25",
                        words[0])
                .isEmpty();
        assertThat(loaded.stream().filter(name -> name.startsWith("io.saaudit.") && name.contains("$$Lambda")))
                .as(
                        "lambdas on the way of every %s: each costs JDK 17 a seventh of a millisecond, a loop nothing",
                        words[0])
                .isEmpty();
        assertThat(loaded.size())
                .as(
                        "number of classes that %s loads: what is new in it, and can it wait until it is asked for?",
                        words[0])
                .isLessThan(most);
    }

    /** Lines such as {@code [0.016s][info][class,load] java.lang.Object source: jrt:/java.base}. */
    private static List<String> names(Path log) throws IOException {
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            String[] words = line.substring(line.lastIndexOf(']', line.indexOf(" source:")) + 1)
                    .trim()
                    .split(" ");
            names.add(words[0]);
        }
        return names;
    }
}
