package io.saaudit.source.cluster;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is wanted of a cluster.
 *
 * @param kinds the kinds that the question needs
 * @param without kinds that are declared out of scope: not asked for, and no gap
 * @param namespaces where to look when namespaces may not be listed, besides that of the context
 * @param pageSize objects asked for in one request
 * @param parallel kinds that are listed at a time
 * @param now when reading begins
 */
public record ClusterRequest(
        Set<ListedKind> kinds,
        Set<ListedKind> without,
        List<String> namespaces,
        int pageSize,
        int parallel,
        Instant now) {
    private static final int PAGE = 500;
    private static final int PARALLEL = 4;

    /** Few kinds are read by two: each one more is a TLS handshake more, the dearest part of a small question. */
    private static final int FEW = 4;

    private static final int PARALLEL_OF_FEW = 2;

    /** Everything that findings need. */
    public static ClusterRequest all(Instant now) {
        return of(ListedKind.ALL, now);
    }

    /** Some kinds, in pages of 500, four kinds at a time, or two of few. */
    public static ClusterRequest of(Set<ListedKind> kinds, Instant now) {
        int parallel = kinds.size() <= FEW ? PARALLEL_OF_FEW : PARALLEL;
        return new ClusterRequest(kinds, Set.of(), List.of(), PAGE, parallel, now);
    }

    /** The same without some kinds. */
    public ClusterRequest without(Set<ListedKind> outOfScope) {
        return new ClusterRequest(kinds, outOfScope, namespaces, pageSize, parallel, now);
    }

    /** The same with namespaces to look in. */
    public ClusterRequest in(List<String> named) {
        return new ClusterRequest(kinds, without, named, pageSize, parallel, now);
    }

    /** The same with another number of objects a request. */
    public ClusterRequest paged(int size) {
        return new ClusterRequest(kinds, without, namespaces, size, parallel, now);
    }

    /** The kinds that are asked for, in the order in which they are begun. */
    Set<ListedKind> wanted() {
        EnumSet<ListedKind> wanted = EnumSet.noneOf(ListedKind.class);
        wanted.addAll(kinds);
        wanted.removeAll(without);
        return Collections.unmodifiableSet(wanted);
    }

    /** Names of the kinds out of scope, sorted. */
    List<String> outOfScope() {
        return without.stream().map(ListedKind::kind).sorted().toList();
    }
}
