package io.saaudit.source;

/**
 * How much of one input is read at most. What passes a limit is a gap that names the limit's flag.
 *
 * @param maxFileSize bytes of one file or stream, after inflating
 * @param maxDocumentSize characters of one YAML document
 * @param maxDepth levels of nesting
 * @param maxAliases aliases of collections that one YAML document may use, those inside of aliases counted again
 * @param maxScalarSize characters of one scalar
 */
public record Limits(long maxFileSize, int maxDocumentSize, int maxDepth, int maxAliases, int maxScalarSize) {
    /** What is used unless a flag says otherwise. */
    public static final Limits DEFAULT = new Limits(2L << 30, 64 << 20, 100, 100, 8 << 20);

    /** Inflated bytes for one compressed byte that are believed, after {@link #RATIO_FROM}. */
    static final int MAX_RATIO = 200;

    /** Inflated bytes from which {@link #MAX_RATIO} counts. */
    static final long RATIO_FROM = 10L << 20;

    /** Events that aliases may add to one YAML document. */
    static final int MAX_ALIAS_EVENTS = 1_000_000;
}
