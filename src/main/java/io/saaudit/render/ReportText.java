package io.saaudit.render;

import io.saaudit.model.Origin;
import io.saaudit.model.Severity;
import io.saaudit.report.Report;
import io.saaudit.rule.Evidence;
import io.saaudit.rule.Finding;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code scan} for people: a row for each finding, worst first; or, wide, a paragraph with evidence and fix. */
public final class ReportText implements Renderer<Report> {
    private static final Severity[] WORST_FIRST = {
        Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO
    };

    private final Style style;
    private final boolean wide;
    private final String more;

    /**
     * @param style colours and width
     * @param wide whether evidence and fixes are shown
     * @param more the command that shows them
     */
    public ReportText(Style style, boolean wide, String more) {
        this.style = style;
        this.wide = wide;
        this.more = more;
    }

    @Override
    public void render(Report report, PrintStream out) {
        if (wide) {
            for (Finding finding : report.findings()) {
                paragraph(finding, out);
            }
        } else if (!report.findings().isEmpty()) {
            table(report.findings(), out);
            out.println();
        }
        out.println(summary(report));
        if (report.hidden().total() > 0) {
            out.println("Not shown: " + Words.count(report.hidden().total(), "finding", "findings")
                    + hidden(report.hidden()) + ".");
        }
        if (!wide && !report.findings().isEmpty()) {
            out.println("Details and fixes: " + Escape.text(more) + ", or sa-audit rules "
                    + report.findings().get(0).rule());
        }
    }

    private void table(List<Finding> findings, PrintStream out) {
        Table table = new Table("SEVERITY", "RULE", "ACCOUNT", "FINDING", "WHERE")
                .cutting(3)
                .severities(0);
        for (Finding finding : findings) {
            int places = finding.places().size();
            String where = places == 0 ? "" : finding.places().get(0).shown() + (places > 1 ? " +" + (places - 1) : "");
            table.row(finding.severity().word(), finding.rule(), finding.account(), finding.message(), where);
        }
        table.print(out, style);
    }

    private void paragraph(Finding finding, PrintStream out) {
        String account = finding.account().isEmpty() ? "" : "  " + Words.quoted(finding.account());
        out.println(style.severity(finding.severity().word(), finding.severity()) + "  " + finding.rule() + account
                + "  " + Escape.text(finding.message()));
        line(out, "object", Words.object(finding.cause()));
        for (int i = 0; i < finding.places().size(); i++) {
            line(out, i == 0 ? "where" : "", place(finding.places().get(i)));
        }
        for (int i = 0; i < finding.evidence().size(); i++) {
            Evidence evidence = finding.evidence().get(i);
            String where = evidence.origin() == null ? "" : " (" + place(evidence.origin()) + ")";
            line(out, i == 0 ? "because" : "", Escape.lineStart(evidence.what()) + where);
        }
        line(out, "fix", Escape.text(finding.fix().what()));
        for (String text : finding.fix().text().lines().toList()) {
            out.println("             "
                    + (text.stripLeading().startsWith(":") ? Escape.lineStart(text) : Escape.text(text)));
        }
        line(out, "id", finding.fingerprint());
        out.println();
    }

    private static void line(PrintStream out, String label, String text) {
        out.append("  ").append(label);
        for (int i = label.length(); i < 9; i++) {
            out.append(' ');
        }
        out.println(text);
    }

    private static String place(Origin origin) {
        return Escape.lineStart(origin.shown());
    }

    private static String summary(Report report) {
        Report.Summary seen = report.summary();
        StringBuilder text = new StringBuilder();
        int findings = report.findings().size();
        text.append(findings == 0 ? "No findings" : Words.count(findings, "finding", "findings"));
        if (findings > 0) {
            text.append(" (");
            String comma = "";
            for (Severity severity : WORST_FIRST) {
                long number = report.count(severity);
                if (number > 0) {
                    text.append(comma).append(number).append(' ').append(severity.word());
                    comma = ", ";
                }
            }
            text.append(')');
        }
        text.append(" in ").append(Words.count(seen.accounts(), "account", "accounts"));
        text.append(", ").append(Words.count(seen.workloads(), "workload", "workloads"));
        text.append(", ").append(Words.count(seen.bindings(), "binding", "bindings"));
        text.append(" from ").append(Words.count(seen.files(), "file", "files")).append(". ");
        int gaps = report.gaps().size();
        text.append(
                gaps == 0
                        ? "Everything was read."
                        : "NOT COMPLETE: " + Words.count(gaps, "file or object", "files or objects")
                                + " could not be read, and may hide findings.");
        int notes = report.notes().size();
        return notes == 0 ? text.toString() : text + " " + Words.count(notes, "note", "notes") + " (-v shows them).";
    }

    private static String hidden(Report.Hidden hidden) {
        List<String> why = new ArrayList<>();
        if (hidden.byNamespace() > 0) {
            why.add(hidden.byNamespace() + " in other namespaces");
        }
        if (hidden.byLabel() > 0) {
            why.add(hidden.byLabel() + " without the labels");
        }
        if (hidden.bySeverity() > 0) {
            why.add(hidden.bySeverity() + " below --min-severity");
        }
        return " (" + String.join(", ", why) + ")";
    }
}
