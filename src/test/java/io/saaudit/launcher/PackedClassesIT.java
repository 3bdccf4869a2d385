package io.saaudit.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Launch.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packed archives of classes are used, or they are not, and nobody hears of it: every run says what the first said. */
@Tag("dist")
class PackedClassesIT {
    private static final Path QUICKSTART = Path.of("testdata", "quickstart").toAbsolutePath();

    @TempDir
    static Path shared;

    private static Path unpacked;
    private static Result expected;

    @TempDir
    Path scratch;

    private Path app;

    @BeforeAll
    static void unpack() throws Exception {
        unpacked = Packed.unpack(Packed.archive(), shared.resolve("unpacked"));
        expected = scan(shared, unpacked).run();
        assertThat(expected.out()).contains("SA101");
        assertThat(expected.err()).as("the result line alone").hasLineCount(1);
        assertThat(expected.status()).isEqualTo(1);
    }

    @BeforeEach
    void copy() throws IOException {
        app = Folders.copy(unpacked, scratch.resolve("elsewhere").resolve("sa audit"));
    }

    @Test
    void theyAreUsedAfterTheFolderWasMoved() throws Exception {
        expectTheSame(scan(scratch, app));
        String runtime = Folders.runtime(app.resolve("runtime"));
        Assumptions.assumeTrue(
                Integer.parseInt(runtime.split("[.+]")[0]) >= 25,
                () -> "the packed Java is " + runtime + ": before 25 there are no archives that can be moved");
        assertThat(classes(app))
                .as("classes of a run of the unpacked archive")
                .anyMatch(line -> line.contains(" io.saaudit.cli.Main source: shared objects file"))
                .noneMatch(line -> line.contains("source: file:"));
    }

    /** krew unpacks in the order of the archive, and gives each file the time of that moment. */
    @Test
    void theyAreUsedAsKrewUnpacksThem() throws Exception {
        Path folder = Files.createDirectory(scratch.resolve("krew"));
        Packed.tar(scratch, "-xmzf", Packed.archive().toString(), "-C", folder.toString());
        app = Packed.only(folder, "sa-audit-*");
        theyAreUsedAfterTheFolderWasMoved();
    }

    @Test
    void aJarThatWasChangedLaterDropsThem() throws Exception {
        Path jar = Packed.only(app.resolve("lib"), "snakeyaml-*.jar");
        Files.write(jar, longer(jar));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(10)));
        expectTheSame(scan(scratch, app));
        assertThat(classes(app)).noneMatch(line -> line.contains(" io.saaudit.cli.Main source: shared objects file"));
    }

    @Test
    void aJarThatWasChangedAndHasItsOldTimeIsNoReasonToSayAnything() throws Exception {
        Path jar = Packed.only(app.resolve("lib"), "snakeyaml-*.jar");
        FileTime time = Files.getLastModifiedTime(jar);
        Files.write(jar, longer(jar));
        Files.setLastModifiedTime(jar, time);
        expectTheSame(scan(scratch, app));
    }

    /** The whole JDK that the packed Java was taken from bears the same name of its build, and is another JVM. */
    @Test
    void anotherJvmRunsWithoutThem() throws Exception {
        Folders.delete(app.resolve("runtime"));
        for (Path java : Folders.javas()) {
            expectTheSame(scan(scratch, app).with("JAVA_HOME", java));
        }
    }

    @Test
    void anotherJvmInThePlaceOfItsOwnRunsWithoutThem() throws Exception {
        for (Path java : Folders.javas()) {
            Folders.delete(app.resolve("runtime"));
            Files.createSymbolicLink(app.resolve("runtime"), java);
            expectTheSame(scan(scratch, app));
        }
        Folders.delete(app.resolve("runtime"));
    }

    @Test
    void itsOwnJavaComesBeforeJavaHome() throws Exception {
        Path java = Folders.fakeJava(scratch.resolve("java"), "99.0.1");
        expectTheSame(scan(scratch, app).with("JAVA_HOME", java));
        assertThat(Folders.calledWith(java)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "cut", "rubbish", "those of the other commands", "missing"})
    void brokenOnesArePassedOver(String how) throws Exception {
        for (Path file : Folders.files(app.resolve("lib/cds"))) {
            byte[] bytes = Files.readAllBytes(file);
            switch (how) {
                case "empty" -> Files.write(file, new byte[0]);
                case "cut" -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                case "rubbish" -> Files.writeString(file, "no archive".repeat(10_000));
                case "missing" -> Files.delete(file);
                default -> Files.write(file, otherThan(file));
            }
        }
        expectTheSame(scan(scratch, app));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseParallelGC -XX:-UseSerialGC",
                "-XX:+UseZGC -XX:-UseSerialGC",
                "-XX:-UseCompressedOops",
                "-XX:TieredStopAtLevel=4",
                "-Xshare:off",
                "-Xmx64m",
                "-Xint"
            })
    void optionsThatTheyDoNotFitAreNoReasonToSayAnything(String options) throws Exception {
        expectTheSame(scan(scratch, app).with("SA_AUDIT_JAVA_OPTS", options));
    }

    @Test
    void aRunWritesNothingIntoTheFolder() throws Exception {
        List<String> before = Folders.listing(app);
        expectTheSame(scan(scratch, app));
        assertThat(Folders.listing(app)).isEqualTo(before);
    }

    private static Launch scan(Path scratch, Path app) {
        return Launch.of(scratch, app.resolve("bin/sa-audit"), "scan", QUICKSTART.toString());
    }

    private static void expectTheSame(Launch launch) throws IOException, InterruptedException {
        assertThat(launch.run()).isEqualTo(expected);
    }

    private List<String> classes(Path folder) throws IOException, InterruptedException {
        Path log = Files.createTempFile(scratch, "classes", ".log");
        Launch launch = Launch.of(scratch, folder.resolve("bin/sa-audit"), "--version");
        Result result = launch.with("SA_AUDIT_JAVA_OPTS", "-Xlog:class+load:file=" + log)
                .run();
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        return Files.readAllLines(log);
    }

    /** The same jar with a comment of 100 zeros, whose length stands in the two bytes before it. */
    private static byte[] longer(Path jar) throws IOException {
        byte[] bytes = Files.readAllBytes(jar);
        byte[] more = Arrays.copyOf(bytes, bytes.length + 100);
        more[bytes.length - 2] = 100;
        return more;
    }

    private static byte[] otherThan(Path file) throws IOException {
        for (Path other : Folders.files(unpacked.resolve("lib/cds"))) {
            if (!other.getFileName().equals(file.getFileName())) {
                return Files.readAllBytes(other);
            }
        }
        throw new AssertionError("only one archive of classes in " + unpacked);
    }
}
