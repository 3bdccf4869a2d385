package io.saaudit.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that one run read, with what could not be read.
 *
 * @param objects the objects
 * @param sources the sources that positions number from 1; of a cluster that is the first, and files applied to it follow
 * @param gaps what was asked for and not read, sorted by place
 * @param notes what is worth saying, sorted by place
 * @param counts how much was read
 * @param cluster the cluster that the objects were listed from, or null for manifests
 */
public record Snapshot(
        Objects objects, List<Source> sources, List<Gap> gaps, List<Note> notes, Counts counts, Cluster cluster) {

    /**
     * Whether the objects were listed from a server (or come from a snapshot of one): then nothing built in is assumed,
     * and without gaps the input is complete.
     */
    public boolean fromServer() {
        return cluster != null;
    }

    /**
     * Whether every object of these kinds was read that there is (design 4.1): they were listed from a server, none of
     * them was out of scope, and no gap covers one.
     *
     * @param namespace the namespace that is spoken of, or empty for all of them
     * @param kinds kinds, as objects name them
     */
    public boolean hasAll(String namespace, List<String> kinds) {
        if (!fromServer()) {
            return false;
        }
        for (String kind : kinds) {
            if (cluster.without().contains(kind)) {
                return false;
            }
            for (Gap gap : gaps) {
                boolean anywhere = namespace.isEmpty()
                        && (gap.touchesKind().isEmpty() || gap.touchesKind().equals(kind));
                if (anywhere || gap.covers(kind, namespace)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The place that a packed position stands for; null for {@link Positions#NONE}. */
    public Origin origin(long position) {
        int number = Positions.source(position);
        if (number == 0) {
            return null;
        }
        Source source = sources.get(number - 1);
        int line = Positions.line(position);
        if (isListed(number)) {
            return Origin.of(source.path()); // a line of the server's answer is nowhere to be looked up
        }
        return new Origin(source.path(), line, Positions.column(position), source.templateAt(line));
    }

    /** Whether a source is the server: the first of a cluster, or the one behind places that are kept free. */
    private boolean isListed(int number) {
        String first = sources.get(0).path();
        return fromServer()
                && (first.isEmpty() || sources.get(number - 1).path().equals(first));
    }

    /** Whether files were applied to a cluster. */
    public boolean isApplied() {
        return fromServer() && !sources.isEmpty() && !sources.get(0).path().isEmpty() && !isListed(sources.size());
    }

    /** The same snapshot with one more note. */
    public Snapshot withNote(Note note) {
        List<Note> more = new ArrayList<>(notes);
        more.add(note);
        return new Snapshot(objects, sources, gaps, List.copyOf(more), counts, cluster);
    }

    /** The same snapshot with other gaps. */
    public Snapshot withGaps(List<Gap> other) {
        return new Snapshot(objects, sources, other, notes, counts, cluster);
    }

    /** The same snapshot with other objects. */
    public Snapshot withObjects(Objects other) {
        return new Snapshot(other, sources, gaps, notes, counts, cluster);
    }
}
