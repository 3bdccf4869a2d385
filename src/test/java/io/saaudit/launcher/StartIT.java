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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Streams and lambdas of all commands are in the archive, which JDK 25 links as a whole for each of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "permissions -f QUICKSTART",
                "who-can get secrets -f QUICKSTART",
                "pods -f QUICKSTART",
                "pods -o json -f QUICKSTART",
                "explain deploy/nginx-1 -f QUICKSTART",
                "explain sa/k-sa-1 -o json -f QUICKSTART",
                "explain role/pod-lister -f QUICKSTART",
                "explain secret/build-robot-secret -f QUICKSTART",
                "scan -o wide QUICKSTART",
                "scan -o json QUICKSTART",
                "scan -o sarif QUICKSTART",
                "scan -o github QUICKSTART",
                "scan -o markdown QUICKSTART",
            })
    void otherAnswersAreWithoutStreamsAndLambdasToo(String line) throws Exception {
        List<String> loaded =
                loaded(line.replace("QUICKSTART", quickstart.toString()).split(" "));
        assertThat(loaded.stream().filter(name -> name.startsWith("java.util.stream.")))
                .as("%s: streams (String.lines is one, too); a loop costs nothing to start", line)
                .isEmpty();
        expectNoLambdas(line, loaded);
    }

    /** Its rows are folded by maps whose keys are records: that takes what those need at run time, streams included. */
    @Test
    void aDifferenceIsWithoutLambdasToo() throws Exception {
        expectNoLambdas(
                "diff", loaded("diff", quickstart.resolve("00-namespaces.yaml").toString(), quickstart.toString()));
    }

    private static void expectNoLambdas(String line, List<String> loaded) {
        assertThat(loaded.stream().filter(name -> name.startsWith("io.saaudit.") && name.contains("$$Lambda")))
                .as(
                        "lambdas on the way of every %s: each costs JDK 17 a seventh of a millisecond, a loop nothing",
                        line)
                .isEmpty();
    }

    /** The classes that a command loads. */
    private List<String> loaded(String... words) throws Exception {
        Path log = scratch.resolve("classes.log");
        Result result = Launch.of(scratch, app.resolve("bin/sa-audit"), words)
                .withThisJava()
                .with("SA_AUDIT_JAVA_OPTS", "-Xlog:class+load:file=" + log)
                .run();
        assertThat(result.status()).as("%s: %s", List.of(words), result.err()).isIn(0, 1);
        List<String> loaded = names(log);
        assertThat(loaded).as("the log of classes").contains("io.saaudit.cli.Main");
        return loaded;
    }

    private void expectLean(int most, String... words) throws Exception {
        List<String> loaded = loaded(words);
        assertThat(loaded.stream().filter(name -> DEAR.stream().anyMatch(name::startsWith)))
                .as(
                        "classes that %s should do without; see who loads them by -Xlog:class+load+cause of JDK 25",
                        words[0])
                .isEmpty();
        expectNoLambdas(words[0], loaded);
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
