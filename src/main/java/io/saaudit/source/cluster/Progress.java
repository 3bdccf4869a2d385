package io.saaudit.source.cluster;

/** Told how the reading goes, by several threads at once. */
public interface Progress {
    /** Tells nobody. */
    Progress NONE = new Progress() {};

    /**
     * The server answers.
     *
     * @param version what it calls itself, or empty
     */
    default void connected(String version) {}

    /**
     * A page was read.
     *
     * @param kind its kind
     * @param objects objects of it so far, in this list
     * @param remaining how many follow, or -1 when the server does not say
     */
    default void page(String kind, int objects, long remaining) {}

    /** The server asks to wait. */
    default void waiting(String kind, long seconds) {}
}
