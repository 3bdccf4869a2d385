package io.saaudit.source;

import io.saaudit.model.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
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
        try (WholeFile to = WholeFile.openForOwner(file)) {
            try (OutputStream packed = packed(to.out(), file)) {
                write(snapshot, packed);
            }
            to.done();
        }
    }

    private static OutputStream packed(OutputStream plain, Path file) throws IOException {
        return file.toString().endsWith(".gz") ? new GZIPOutputStream(plain, 1 << 16) : plain;
    }
}
