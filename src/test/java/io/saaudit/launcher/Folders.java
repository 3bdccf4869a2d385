package io.saaudit.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Makes what the launcher is tried on: copies of the application, and Javas that only record how they were called. */
public final class Folders {
    private Folders() {}

    /** Every Java of 17 or later on this machine, the one that runs this test among them. */
    static List<Path> javas() throws IOException {
        List<Path> javas = new ArrayList<>(List.of(Launch.thisJava()));
        Path system = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(system)) {
            try (Stream<Path> folders = Files.list(system)) {
                folders.filter(folder -> !Files.isSymbolicLink(folder))
                        .filter(folder -> Files.isExecutable(folder.resolve("bin/java")))
                        .filter(folder -> runtime(folder).compareTo("17") >= 0)
                        .filter(folder -> !folder.equals(Launch.thisJava()))
                        .sorted()
                        .forEach(javas::add);
            }
        }
        return javas;
    }

    /** The name of that very build of a Java, such as {@code 25.0.3+9-LTS}; empty where it does not tell. */
    static String runtime(Path java) {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(java.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            return "";
        }
        return release.getProperty("JAVA_RUNTIME_VERSION", "").replace("\"", "");
    }

    /** The digest of the jars, which the names of archives of classes begin with. */
    static String buildId(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("lib/java.sh")).stream()
                .filter(line -> line.startsWith("build="))
                .map(line -> line.substring("build=".length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("lib/java.sh has no line build=…"));
    }

    /** The files of a folder, by name. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Every file below a folder with its size and time, a line each. */
    public static List<String> listing(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted().toList()) {
                lines.add(path + " " + Files.size(path) + " " + Files.getLastModifiedTime(path));
            }
        }
        return lines;
    }

    /** Removes a folder with all that is in it, or a link to one. */
    static void delete(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            Files.delete(folder);
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Copies the application with its file times, as an installer does. */
    static Path copy(Path application, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(application)) {
            for (Path from : all.toList()) {
                Path target = to.resolve(application.relativize(from).toString());
                Files.createDirectories(target.getParent());
                if (!Files.isDirectory(target)) {
                    Files.copy(from, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return to;
    }

    /**
     * A folder that looks like a Java of that version. Its {@code bin/java} writes its arguments, each ended by NUL, to
     * {@code called} beside {@code bin}, then copies its input to its output and ends with $FAKE_STATUS or 0.
     */
    static Path fakeJava(Path folder, String version) throws IOException {
        fakeJavaWithoutRelease(folder, version);
        Files.writeString(
                folder.resolve("release"),
                "IMPLEMENTOR=\"Nobody\"\nJAVA_RUNTIME_VERSION=\"" + version + "+1-fake\"\nJAVA_VERSION=\"" + version
                        + "\"\nJAVA_VERSION_DATE=\"2026-01-01\"\n");
        return folder;
    }

    /** The same without a {@code release} file: it tells its version and place only when asked. */
    static Path fakeJavaWithoutRelease(Path folder, String version) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        script(folder.resolve("bin/java"), """
                #!/bin/sh
                here=%s
                case $1 in -version | -XshowSettings:properties)
                  printf 'Picked up JAVA_TOOL_OPTIONS: -Dx=y\\n    java.home = %%s\\n    java.io.tmpdir = /tmp\\nopenjdk version "%s" 2026-01-01\\n' "$here" >&2
                  exit 0
                esac
                for word; do printf '%%s\\0' "$word"; done >"$here/called"
                printf '%%s' "${JAVA_TOOL_OPTIONS-unset}" >"$here/tool-options"
                printf '%%s' "${LC_ALL-unset} ${LC_CTYPE-unset}" >"$here/locale"
                /bin/cat
                exit "${FAKE_STATUS:-0}"
                """.formatted(quoted(folder), version));
        return folder;
    }

    public static Path script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The words that a fake Java was last started with, or an empty list where it was not. */
    static List<String> calledWith(Path fakeJava) throws IOException {
        Path called = fakeJava.resolve("called");
        if (!Files.exists(called)) {
            return List.of();
        }
        String words = Files.readString(called);
        return List.of(words.substring(0, words.length() - 1).split("\0", -1));
    }

    /** The words after the main class: what reaches sa-audit itself. */
    static List<String> argumentsOf(Path fakeJava) throws IOException {
        List<String> all = calledWith(fakeJava);
        return all.subList(all.indexOf("io.saaudit.cli.Main") + 1, all.size());
    }

    /** Replaces text in a file of a copied application, which must hold it. */
    static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new AssertionError(file + " no longer holds \"" + from + "\": this test replaces it; adapt the test");
        }
        Files.writeString(file, text.replace(from, to));
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
