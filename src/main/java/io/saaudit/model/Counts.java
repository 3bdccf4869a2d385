package io.saaudit.model;

import java.util.Map;

/**
 * How much was read.
 *
 * @param files files and streams that were read
 * @param documents documents in them that were not empty
 * @param byKind number of objects as they stand in the input, by kind, those of kinds that are not modelled too; a
 *     kind that another API group shares with a modelled one is counted as {@code Kind.group}
 * @param other documents that are not Kubernetes objects
 */
public record Counts(int files, int documents, Map<String, Integer> byKind, int other) {
    /** Nothing. */
    public static final Counts NONE = new Counts(0, 0, Map.of(), 0);

    /** Number of objects of a kind. */
    public int of(String kind) {
        return byKind.getOrDefault(kind, 0);
    }
}
