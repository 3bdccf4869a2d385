package io.saaudit.cli;

import io.saaudit.model.Origin;
import io.saaudit.model.Snapshot;
import io.saaudit.render.BaselineJson;
import io.saaudit.render.Renderer;
import io.saaudit.render.ReportGithub;
import io.saaudit.render.ReportJson;
import io.saaudit.render.ReportMarkdown;
import io.saaudit.render.ReportSarif;
import io.saaudit.render.ReportText;
import io.saaudit.render.SourceText;
import io.saaudit.render.Style;
import io.saaudit.report.Report;
import io.saaudit.rule.Evidence;
import io.saaudit.rule.Finding;
import io.saaudit.source.Limits;
import io.saaudit.source.SourceLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** Everything that one scan writes: what {@code -o}, {@code --report} and {@code --write-baseline} say. */
final class ScanOutputs {
    private final OutputOptions main;
    private final List<OutputOptions> more = new ArrayList<>();
    private final Path baseline;
    private final RepoPaths paths;
    private SourceText text;

    ScanOutputs(ParseResult options, OutputOptions main, RepoPaths paths) throws UsageException {
        this.main = main;
        this.paths = paths;
        for (String report : Options.values(options, "--report")) {
            int equals = report.indexOf('=');
            if (equals <= 0 || equals == report.length() - 1) {
                throw new UsageException(
                        "--report " + report + ": not FORMAT=FILE", "As in --report sarif=sa-audit.sarif.");
            }
            more.add(new OutputOptions(
                    OutputOptions.format("--report", report.substring(0, equals), true),
                    OutputOptions.file("--report", report.substring(equals + 1)),
                    Style.PLAIN,
                    true,
                    false));
        }
        String name = Options.value(options, "--write-baseline", "");
        this.baseline = name.isEmpty() ? null : OutputOptions.file("--write-baseline", name);
    }

    /** Whether the findings become a baseline. */
    boolean writesBaseline() {
        return baseline != null;
    }

    /** Writes all of them; the main one last, so that it ends what a terminal shows. */
    void write(Report report, Snapshot snapshot, String wide, Io io) throws IOException {
        if (baseline != null) {
            new OutputOptions(main.format(), baseline, Style.PLAIN, true, false).write(report, new BaselineJson(), io);
        }
        for (OutputOptions output : more) {
            output.write(report, renderer(output, report, snapshot, wide), io);
        }
        main.write(report, renderer(main, report, snapshot, wide), io);
    }

    /** Writes what programs wait for, where there was nothing to audit. */
    void writeEmpty(Report report, Snapshot snapshot, Io io) throws IOException {
        for (OutputOptions output : more) {
            output.write(report, renderer(output, report, snapshot, ""), io);
        }
        switch (main.format()) {
            case TABLE, WIDE -> {
                // The message says it all.
            }
            default -> main.write(report, renderer(main, report, snapshot, ""), io);
        }
    }

    private Renderer<Report> renderer(OutputOptions output, Report report, Snapshot snapshot, String wide) {
        return switch (output.format()) {
            case TABLE -> new ReportText(output.style(), false, wide);
            case WIDE -> new ReportText(output.style(), true, wide);
            case JSON -> new ReportJson(snapshot);
            case SARIF -> new ReportSarif(text(report), Main.packagedVersion());
            case GITHUB -> new ReportGithub(text(report));
            case MARKDOWN -> new ReportMarkdown(text(report));
        };
    }

    private SourceText text(Report report) {
        if (text == null) {
            List<Origin> places = new ArrayList<>();
            for (Finding finding : report.findings()) {
                places.addAll(finding.places());
                for (Evidence evidence : finding.evidence()) {
                    if (evidence.origin() != null) {
                        places.add(evidence.origin());
                    }
                }
            }
            SourceLines lines = SourceLines.of(places, Limits.DEFAULT);
            text = new SourceText(paths, lines::line);
        }
        return text;
    }
}
