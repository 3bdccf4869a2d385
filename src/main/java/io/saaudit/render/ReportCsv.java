package io.saaudit.render;

import io.saaudit.model.Gap;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Origin;
import io.saaudit.report.Gate;
import io.saaudit.report.Report;
import io.saaudit.rule.Finding;
import io.saaudit.rule.RuleInfo;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** {@code scan} for spreadsheets: docs/formats.md, a record for each finding, worst first. The header never changes. */
public final class ReportCsv implements Renderer<Report> {
    private static final ObjectKey NOTHING = new ObjectKey("", "", "", "");

    private final UnaryOperator<String> path;

    /** @param path from a source's name to its path as the repository has it */
    public ReportCsv(UnaryOperator<String> path) {
        this.path = path;
    }

    @Override
    public void render(Report report, PrintStream out) {
        out.append(Csv.line(
                "type",
                "severity",
                "rule",
                "title",
                "account",
                "message",
                "kind",
                "namespace",
                "name",
                "file",
                "line",
                "fix",
                "fingerprint",
                "baseline"));
        for (Gap gap : report.gaps()) {
            other("gap", gap.what(), gap.origin(), gap.hint(), out);
        }
        for (Gate.Expected expected : report.gate().expectations()) {
            if (expected.open()) {
                other("expectation", expected.message(), expected.origin(), "", out);
            }
        }
        Map<String, String> titles = new HashMap<>();
        for (RuleInfo rule : report.rules()) {
            titles.put(rule.id(), rule.title());
        }
        boolean compared = report.gate().rules().baseline() != null;
        for (Finding finding : report.findings()) {
            Origin place = finding.places().isEmpty() ? null : finding.places().get(0);
            List<String> grown = report.gate().grown().get(finding.fingerprint());
            record(
                    "finding",
                    finding.severity().word(),
                    finding.rule(),
                    titles.getOrDefault(finding.rule(), ""),
                    finding.account(),
                    ResultLine.message(finding, report),
                    finding.cause(),
                    place,
                    finding.fix().what(),
                    finding.fingerprint(),
                    compared ? grown == null ? "new" : "grown" : "",
                    out);
        }
    }

    private void other(String type, String what, Origin origin, String fix, PrintStream out) {
        record(type, "", "", "", "", what, NOTHING, origin, fix, "", "", out);
    }

    private void record(
            String type,
            String severity,
            String rule,
            String title,
            String account,
            String message,
            ObjectKey object,
            Origin place,
            String fix,
            String fingerprint,
            String baseline,
            PrintStream out) {
        out.append(Csv.line(
                type,
                severity,
                rule,
                title,
                account,
                message,
                object.kind(),
                object.namespace(),
                object.name(),
                place == null ? "" : Uris.shown(path.apply(place.source())),
                place == null || place.line() == 0 ? "" : Integer.toString(place.line()),
                fix,
                fingerprint,
                baseline));
    }
}
