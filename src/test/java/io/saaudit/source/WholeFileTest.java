package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeftBeside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void theOldFileIsThereUntilTheNewOneIsWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "old");
        try (WholeFile whole = WholeFile.open(file)) {
            whole.out().write("new".getBytes(StandardCharsets.UTF_8));
            whole.out().flush();
            assertThat(file).hasContent("old");
            whole.done();
        }
        assertThat(file).hasContent("new");
    }

    @Test
    void whatIsNotDoneLeavesTheOldFileOrNone() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "old");
        for (Path target : List.of(file, folder.resolve("none"))) {
            try (WholeFile whole = WholeFile.open(target)) {
                whole.out().write(new byte[1 << 20]);
            }
        }
        assertThat(file).hasContent("old");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aFileKeepsItsRightsAndOneForItsOwnerHasNoOthers() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        write(WholeFile.open(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
        write(WholeFile.openForOwner(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Path usual = Files.writeString(folder.resolve("usual"), "");
        write(WholeFile.open(folder.resolve("new")));
        assertThat(Files.getPosixFilePermissions(folder.resolve("new")))
                .isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void aLinkStaysOneAndLeadsToWhatWasWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("f"));
        write(WholeFile.open(link));
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(file).hasContent("new");
    }

    @Test
    void aDeviceIsWrittenDirectly() throws IOException {
        write(WholeFile.open(Path.of("/dev/null")));
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatIOException().isThrownBy(() -> WholeFile.open(folder.resolve("no/f")));
    }

    private static void write(WholeFile whole) throws IOException {
        try (whole) {
            whole.out().write("new".getBytes(StandardCharsets.UTF_8));
            whole.done();
        }
    }
}
