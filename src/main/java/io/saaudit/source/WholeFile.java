package io.saaudit.source;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is written beside its place and moved there when it is whole, so that it is there as a whole or as it was
 * before, even when the process is ended on the way. What is no plain file (a pipe, a device) is written directly; a link
 * stays one, and the file that it leads to is replaced.
 */
public final class WholeFile implements AutoCloseable {
    private final Path target;
    private final Path part;
    private final OutputStream out;
    private Thread remove;
    private boolean whole;

    private WholeFile(Path target, Path part, OutputStream out) {
        this.target = target;
        this.part = part;
        this.out = out;
    }

    /**
     * Opens one for whoever may read files of its folder, or with the rights that it has.
     *
     * @param file where to
     * @throws IOException when it cannot be written
     */
    public static WholeFile open(Path file) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target) || isSpecial(file.toAbsolutePath())) {
            return new WholeFile(target, null, buffered(Files.newOutputStream(target)));
        }
        Path part =
                target.resolveSibling(".sa-audit-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".part");
        WholeFile opened =
                new WholeFile(target, part, buffered(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)));
        opened.removeAtTheEnd();
        if (Files.exists(target)) {
            keepRights(target, part);
        }
        return opened;
    }

    /**
     * Opens one that nobody but its owner may read.
     *
     * @param file where to; a plain file, or none yet
     * @throws IOException when it cannot be written
     */
    public static WholeFile openForOwner(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path part = isPosix()
                ? Files.createTempFile(
                        target.getParent(),
                        ".sa-audit-",
                        ".part",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(target.getParent(), ".sa-audit-", ".part");
        WholeFile opened = new WholeFile(target, part, buffered(Files.newOutputStream(part)));
        opened.removeAtTheEnd();
        return opened;
    }

    /** Takes what is to be in it; closed with this. */
    public OutputStream out() {
        return out;
    }

    /** Says that all of it was written: without this nothing takes the place of what was there. */
    public void done() {
        whole = true;
    }

    /**
     * Moves it to its place when it is whole, else leaves nothing of it.
     *
     * @throws IOException when it could not be written to its end; then what was there is there still
     */
    @Override
    public void close() throws IOException {
        try {
            out.close();
            if (whole && part != null) {
                move();
            }
        } finally {
            if (part != null) {
                delete(part);
                forget();
            }
        }
    }

    private void move() throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // A file that is mounted by itself, as containers do it, cannot be replaced.
            if (!Files.isRegularFile(target)) {
                throw e;
            }
            try (OutputStream direct = Files.newOutputStream(target)) {
                Files.copy(part, direct);
            }
        }
    }

    /** Standard output, for one, whatever it leads to: its reader holds it open. */
    private static boolean isSpecial(Path file) {
        return file.startsWith("/dev") || file.startsWith("/proc");
    }

    private static OutputStream buffered(OutputStream plain) {
        return new BufferedOutputStream(plain, 1 << 16);
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static void keepRights(Path from, Path to) {
        if (isPosix()) {
            try {
                Set<PosixFilePermission> rights = Files.getPosixFilePermissions(from);
                Files.setPosixFilePermissions(to, rights);
            } catch (IOException e) {
                // Then it has those of a new file.
            }
        }
    }

    private void removeAtTheEnd() {
        remove = new Thread("remove " + part) {
            @Override
            public void run() {
                delete(part);
            }
        };
        Runtime.getRuntime().addShutdownHook(remove);
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // A hidden part stays behind: nothing more can be done about it, and what failed before is told.
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(remove);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook is running.
        }
    }
}
