package io.saaudit.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Launch.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Java the launcher takes: the application's own, JAVA_HOME, the system's highest, the one on the PATH. */
class JavaChoiceIT {
    @TempDir
    Path scratch;

    private Path app;
    private Path system;

    /** A copy of the application that looks for the system's Javas in a folder of this test. */
    @BeforeEach
    void copyTheApplication() throws IOException {
        app = Folders.copy(Launch.application(), scratch.resolve("app"));
        system = Files.createDirectory(scratch.resolve("jvm"));
        Folders.edit(app.resolve("lib/java.sh"), "/usr/lib/jvm/* /Library/Java", system + "/* /nowhere");
    }

    @Test
    void theApplicationsOwnJavaComesFirst() throws Exception {
        Path own = Folders.fakeJava(app.resolve("runtime"), "17.0.1");
        Path home = Folders.fakeJava(scratch.resolve("home"), "25.0.1");
        run(launch().with("JAVA_HOME", home));
        expectTaken(own);
    }

    @Test
    void javaHomeComesBeforeAHigherOneOfTheSystem() throws Exception {
        Folders.fakeJava(system.resolve("jdk-25"), "25.0.1");
        Path home = Folders.fakeJava(scratch.resolve("java home"), "17.0.1");
        run(launch().with("JAVA_HOME", home));
        expectTaken(home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "11.0.20", "16.0.2"})
    void aJavaHomeThatIsTooOldIsPassedOver(String version) throws Exception {
        Path newer = Folders.fakeJava(system.resolve("jdk-17"), "17.0.1");
        run(launch().with("JAVA_HOME", Folders.fakeJava(scratch.resolve("old"), version)));
        expectTaken(newer);
    }

    @Test
    void aJavaHomeThatHoldsNoJavaIsPassedOver() throws Exception {
        Path newer = Folders.fakeJava(system.resolve("jdk-17"), "17.0.1");
        run(launch().with("JAVA_HOME", scratch.resolve("nowhere")));
        expectTaken(newer);
    }

    @Test
    void aJavaHomeWithoutAReleaseFileIsAsked() throws Exception {
        Path home = Folders.fakeJavaWithoutRelease(scratch.resolve("home"), "21.0.3");
        run(launch().with("JAVA_HOME", home));
        expectTaken(home);
        assertThat(Folders.calledWith(home))
                .as("nothing is known of its build, so no archive can be its")
                .noneMatch(word -> word.startsWith("-XX:SharedArchiveFile"));
    }

    @Test
    void theHighestOfTheSystemIsTaken() throws Exception {
        Folders.fakeJava(system.resolve("a-17"), "17.0.15");
        Folders.fakeJava(system.resolve("b-8"), "1.8.0_402");
        Path highest = Folders.fakeJava(system.resolve("c-21"), "21.0.10");
        Folders.fakeJava(system.resolve("d-21"), "21.0.9");
        Folders.fakeJava(system.resolve("e-21"), "21");
        Files.createDirectory(system.resolve("f-empty"));
        run(launch());
        expectTaken(highest);
    }

    @Test
    void anEarlyAccessBuildCountsByItsNumber() throws Exception {
        Folders.fakeJava(system.resolve("a-25"), "25.0.3");
        Path early = Folders.fakeJava(system.resolve("b-26"), "26-ea");
        run(launch());
        expectTaken(early);
    }

    @Test
    void theJavaOnThePathComesLastAndItsLinksAreFollowed() throws Exception {
        Path java = Folders.fakeJava(scratch.resolve("opt/jdk"), "17.0.1");
        Path etc = Files.createDirectories(scratch.resolve("etc"));
        Files.createSymbolicLink(etc.resolve("java"), java.resolve("bin/java"));
        Launch launch = launch();
        Files.createSymbolicLink(onThePath(), Path.of("../etc/java"));
        run(launch);
        expectTaken(java);
    }

    @Test
    void aWrapperOnThePathIsAskedWhereItsJavaIs() throws Exception {
        Path java = Folders.fakeJava(scratch.resolve("versions/jdk"), "17.0.1");
        Launch launch = launch();
        Folders.script(onThePath(), "#!/bin/sh\nexec '" + java + "/bin/java' \"$@\"\n");
        run(launch);
        expectTaken(java);
    }

    @Test
    void withoutAnyJavaOneLineSaysWhatToDo() throws Exception {
        expectNoJava(launch().run());
    }

    @Test
    void withOnlyOldOnesOneLineSaysWhatToDo() throws Exception {
        Folders.fakeJava(system.resolve("jdk-8"), "1.8.0_402");
        Path old = Folders.fakeJava(scratch.resolve("jdk-11"), "11.0.20");
        Launch launch = launch().with("JAVA_HOME", old);
        Files.createSymbolicLink(onThePath(), old.resolve("bin/java"));
        expectNoJava(launch.run());
        assertThat(Folders.calledWith(old)).as("it was not started").isEmpty();
    }

    private Launch launch() {
        return Launch.of(scratch, app.resolve("bin/sa-audit"), "hello");
    }

    private static void run(Launch launch) throws IOException, InterruptedException {
        assertThat(launch.run()).isEqualTo(new Result(0, "", ""));
    }

    /** A place for a program on the PATH of {@link Launch}. */
    private Path onThePath() {
        return scratch.resolve("tools/java");
    }

    private static void expectTaken(Path java) throws IOException {
        assertThat(Folders.argumentsOf(java)).as("%s was started", java).containsExactly("hello");
    }

    private static void expectNoJava(Result result) {
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("Java 17", "JAVA_HOME").hasLineCount(1);
    }
}
