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
        List<Gap> gaps = snapshot.gaps();
        int shown = output.verbose() ? gaps.size() : Math.min(MOST, gaps.size());
        for (int i = 0; i < shown; i++) {
            Gap gap = gaps.get(i);
            io.err().println(Dispatch.line(gap.origin() + ": " + gap.what(), gap.hint()));
        }
        more(gaps.size() - shown, "could not be read", io);
        if (!output.quiet()) {
            notes(snapshot.notes(), output.verbose(), io);
        }
    }

    /** A single line about the run. */
    static void note(String what, OutputOptions output, Io io) {
        if (!output.quiet()) {
            io.err().println(Dispatch.line("note: " + what, ""));
        }
    }

    /** Says that there is nothing to audit. */
    static ExitStatus nothingRead(InputOptions input, Io io) {
        io.err()
                .println(Dispatch.line(
                        "nothing to audit in " + String.join(", ", input.paths()),
                        "No object was read that has to do with accounts, roles, bindings or workloads."));
        return ExitStatus.INCOMPLETE;
    }

    private static void notes(List<Note> notes, boolean all, Io io) {
        int shown = all ? notes.size() : Math.min(MOST, notes.size());
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
