package io.saaudit.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.saaudit.launcher.Launch.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's places, arguments, streams and statuses. */
class LauncherIT {
    private static final String VERSION_LINE = "sa-audit \\d+\\.\\d+\\.\\d+\\S*\n";

    @TempDir
    Path scratch;

    private final Path app = Launch.application();
    private final Path launcher = app.resolve("bin/sa-audit");

    @Test
    void runsFromAnyFolder() throws Exception {
        expectVersion(Launch.of(scratch, launcher, "--version").in(Path.of("/")));
    }

    @Test
    void runsByARelativePath() throws Exception {
        expectVersion(Launch.of(scratch, "bin/sa-audit", "--version").in(app));
        expectVersion(Launch.of(scratch, "./sa-audit", "--version").in(app.resolve("bin")));
    }

    @Test
    void runsAsTheArgumentOfAShell() throws Exception {
        expectVersion(Launch.of(scratch, "sh", "sa-audit", "--version").in(app.resolve("bin")));
    }

    @Test
    void runsFromThePath() throws Exception {
        expectVersion(Launch.of(scratch, "/bin/sh", "-c", "PATH=$BIN:$PATH; sa-audit --version")
                .with("BIN", app.resolve("bin")));
    }

    @Test
    void runsThroughAnAbsoluteLink() throws Exception {
        Path copy = Folders.copy(app, scratch.resolve("opt"));
        Path link = link(scratch.resolve("kubectl-sa_audit"), copy.resolve("bin/sa-audit"));
        expectVersion(Launch.of(scratch, link, "--version"));
    }

    @Test
    void runsThroughAChainOfRelativeLinks() throws Exception {
        Path copy = Folders.copy(app, scratch.resolve("opt/sa-audit-1"));
        link(scratch.resolve("opt/current"), Path.of("sa-audit-1"));
        Files.createDirectories(scratch.resolve("usr/bin"));
        link(scratch.resolve("usr/first"), Path.of("../opt/current/bin/sa-audit"));
        link(scratch.resolve("usr/bin/second"), Path.of("../first"));
        Path third = link(scratch.resolve("third"), Path.of("usr/bin/second"));

        expectVersion(Launch.of(scratch, third, "--version").in(Path.of("/")));
        expectVersion(Launch.of(scratch, "../../third", "--version").in(scratch.resolve("usr/bin")));
        assertThat(copy.resolve("lib/cds")).as("the folder that was run").isDirectory();
    }

