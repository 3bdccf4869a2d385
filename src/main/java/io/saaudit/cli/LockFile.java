package io.saaudit.cli;

import io.saaudit.config.Config;
import io.saaudit.config.Lock;
import io.saaudit.model.Origin;
import io.saaudit.render.LockLines;
import io.saaudit.report.Gate;
import io.saaudit.report.LockCheck;
import io.saaudit.report.Report;
import io.saaudit.rule.Audit;
import io.saaudit.rule.LockRule;
import io.saaudit.rule.Rule;
import io.saaudit.source.InputPathException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The lock that a scan is held against, or writes. */
final class LockFile {
    private final Lock lock;
    private final Path target;
    /** Where it is written, or would be written again. */
    private final String name;

    private LockCheck.Result result;

    /** Declares the options. */
    static void add(CommandSpec spec) {
        Options.value(
                spec,
                "FILE",
                "Fail on what goes beyond this lock (default: that of the configuration; docs/lock.md).",
                "--lock");
        Options.value(spec, "FILE", "Write what everybody may do to this lock.", "--write-lock");
    }

    /**
     * Reads the options, and the lock. Without either option it is that of the configuration.
     *
     * @throws UsageException when it is none
     * @throws InputPathException when its revision cannot be read
     */
    LockFile(ParseResult options, Config config) throws UsageException, InputPathException {
        String write = Options.value(options, "--write-lock", null);
        if (write != null && options.hasMatchedOption("--lock")) {
            throw new UsageException(
                    "--lock and --write-lock exclude each other",
                    "What --write-lock changes in the file, git diff shows.");
        }
        // Whoever writes the lock agrees to what there is: the old one has nothing to say.
        ConfigText text = write == null ? ConfigText.chosen("lock", options, config) : null;
        this.lock = text == null ? null : ConfigFiles.lock(text);
        this.target = write == null ? null : OutputOptions.file("--write-lock", write);
        this.name = text == null ? write : text.target();
    }

    /** The rule that holds what was read against the lock; none without one. */
    List<Rule> rules(World world, Audit audit, InputOptions input) {
        if (lock == null) {
            return List.of();
        }
        result = check(world, audit).against(lock);
        String command = ScanCommand.again("--write-lock " + ScanCommand.quoted(name), input);
        return List.of(new LockRule(lock.file(), command, result.beyond()));
    }

    /** The report with what the lock lists and nobody may do any more; that is not known where not all was read. */
    Report withRemarks(Report report) {
        if (result == null || result.gone().isEmpty() || !report.gaps().isEmpty()) {
            return report;
        }
        List<Gate.Remark> remarks = new ArrayList<>();
        for (Lock.Entry entry : result.gone()) {
            remarks.add(new Gate.Remark(
                    Gate.Remark.Kind.UNUSED,
                    "nobody holds all of this any more: " + entry.line().text() + "; write the lock again",
                    new Origin(lock.file(), entry.number(), 1, "")));
        }
        return report.withRemarks(remarks);
    }

    /**
     * Writes it where that is wanted; not where something could not be read, unless that is accepted: it would list less
     * than there is.
     */
    void write(World world, Audit audit, Report report, Io io) throws IOException {
        if (target == null) {
            return;
        }
        if (world.isEmpty() || !report.gaps().isEmpty() && report.gate().rules().gapsFail()) {
            io.err()
                    .println(Dispatch.line(
                            name + ": not written, because not all was read",
                            "Close the gaps, or accept them with --gaps warn."));
            return;
        }
        OutputOptions.writeFile(target, check(world, audit).lines(), new LockLines(), io);
    }

    private static LockCheck check(World world, Audit audit) {
        return new LockCheck(
                world.state(), audit.permissions(), world.usualPermissions(), audit.complete("", Audit.RIGHTS));
    }
}
