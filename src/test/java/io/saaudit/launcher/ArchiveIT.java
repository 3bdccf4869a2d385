package io.saaudit.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Launch.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class data archive: used when it fits, dropped when it does not, never in the way. */
class ArchiveIT {
    private static final String FAKE_VERSION = "17.0.1";

    @TempDir
    Path scratch;

    private final Path app = Launch.application();

    @Test
    void everyTrainedCommandTakesItsClassesOutOfTheArchive() throws Exception {
        assertThat(archive(app))
                .as("made by mvn package for the JDK that runs this test")
                .isNotEmptyFile();
        for (String lines : List.of("commands.txt", "cluster.txt")) {
            for (String line : Files.readAllLines(app.resolve("lib/training").resolve(lines))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    expectFromTheArchive(
                            app, line.replace("{server}", "").trim().split("\\s+"));
                }
            }
        }
    }

    @Test
    void picocliIsCompiledForAVersionThatCanBeArchived() throws Exception {
        Path jar;
        try (var jars = Files.newDirectoryStream(app.resolve("lib"), "picocli-*.jar")) {
            jar = jars.iterator().next();
        }
        try (JarFile files = new JarFile(jar.toFile());
                InputStream in = files.getInputStream(files.getEntry("picocli/CommandLine.class"))) {
            assertThat(in.readNBytes(8)[7])
                    .as("class file version of %s: HotSpot archives nothing below 50", jar)
                    .isEqualTo((byte) 61);
        }
    }

    @Test
    void trainingAgainAfterAMoveMakesAnArchiveThatFits() throws Exception {
        // JDK 17 archives no class out of a folder with a blank in its name: it compares the folder with its URL.
        String name = Runtime.version().feature() >= 25 ? "moved here" : "moved-here";
        Path moved = Folders.copy(app, scratch.resolve(name));
        Files.delete(archive(moved));
        expectQuiet(train(moved));
        assertThat(archive(moved)).isNotEmptyFile();
        expectFromTheArchive(moved, "--version");
    }

    @Test
    void trainingKeepsAnArchiveThatFitsAndRemovesThoseOfOtherJars() throws Exception {
        Path copy = Folders.copy(app, scratch.resolve("copy"));
        Path other = Files.writeString(copy.resolve("lib/cds/0123456789abcdef-1.jsa"), "of other jars");
        FileTime before = Files.getLastModifiedTime(archive(copy));
        expectQuiet(train(copy));
        assertThat(other).doesNotExist();
        assertThat(Files.getLastModifiedTime(archive(copy))).isEqualTo(before);
    }

    @Test
    void aTrainingCommandThatIsAUsageErrorFailsTheTrainingAndIsNamed() throws Exception {
        Path copy = Folders.copy(app, scratch.resolve("copy"));
        Files.delete(archive(copy));
        Files.writeString(
                copy.resolve("lib/training/commands.txt"), "# a comment\n\n--version\nno-such-command at all\n");
        Result result = train(copy);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("no-such-command at all");
        assertThat(archive(copy)).doesNotExist();
    }

    @Test
    void anArchiveForThisJavaAndTheseJarsIsNamedToTheJvm() throws Exception {
        Fake fake = new Fake();
        assertThat(fake.flags()).containsExactly("-XX:SharedArchiveFile=" + fake.named);
    }

    @Test
    void fromJava25OnItIsAnAotCache() throws Exception {
        Fake fake = new Fake("25.0.9", "aot");
        assertThat(fake.flags()).containsExactly("-XX:AOTCache=" + fake.named);
    }

    @Test
    void aCommandThatReadsAClusterHasAnArchiveOfItsOwn() throws Exception {
        Fake fake = new Fake();
        fake.withClusterArchive();
        Path file = Files.writeString(scratch.resolve("pods"), "");

        for (String line : List.of(
                "scan",
                "scan -A -o json",
                "--context x scan",
                "can-i get secrets --as ns-1/a",
                "who-can get secrets -n ns-1",
                "verify",
                "token --live t",
                "explain pod/x",
                "scan --kubeconfig " + file,
                "--token-file " + file + " scan")) {
            assertThat(fake.flags(line.split(" "))).as(line).containsExactly("-XX:SharedArchiveFile=" + fake.ofCluster);
        }
        for (String line : List.of(
                "--version",
                "help",
                "rules SA101",
                "token",
                "scan " + file,
                "scan --kubeconfig " + file + " " + file,
                "scan -",
                "scan -f x",
                "can-i get secrets --as ns-1/a -fx",
                "can-i get secrets --filename=x",
                "who-can get secrets --filename x")) {
            assertThat(fake.flags(line.split(" "))).as(line).containsExactly("-XX:SharedArchiveFile=" + fake.named);
        }
    }

    @Test
    void withoutAnArchiveOfItsOwnItTakesTheOther() throws Exception {
        Fake fake = new Fake();
        assertThat(fake.flags("scan")).containsExactly("-XX:SharedArchiveFile=" + fake.named);
    }

    @Test
    void whoeverTellsTheJvmHowToShareClassesGetsNoArchiveOfOurs() throws Exception {
        Fake fake = new Fake();
        for (String variable : List.of("SA_AUDIT_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
            Launch.of(scratch, fake.copy.resolve("bin/sa-audit"))
                    .with("JAVA_HOME", fake.java)
                    .with(variable, "-Xmx1g -Xshare:off")
                    .run();
            assertThat(Folders.calledWith(fake.java))
                    .as(variable)
                    .noneMatch(word -> word.startsWith("-XX:SharedArchiveFile"));
        }
    }

    @Test
    void aNewerJarDropsTheArchive() throws Exception {
        for (String name : new Fake().jars()) {
            Fake fake = new Fake();
            Path jar = fake.copy.resolve("lib").resolve(name);
            Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(10)));
            assertThat(fake.flags()).as("after a change of %s", name).isEmpty();
        }
    }

    @Test
    void theArchiveOfAnotherBuildIsNotTakenWhateverTheFileTimesSay() throws Exception {
        Fake fake = new Fake();
        Folders.edit(fake.copy.resolve("lib/java.sh"), "build=" + Folders.buildId(app), "build=0123456789abcdef");
        assertThat(fake.flags()).isEmpty();
    }

    @Test
    void aJavaWithoutAnArchiveSimplyRuns() throws Exception {
        Fake fake = new Fake();
        Files.delete(fake.archive);
        assertThat(fake.flags()).isEmpty();
        Path copy = Folders.copy(app, scratch.resolve("without"));
        Files.delete(archive(copy));
        expectVersion(copy);
    }

    @Test
    void anArchiveThatIsRubbishIsPassedOverInSilence() throws Exception {
        Path copy = Folders.copy(app, scratch.resolve("rubbish"));
        Files.delete(archive(copy));
        Files.writeString(archive(copy), "not an archive".repeat(1000));
        expectVersion(copy);
    }

    @Test
    void aRunWritesNothingIntoTheApplicationsFolder() throws Exception {
        Path copy = Folders.copy(app, scratch.resolve("read-only"));
        Files.delete(archive(copy));
        List<String> before = Folders.listing(copy);
        try (Stream<Path> all = Files.walk(copy)) {
            all.forEach(path -> path.toFile().setWritable(false, false));
        }
        expectVersion(copy);
        assertThat(Folders.listing(copy)).isEqualTo(before);
        try (Stream<Path> all = Files.walk(copy)) {
            all.forEach(path -> path.toFile().setWritable(true, true));
        }
    }

    /** A copy of the application with a Java that only records its arguments, and an archive that bears its name. */
    private final class Fake {
        private final Path copy;
        private final Path java;
        private final Path archive;
        private final String named;
        private final String ofCluster;

        Fake() throws IOException {
            this(FAKE_VERSION, "jsa");
        }

        Fake(String version, String suffix) throws IOException {
            Path folder = Files.createTempDirectory(scratch, "fake");
            copy = Folders.copy(app, folder.resolve("app"));
            java = Folders.fakeJava(folder.resolve("java"), version);
            String name = Folders.buildId(app) + "-" + version + "+1-fake." + suffix;
            archive = Files.writeString(copy.resolve("lib/cds").resolve(name), "archive");
            named = copy.resolve("bin") + "/../lib/cds/" + name;
            ofCluster = named.replace(version, "cluster-" + version);
        }

        void withClusterArchive() throws IOException {
            Files.writeString(archive.resolveSibling(Path.of(ofCluster).getFileName()), "archive");
        }

        List<String> flags(String... command) throws IOException, InterruptedException {
            Launch.of(scratch, copy.resolve("bin/sa-audit"), command)
                    .with("JAVA_HOME", java)
                    .run();
            List<String> words = Folders.calledWith(java);
            assertThat(words).as("the fake Java was started").isNotEmpty();
            return words.stream()
                    .filter(word -> word.contains("AOTCache") || word.contains("SharedArchive"))
                    .toList();
        }

        List<String> jars() throws IOException {
            try (Stream<Path> files = Files.list(copy.resolve("lib"))) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".jar"))
                        .toList();
            }
        }
    }

    private void expectFromTheArchive(Path folder, String... words) throws IOException, InterruptedException {
        Path log = Files.createTempFile(scratch, "classes", ".log");
        Result result = Launch.of(scratch, folder.resolve("bin/sa-audit"), words)
                .in(folder.resolve("lib/training"))
                .withThisJava()
                .with("SA_AUDIT_JAVA_OPTS", "-Xlog:class+load:file=" + log)
                .run();
        assertThat(result.status()).as("%s: %s", List.of(words), result.err()).isIn(0, 1, 3);
        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded)
                .as("classes that %s loads", List.of(words))
                .anyMatch(line -> line.contains(" io.saaudit.cli.Main source: shared objects file"));
        assertThat(loaded.stream().filter(line -> line.contains("source: file:") || line.contains("source: jar:")))
                .as(
                        "classes that %s takes out of a jar. All of them: the archive was refused; start that Java with the"
                                + " archive and -Xshare:on to see why. Some: the training did not load them (commands.txt"
                                + " lacks a command), or the JVM does not archive them (a signed jar, class files of Java 5)",
                        List.of(words))
                .isEmpty();
    }

    private void expectVersion(Path folder) throws IOException, InterruptedException {
        Result result = Launch.of(scratch, folder.resolve("bin/sa-audit"), "--version")
                .withThisJava()
                .run();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("sa-audit ").hasLineCount(1);
        assertThat(result.status()).isZero();
    }

    private static void expectQuiet(Result result) {
        assertThat(result).isEqualTo(new Result(0, "", ""));
    }

    private Result train(Path folder) throws IOException, InterruptedException {
        return Launch.of(scratch, folder.resolve("lib/train"), Launch.thisJava().toString())
                .run();
    }

    /** Where the archive for the JDK of this test lies in an application folder. */
    private static Path archive(Path folder) throws IOException {
        String runtime = Folders.runtime(Launch.thisJava());
        String suffix = Runtime.version().feature() >= 25 ? ".aot" : ".jsa";
        return folder.resolve("lib/cds").resolve(Folders.buildId(folder) + "-" + runtime + suffix);
    }
}
