package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run does as a process: what it loads, what it opens, how it is interrupted. */
class ProcessTest {
    @TempDir
    Path folder;

    /** A kubeconfig that is a pipe: whoever opens it to read waits for ever. */
    @Test
    @Timeout(120)
    void aScanOpensNoKubeconfigAndNoSocketAndLoadsNoClientOfKubernetes() throws Exception {
        Path config = folder.resolve("config");
        Path loaded = folder.resolve("classes.log");
        Assumptions.assumeTrue(
                new ProcessBuilder("mkfifo", config.toString()).start().waitFor() == 0, "no mkfifo on this system");
        ProcessBuilder builder = java(loaded, "scan", "testdata/quickstart");
        builder.environment().put("KUBECONFIG", config.toString());
        // In-cluster configuration, which a client would take as well.
        builder.environment().put("KUBERNETES_SERVICE_HOST", "192.0.2.1");
        builder.environment().put("KUBERNETES_SERVICE_PORT", "443");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("it waits: for the pipe that KUBECONFIG names?")
                .isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("out"))).contains(" findings (1 critical");
        List<String> classes = Files.readAllLines(loaded);
        assertThat(classes).hasSizeGreaterThan(400);
        assertThat(classes.stream().filter(ProcessTest::reachesOut))
                .as("classes of a Kubernetes client, and those that open a socket")
                .isEmpty();
    }

    private static boolean reachesOut(String loaded) {
        return Stream.of(
                        " io.saaudit.source.cluster.",
                        " io.saaudit.cli.ClusterInput",
                        " io.kubernetes.",
                        " okhttp3.",
                        " java.net.Socket",
                        // Every channel that is a socket is made by it; the channels' own classes come with files on
                        // 25.
                        " sun.nio.ch.Net ",
                        " sun.nio.ch.NioSocketImpl")
                .anyMatch(loaded::contains);
    }

    @Test
    @Timeout(120)
    void interruptedIs130AndPrintsNoResult() throws Exception {
        Assumptions.assumeFalse(interruptsAreIgnored(), "this process ignores SIGINT, and so would its children");
        Process process = java(folder.resolve("classes.log"), "scan", "-")
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        // Standard input stays open: the run waits for it, once its reader is there.
        while (!Files.exists(folder.resolve("classes.log"))
                || !Files.readString(folder.resolve("classes.log")).contains("io.saaudit.source.SnapshotReader ")) {
            Thread.sleep(50);
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitStatus.INTERRUPTED.code());
        assertThat(folder.resolve("out")).isEmptyFile();
    }

    @Test
    @Timeout(120)
    void aSnapshotThatIsInterruptedLeavesNoFile() throws Exception {
        Assumptions.assumeFalse(interruptsAreIgnored(), "this process ignores SIGINT, and so would its children");
        Path files = Files.createDirectory(folder.resolve("files"));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = java(
                            folder.resolve("classes.log"),
                            "snapshot",
                            files.resolve("cluster.json.gz").toString(),
                            "--server",
                            "http://127.0.0.1:" + server.getLocalPort())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out").toFile())
                    .start();
            // It is asked and never answers.
            try (Socket asked = server.accept()) {
                assertThat(asked.getInputStream().read()).isEqualTo('G');
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(process.exitValue()).isEqualTo(ExitStatus.INTERRUPTED.code());
        }
        assertThat(files).isEmptyDirectory();
    }

    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                return (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0;
            }
        }
        return false;
    }

    private static ProcessBuilder java(Path loaded, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + loaded,
                "-cp",
                System.getProperty("java.class.path"),
                "io.saaudit.cli.Main"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }
}
