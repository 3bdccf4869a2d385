package io.saaudit.rule;

import io.saaudit.model.Severity;
import io.saaudit.rbac.HeldPower;
import java.util.List;

/**
 * A power that is worth a finding.
 *
 * @param power the power
 * @param includes powers of its own that come with it and are not told by themselves, the worst first
 */
record ToldPower(HeldPower power, List<HeldPower> includes) {
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
