package io.saaudit.cli;

import io.saaudit.config.Config;
import io.saaudit.model.Gap;
import io.saaudit.model.Origin;
import io.saaudit.render.ResultLine;
import io.saaudit.report.GateRules;
import io.saaudit.report.Report;
import io.saaudit.report.Scan;
import io.saaudit.report.Selection;
import io.saaudit.report.Verdict;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Rule;
import io.saaudit.source.InputPathException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sa-audit scan PATH...}: what is wrong, worst first. */
final class ScanCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "scan",
                "[PATH...]",
                List.of("Finds accounts that may do too much, and tokens that reach too far, in manifests; each finding"
                        + " with its evidence by file and line, and a fix."),
                "0 fine, 1 findings at or above --fail-on, 2 wrong usage, 3 something could not be read.",
                List.of(
                        "$ sa-audit scan manifests",
                        "$ helm template chart | sa-audit scan -",
                        "$ sa-audit scan -o wide --rule 'SA1*' --min-severity high manifests",
                        "$ sa-audit scan --lock rbac.lock manifests",
                        "$ sa-audit scan --report sarif=sa-audit.sarif --baseline sa-audit-baseline.json manifests"));
        Options.words(spec, "PATH...", "Manifests: files, folders, git:REV[:PATH], or - for standard input.");
        Options.values(
                spec, "NAME", "Only accounts of, and findings in, this namespace. Repeatable.", "-n", "--namespace");
        Options.values(spec, "NAME", "No findings of this namespace. Repeatable.", "--exclude-namespace");
        Options.value(
                spec,
                "SELECTOR",
                "Only findings whose object or account has these labels, as in kubectl.",
                "-l",
                "--selector");
        Options.values(spec, "ID", "Only this rule, by id or name, as in SA101,SA2*. Repeatable.", "--rule");
        Options.values(spec, "ID", "Not this rule. Repeatable.", "--skip-rule");
        Options.value(spec, "SEVERITY", "Show findings from this severity on (default: info).", "--min-severity");
        Options.value(
                spec,
                "SEVERITY",
                "Fail (exit status 1) on findings from this severity on: info, low, medium, high, critical, or never"
                        + " (default: high).",
                "--fail-on");
        Options.values(
                spec,
                "SEVERITY=N",
                "Let so many findings of this severity pass; it is judged by this number alone. Repeatable.",
                "--max");
        Options.value(spec, "WHAT", "What could not be read: fail (exit status 3) or warn (default: fail).", "--gaps");
        Options.value(
                spec,
                "FILE",
                "Fail only on what is new in or has grown beyond this baseline; the rest is counted.",
                "--baseline");
        Options.value(
                spec, "FILE", "Write the findings to this baseline, and do not fail on them.", "--write-baseline");
        LockFile.add(spec);
        Options.value(
                spec,
                "FILE",
                "The configuration (default: .sa-audit.yaml of the working folder, or of one above it in the"
                        + " repository).",
                "--config");
        Options.flag(spec, "Use no configuration.", "--no-config");
        Options.flag(
                spec, "Count findings that an annotation or a comment in a manifest asks to ignore.", "--no-ignores");
        Options.values(
                spec, "FORMAT=FILE", "Write the result in this format to this file, too. Repeatable.", "--report");
        InputOptions.add(spec);
        OutputOptions.add(
                spec,
                "table, wide (with every detail), json, sarif, github, markdown, junit, gitlab (code quality), csv or html"
                        + " (default: table).");
        Topic.of(spec, Topic.INPUT, Topic.CLUSTER, Topic.OUTPUT);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult options, Io io) throws UsageException, InputPathException, IOException {
        OutputOptions output = OutputOptions.ofReport(options, io);
        Path folder = RepoPaths.workingFolder();
        RepoPaths paths = new RepoPaths(folder, InputOptions.paths(options, Options.words(options)));
        ScanOutputs outputs = new ScanOutputs(options, output, paths);
        Config config = ConfigFiles.of(options, folder);
        ScanSettings settings = new ScanSettings(options, config);
        List<String> namespaces = Options.values(options, "-n");
        InputOptions input = settings.input(InputOptions.of(
                options, Options.words(options), namespaces.size() == 1 ? namespaces.get(0) : "default"));
        Selection selection = settings.selection(namespaces);
        Expectations expectations = new Expectations(config);
        LockFile lock = new LockFile(options, config);
        GateRules rules = new GateRules(
                settings.thresholds(),
                settings.gapsFail(),
                config,
                !Options.isSet(options, "--no-ignores"),
                ConfigFiles.baseline(options, config),
                outputs.writesBaseline(),
                new Today(),
                paths);
        World world = World.read(input, Needed.ALL, io);
        Audit audit = world.audit();
        List<Rule> own = new ArrayList<>(expectations.rules(world));
        own.addAll(lock.rules(world, audit, input));
        Report report = lock.withRemarks(Scan.of(audit, selection, rules, own));
        ScanOutputs.Seen seen = new ScanOutputs.Seen(world, audit, selection);
        if (!expectations.isEmpty()) {
            report = report.withExpectations(expectations.answers(world, report), expectations.remarks());
        }
        if (world.isEmpty() && world.snapshot().gaps().isEmpty()) {
            Messages.print(world.snapshot(), output, io);
            ExitStatus status = Messages.nothingRead(world, input, io);
            Gap nothing = Gap.of(
                    Gap.Kind.UNREADABLE,
                    "nothing to audit",
                    "",
                    Origin.of(
                            input.paths().isEmpty() ? "cluster" : input.paths().get(0)));
            outputs.writeEmpty(report.withGap(nothing), seen, io);
            return status;
        }
        Messages.gaps(report.gaps(), io);
        if (output.verbose()) {
            Messages.notes(report.notes(), output, io);
        }
        Messages.remarks(report.gate(), output, io);
        ExitStatus status = world.isEmpty() ? ExitStatus.INCOMPLETE : status(report.verdict());
        lock.write(world, audit, report, io);
        outputs.write(report, seen, again("-o wide", input), io);
        if (!output.quiet()) {
            io.err().println(Dispatch.line(ResultLine.of(report, status.code()), ""));
        }
        return status;
    }

    /** The exit status that a verdict is. */
    static ExitStatus status(Verdict verdict) {
        return switch (verdict.result()) {
            case PASS -> ExitStatus.FINE;
            case FAIL -> ExitStatus.NEGATIVE;
            case INCOMPLETE -> ExitStatus.INCOMPLETE;
        };
    }

    /** The same scan with other options. */
    static String again(String options, InputOptions input) {
        StringBuilder command =
                new StringBuilder(Called.name()).append(" scan ").append(options);
        for (String flag : List.of("--kubeconfig", "--context")) {
            String value = Options.value(input.given(), flag, "");
            command.append(value.isEmpty() ? "" : " " + flag + " " + quoted(value));
        }
        for (String path : input.paths()) {
            command.append(' ').append(quoted(path));
        }
        return command.toString();
    }

    /** As a shell takes it. */
    static String quoted(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (!Character.isLetterOrDigit(c) && "/._-+,:@%=".indexOf(c) < 0) {
                return "'" + path.replace("'", "'\\''") + "'";
            }
        }
        return path;
    }
}
