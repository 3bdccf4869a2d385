package io.saaudit.source;

import io.saaudit.model.Snapshot;
import java.util.List;

/** Measures reading: the first pass, as a run of the tool has it, and the best of several. */
public final class ReadSpeed {
    private ReadSpeed() {}

    /** @param args number of passes, then files and folders */
    public static void main(String[] args) throws InputPathException {
        int passes = Integer.parseInt(args[0]);
        List<String> inputs = List.of(args).subList(1, args.length);
        long first = 0;
        long best = Long.MAX_VALUE;
        Snapshot snapshot = null;
        for (int i = 0; i < passes; i++) {
            long start = System.nanoTime();
            snapshot = SnapshotReader.read(
                    inputs, System.in, ReadOptions.defaults().withHidden(true));
            long took = System.nanoTime() - start;
            first = i == 0 ? took : first;
            best = Math.min(best, took);
        }
        System.out.println(
                snapshot.counts().files() + " files, " + snapshot.objects().size() + " objects: first pass "
                        + first / 1_000_000 + " ms, best of " + passes + " " + best / 1_000_000 + " ms");
    }
}
