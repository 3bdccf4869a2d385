package io.saaudit.source;

import io.saaudit.model.Snapshot;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPOutputStream;

/**
 * The file that a cluster is kept in: a v1 List of objects, with a header before them that says which cluster they are
 * from, when they were read and what could not be. Objects are written from the model, field by field: what the model
 * does not have, such as the data of a Secret, a variable's value or managedFields, cannot be in it. docs/json.md
 * describes it.
 */
public final class SnapshotFile {
    /** Root field of the List that makes it a snapshot; it stands before {@code items}. */
    static final String HEADER = "sa-audit-snapshot";

    /** Root field of an object: what was known of it that its own fields cannot say without a secret. */
    static final String FACTS = "sa-audit-facts";

    /** The format that is written; what is older is read. */
    static final int FORMAT = 1;

    private SnapshotFile() {}

    /**
     * Writes a snapshot of a cluster.
     *
     * @param snapshot what was read of a cluster
     * @param to where to; not closed
     * @throws IOException when it cannot be written
     */
    public static void write(Snapshot snapshot, OutputStream to) throws IOException {
        try (SnapshotFileWriter writer = new SnapshotFileWriter(to)) {
            writer.write(snapshot);
        }
    }

    /**
     * Writes a snapshot of a cluster to a file, which nobody but its owner may read; packed when its name ends in
     * {@code .gz}. It is written beside its place and moved there when it is whole, so that the file is there as a whole
     * or as it was before, even when the process is ended on the way.
     *
     * @param snapshot what was read of a cluster
     * @param file where to
     * @throws IOException when it cannot be written
     */
    public static void write(Snapshot snapshot, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path part = Files.createTempFile(target.getParent(), ".sa-audit-", ".part", ownersOnly());
        Thread remove = new Thread("remove " + part) {
            @Override
            public void run() {
                delete(part);
            }
        };
        Runtime.getRuntime().addShutdownHook(remove);
        try {
            try (OutputStream to = opened(part, target)) {
                write(snapshot, to);
            }
            move(part, target);
        } finally {
            delete(part);
            forget(remove);
        }
    }

    private static OutputStream opened(Path part, Path target) throws IOException {
        OutputStream plain = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
        return target.toString().endsWith(".gz") ? new GZIPOutputStream(plain, 1 << 16) : plain;
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // A hidden part stays behind: nothing more can be done about it, and what failed before is told.
        }
    }

    private static void forget(Thread remove) {
        try {
            Runtime.getRuntime().removeShutdownHook(remove);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook is running.
        }
    }

    private static FileAttribute<?>[] ownersOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
