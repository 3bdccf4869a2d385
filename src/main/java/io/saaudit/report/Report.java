package io.saaudit.report;

import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Severity;
import io.saaudit.rule.Finding;
import io.saaudit.rule.RuleInfo;
import java.util.List;

/**
 * The result of a scan.
 *
 * @param findings worst first, then by account, rule and cause
 * @param gaps what was asked for and not read
 * @param notes what is worth saying
 * @param summary how much was looked at
 * @param rules the rules that were run, by id
 * @param hidden findings that the selection left out
 */
public record Report(
        List<Finding> findings,
        List<Gap> gaps,
        List<Note> notes,
        Summary summary,
        List<RuleInfo> rules,
        Hidden hidden) {
    /** How much was looked at; accounts and workloads are those of the namespaces that were selected. */
    public record Summary(int files, int accounts, int workloads, int bindings, int roles, int otherObjects) {}

    /**
     * Findings that were left out, each counted once.
     *
     * @param byNamespace those of other namespaces
     * @param byLabel those whose cause and accounts do not have the labels
     * @param bySeverity the lesser ones
     */
    public record Hidden(int byNamespace, int byLabel, int bySeverity) {
        /** All of them. */
        public int total() {
            return byNamespace + byLabel + bySeverity;
        }
    }

    /** Number of findings of a severity. */
    public long count(Severity severity) {
        int count = 0;
        for (Finding finding : findings) {
            count += finding.severity() == severity ? 1 : 0;
        }
        return count;
    }

    /** Whether a finding is at least this bad. */
    public boolean reaches(Severity severity) {
        for (Finding finding : findings) {
            if (finding.severity().compareTo(severity) >= 0) {
                return true;
            }
        }
        return false;
    }
}
