package io.saaudit.source;

import io.saaudit.model.Cluster;
import io.saaudit.model.Counts;
import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Objects;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Source;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts together what was read, in the order in which it is added. */
final class Gathering {
    private final Merger merger = new Merger();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private final List<Gap> gaps;
    private final List<Note> notes;
    private int documents;
    private int other;

    /** Takes the gaps and notes of before; both lists grow. */
    Gathering(List<Gap> gaps, List<Note> notes) {
        this.gaps = gaps;
        this.notes = notes;
    }

    /** Adds what one input gave. */
    void add(Out out, Source source) {
        merger.add(out.objects());
        documents += out.documents();
        other += out.others();
        out.addGaps(source, gaps);
        out.addNotes(source, notes);
        for (Map.Entry<String, int[]> kind : out.kinds().entrySet()) {
            Integer before = kinds.get(kind.getKey());
            kinds.put(kind.getKey(), (before == null ? 0 : before) + kind.getValue()[0]);
        }
    }

    /** All of it. */
    Snapshot snapshot(List<Source> sources, int files, Cluster cluster) {
        Objects objects = merger.objects(sources, notes);
        gaps.sort(ByPlace.GAPS);
        notes.sort(ByPlace.NOTES);
        Counts counts = new Counts(files, documents, Collections.unmodifiableMap(kinds), other);
        return new Snapshot(objects, List.copyOf(sources), List.copyOf(gaps), List.copyOf(notes), counts, cluster);
    }
}
