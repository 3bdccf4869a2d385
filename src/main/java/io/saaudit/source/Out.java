package io.saaudit.source;

import io.saaudit.model.Gap;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Note;
import io.saaudit.model.Origin;
import io.saaudit.model.Positions;
import io.saaudit.model.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one input gave, in reading order. Belongs to one thread. */
final class Out {
    private final int source;
    private final Pool pool;
    private final RulePool rules;
    private final String defaultNamespace;

    private final List<KubeObject> objects = new ArrayList<>();
    private final List<PlacedGap> gaps = new ArrayList<>();
    private final List<PlacedNote> notes = new ArrayList<>();
    private final Map<String, int[]> kinds = new HashMap<>();
    private int documents;
    private int other;
    private int placed;
    private SnapshotFileHeader header;

    /**
     * @param source number of the source, from 1
     * @param defaultNamespace where objects without a namespace are placed
     */
    Out(int source, Pool pool, RulePool rules, String defaultNamespace) {
        this.source = source;
        this.pool = pool;
        this.rules = rules;
        this.defaultNamespace = defaultNamespace;
    }

    /** An empty one for the same input, to be {@linkplain #absorb absorbed} or dropped. */
    Out child() {
        Out child = new Out(source, pool, rules, defaultNamespace);
        child.header = header;
        return child;
    }

    /** The input is a snapshot of a cluster. */
    void header(SnapshotFileHeader of) {
        header = of;
    }

    /** What it says of the cluster, or null when it is none. */
    SnapshotFileHeader header() {
        return header;
    }

    Pool pool() {
        return pool;
    }

    RulePool rules() {
        return rules;
    }

    String defaultNamespace() {
        return defaultNamespace;
    }

    /** Packs a place of this input. */
    long at(int line, int column) {
        return Positions.pack(source, line, column);
    }

    void object(KubeObject object) {
        objects.add(object);
    }

    /** Counts an object of a kind. */
    void count(String kind) {
        int[] number = kinds.get(kind);
        if (number == null) {
            kinds.put(kind, new int[] {1});
        } else {
            number[0]++;
        }
    }

    /** Counts a document that is not empty. */
    void document() {
        documents++;
    }

    /** Counts a document that is no Kubernetes object. */
    void other() {
        other++;
    }

    /** Counts an object that was placed in the default namespace. */
    void placed() {
        placed++;
    }

    /** Whether a Kubernetes object of any kind was found. */
    boolean sawObjects() {
        return !kinds.isEmpty();
    }

    void gap(Gap.Kind kind, String what, String hint, long at) {
        gap(kind, what, hint, at, "", "");
    }

    void gap(Gap.Kind kind, String what, String hint, long at, String touchesKind, String touchesNamespace) {
        gaps.add(new PlacedGap(kind, what, hint, at, touchesKind, touchesNamespace));
    }

    void note(Note.Kind kind, String what, long at) {
        notes.add(new PlacedNote(kind, what, at));
    }

    /** Takes over all that another one for the same input has gathered. */
    void absorb(Out child) {
        objects.addAll(child.objects);
        gaps.addAll(child.gaps);
        notes.addAll(child.notes);
        for (Map.Entry<String, int[]> kind : child.kinds.entrySet()) {
            int[] number = kinds.get(kind.getKey());
            if (number == null) {
                kinds.put(kind.getKey(), kind.getValue());
            } else {
                number[0] += kind.getValue()[0];
            }
        }
        documents += child.documents;
        other += child.other;
        placed += child.placed;
        header = header == null ? child.header : header;
    }

    List<KubeObject> objects() {
        return objects;
    }

    Map<String, int[]> kinds() {
        return kinds;
    }

    int documents() {
        return documents;
    }

    int others() {
        return other;
    }

    /** Adds the gaps with the places of this source. */
    void addGaps(Source of, List<Gap> all) {
        for (PlacedGap g : gaps) {
            all.add(new Gap(g.kind, g.what, g.hint, origin(of, g.at), g.touchesKind, g.touchesNamespace));
        }
    }

    /** Adds the notes with the places of this source, and the one about objects without a namespace. */
    void addNotes(Source of, List<Note> all) {
        for (PlacedNote n : notes) {
            all.add(new Note(n.kind, n.what, origin(of, n.at)));
        }
        if (placed > 0) {
            String what =
                    placed == 1 ? "1 object without a namespace was" : placed + " objects without a namespace were";
            all.add(new Note(
                    Note.Kind.ASSUMED_NAMESPACE, what + " placed in " + defaultNamespace, Origin.of(of.path())));
        }
    }

    private static Origin origin(Source of, long at) {
        if (at == Positions.NONE) {
            return Origin.of(of.path());
        }
        int line = Positions.line(at);
        return new Origin(of.path(), line, Positions.column(at), of.templateAt(line));
    }

    private record PlacedGap(
            Gap.Kind kind, String what, String hint, long at, String touchesKind, String touchesNamespace) {}

    private record PlacedNote(Note.Kind kind, String what, long at) {}
}
