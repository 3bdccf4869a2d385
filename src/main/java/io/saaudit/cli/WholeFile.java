package io.saaudit.cli;

import io.saaudit.render.Renderer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file that is kept and read again: beside its place, and moved there when it is whole. So it is there as a
 * whole or as it was before, even where the disk is full or the process is ended on the way.
 */
final class WholeFile {
    private WholeFile() {}

    /** Writes it; a link is kept, and what it leads to is written. */
    static <T> void write(Path file, T result, Renderer<T> renderer) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe, or /dev/stdout: nothing to keep.
            print(file, result, renderer);
            return;
        }
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path part = target.resolveSibling(
                ".sa-audit-" + ProcessHandle.current().pid() + "-" + target.getFileName() + ".part");
        try {
            print(part, result, renderer);
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static <T> void print(Path file, T result, Renderer<T> renderer) throws IOException {
        OutputStream to = new BufferedOutputStream(Files.newOutputStream(file));
        try (OutputOptions.Sink sink = new OutputOptions.Sink(new PrintStream(to, false, StandardCharsets.UTF_8), to)) {
            renderer.render(result, sink.out());
        }
    }
}
