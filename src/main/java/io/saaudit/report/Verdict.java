package io.saaudit.report;

import io.saaudit.model.Severity;
import io.saaudit.model.Truth;
import io.saaudit.rule.Finding;
import io.saaudit.rule.LockRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a scan passes.
 *
 * @param result whether
 * @param why what decided it, in a word each: severities, {@code expectations}, {@code lock}, {@code gaps},
 *     {@code unknown}
 */
public record Verdict(Result result, List<String> why) {
    /** The three ways a scan ends (design 4.2). */
    public enum Result {
        PASS,
        FAIL,
        INCOMPLETE
    }

    static Verdict of(Report report) {
        Gate gate = report.gate();
        List<String> why = new ArrayList<>();
        Severity[] severities = Severity.values();
        for (int i = severities.length - 1; i >= 0 && !gate.rules().accepting(); i--) {
            if (gate.rules().thresholds().fails(severities[i], report.count(severities[i]))) {
                why.add(severities[i].word());
            }
        }
        boolean differs = false;
        boolean unknown = false;
        for (Gate.Expected expected : gate.expectations()) {
            differs |= expected.differs();
            unknown |= expected.answer() == Truth.UNKNOWN;
        }
        if (differs) {
            why.add("expectations");
        }
        for (Finding finding : report.findings()) {
            if (finding.rule().equals(LockRule.ID)) {
                why.add("lock");
                break;
            }
        }
        if (!why.isEmpty()) {
            return new Verdict(Result.FAIL, why);
        }
        if (gate.rules().gapsFail() && !report.gaps().isEmpty()) {
            why.add("gaps");
        }
        if (unknown) {
            why.add("unknown");
        }
        return new Verdict(why.isEmpty() ? Result.PASS : Result.INCOMPLETE, why);
    }
}
