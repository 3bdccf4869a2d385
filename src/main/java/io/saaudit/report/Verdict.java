package io.saaudit.report;

import io.saaudit.model.Severity;
import io.saaudit.model.Truth;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a scan passes.
 *
 * @param result whether
 * @param why what decided it, in a word each: severities, {@code expectations}, {@code gaps}, {@code unknown}
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
        if (!gate.rules().accepting()) {
            for (Severity severity : gate.rules().thresholds().failing(report::count)) {
                why.add(severity.word());
            }
        }
        if (gate.expectations().stream().anyMatch(Gate.Expected::differs)) {
            why.add("expectations");
        }
        if (!why.isEmpty()) {
            return new Verdict(Result.FAIL, why);
        }
        if (gate.rules().gapsFail() && !report.gaps().isEmpty()) {
            why.add("gaps");
        }
        if (gate.expectations().stream().anyMatch(e -> e.answer() == Truth.UNKNOWN)) {
            why.add("unknown");
        }
        return new Verdict(why.isEmpty() ? Result.PASS : Result.INCOMPLETE, why);
    }
}
