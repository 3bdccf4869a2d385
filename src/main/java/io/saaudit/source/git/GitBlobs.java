package io.saaudit.source.git;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Contents of files of one tree, from as many {@code git cat-file --batch} as there are readers at a time. What is read
 * streams: a large file is never in memory as a whole on account of this class.
 */
public final class GitBlobs implements Closeable {
    private static final int BUFFER = 1 << 16;

    /** So much of a file that nobody wants is read over; a longer rest costs more than another process. */
    private static final long SKIPPED = 8L << 20;

    /** Seconds. */
    private static final long PATIENCE = 5;

    private final GitProgram program;
    private final String tree;
    private final Deque<Batch> idle = new ArrayDeque<>();
    private final List<Batch> all = new ArrayList<>();
    private Set<String> missing = Set.of();
    private boolean missingKnown;

    GitBlobs(GitProgram program, String tree) {
        this.program = program;
        this.tree = tree;
    }

    /**
     * Opens the content of an object.
     *
     * @param name its id, or {@code TREE:PATH}; without a line break
     * @return the content, to be closed
     * @throws GitReadException when it is not there, or git gave up
     */
    public InputStream open(String name) throws IOException {
        if (isMissing(name)) {
            throw notThere();
        }
        Batch batch = take();
        long size;
        try {
            size = batch.ask(name);
        } catch (IOException e) {
            throw ended(batch);
        }
        if (size < 0) {
            give(batch);
            throw notThere();
        }
        return new Content(batch, size);
    }

    /** Ends the processes. */
    @Override
    public synchronized void close() {
        for (Batch batch : all) {
            batch.end();
        }
        all.clear();
        idle.clear();
    }

    private synchronized Batch take() throws IOException {
        Batch batch = idle.poll();
        if (batch == null) {
            try {
                batch = new Batch(program.start("cat-file", "--batch"));
            } catch (GitException e) {
                throw new GitReadException(e.getMessage(), e.hint());
            }
            all.add(batch);
        }
        return batch;
    }

    private synchronized void give(Batch batch) {
        idle.push(batch);
    }

    private synchronized void drop(Batch batch) {
        all.remove(batch);
        batch.end();
    }

    private synchronized boolean isMissing(String name) {
        return missing.contains(name);
    }

    private GitReadException notThere() {
        return new GitReadException(
                "its content is not in this clone",
                "The clone is partial, or damaged (git fsck). Let git fetch what it lacks: git archive " + tree
                        + " > /dev/null.");
    }

    /** A process has ended that should not have: git before 2.45 does so over an object that it cannot fetch. */
    private GitReadException ended(Batch batch) {
        int status = batch.status();
        String errors = batch.lastWords();
        drop(batch);
        if (GitFaults.isAboutPromise(errors)) {
            findMissing();
            return notThere();
        }
        if (status > 128) {
            return new GitReadException("git was ended by signal " + (status - 128) + " while it read this", "");
        }
        String last = GitFaults.last(errors);
        return new GitReadException("git ended while it read this" + (last.isEmpty() ? "" : ": " + last), "");
    }

    /** Asks once for all that is missing: an end for each would cost a process for each. */
    private synchronized void findMissing() {
        if (missingKnown) {
            return;
        }
        missingKnown = true;
        try {
            String out = program.run("", "rev-list", "--objects", "--missing=print", "--no-object-names", tree)
                    .text();
            Set<String> found = new HashSet<>();
            for (String line : out.split("\n")) {
                if (line.startsWith("?")) {
                    found.add(line.substring(1));
                }
            }
            missing = found;
        } catch (GitException e) {
            // Then each is found missing when it is asked for.
        }
    }

    /** One process. */
    private static final class Batch {
        private final Process process;
        private final GitProgram.Errors errors;
        private final OutputStream in;
        private final InputStream out;

        Batch(Process process) {
            this.process = process;
            this.errors = new GitProgram.Errors(process);
            this.in = process.getOutputStream();
            this.out = new BufferedInputStream(process.getInputStream(), BUFFER);
        }

        /** Asks for a content, which is next on {@link #out} then; -1 when there is none. */
        long ask(String name) throws IOException {
            in.write((name + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            StringBuilder line = new StringBuilder();
            for (int c = out.read(); c != '\n'; c = out.read()) {
                if (c < 0) {
                    throw new IOException("the end");
                }
                line.append((char) c);
            }
            int space = line.lastIndexOf(" ");
            String last = line.substring(space + 1);
            return !last.isEmpty() && Character.isDigit(last.charAt(0)) ? Long.parseLong(last) : -1;
        }

        /** Waits for the end of a process whose output has ended; 0 when that does not come. */
        int status() {
            try {
                return process.waitFor(PATIENCE, TimeUnit.SECONDS) ? process.exitValue() : 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }

        /** What it said on standard error, once it has ended: {@link #end} throws away what was not taken yet. */
        String lastWords() {
            if (process.isAlive()) {
                end();
            }
            return errors.text();
        }

        void end() {
            try {
                in.close();
            } catch (IOException e) {
                // It has ended already.
            }
            process.destroy();
        }
    }

    /** The bytes of one content; the process is free for the next one when it is closed. */
    private final class Content extends InputStream {
        private final Batch batch;
        private long left;
        private boolean closed;

        Content(Batch batch, long size) {
            this.batch = batch;
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = batch.out.read(b, off, (int) Math.min(len, left));
            if (n < 0) {
                left = -1;
                throw ended(batch);
            }
            left -= n;
            return n;
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            if (left < 0) {
                return; // the process is gone
            }
            if (left > SKIPPED) {
                drop(batch);
                return;
            }
            try {
                // A line break follows.
                batch.out.skipNBytes(left + 1);
                give(batch);
            } catch (IOException e) {
                drop(batch);
            }
        }
    }
}
