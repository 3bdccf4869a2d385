package io.saaudit.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Launch.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Dockerfile, and what an image made by it would run, without Docker. */
@Tag("dist")
class PackedImageIT {
    private static final Path DOCKERFILE = Path.of("src", "main", "dist", "Dockerfile");
    private static final Path QUICKSTART = Path.of("testdata", "quickstart").toAbsolutePath();
    private static final String ENTRYPOINT = "/opt/sa-audit/bin/sa-audit";
    private static final String NOBODY = "65532:65532";

    @TempDir
    Path scratch;

    @Test
    void theImageIsOfTheArchivesAndNotRoot() throws IOException {
        List<String> lines = Files.readAllLines(DOCKERFILE);
        List<String> copied = after(lines, "COPY sa-audit-");
        assertThat(copied).containsExactly("${VERSION}-linux-${TARGETARCH}.tar.gz /archive.tar.gz");
        String name = Packed.archive().getFileName().toString();
        String plain = Packed.withoutJava().getFileName().toString();
        assertThat(name)
                .as("the archive, by the Dockerfile's own pattern")
                .startsWith(plain.replace(".tar.gz", "") + "-")
                .matches(".*-(linux|darwin)-(amd64|arm64)\\.tar\\.gz");
        assertThat(after(lines, "COPY --from=unpacked ")).containsExactly("/sa-audit /opt/sa-audit");
        assertThat(after(lines, "USER ")).containsExactly(NOBODY);
        assertThat(after(lines, "ENTRYPOINT ")).containsExactly("[\"" + ENTRYPOINT + "\"]");
    }

    /**
     * The archive in a file system of its own that holds a shell and glibc and nothing else, not even /tmp, cannot be written,
     * and belongs to somebody else, as with {@code docker run --read-only --cap-drop ALL}.
     */
    @Test
    void aShellAndGlibcAreAllItNeedsAndNothingIsWritten() throws Exception {
        Path root = Files.createDirectory(scratch.resolve("root"));
        Path app = Packed.unpack(Packed.archive(), scratch.resolve("unpacked"));
        Files.createDirectories(root.resolve("opt"));
        Files.createDirectories(root.resolve("proc"));
        Files.createDirectories(root.resolve("bin"));
        Folders.copy(Path.of("/bin/sh").toRealPath(), root.resolve("bin/sh"));
        for (String library : librariesOf(app)) {
            Path to = root.resolve(library.substring(1));
            Files.createDirectories(to.getParent());
            Files.copy(Path.of(library), to);
        }
        Folders.copy(QUICKSTART, root.resolve("work"));
        Files.move(app, root.resolve("opt/sa-audit"));

        assertThat(inside(root, "/bin/sh", "-c", "echo x >/opt/x").err()).contains("Read-only file system");
        Result version = inside(root, ENTRYPOINT, "--version");
        assertThat(version.err()).isEmpty();
        assertThat(version.out()).startsWith("sa-audit ").hasLineCount(1);
        assertThat(version.status()).isZero();
        Result scan = inside(root, ENTRYPOINT, "scan", "work");
        assertThat(scan.out()).contains("SA101");
        assertThat(scan.err()).as("the result line alone").hasLineCount(1);
        assertThat(scan.status()).isEqualTo(1);
    }

    /** Of the system, as the loader finds them: those of the shell, and of all programs and libraries of the Java. */
    private TreeSet<String> librariesOf(Path app) throws IOException, InterruptedException {
        Path ldd = Path.of("/usr/bin/ldd");
        Assumptions.assumeTrue(Files.isExecutable(ldd), "there is no " + ldd + ": this is for Linux with glibc");
        List<String> words =
                new ArrayList<>(List.of(Path.of("/bin/sh").toRealPath().toString()));
        try (var files = Files.walk(app.resolve("runtime"))) {
            files.map(Path::toString)
                    .filter(name -> name.endsWith(".so") || name.endsWith("/bin/java"))
                    .forEach(words::add);
        }
        TreeSet<String> libraries = new TreeSet<>();
        for (String line : Launch.of(scratch, ldd, words.toArray(String[]::new))
                .with("PATH", "/usr/bin:/bin")
                .run()
                .out()
                .lines()
                .toList()) {
            int path = line.indexOf('/');
            int end = line.indexOf(" (0x");
            if (path >= 0 && end > path && !line.contains(app.toString())) {
                libraries.add(line.substring(path, end));
            }
        }
        assertThat(libraries)
                .as(
                        "glibc alone; pack a JDK that brings the rest itself, as Temurin does (DIST_JDK), and not a distribution's")
                .allMatch(path -> path.matches(".*/(ld-linux.*|lib(c|dl|m|pthread|rt))\\.so\\.\\d+"));
        return libraries;
    }

    private Result inside(Path root, String... words) throws IOException, InterruptedException {
        List<String> script = List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount --bind \"$0\" \"$0\" && mount -t proc proc \"$0/proc\" && mount -o remount,bind,ro \"$0\" || exit 99; "
                        + "exec chroot --userspec=" + NOBODY + " \"$0\" \"$@\"",
                root.toString());
        List<String> all = new ArrayList<>(script.subList(1, script.size()));
        all.addAll(List.of(words));
        Result result = Launch.of(scratch, script.get(0), all.toArray(String[]::new))
                .with("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
                .run();
        Assumptions.assumeFalse(
                result.status() == 99 || result.err().startsWith("unshare:"),
                () -> "only root may make a file system of its own to run it in: " + result.err());
        return result;
    }

    private static List<String> after(List<String> lines, String start) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }
}
