package io.saaudit.cli;

import io.saaudit.render.DiffJson;
import io.saaudit.render.DiffMarkdown;
import io.saaudit.render.DiffText;
import io.saaudit.render.Renderer;
import io.saaudit.render.ReportGithub;
import io.saaudit.render.ReportSarif;
import io.saaudit.report.GainFindings;
import io.saaudit.report.Report;
import io.saaudit.report.Review;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ParseResult;

/** Everything that one comparison writes: what {@code -o} and {@code --report} say. */
final class DiffOutputs {
    private final OutputOptions main;
    private final List<OutputOptions> all;
    private Report report;

    DiffOutputs(ParseResult options, Io io) throws UsageException {
        this.main = OutputOptions.ofReport(options, io);
        known("-o", main);
        this.all = new ArrayList<>(ScanOutputs.reports(options));
        for (OutputOptions output : all) {
            known("--report", output);
        }
        all.add(main); // the last, so that it ends what a terminal shows
    }

    OutputOptions main() {
        return main;
    }

    private static void known(String option, OutputOptions output) throws UsageException {
        if (!writes(output.format())) {
            throw new UsageException(
                    option + " " + output.format().name().toLowerCase(Locale.ROOT) + ": no format of diff",
                    "One of table, wide, json, markdown, sarif, github.");
        }
    }

    /** Whether a comparison can be written so. */
    static boolean writes(OutputOptions.Format format) {
        return switch (format) {
            case TABLE, WIDE, JSON, MARKDOWN, SARIF, GITHUB -> true;
            default -> false;
        };
    }

    /** Writes all of them. */
    void write(Review review, SideInput head, Io io) throws IOException {
        RepoPaths paths = head.paths();
        for (OutputOptions output : all) {
            switch (output.format()) {
                case SARIF ->
                    output.write(
                            report(review),
                            new ReportSarif(
                                    ScanOutputs.text(report(review), head.inputs(), paths), Main.packagedVersion()),
                            io);
                case GITHUB ->
                    output.write(
                            report(review),
                            new ReportGithub(ScanOutputs.text(report(review), head.inputs(), paths)),
                            io);
                default -> output.write(review, renderer(output), io);
            }
        }
    }

    private Report report(Review review) {
        if (report == null) {
            report = GainFindings.report(review);
        }
        return report;
    }

    private static Renderer<Review> renderer(OutputOptions output) {
        return switch (output.format()) {
            case JSON -> new DiffJson();
            case MARKDOWN -> new DiffMarkdown();
            case WIDE -> new DiffText(output.style(), true);
            default -> new DiffText(output.style(), false);
        };
    }
}
