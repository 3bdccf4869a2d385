package io.saaudit.live;

import io.saaudit.testing.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The program of src/test/go/controlplane, built once and kept outside the project, under
 * {@code ${XDG_CACHE_HOME:-~/.cache}/sa-audit}. Its name holds the version of Kubernetes and a digest of the module's
 * files: another module is another program.
 */
final class ControlPlaneBinary {
    private static final Path MODULE = Path.of(System.getProperty("basedir", ""), "src", "test", "go", "controlplane");
    private static final String VERSION_PACKAGE = " -X k8s.io/component-base/version.";
    private static final int DIGEST_DIGITS = 12;

    private ControlPlaneBinary() {}

    /**
     * Finds the program or builds it, which takes 2 to 4 minutes and the network. Without Go the calling test is
     * skipped with the reason; with {@code CI=true} in the environment it fails instead.
     */
    static Path get() {
        try {
            String version = version();
            Path cache = cache();
            Path binary = cache.resolve("controlplane-" + version + "-" + digest());
            if (Files.isExecutable(binary)) {
                return binary;
            }
            Path go = go(binary);
            Files.createDirectories(cache);
            // Two builds of one machine wait for each other: the second finds what the first made.
            try (FileChannel channel = FileChannel.open(
                            cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.isExecutable(binary)) {
                    build(go, version, binary);
                }
            }
            return binary;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program go; without it the calling test is skipped or fails, as {@link #get()} says. */
    static Path go(Path missing) {
        Path go = onPath("go");
        if (go == null) {
            withoutGo(missing);
        }
        return go;
    }

    private static void withoutGo(Path missing) {
        String reason = "a program of the live tests is not built (" + missing
                + ") and there is no go on the PATH to build it with: install Go 1.26 or later (https://go.dev/dl)";
        if (Shared.mustBeThere()) {
            throw new AssertionError(reason + " (CI=true: a missing Go is a failure)");
        }
        System.err.println("The live tests are skipped: " + reason);
        Assumptions.abort(reason);
    }

    private static void build(Path go, String version, Path binary) throws IOException {
        System.err.println("Building Kubernetes " + version
                + " for the live tests, once: 2 to 4 minutes. To be kept in " + binary);
        Path fresh = Files.createTempFile(binary.getParent(), "building-", "");
        Path log = Files.createTempFile("controlplane-build-", ".log");
        try {
            List<String> command = new ArrayList<>();
            if (onPath("nice") != null) {
                command.add("nice");
            }
            command.addAll(List.of(go.toString(), "build", "-trimpath", "-buildvcs=false"));
            command.addAll(List.of("-ldflags", flags(version), "-o", fresh.toString(), "."));
            Process process = new ProcessBuilder(command)
                    .directory(MODULE.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            int status = process.waitFor();
            if (status != 0) {
                throw new AssertionError("go build failed with status " + status + " in " + MODULE
                        + "; it needs Go 1.26 or later and, the first time, the network:\n"
                        + Files.readString(log));
            }
            Files.move(fresh, binary, StandardCopyOption.ATOMIC_MOVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the control plane was built", e);
        } finally {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(log);
        }
    }

    /** Without them the server calls itself v0.0.0, and kubectl refuses to talk to it. */
    private static String flags(String version) {
        String[] parts = version.split("\\.");
        return "-s -w" + VERSION_PACKAGE + "gitVersion=v" + version + VERSION_PACKAGE + "gitMajor=" + parts[0]
                + VERSION_PACKAGE + "gitMinor=" + parts[1];
    }

    /** The version of Kubernetes that go.mod asks for. */
    private static String version() throws IOException {
        String module = "k8s.io/kubernetes v";
        for (String line : Files.readAllLines(MODULE.resolve("go.mod"))) {
            int at = line.indexOf(module);
            if (at >= 0) {
                return line.substring(at + module.length()).trim();
            }
        }
        throw new AssertionError("no line with " + module + " in " + MODULE.resolve("go.mod"));
    }

    private static String digest() throws IOException {
        try (Stream<Path> files = Files.list(MODULE)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.sorted().toList()) {
                digest.update((file.getFileName() + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            digest.update(System.getProperty("os.arch").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Where programs are kept. */
    static Path cache() {
        String set = System.getenv("XDG_CACHE_HOME");
        Path base = set == null || set.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(set);
        return base.resolve("sa-audit");
    }

    private static Path onPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            Path path = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(path)) {
                return path.toAbsolutePath();
            }
        }
        return null;
    }
}
