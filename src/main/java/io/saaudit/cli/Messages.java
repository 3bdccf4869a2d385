package io.saaudit.cli;

import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Truth;
import io.saaudit.report.Gate;
import java.util.List;

/** What a run says on standard error about its input. */
final class Messages {
    /** Notes that are printed unless all are asked for: they must not bury the answer. */
    private static final int MOST = 3;

    private static final int MOST_REMARKS = 10;

    private Messages() {}

    /** Gaps always, notes unless they were turned off; of many the first few. */
    static void print(Snapshot snapshot, OutputOptions output, Io io) {
        gaps(snapshot.gaps(), io);
        notes(snapshot.notes(), output, io);
    }

    /** What could not be read, each of it: no verdict is clean over a gap. */
    static void gaps(List<Gap> gaps, Io io) {
        for (Gap gap : gaps) {
            io.err().println(Dispatch.line(gap.origin() + ": " + gap.what(), gap.hint()));
        }
    }

    /** Says that there is nothing to audit, unless what could not be read says so. */
    static ExitStatus nothingRead(World world, InputOptions input, Io io) {
        if (world.snapshot().gaps().isEmpty()) {
            String where = input.paths().isEmpty() ? "the cluster" : String.join(", ", input.paths());
            io.err()
                    .println(Dispatch.line(
                            "nothing to audit in " + where,
                            "No object was read that has to do with accounts, roles, bindings or workloads."));
        }
        return ExitStatus.INCOMPLETE;
    }

    /** What is worth saying, unless that was turned off. */
    static void notes(List<Note> notes, OutputOptions output, Io io) {
        if (output.quiet()) {
            return;
        }
        int shown = output.verbose() ? notes.size() : Math.min(MOST, notes.size());
        for (int i = 0; i < shown; i++) {
            Note note = notes.get(i);
            String place = note.origin() == null ? "" : note.origin() + ": ";
            io.err().println(Dispatch.line("note: " + place + Called.in(note.what()), ""));
        }
        more(notes.size() - shown, notes.size() - shown == 1 ? "note" : "notes", io);
    }

    /** What is odd about suppressions, and what could not be expected of the input, unless that was turned off. */
    static void remarks(Gate gate, OutputOptions output, Io io) {
        if (output.quiet()) {
            return;
        }
        List<Gate.Remark> remarks = gate.remarks();
        int shown = output.verbose() ? remarks.size() : Math.min(MOST_REMARKS, remarks.size());
        for (int i = 0; i < shown; i++) {
            io.err()
                    .println(Dispatch.line(
                            "note: " + remarks.get(i).origin() + ": "
                                    + remarks.get(i).what(),
                            ""));
        }
        more(remarks.size() - shown, "remarks", io);
        for (Gate.Expected expected : gate.expectations()) {
            if (expected.answer() == Truth.UNKNOWN) {
                io.err().println(Dispatch.line(expected.origin().fileAndLine() + ": " + expected.message(), ""));
            }
        }
    }

    private static void more(int n, String what, Io io) {
        if (n > 0) {
            io.err().println("sa-audit: and " + n + " more " + what + "; -v shows all");
        }
    }
}
