package io.saaudit.report;

import io.saaudit.model.Cluster;
import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Severity;
import io.saaudit.rule.Finding;
import io.saaudit.rule.RuleInfo;
import java.util.ArrayList;
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
 * @param gate how it was judged; its suppressed and known findings are not among {@code findings}
 * @param cluster the cluster that was read, or null for manifests
 */
public record Report(
        List<Finding> findings,
        List<Gap> gaps,
        List<Note> notes,
        Summary summary,
        List<RuleInfo> rules,
        Hidden hidden,
        Gate gate,
        Cluster cluster) {
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

    /** Whether it passes. */
    public Verdict verdict() {
        return Verdict.of(this);
    }

    /**
     * The same with answers to expectations.
     *
     * @param expectations the answers, but those that are findings
     * @param remarks what is odd about them
     */
    public Report withExpectations(List<Gate.Expected> expectations, List<Gate.Remark> remarks) {
        List<Gate.Remark> more = new ArrayList<>(gate.remarks());
        more.addAll(remarks);
        Gate judged = new Gate(
                gate.rules(),
                gate.suppressed(),
                gate.known(),
                gate.grown(),
                List.copyOf(more),
                List.copyOf(expectations));
        return new Report(findings, gaps, notes, summary, rules, hidden, judged, cluster);
    }

    /** The same with more that is odd. */
    public Report withRemarks(List<Gate.Remark> remarks) {
        return withExpectations(gate.expectations(), remarks);
    }

    /** The same with one more gap. */
    public Report withGap(Gap gap) {
        List<Gap> more = new ArrayList<>(gaps);
        more.add(gap);
        return new Report(findings, List.copyOf(more), notes, summary, rules, hidden, gate, cluster);
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
