package io.saaudit.render;

import io.saaudit.model.Gap;
import io.saaudit.model.Origin;
import io.saaudit.model.Severity;
import io.saaudit.report.Gate;
import io.saaudit.report.Report;
import io.saaudit.rule.Finding;
import java.io.PrintStream;

/**
 * {@code scan} as workflow commands of GitHub Actions (actions/toolkit, packages/core/src/command.ts, for the form and the
 * escapes): a line for each finding, worst first, because a step shows ten of each level.
 */
public final class ReportGithub implements Renderer<Report> {
    private final SourceText text;

    /** With what is known of the files. */
    public ReportGithub(SourceText text) {
        this.text = text;
    }

    @Override
    public void render(Report report, PrintStream out) {
        for (Gap gap : report.gaps()) {
            String hint = gap.hint().isEmpty() ? "" : ". " + gap.hint();
            String level = report.gate().rules().gapsFail() ? "error" : "warning";
            command(level, place(report, gap.origin()), "Could not be read", gap.what() + hint, out);
        }
        for (Gate.Expected expected : report.gate().expectations()) {
            if (expected.open()) {
                command("error", expected.origin(), expected.title(), expected.message(), out);
            }
        }
        for (Finding finding : report.findings()) {
            String who = finding.account().isEmpty() ? "" : finding.account() + ": ";
            command(
                    level(finding.severity()),
                    place(
                            report,
                            finding.places().isEmpty() ? null : finding.places().get(0)),
                    finding.rule() + " " + finding.severity().word(),
                    who + ResultLine.message(finding, report) + ". "
                            + finding.fix().what(),
                    out);
        }
    }

    /** What a cluster listed stands in no file. */
    private static Origin place(Report report, Origin origin) {
        return report.cluster() == null ? origin : null;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "notice";
        };
    }

    private void command(String level, Origin origin, String title, String message, PrintStream out) {
        StringBuilder line = new StringBuilder("::").append(level).append(' ');
        if (origin != null && !origin.source().equals("-")) {
            line.append("file=")
                    .append(property(text.path().apply(origin.source())))
                    .append(',');
            if (origin.line() > 0) {
                Region region = text.region(origin);
                line.append("line=").append(region.line());
                line.append(",endLine=").append(region.line());
                line.append(",col=").append(region.start());
                line.append(",endColumn=").append(region.end()).append(',');
            }
        }
        line.append("title=").append(property(title)).append("::").append(data(message));
        out.append(line).append('\n');
    }

    private static String data(String raw) {
        return Escape.text(raw).replace("%", "%25");
    }

    private static String property(String raw) {
        return data(raw).replace(":", "%3A").replace(",", "%2C");
    }
}
