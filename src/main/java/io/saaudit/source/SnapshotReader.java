package io.saaudit.source;

import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Origin;
import io.saaudit.model.Positions;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Source;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads manifests: files, folders, standard input. */
public final class SnapshotReader {
    private SnapshotReader() {}

    /**
     * Reads everything that the paths lead to. What cannot be read is in the snapshot's gaps; the order of the paths,
     * and the number of threads, change nothing in the result.
     *
     * @param inputs files, folders, {@code git:REV[:PATH]} for files of a revision of the repository around the working
     *     folder, and {@code -} for standard input
     * @param stdin what {@code -} stands for; read only then, and not closed
     * @param options how
     * @return what was read
     * @throws InputPathException if a path is empty or leads to nothing, a revision cannot be read, or a glob is malformed; nothing was read then
     */
    public static Snapshot read(List<String> inputs, InputStream stdin, ReadOptions options) throws InputPathException {
        return read(inputs, stdin, options, 0);
    }

    /**
     * The same where other sources stand before those that are read here.
     *
     * @param inputs as above
     * @param stdin what {@code -} stands for
     * @param options how
     * @param before how many; in the snapshot's list they have no name. A snapshot of a cluster stands alone all the same
     */
    public static Snapshot read(List<String> inputs, InputStream stdin, ReadOptions options, int before)
            throws InputPathException {
        try (Found found = new InputWalker(options).walk(inputs)) {
            return read(found, stdin, options, before);
        }
    }

    private static Snapshot read(Found found, InputStream stdin, ReadOptions options, int before) {
        List<InputFile> files = found.files();
        List<Gap> gaps = found.gaps();
        if (files.size() > Positions.MAX_SOURCES) {
            gaps.add(Gap.of(
                    Gap.Kind.LIMIT,
                    "more than " + Positions.MAX_SOURCES + " files; those after this one were not read",
                    "Scan parts of the folder, or use --exclude.",
                    Origin.of(files.get(Positions.MAX_SOURCES - 1).shown())));
            files = files.subList(0, Positions.MAX_SOURCES);
        }
        Work work = new Work(files, stdin, options, before).run();
        boolean alone = files.size() == 1 && files.get(0).named();
        if (alone && work.outs[0].header() != null) {
            return ofCluster(work.outs[0], work.sources[0], gaps, before);
        }
        return gather(work, gaps, found.notes());
    }

    /** The cluster that a snapshot file is of. */
    private static Snapshot ofCluster(Out out, Source file, List<Gap> gaps, int before) {
        SnapshotFileHeader header = out.header();
        List<Source> sources = new ArrayList<>(Collections.nCopies(before, Source.of("")));
        sources.add(Source.of(header.source()));
        Merger merger = new Merger();
        merger.add(out.objects());
        // What is to be said of the objects was said when they were listed, and stands in the header.
        io.saaudit.model.Objects objects = merger.objects(sources, new ArrayList<>());
        gaps.addAll(header.gaps());
        out.addGaps(file, gaps);
        gaps.sort(ByPlace.GAPS);
        return new Snapshot(
                objects, List.copyOf(sources), List.copyOf(gaps), header.notes(), header.counts(), header.cluster());
    }

    /** Leaves out a snapshot among other input: what is so in its cluster is not so in the rest. */
    private static boolean isSnapshot(Out out, Source file, List<Gap> gaps) {
        if (out.header() == null) {
            return false;
        }
        gaps.add(Gap.of(
                Gap.Kind.UNREADABLE,
                "a snapshot of a cluster, which is not read together with anything else",
                "Name it alone, with -f; or leave it out, with --exclude.",
                Origin.of(file.path())));
        return true;
    }

    private static Snapshot gather(Work work, List<Gap> gaps, List<Note> notes) {
        Gathering all = new Gathering(gaps, notes);
        for (int i = 0; i < work.outs.length; i++) {
            if (!isSnapshot(work.outs[i], work.sources[i], gaps)) {
                all.add(work.outs[i], work.sources[i]);
            }
        }
        List<Source> sources = new ArrayList<>(Collections.nCopies(work.before, Source.of("")));
        sources.addAll(Arrays.asList(work.sources));
        return all.snapshot(sources, work.outs.length, null);
    }

    /** The files shared out to threads, the largest first, so that none is left with a large one at the end. */
    private static final class Work {
        private final List<InputFile> files;
        private final InputStream stdin;
        private final ReadOptions options;
        private final int before;
        private final Out[] outs;
        private final Source[] sources;
        private final Integer[] order;
        private final AtomicInteger next = new AtomicInteger();
        private final RulePool rules = new RulePool();

        Work(List<InputFile> files, InputStream stdin, ReadOptions options, int before) {
            this.files = files;
            this.before = before;
            this.stdin = stdin;
            this.options = options;
            this.outs = new Out[files.size()];
            this.sources = new Source[files.size()];
            this.order = new Integer[files.size()];
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
            Arrays.sort(order, new LargestFirst(files));
        }

        Work run() {
            int threads = Math.min(options.threads(), files.size());
            Thread[] helpers = new Thread[Math.max(threads - 1, 0)];
            Throwable[] failures = new Throwable[1];
            for (int i = 0; i < helpers.length; i++) {
                helpers[i] = new Thread("sa-audit-reader-" + i) {
                    @Override
                    public void run() {
                        try {
                            takeAll();
                        } catch (RuntimeException | Error e) {
                            failures[0] = e;
                        }
                    }
                };
                helpers[i].setDaemon(true);
                helpers[i].start();
            }
            takeAll();
            join(helpers);
            if (failures[0] instanceof Error error) {
                throw error; // too little memory is told as such
            }
            if (failures[0] != null) {
                throw new IllegalStateException("a reader failed", failures[0]);
            }
            return this;
        }

        private static void join(Thread[] helpers) {
            boolean interrupted = false;
            for (Thread helper : helpers) {
                while (true) {
                    try {
                        helper.join();
                        break;
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void takeAll() {
            Pool pool = new Pool();
            for (int i = next.getAndIncrement(); i < order.length; i = next.getAndIncrement()) {
                int file = order[i];
                Out out = new Out(before + file + 1, pool, rules, options.defaultNamespace());
                FileReader reader = new FileReader(files.get(file), options.limits(), out);
                reader.read(stdin);
                outs[file] = out;
                sources[file] = reader.source();
            }
        }
    }

    private static final class LargestFirst implements Comparator<Integer> {
        private final List<InputFile> files;

        LargestFirst(List<InputFile> files) {
            this.files = files;
        }

        @Override
        public int compare(Integer a, Integer b) {
            int c = Long.compare(files.get(b).size(), files.get(a).size());
            return c != 0 ? c : a.compareTo(b);
        }
    }
}
