package io.saaudit.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Makes what the launcher is tried on: copies of the application, and Javas that only record how they were called. */
final class Folders {
    private Folders() {}

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

    static Path script(Path file, String text) throws IOException {
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
