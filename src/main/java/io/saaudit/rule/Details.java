package io.saaudit.rule;

import java.lang.ref.WeakReference;
import java.util.List;

/**
 * What is told of a finding to whoever looks closer. A large cluster has tens of thousands of findings, of which a table
 * shows a line each: their evidence, fixes and extents would be most of the memory of a run, so they are worked out when asked
 * for, and soon forgotten.
 */
abstract class Details {
    private WeakReference<Told> told;

    /**
     * Both, worked out.
     *
     * @param evidence the facts, in the order to read them
     * @param fix what to do
     */
    record Told(List<Evidence> evidence, Fix fix) {}

    /** Works them out; always the same. */
    abstract Told tell();

    /** See {@link Finding#extent()}; always the same. */
    abstract List<String> extent();

    final Told told() {
        Told known = told == null ? null : told.get();
        if (known == null) {
            known = tell();
            told = new WeakReference<>(known);
        }
        return known;
    }

    @Override
    public final String toString() {
        return told().toString();
    }

    /** Details that were worked out before. */
    static Details of(List<String> extent, List<Evidence> evidence, Fix fix) {
        return new Known(extent, new Told(evidence, fix));
    }

    /** The same with a fix for an object of a cluster. */
    static Details onCluster(Details details) {
        return new Details() {
            @Override
            Told tell() {
                Told told = details.tell();
                return new Told(told.evidence(), told.fix().onCluster());
            }

            @Override
            List<String> extent() {
                return details.extent();
            }
        };
    }

    private static final class Known extends Details {
        private final List<String> extent;
        private final Told all;

        Known(List<String> extent, Told all) {
            this.extent = extent;
            this.all = all;
        }

        @Override
        Told tell() {
            return all;
        }

        @Override
        List<String> extent() {
            return extent;
        }
    }
}
