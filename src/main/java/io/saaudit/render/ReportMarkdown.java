package io.saaudit.render;

import io.saaudit.model.Gap;
import io.saaudit.model.Origin;
import io.saaudit.report.Gate;
import io.saaudit.report.Report;
import io.saaudit.rule.Finding;
import java.io.PrintStream;
import java.util.List;

/**
 * {@code scan} for the comment on a pull request: worst first, and never longer than such a comment may be (GitHub takes
 * 65,536 characters, GitLab more).
 */
public final class ReportMarkdown implements Renderer<Report> {
    /** The first line: a job that comments can find its comment by it. */
    static final String MARK = "<!-- sa-audit -->";

    private static final int MOST = 65_000;
    /** Room for the last lines. */
    private static final int RESERVE = 1_500;

    private static final int LONGEST_FIX = 4_000;

    private final SourceText text;

    /** With what is known of the files. */
    public ReportMarkdown(SourceText text) {
        this.text = text;
    }

    @Override
    public void render(Report report, PrintStream out) {
        StringBuilder page = new StringBuilder(MARK).append('\n');
        page.append("### sa-audit: ")
                .append(Json.word(report.verdict().result()))
                .append("\n\n");
        page.append(Markdown.text(ResultLine.sentence(report))).append("\n\n");
        for (String sentence : ClusterText.sentences(report.cluster())) {
            page.append(Markdown.text(sentence)).append("\n\n");
        }
        int budget = MOST - RESERVE;
        expectations(report, page, budget / 4);
        gaps(report, page, budget / 3);
        int shown = table(report, page, budget);
        int more = report.findings().size() - shown;
        if (more > 0) {
            page.append("\n")
                    .append(Words.count(more, "finding is", "findings are"))
                    .append(" not shown here: there is no room for more.\n");
        } else {
            fixes(report.findings(), page, budget);
        }
        out.append(page);
    }

    private void expectations(Report report, StringBuilder page, int budget) {
        int end = page.length() + budget;
        for (Gate.Expected expected : report.gate().expectations()) {
            if (expected.open()) {
                String line = "- " + expected.title() + ": " + Markdown.text(expected.message())
                        + place(expected.origin()) + "\n";
                if (page.length() + line.length() > end) {
                    page.append("- and more\n");
                    break;
                }
                page.append(line);
            }
        }
        paragraph(page);
    }

    private void gaps(Report report, StringBuilder page, int budget) {
        int end = page.length() + budget;
        for (Gap gap : report.gaps()) {
            String line = "- Could not be read: " + Markdown.text(gap.what()) + place(gap.origin()) + "\n";
            if (page.length() + line.length() > end) {
                page.append("- and more\n");
                break;
            }
            page.append(line);
        }
        paragraph(page);
    }

    /** How many rows there was room for. */
    private int table(Report report, StringBuilder page, int budget) {
        List<Finding> findings = report.findings();
        if (findings.isEmpty()) {
            return 0;
        }
        page.append("| severity | rule | account | finding | ")
                .append(report.cluster() == null ? "where" : "object")
                .append(" |\n|---|---|---|---|---|\n");
        int shown = 0;
        for (Finding finding : findings) {
            Origin place = finding.places().isEmpty() ? null : finding.places().get(0);
            String where = report.cluster() != null
                    ? Markdown.text(finding.cause().toString())
                    : place == null ? "" : Markdown.text(text.path().apply(place.source()) + line(place));
            String row = "| " + finding.severity().word() + " | " + finding.rule() + " | "
                    + Markdown.text(finding.account()) + " | " + Markdown.text(ResultLine.message(finding, report))
                    + " | " + where
                    + " |\n";
            if (page.length() + row.length() > budget) {
                break;
            }
            page.append(row);
            shown++;
        }
        return shown;
    }

    private static void fixes(List<Finding> findings, StringBuilder page, int budget) {
        for (Finding finding : findings) {
            String fix = finding.fix().text();
            if (fix.length() > LONGEST_FIX) {
                continue;
            }
            StringBuilder details = new StringBuilder("\n<details><summary>");
            details.append(finding.rule())
                    .append(' ')
                    .append(Markdown.text(finding.cause().toString()));
            details.append("</summary>\n\n")
                    .append(Markdown.text(finding.fix().what()))
                    .append("\n\n");
            Markdown.code(fix, finding.fix().kind() == io.saaudit.rule.Fix.Kind.YAML ? "yaml" : "sh", details);
            details.append("\n</details>\n");
            if (page.length() + details.length() > budget) {
                return;
            }
            page.append(details);
        }
    }

    private static String line(Origin origin) {
        return origin.line() > 0 ? ":" + origin.line() : "";
    }

    private String place(Origin origin) {
        return origin == null ? "" : " (" + Markdown.text(text.path().apply(origin.source()) + line(origin)) + ")";
    }

    private static void paragraph(StringBuilder page) {
        if (page.charAt(page.length() - 2) != '\n') {
            page.append('\n');
        }
    }
}
