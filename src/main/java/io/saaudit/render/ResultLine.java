package io.saaudit.render;

import io.saaudit.model.Severity;
import io.saaudit.report.Gate;
import io.saaudit.report.GateRules;
import io.saaudit.report.Report;
import io.saaudit.report.Verdict;
import io.saaudit.rule.Finding;
import java.util.List;

/** The end of a scan in one line. */
public final class ResultLine {
    private static final Severity[] WORST_FIRST = {
        Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO
    };

    private ResultLine() {}

    /**
     * The line for logs, of a form that stays: {@code result=fail status=1 why=critical,high critical=1 high=5 medium=0
     * low=2 info=0 suppressed=1 known=0 gaps=0 config=.sa-audit.yaml}.
     */
    public static String of(Report report, int status) {
        Verdict verdict = report.verdict();
        StringBuilder line = new StringBuilder("result=").append(Json.word(verdict.result()));
        line.append(" status=").append(status);
        line.append(" why=").append(verdict.why().isEmpty() ? "none" : String.join(",", verdict.why()));
        for (Severity severity : WORST_FIRST) {
            line.append(' ').append(severity.word()).append('=').append(report.count(severity));
        }
        Gate gate = report.gate();
        line.append(" suppressed=").append(gate.suppressed().size());
        line.append(" known=").append(gate.known().size());
        line.append(" gaps=").append(report.gaps().size());
        String config = gate.rules().config().file();
        return line.append(" config=")
                .append(config.isEmpty() ? "none" : config)
                .toString();
    }

    /** The same for people. */
    static String sentence(Report report) {
        StringBuilder text = new StringBuilder();
        int findings = report.findings().size();
        text.append(findings == 0 ? "No findings" : Words.count(findings, "finding", "findings"));
        String comma = " (";
        for (Severity severity : WORST_FIRST) {
            if (report.count(severity) > 0) {
                text.append(comma).append(report.count(severity)).append(' ').append(severity.word());
                comma = ", ";
            }
        }
        text.append(findings == 0 ? "" : ")");
        Report.Summary seen = report.summary();
        text.append(" in ").append(Words.count(seen.accounts(), "account", "accounts"));
        text.append(", ").append(Words.count(seen.workloads(), "workload", "workloads"));
        text.append(", ").append(Words.count(seen.bindings(), "binding", "bindings"));
        text.append(" from ")
                .append(
                        report.cluster() == null
                                ? Words.count(seen.files(), "file", "files")
                                : Escape.text(ClusterText.name(report.cluster())))
                .append(". ");
        int gaps = report.gaps().size();
        text.append(
                gaps == 0
                        ? "Everything was read."
                        : "NOT COMPLETE: " + unread(gaps, report) + " could not be read, and may hide findings.");
        return text.append(hidden(report)).toString();
    }

    private static String unread(int gaps, Report report) {
        return report.cluster() == null
                ? Words.count(gaps, "file or object", "files or objects")
                : Words.count(gaps, "kind or object", "kinds or objects");
    }

    /** A finding's message, with what it has grown by since the baseline. */
    static String message(Finding finding, Report report) {
        if (report.gate().grown().isEmpty()) {
            // Without a fingerprint: the first one loads the library of digests.
            return finding.message();
        }
        List<String> grown = report.gate().grown().get(finding.fingerprint());
        if (grown == null) {
            return finding.message();
        }
        String more = grown.size() == 1 ? "" : " and " + (grown.size() - 1) + " more";
        return finding.message() + "; grown by " + grown.get(0) + more;
    }

    /** What the configuration and the baseline hide. */
    private static String hidden(Report report) {
        Gate gate = report.gate();
        GateRules rules = gate.rules();
        StringBuilder text = new StringBuilder();
        if (!gate.suppressed().isEmpty()) {
            text.append(' ')
                    .append(Words.count(gate.suppressed().size(), "finding is", "findings are"))
                    .append(" suppressed.");
        }
        if (rules.baseline() != null) {
            text.append(' ')
                    .append(Words.count(gate.known().size(), "finding is", "findings are"))
                    .append(" known from ")
                    .append(Escape.text(rules.baseline().file()))
                    .append('.');
        }
        if (!rules.config().file().isEmpty()) {
            text.append(" Configured by ")
                    .append(Escape.text(rules.config().file()))
                    .append('.');
        }
        return text.toString();
    }
}
