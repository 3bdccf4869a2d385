package io.saaudit.report;

import io.saaudit.config.Suppression;
import io.saaudit.model.Origin;
import io.saaudit.model.Truth;
import io.saaudit.rule.Finding;
import java.util.List;
import java.util.Map;

/**
 * How a scan was judged.
 *
 * @param rules by what
 * @param suppressed findings that are not wanted, worst first
 * @param known findings of the baseline that have not grown, worst first
 * @param grown what findings of the baseline have grown by, by fingerprint
 * @param remarks what is odd about suppressions and the baseline
 * @param expectations what must or must not be allowed, with the answers
 */
public record Gate(
        GateRules rules,
        List<Suppressed> suppressed,
        List<Finding> known,
        Map<String, List<String>> grown,
        List<Remark> remarks,
        List<Expected> expectations) {

    /** A finding that is not wanted, and by whose word. */
    public record Suppressed(Finding finding, Suppression by) {}

    /**
     * Something odd about a suppression or the baseline.
     *
     * @param kind what sort
     * @param what one sentence, without the place
     * @param origin where the suppression stands
     */
    public record Remark(Kind kind, String what, Origin origin) {
        /** Sorts of remarks. */
        public enum Kind {
            /** It hides nothing. */
            UNUSED,
            /** Its time is over. */
            EXPIRED,
            /** What it accepts has grown. */
            OUTGROWN,
            /** It hides only a part of what the finding is about. */
            PARTIAL,
            /** It cannot be understood. */
            INVALID
        }
    }

    /**
     * An expectation.
     *
     * @param question what was asked, as {@code system:serviceaccount:a:b: get secrets in c}
     * @param expected whether it must be allowed
     * @param answer the answer
     * @param message the answer in one sentence
     * @param origin where the expectation stands
     */
    public record Expected(String question, boolean expected, Truth answer, String message, Origin origin) {
        /** Whether it is otherwise. */
        public boolean differs() {
            return answer != Truth.UNKNOWN && answer != (expected ? Truth.YES : Truth.NO);
        }

        /** Whether it fails the scan, or keeps it from passing. */
        public boolean open() {
            return answer == Truth.UNKNOWN || differs();
        }

        /** What {@link #message} tells, where it is {@link #open}: a heading. */
        public String title() {
            return answer == Truth.UNKNOWN ? "Not known whether as expected" : "Not as expected";
        }
    }
}
