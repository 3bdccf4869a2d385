package io.saaudit.testing;

import io.saaudit.model.Snapshot;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two versions or variants of a real project: a file of testdata/histories, whose first three lines name both sides in
 * the corpus and the namespace that they are installed into; after an empty line stands what {@code diff} says.
 *
 * @param name name of the file without its ending
 * @param base path of the old side in the corpus
 * @param head path of the new side in the corpus
 * @param namespace where objects without a namespace go
 * @param answer the rest of the file
 */
public record History(String name, String base, String head, String namespace, String answer) {
    /** The folder with all of them. */
    public static final Path FOLDER = Path.of(System.getProperty("basedir", ""), "testdata", "histories");

    private static final String END = ".txt";

    /** All of them, by name. */
    public static List<History> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(END))
                    .sorted()
                    .map(History::read)
                    .toList();
        }
    }

    private static History read(Path file) {
        try {
            String name = file.getFileName().toString();
            String[] parts = Files.readString(file).split("\n", 5);
            return new History(
                    name.substring(0, name.length() - END.length()),
                    value(parts[0], "base "),
                    value(parts[1], "head "),
                    value(parts[2], "namespace "),
                    parts[4]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String value(String line, String key) {
        if (!line.startsWith(key)) {
            throw new AssertionError("a history begins with the lines base, head and namespace, not with: " + line);
        }
        return line.substring(key.length());
    }

    /** Writes down what {@code diff} says now. */
    public void update(String now) throws IOException {
        String text = "base " + base + "\nhead " + head + "\nnamespace " + namespace + "\n\n" + now;
        Files.writeString(FOLDER.resolve(name + END), text);
    }

    /** Reads a side; without the corpus the test is skipped, or fails where it must be there. */
    public Snapshot read(String side) throws InputPathException {
        return SnapshotReader.read(
                List.of(path(side)),
                InputStream.nullInputStream(),
                ReadOptions.defaults().withDefaultNamespace(namespace));
    }

    /** Where a side is. */
    public static String path(String side) {
        return Shared.path("corpus/" + side).toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
