package io.saaudit.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Launch.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application folder by every Java of this machine: each says the same, whatever archives of classes lie there. */
class OtherJavaIT {
    private static final Path QUICKSTART = Path.of("testdata", "quickstart").toAbsolutePath();

    @TempDir
    Path scratch;

    private Path moved;
    private Result expected;

    @BeforeEach
    void move() throws Exception {
        moved = Folders.copy(Launch.application(), scratch.resolve("moved"));
        expected = scan(Launch.application(), Launch.thisJava());
        assertThat(expected.out()).contains("SA101");
        assertThat(expected.err()).as("the result line alone").hasLineCount(1);
        assertThat(expected.status()).isEqualTo(1);
    }

    @Test
    void everyJavaSaysTheSameFromTheFolderAndFromAMovedOne() throws Exception {
        for (Path java : Folders.javas()) {
            assertThat(scan(Launch.application(), java)).as("by %s", java).isEqualTo(expected);
            assertThat(scan(moved, java)).as("moved, by %s", java).isEqualTo(expected);
        }
    }

    @Test
    void anArchiveOfAnotherJvmUnderTheNameOfThisOneIsRefusedInSilence() throws Exception {
        Map<Path, byte[]> archives = new HashMap<>();
        for (Path file : Folders.files(moved.resolve("lib/cds"))) {
            archives.put(file.getFileName(), Files.readAllBytes(file));
            Files.delete(file);
        }
        assertThat(archives).as("archives that the build has made").isNotEmpty();
        String build = Folders.buildId(moved);
        for (Path java : Folders.javas()) {
            String runtime = Folders.runtime(java);
            String suffix = Integer.parseInt(runtime.split("[.+]")[0]) >= 25 ? ".aot" : ".jsa";
            Path name = moved.resolve("lib/cds").resolve(build + "-" + runtime + suffix);
            for (Map.Entry<Path, byte[]> archive : archives.entrySet()) {
                Files.write(name, archive.getValue());
                assertThat(scan(moved, java))
                        .as("%s with %s", name.getFileName(), archive.getKey())
                        .isEqualTo(expected);
            }
        }
    }

    private Result scan(Path app, Path java) throws IOException, InterruptedException {
        return Launch.of(scratch, app.resolve("bin/sa-audit"), "scan", QUICKSTART.toString())
                .with("JAVA_HOME", java)
                .run();
    }
}
