package io.saaudit.rule;

import java.lang.ref.SoftReference;
import java.util.List;

/**
 * What is told of a finding to whoever looks closer. A large cluster has tens of thousands of findings, of which a table
 * shows a line each: their evidence and fixes would be most of the memory of a run, so they are worked out when asked for,
 * and forgotten when memory is short.
 */
abstract class Details {
    private SoftReference<Told> told = new SoftReference<>(null);

    /**
     * Both, worked out.
     *
     * @param evidence the facts, in the order to read them
     * @param fix what to do
     */
    record Told(List<Evidence> evidence, Fix fix) {}

    /** Works them out; always the same. */
    abstract Told tell();

    final Told told() {
        Told known = told.get();
        if (known == null) {
            known = tell();
            told = new SoftReference<>(known);
        }
        return known;
    }

    @Override
    public final String toString() {
        return told().toString();
    }

    /** Details that were worked out before. */
    static Details of(List<Evidence> evidence, Fix fix) {
        return new Known(new Told(evidence, fix));
    }

    /** The same with a fix for an object of a cluster. */
    static Details onCluster(Details details) {
        return new Details() {
            @Override
            Told tell() {
                Told told = details.tell();
                return new Told(told.evidence(), told.fix().onCluster());
            }
        };
    }

    private static final class Known extends Details {
        private final Told all;

        Known(Told all) {
            this.all = all;
        }

        @Override
        Told tell() {
            return all;
        }
    }
}
