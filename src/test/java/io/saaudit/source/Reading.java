package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Gap;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Note;
import io.saaudit.model.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What tests of reading share: text in, a snapshot out, and what is said of it in one line each. */
final class Reading {
    private Reading() {}

    /** Reads text from standard input. */
    static Snapshot text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), ReadOptions.defaults());
    }

    /** Reads text from standard input. */
    static Snapshot text(String text, ReadOptions options) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), options);
    }

    /** Reads bytes from standard input. */
    static Snapshot bytes(byte[] bytes, ReadOptions options) {
        try {
            return SnapshotReader.read(List.of("-"), new ByteArrayInputStream(bytes), options);
        } catch (InputPathException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads files and folders. */
    static Snapshot paths(ReadOptions options, Path... paths) {
        List<String> inputs = new ArrayList<>();
        for (Path path : paths) {
            inputs.add(path.toString());
        }
        try {
            return SnapshotReader.read(inputs, new ByteArrayInputStream(new byte[0]), options);
        } catch (InputPathException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes a file, with its folders. */
    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gaps as {@code KIND file:line:column what | hint}, the folder left out of the file. */
    static List<String> gaps(Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        for (Gap gap : snapshot.gaps()) {
            String hint = gap.hint().isEmpty() ? "" : " | " + gap.hint();
            lines.add(gap.kind() + " " + name(gap.origin().toString()) + " " + gap.what() + hint);
        }
        return lines;
    }

    /** Notes of a kind as {@code file:line:column what}, the folder left out of the file. */
    static List<String> notes(Snapshot snapshot, Note.Kind kind) {
        List<String> lines = new ArrayList<>();
        for (Note note : snapshot.notes()) {
            if (note.kind() == kind) {
                lines.add(name(note.origin().toString()) + " " + note.what());
            }
        }
        return lines;
    }

    /** Keys of objects, in order. */
    static List<String> keys(List<? extends KubeObject> objects) {
        List<String> keys = new ArrayList<>();
        for (KubeObject object : objects) {
            keys.add(object.key().toString());
        }
        return keys;
    }

    /** A place as {@code line:column}. */
    static String at(Snapshot snapshot, long place) {
        return snapshot.origin(place).line() + ":" + snapshot.origin(place).column();
    }

    /** Fails unless everything was read. */
    static Snapshot complete(Snapshot snapshot) {
        assertThat(gaps(snapshot))
                .as("gaps; each says what could not be read and why")
                .isEmpty();
        return snapshot;
    }

    private static String name(String origin) {
        return origin.substring(origin.lastIndexOf('/') + 1);
    }
}
