package io.saaudit.source;

import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Origin;
import java.util.Comparator;

/** Orders of gaps and notes: by place, then by what they say, so that they never depend on how files were read. */
final class ByPlace {
    static final Comparator<Gap> GAPS = new Comparator<>() {
        @Override
        public int compare(Gap a, Gap b) {
            int c = places(a.origin(), b.origin());
            c = c != 0 ? c : a.kind().compareTo(b.kind());
            return c != 0 ? c : a.what().compareTo(b.what());
        }
    };

    static final Comparator<Note> NOTES = new Comparator<>() {
        @Override
        public int compare(Note a, Note b) {
            int c = places(a.origin(), b.origin());
            c = c != 0 ? c : a.kind().compareTo(b.kind());
            return c != 0 ? c : a.what().compareTo(b.what());
        }
    };

    private ByPlace() {}

    private static int places(Origin a, Origin b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? -1 : 1;
        }
        return a.compareTo(b);
    }
}
