package io.saaudit.rule;

import io.saaudit.model.Severity;
import io.saaudit.rbac.HeldPower;
import java.util.Comparator;
import java.util.List;

/**
 * A power that is worth a finding.
 *
 * @param power the power
 * @param includes powers of its own that come with it and are not told by themselves, the worst first
 */
record ToldPower(HeldPower power, List<HeldPower> includes) {
    /** The worst first. */
    static final Comparator<ToldPower> WORST_FIRST = new Comparator<>() {
        @Override
        public int compare(ToldPower a, ToldPower b) {
            return b.severity().compareTo(a.severity());
        }
    };

    /** That of the worst of all. */
    Severity severity() {
        Severity severity = power.severity();
        for (HeldPower included : includes) {
            severity = severity.or(included.severity());
        }
        return severity;
    }

    String id() {
        return power.power().id();
    }
}
