package io.saaudit.rbac;

import io.saaudit.model.Grant;
import io.saaudit.model.Power;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import java.util.Comparator;
import java.util.List;

/**
 * A power that somebody holds.
 *
 * @param power which
 * @param scope where
 * @param otherNamesOnly whether it is held for some names of objects only
 * @param severity how bad that is
 * @param decisive what covers the first need of the power
 * @param grants all that gives it, what is decisive first
 */
public record HeldPower(
        Power power, Scope scope, boolean otherNamesOnly, Severity severity, List<Grant> decisive, List<Grant> grants) {

    /** The worst first. */
    public static final Comparator<HeldPower> WORST_FIRST = new Comparator<>() {
        @Override
        public int compare(HeldPower a, HeldPower b) {
            return b.severity().compareTo(a.severity());
        }
    };

    /** Each is a thing of its own: what a record brings to compare them is made at run time, at a cost. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** The same, as bad as what it comes to really is. */
    public HeldPower withSeverity(Severity other) {
        return new HeldPower(power, scope, otherNamesOnly, other, decisive, grants);
    }

    /** The same, of a single need, by some of what gives it. */
    public HeldPower by(List<Grant> some) {
        return new HeldPower(power, scope, otherNamesOnly, severity, some, some);
    }
}
