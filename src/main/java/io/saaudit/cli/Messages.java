package io.saaudit.cli;

import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Snapshot;
import java.util.List;

/** What a run says on standard error about its input. */
final class Messages {
    /** Lines of a sort that are printed unless all are asked for. */
    private static final int MOST = 10;

    private Messages() {}

    /** Gaps always, notes unless they were turned off; of many the first few. */
    static void print(Snapshot snapshot, OutputOptions output, Io io) {
        gaps(snapshot.gaps(), output, io);
        notes(snapshot.notes(), output, io);
    }

    /** What could not be read. */
    static void gaps(List<Gap> gaps, OutputOptions output, Io io) {
        int shown = output.verbose() ? gaps.size() : Math.min(MOST, gaps.size());
        for (int i = 0; i < shown; i++) {
            Gap gap = gaps.get(i);
            io.err().println(Dispatch.line(gap.origin() + ": " + gap.what(), gap.hint()));
        }
        more(gaps.size() - shown, "could not be read", io);
    }

    /** Says that there is nothing to audit, unless what could not be read says so. */
    static ExitStatus nothingRead(World world, InputOptions input, Io io) {
        if (world.snapshot().gaps().isEmpty()) {
            io.err()
                    .println(Dispatch.line(
                            "nothing to audit in " + String.join(", ", input.paths()),
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
            io.err().println(Dispatch.line("note: " + place + note.what(), ""));
        }
        more(notes.size() - shown, notes.size() - shown == 1 ? "note" : "notes", io);
    }

    private static void more(int n, String what, Io io) {
        if (n > 0) {
            io.err().println("sa-audit: and " + n + " more " + what + "; -v shows all");
        }
    }
}
