package io.saaudit.rule;

import java.util.function.Consumer;

/** One rule of the catalogue. A new one takes its class, a good and a bad example, and a line in {@link Rules}. */
public interface Rule {
    /** What it says of itself. */
    RuleInfo info();

    /** Whether it runs without being named: a rule that guesses does not. */
    default boolean byDefault() {
        return true;
    }

    /** Whether it runs whatever rules are selected, and all that it finds is shown and counts. */
    default boolean always() {
        return false;
    }

    /**
     * Looks for what is wrong.
     *
     * @param audit what is so
     * @param found takes the findings, in any order
     */
    void check(Audit audit, Consumer<Finding> found);
}
