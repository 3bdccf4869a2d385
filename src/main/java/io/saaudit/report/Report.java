package io.saaudit.report;

import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Severity;
import io.saaudit.rule.Finding;
import java.util.List;

/**
 * The result of a scan.
 *
 * @param findings worst first, then by account, rule and cause
 * @param gaps what was asked for and not read
 * @param notes what is worth saying
 * @param summary how much was looked at
 */
public record Report(List<Finding> findings, List<Gap> gaps, List<Note> notes, Summary summary) {
    /** How much was looked at; accounts are those that lists show. */
    public record Summary(int files, int accounts, int workloads, int bindings, int roles, int otherObjects) {}

    /** Number of findings of a severity. */
    public long count(Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    /** Whether a finding is at least this bad. */
    public boolean reaches(Severity severity) {
        return findings.stream().anyMatch(f -> f.severity().compareTo(severity) >= 0);
    }
}
