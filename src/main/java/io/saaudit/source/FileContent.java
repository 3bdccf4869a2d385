package io.saaudit.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the disk. */
record FileContent(Path path) implements Content {
    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }
}
