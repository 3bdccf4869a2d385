package io.saaudit.cli;

import io.saaudit.config.Baseline;
import io.saaudit.config.Config;
import io.saaudit.model.SecondThread;
import io.saaudit.rbac.Standings;
import io.saaudit.render.DiffLine;
import io.saaudit.report.Diff;
import io.saaudit.report.DiffRun;
import io.saaudit.report.GateRules;
import io.saaudit.report.Review;
import io.saaudit.report.ReviewRun;
import io.saaudit.report.Selection;
import io.saaudit.report.Touched;
import io.saaudit.source.InputPathException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sa-audit diff BASE HEAD}: what a change grants. */
final class DiffCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "diff",
                "BASE HEAD | --git BASE...HEAD [PATH...]",
                List.of(
                        "Shows what a change grants and takes: for each account, user and group what it may do now and"
                                + " could not before, and the reverse, each with the grant and the place in the change"
                                + " that made it so. Roles that are split, renamed or moved change nothing.",
                        "BASE and HEAD are each a file, a folder with all below it, git:REV[:PATH] for files of a"
                                + " revision, cluster or cluster:CONTEXT, a snapshot of a cluster, or, one of them, - for"
                                + " standard input. Where files follow a cluster the answer is what applying them would"
                                + " do. --git takes a pull request's change from the repository.",
                        "The change is judged by BASE's configuration, baseline and suppressions, never by its own."),
                "0 fine, 1 --fail-on, 2 wrong usage, 3 a gap, an empty side or an unknown gain.",
                List.of(
                        "$ sa-audit diff old manifests",
                        "$ sa-audit diff cluster:prod manifests",
                        "$ sa-audit diff --git origin/main...HEAD --fail-on gain --report markdown=comment.md manifests"));
        Options.words(
                spec,
                "BASE HEAD",
                "The two sides: how it was, and how it is to be; with --git the files and folders to compare (default: the"
                        + " whole repository).");
        Options.value(
                spec,
                "RANGE",
                "Compare two revisions of the repository: BASE...HEAD as a pull request does, from where the two parted;"
                        + " BASE..HEAD as they are.",
                "--git");
        Options.value(
                spec,
                "WHAT",
                "Fail (exit status 1) on new and grown findings from this severity on: info, low, medium, high, critical,"
                        + " or never; or on any gain besides those from high on: gain (default: high).",
                "--fail-on");
        Options.value(spec, "WHAT", "What could not be read: fail (exit status 3) or warn (default: fail).", "--gaps");
        Options.flag(spec, "Show what is allowed as before, but by another role or binding.", "--ways");
        Options.flag(spec, "Let HEAD's own configuration and suppressions count.", "--trust-head");
        Options.value(
                spec,
                "FILE",
                "Findings of this baseline are not new (default: that of BASE's configuration).",
                "--baseline");
        Options.value(
                spec,
                "FILE",
                "The configuration (default: .sa-audit.yaml of BASE's folder, or of one above it in the repository).",
                "--config");
        Options.flag(spec, "Use no configuration.", "--no-config");
        Options.values(
                spec, "FORMAT=FILE", "Write the result in this format to this file, too. Repeatable.", "--report");
        InputOptions.addReading(spec, true);
        ClusterFlags.add(spec, true, true);
        OutputOptions.add(spec, "table, wide (with every grant), json, markdown, sarif or github (default: table).");
        Topic.of(spec, "which cluster a side is, and as whom it is read", Topic.INPUT, Topic.CLUSTER, Topic.OUTPUT);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult options, Io io) throws UsageException, InputPathException, IOException {
        DiffOutputs outputs = new DiffOutputs(options, io);
        DiffSides sides = DiffSides.of(options);
        boolean trusting = Options.isSet(options, "--trust-head");
        boolean given = Options.isSet(options, "--no-config") || options.hasMatchedOption("--config");
        Config own = given
                ? ConfigFiles.of(options, RepoPaths.workingFolder())
                : sides.from().config();
        Config heads = given ? own : sides.to().config();
        Config config = trusting ? heads : own;
        boolean gain = Options.value(options, "--fail-on", "").equals("gain");
        ScanSettings settings = new ScanSettings(options, config);
        Review.Rules rules = new Review.Rules(gain, settings.thresholdsBeside("gain"), settings.gapsFail());
        Selection selection = settings.selection(List.of());
        Expectations expectations = new Expectations(config);
        Baseline baseline = ConfigFiles.baseline(options, config);

        sides.read(settings.input(InputOptions.of(options, List.of(), "default")), io);
        List<String> empty = sides.empty();
        Standings standings = sides.standings();
        ReviewRun.Side after = new ReviewRun.Side(
                sides.head().audit(),
                gate(config, baseline, rules, sides.to().paths()),
                expectations.rules(sides.head()),
                heads);
        Review review;
        if (sides.isHeadEmpty()) {
            Diff nothing = new Diff(
                    sides.base().snapshot(), sides.head().snapshot(), List.of(), List.of(), List.of(), List.of());
            review = ReviewRun.ofEmpty(nothing, sides.names(), empty, after, rules);
        } else {
            ReviewRun.Side before = new ReviewRun.Side(
                    sides.base().audit(),
                    gate(config, baseline, rules, sides.from().paths()),
                    expectations.rules(sides.base()),
                    own);
            Touched touched = Touched.of(before.audit(), after.audit());
            Callable<Diff> comparing = new Callable<>() {
                @Override
                public Diff call() {
                    return DiffRun.of(
                            sides.base().side(standings),
                            sides.head().side(standings),
                            Options.isSet(options, "--ways"),
                            touched);
                }
            };
            // Beside rules that look at a part; those that look at everything have enough to do for all threads.
            SecondThread<Diff> diff =
                    touched.isAll() ? SecondThread.now(comparing) : SecondThread.begin("difference", comparing);
            review = ReviewRun.of(diff, sides.names(), empty, before, after, selection, rules, trusting, touched);
        }
        Messages.gaps(review.gaps(), io);
        if (outputs.main().verbose()) {
            Messages.notes(review.notes(), outputs.main(), io);
        }
        ExitStatus status = ScanCommand.status(review.verdict());
        outputs.write(review, sides.to(), io);
        if (!outputs.main().quiet()) {
            io.err().println(Dispatch.line(DiffLine.of(review, status.code(), config.file()), ""));
        }
        return status;
    }

    private static GateRules gate(Config config, Baseline baseline, Review.Rules rules, RepoPaths paths) {
        return new GateRules(rules.thresholds(), rules.gapsFail(), config, true, baseline, false, new Today(), paths);
    }
}
