package io.saaudit.testing;

import java.util.Random;

/**
 * Seeds of property tests: new ones in every run, so that each run looks somewhere else, printed by a failure and set by
 * {@code -Dsa-audit.seed=N} to see that one again.
 */
public final class Seeds {
    private Seeds() {}

    /** The given number of seeds, or the one that was set. With {@code CI=true} in the environment always the same ones. */
    public static long[] of(int count) {
        String set = System.getProperty("sa-audit.seed");
        return set == null ? random().longs(count).toArray() : new long[] {Long.parseLong(set)};
    }

    /** A run that decides whether a change lands must not hang on chance; every other run looks at something new. */
    private static Random random() {
        return "true".equals(System.getenv("CI")) ? new Random(20261125) : new Random();
    }

    /** What to do to see a failure again. */
    public static String again(long seed) {
        return "seed " + seed + " (again with -Dsa-audit.seed=" + seed + ")";
    }
}
