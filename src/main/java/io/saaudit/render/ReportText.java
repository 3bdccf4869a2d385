package io.saaudit.render;

import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.Styler;
import io.saaudit.model.Origin;
import io.saaudit.report.Gate;
import io.saaudit.report.Report;
import io.saaudit.rule.Evidence;
import io.saaudit.rule.Finding;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code scan} for people: a row for each finding, worst first; or, wide, a paragraph with evidence and fix. */
public final class ReportText implements Renderer<Report> {
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
        List<String> header = ClusterText.sentences(report.cluster());
        for (String sentence : header) {
            out.println(Escape.text(sentence));
        }
        if (!header.isEmpty()) {
            out.println();
        }
        if (wide) {
            for (Finding finding : report.findings()) {
                paragraph(finding, report, out);
            }
        } else if (!report.findings().isEmpty()) {
            table(report, out);
            out.println();
        }
        for (Gate.Expected expected : report.gate().expectations()) {
            if (expected.differs()) {
                out.println("Not as expected: " + Escape.text(expected.message()) + " ("
                        + Escape.text(expected.origin().fileAndLine()) + ").");
            }
        }
        out.println(summary(report));
        if (report.hidden().total() > 0) {
            out.println(hiddenLine(report.hidden()));
        }
        if (!wide && !report.findings().isEmpty()) {
            out.println("Details and fixes: " + Escape.text(more) + ", or " + style.program() + " rules "
                    + report.findings().get(0).rule());
        }
    }

    private void table(Report report, PrintStream out) {
        List<Finding> findings = report.findings();
        boolean listed = report.cluster() != null;
        String folder = listed || style.width() == 0 || fits(report) ? "" : folder(findings);
        Table table = new Table("SEVERITY", "RULE", "ACCOUNT", "FINDING", listed ? "OBJECT" : "WHERE").cutting(3);
        for (Finding finding : findings) {
            int places = finding.places().size();
            String where = places == 0
                    ? ""
                    : finding.places().get(0).shown().substring(folder.length())
                            + (places > 1 ? " +" + (places - 1) : "");
            table.row(
                    finding.severity().word(),
                    finding.rule(),
                    finding.account(),
                    ResultLine.message(finding, report),
                    listed ? finding.cause().toString() : where);
        }
        table.print(out, style, new Styler() {
            @Override
            public List<String> styleCell(Column column, int row, int col, List<String> lines) {
                if (col != 0 || !style.color()) {
                    return lines;
                }
                List<String> styled = new ArrayList<>(lines.size());
                for (String line : lines) {
                    styled.add(style.severity(line, findings.get(row).severity()));
                }
                return styled;
            }
        });
        if (!folder.isEmpty()) {
            out.println("Files are below " + Escape.text(folder) + ".");
        }
    }

    /** Whether whole rows find room. */
    private boolean fits(Report report) {
        int account = "ACCOUNT".length();
        int rule = "RULE".length();
        int message = 0;
        int where = 0;
        for (Finding finding : report.findings()) {
            account = Math.max(account, finding.account().length());
            rule = Math.max(rule, finding.rule().length());
            message = Math.max(message, ResultLine.message(finding, report).length());
            where = Math.max(
                    where,
                    finding.places().isEmpty()
                            ? 0
                            : finding.places().get(0).shown().length());
        }
        return "SEVERITY".length() + rule + account + message + where + 8 <= style.width();
    }

    /** The folder that all places are below, with its slash; empty where there is none. A terminal has no room to tell it in each row. */
    private static String folder(List<Finding> findings) {
        String common = null;
        for (Finding finding : findings) {
            if (finding.places().isEmpty()) {
                continue;
            }
            String source = finding.places().get(0).shown();
            String file = finding.places().get(0).source();
            String folder = source.startsWith(file) ? file.substring(0, file.lastIndexOf('/') + 1) : "";
            if (common == null) {
                common = folder;
            }
            while (!folder.startsWith(common)) {
                common = common.substring(0, common.lastIndexOf('/', common.length() - 2) + 1);
            }
        }
        return common == null || common.equals("/") ? "" : common;
    }

    private void paragraph(Finding finding, Report report, PrintStream out) {
        String account = finding.account().isEmpty() ? "" : "  " + Words.quoted(finding.account());
        out.println(style.severity(finding.severity().word(), finding.severity()) + "  " + finding.rule() + account
                + "  " + Escape.text(finding.message()));
        line(out, "object", Words.object(finding.cause()));
        boolean listed = report.cluster() != null;
        for (int i = 0; !listed && i < finding.places().size(); i++) {
            line(out, i == 0 ? "where" : "", place(finding.places().get(i)));
        }
        for (int i = 0; i < finding.evidence().size(); i++) {
            Evidence evidence = finding.evidence().get(i);
            String where = listed || evidence.origin() == null ? "" : " (" + place(evidence.origin()) + ")";
            line(out, i == 0 ? "because" : "", Escape.lineStart(evidence.what()) + where);
        }
        List<String> grown = report.gate().grown().getOrDefault(finding.fingerprint(), List.of());
        for (int i = 0; i < grown.size(); i++) {
            line(out, i == 0 ? "grown by" : "", Escape.text(grown.get(i)));
        }
        line(out, "fix", Escape.text(finding.fix().what()));
        // What a shell is to read up to a line of its own stands at the beginning of lines, to be copied as it is.
        String indent = finding.fix().text().contains("<<'EOF'\n") ? "" : "             ";
        for (String text : Words.lines(finding.fix().text())) {
            out.println(indent + Escape.copied(text));
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
        String text = ResultLine.sentence(report);
        int notes = report.notes().size();
        return notes == 0 ? text : text + " " + Words.count(notes, "note", "notes") + " (-v shows them).";
    }

    /** How many findings the selection left out, and why. */
    static String hiddenLine(Report.Hidden hidden) {
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
        return "Not shown: " + Words.count(hidden.total(), "finding", "findings") + " (" + String.join(", ", why)
                + ").";
    }
}
