package io.saaudit.cli;

import io.saaudit.model.Origin;
import io.saaudit.render.BaselineJson;
import io.saaudit.render.Renderer;
import io.saaudit.render.ReportCsv;
import io.saaudit.render.ReportGithub;
import io.saaudit.render.ReportGitlab;
import io.saaudit.render.ReportHtml;
import io.saaudit.render.ReportJson;
import io.saaudit.render.ReportJunit;
import io.saaudit.render.ReportMarkdown;
import io.saaudit.render.ReportSarif;
import io.saaudit.render.ReportText;
import io.saaudit.render.SourceText;
import io.saaudit.render.Style;
import io.saaudit.report.Report;
import io.saaudit.report.Selection;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Evidence;
import io.saaudit.rule.Finding;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SourceLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ParseResult;

/** Everything that one scan writes: what {@code -o}, {@code --report} and {@code --write-baseline} say. */
final class ScanOutputs {
    private final OutputOptions main;
    private final List<OutputOptions> more = new ArrayList<>();
    private final Path baseline;
    private final RepoPaths paths;
    private SourceText text;

    /**
     * What a report may tell of besides its findings.
     *
     * @param world what was read
     * @param audit what follows from it
     * @param selection what of it somebody wants to see
     */
    record Seen(World world, Audit audit, Selection selection) {}

    ScanOutputs(ParseResult options, OutputOptions main, RepoPaths paths) throws UsageException {
        this.main = main;
        this.paths = paths;
        more.addAll(reports(options));
        String name = Options.value(options, "--write-baseline", "");
        this.baseline = name.isEmpty() ? null : OutputOptions.file("--write-baseline", name);
    }

    /** What {@code --report} says. */
    static List<OutputOptions> reports(ParseResult options) throws UsageException {
        List<OutputOptions> reports = new ArrayList<>();
        for (String report : Options.values(options, "--report")) {
            int equals = report.indexOf('=');
            if (equals <= 0 || equals == report.length() - 1) {
                throw new UsageException(
                        "--report " + report + ": not FORMAT=FILE", "As in --report sarif=sa-audit.sarif.");
            }
            reports.add(new OutputOptions(
                    OutputOptions.format("--report", report.substring(0, equals), true),
                    OutputOptions.file("--report", report.substring(equals + 1)),
                    new Style(false, 0, Called.name()),
                    true,
                    false));
        }
        return reports;
    }

    /** Whether the findings become a baseline. */
    boolean writesBaseline() {
        return baseline != null;
    }

    /** Writes all of them; the main one last, so that it ends what a terminal shows. */
    void write(Report report, Seen seen, String wide, Io io) throws IOException {
        if (baseline != null) {
            OutputOptions.writeFile(baseline, report, new BaselineJson(), io);
        }
        for (OutputOptions output : more) {
            output.write(report, renderer(output, report, seen, wide), io);
        }
        main.write(report, renderer(main, report, seen, wide), io);
    }

    /** Writes what programs wait for, where there was nothing to audit. */
    void writeEmpty(Report report, Seen seen, Io io) throws IOException {
        for (OutputOptions output : more) {
            output.write(report, renderer(output, report, seen, ""), io);
        }
        switch (main.format()) {
            case TABLE, WIDE -> {
                // The message says it all.
            }
            default -> main.write(report, renderer(main, report, seen, ""), io);
        }
    }

    private Renderer<Report> renderer(OutputOptions output, Report report, Seen seen, String wide) {
        return switch (output.format()) {
            case TABLE -> new ReportText(output.style(), false, wide);
            case WIDE -> new ReportText(output.style(), true, wide);
            case JSON -> new ReportJson(seen.world.snapshot());
            case SARIF -> new ReportSarif(text(report, seen), Main.packagedVersion());
            case GITHUB -> new ReportGithub(text(report, seen));
            case MARKDOWN -> new ReportMarkdown(text(report, seen));
            case JUNIT -> new ReportJunit(paths);
            case GITLAB -> new ReportGitlab(paths);
            case CSV -> new ReportCsv(paths);
            case HTML -> new ReportHtml(paths, new AccountStories(seen.world, seen.audit, seen.selection));
        };
    }

    private SourceText text(Report report, Seen seen) {
        if (text == null) {
            text = text(report, seen.world.paths(), paths);
        }
        return text;
    }

    /** The lines that a report is about. */
    static SourceText text(Report report, List<String> inputs, RepoPaths paths) {
        List<Origin> places = new ArrayList<>();
        for (Finding finding : report.findings()) {
            places.addAll(finding.places());
            for (Evidence evidence : finding.evidence()) {
                if (evidence.origin() != null) {
                    places.add(evidence.origin());
                }
            }
        }
        SourceLines lines = SourceLines.of(places, inputs, ReadOptions.defaults());
        return new SourceText(paths, new Function<>() {
            @Override
            public String apply(Origin place) {
                return lines.line(place);
            }
        });
    }
}