    @Test
    void runsThroughALinkToItsFolder() throws Exception {
        Path copy = Folders.copy(app, scratch.resolve("opt"));
        Path bin = link(scratch.resolve("bin-link"), copy.resolve("bin"));
        expectVersion(Launch.of(scratch, bin.resolve("sa-audit"), "--version"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "quote'and\"quote", "dollar$HOME", "star*", "-dash", "b\\s", "grüße-漢字"})
    void runsFromAFolderWhateverItsName(String name) throws Exception {
        Path copy = Folders.copy(app, scratch.resolve(name).resolve("sa audit"));
        Path link = link(scratch.resolve("a link"), copy.resolve("bin/sa-audit"));
        expectVersion(Launch.of(scratch, copy.resolve("bin/sa-audit"), "--version"));
        expectVersion(Launch.of(scratch, link, "--version").with("LC_ALL", "C"));
        expectVersion(Launch.of(scratch, "bin/sa-audit", "--version").in(copy));
    }

    @Test
    void aColonInTheFoldersNameIsAnErrorThatSaysSo() throws Exception {
        Path copy = Folders.copy(app, scratch.resolve("a:b"));
        Result result = Launch.of(scratch, copy.resolve("bin/sa-audit"), "--version")
                .withThisJava()
                .run();
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("colon").hasLineCount(1);
    }

    @Test
    void aMissingJarIsAnErrorThatNamesIt() throws Exception {
        Path copy = Folders.copy(app, scratch.resolve("broken"));
        try (var jars = Files.newDirectoryStream(copy.resolve("lib"), "snakeyaml-*.jar")) {
            for (Path jar : jars) {
                Files.delete(jar);
            }
        }
        Result result = Launch.of(scratch, copy.resolve("bin/sa-audit"), "--version")
                .withThisJava()
                .run();
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("snakeyaml-").hasLineCount(1);
    }

    @Test
    void argumentsArriveUnchanged() throws Exception {
        Path java = Folders.fakeJava(scratch.resolve("java"), "17.0.1");
        String[] words = {
            "", " ", "two words", "*", "?[a]", "'", "\"", "\\", "$HOME", "`id`", "a\nb", "\n", "-x", "--", "ü漢", "$(id)"
        };
        Launch.of(scratch, launcher, words).with("JAVA_HOME", java).run();
        assertThat(Folders.argumentsOf(java)).containsExactly(words);
    }

    @Test
    void noArgumentStaysNoArgument() throws Exception {
        Path java = Folders.fakeJava(scratch.resolve("java"), "17.0.1");
        Launch.of(scratch, launcher).with("JAVA_HOME", java).run();
        assertThat(Folders.argumentsOf(java)).isEmpty();
    }

    @Test
    void standardInputAndOutputPassThrough() throws Exception {
        Path java = Folders.fakeJava(scratch.resolve("java"), "17.0.1");
        Result result = Launch.of(scratch, launcher, "scan", "-")
                .with("JAVA_HOME", java)
                .input("kind: Pod\n\u00fc\n")
                .run();
        assertThat(result).isEqualTo(new Result(0, "kind: Pod\n\u00fc\n", ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 130})
    void theExitStatusPassesThrough(int status) throws Exception {
        Path java = Folders.fakeJava(scratch.resolve("java"), "17.0.1");
        Result result = Launch.of(scratch, launcher)
                .with("JAVA_HOME", java)
                .with("FAKE_STATUS", status)
                .run();
        assertThat(result.status()).isEqualTo(status);
    }

    /** The program script of util-linux runs a command on a terminal of its own. */
    @Test
    void theWidthIsThatOfTheTerminal() throws Exception {
        Path script = Path.of("/usr/bin/script");
        assumeThat(Files.isExecutable(script) && System.getProperty("os.name").equals("Linux"))
                .as("there is /usr/bin/script of util-linux")
                .isTrue();
        for (int width : List.of(90, 105)) {
            String command = "stty cols " + width + " rows 24; \"$LAUNCHER\" rules";
            Result run = Launch.of(scratch, script, "-qec", command, "/dev/null")
                    .with("LAUNCHER", launcher)
                    .with("NO_COLOR", "1")
                    .withThisJava()
                    .run();
            assertThat(run.out().lines().mapToInt(String::length).max())
                    .as("the longest line on a terminal of %d columns: %s", width, run)
                    .hasValue(width);
        }
    }

    @Test
    void aReaderThatHasGoneAwayIsNoError() throws Exception {
        Result result = Launch.of(
                        scratch,
                        "/bin/sh",
                        "-c",
                        "{ /bin/sleep 0.2; \"$0\" --version; echo $? >status; } | :",
                        launcher.toString())
                .withThisJava()
                .run();
        assertThat(result).isEqualTo(new Result(0, "", ""));
        assertThat(scratch.resolve("status")).hasContent("0");
    }

    @Test
    void aUsageErrorOfTheRealProgramEndsWith2() throws Exception {
        Result result =
                Launch.of(scratch, launcher, "no-such-command").withThisJava().run();
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("no-such-command");
    }

    @Test
    void theUsersOptionsComeAfterOursAndAreSplitButNotExpanded() throws Exception {
        Path java = Folders.fakeJava(scratch.resolve("java"), "17.0.1");
        Launch.of(scratch, launcher, "*")
                .with("JAVA_HOME", java)
                .with("SA_AUDIT_JAVA_OPTS", "-Xmx64m  -Dglob=/*")
                .run();
        List<String> words = Folders.calledWith(java);
        assertThat(words).containsSubsequence("-Xlog:disable", "-Xmx64m", "-Dglob=/*", "-cp", "io.saaudit.cli.Main");
        assertThat(Folders.argumentsOf(java)).containsExactly("*");
    }

    @Test
    void theHomeFolderIsToldToTheProgram() throws Exception {
        Path java = Folders.fakeJava(scratch.resolve("java"), "17.0.1");
        Launch.of(scratch, launcher).with("JAVA_HOME", java).run();
        assertThat(Folders.calledWith(java)).contains("-Dsa-audit.home=" + app.resolve("bin") + "/..");
    }

    @Test
    void javaToolOptionsAreLeftAsTheyAre() throws Exception {
        Path java = Folders.fakeJava(scratch.resolve("java"), "17.0.1");
        Launch.of(scratch, launcher)
                .with("JAVA_HOME", java)
                .with("JAVA_TOOL_OPTIONS", "-Dhttps.proxyHost=proxy")
                .run();
        assertThat(java.resolve("tool-options")).hasContent("-Dhttps.proxyHost=proxy");
        Launch.of(scratch, launcher).with("JAVA_HOME", java).run();
        assertThat(java.resolve("tool-options")).hasContent("unset");
    }

    @Test
    void onlyTheLocaleCIsReplacedSoThatFileNamesCanBeRead() throws Exception {
        assertThat(localeFor(null, null)).isEqualTo("unset C.UTF-8");
        assertThat(localeFor("LANG", "C")).isEqualTo("unset C.UTF-8");
        assertThat(localeFor("LC_ALL", "POSIX")).isEqualTo("C.UTF-8 unset");
        assertThat(localeFor("LANG", "de_DE.UTF-8")).isEqualTo("unset unset");
        assertThat(localeFor("LC_ALL", "de_DE.UTF-8")).isEqualTo("de_DE.UTF-8 unset");
    }

    private String localeFor(String name, String value) throws IOException, InterruptedException {
        Path java = Folders.fakeJava(scratch.resolve("java"), "17.0.1");
        Launch launch = Launch.of(scratch, launcher).with("JAVA_HOME", java);
        if (name != null) {
            launch.with(name, value);
        }
        launch.run();
        return Files.readString(java.resolve("locale"));
    }

    private static void expectVersion(Launch launch) throws IOException, InterruptedException {
        Result result = launch.withThisJava().run();
        assertThat(result.err()).as("standard error").isEmpty();
        assertThat(result.out()).as("standard output").matches(VERSION_LINE);
        assertThat(result.status()).isZero();
    }

    private static Path link(Path link, Path to) throws IOException {
        Files.deleteIfExists(link);
        return Files.createSymbolicLink(link, to);
    }
}
