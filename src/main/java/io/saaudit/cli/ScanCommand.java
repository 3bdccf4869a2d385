package io.saaudit.cli;

import io.saaudit.model.Severity;
import io.saaudit.render.Renderer;
import io.saaudit.render.ReportJson;
import io.saaudit.render.ReportText;
import io.saaudit.report.LabelQuery;
import io.saaudit.report.Report;
import io.saaudit.report.Scan;
import io.saaudit.report.Selection;
import io.saaudit.source.InputPathException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sa-audit scan PATH...}: what is wrong, worst first. */
final class ScanCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "scan",
                "PATH...",
                List.of(
                        "Finds accounts that may do too much, and tokens that reach too far, in manifests; each finding"
                                + " with its evidence by file and line, and a fix.",
                        "Exit status: 1 with findings at or above --fail-on, else 3 when something could not be read,"
                                + " else 0."),
                List.of(
                        "$ sa-audit scan manifests",
                        "$ helm template chart | sa-audit scan -",
                        "$ sa-audit scan -o wide --rule SA1* --min-severity high manifests"));
        Options.words(spec, "PATH...", "Manifests to read: files, folders with all below, or - for standard input.");
        Options.values(
                spec,
                "NAME",
                "Only accounts of this namespace, and findings on objects in it. Repeatable.",
                "-n",
                "--namespace");
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
                "Exit with 1 for findings from this severity on: info, low, medium, high, critical, or none for never"
                        + " (default: low).",
                "--fail-on");
        Options.value(spec, "WHAT", "What could not be read: fail (exit status 3) or warn (default: fail).", "--gaps");
        InputOptions.add(spec);
        OutputOptions.add(spec);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult options, Io io) throws UsageException, InputPathException, IOException {
        OutputOptions output = OutputOptions.of(options, io);
        List<String> namespaces = Options.values(options, "-n");
        InputOptions input = InputOptions.of(
                options, Options.words(options), namespaces.size() == 1 ? namespaces.get(0) : "default");
        Selection selection = selection(options, namespaces);
        Severity failOn = failOn(Options.value(options, "--fail-on", "low"));
        boolean gapsFail = gapsFail(Options.value(options, "--gaps", "fail"));
        World world = World.read(input, io);
        if (world.isEmpty() && world.snapshot().gaps().isEmpty()) {
            Messages.print(world.snapshot(), output, io);
            return Messages.nothingRead(world, input, io);
        }
        Report report = Scan.of(world.audit(), selection);
        Messages.gaps(report.gaps(), io);
        if (output.verbose()) {
            Messages.notes(report.notes(), output, io);
        }
        Renderer<Report> renderer = output.format() == OutputOptions.Format.JSON
                ? new ReportJson(world.snapshot())
                : new ReportText(output.style(), output.format() == OutputOptions.Format.WIDE, more(input));
        output.write(report, renderer, io);
        if (failOn != null && report.reaches(failOn)) {
            return ExitStatus.NEGATIVE;
        }
        boolean gaps = gapsFail && !report.gaps().isEmpty() || world.isEmpty();
        return gaps ? ExitStatus.INCOMPLETE : ExitStatus.FINE;
    }

    /** The same scan with details. */
    private static String more(InputOptions input) {
        StringBuilder command = new StringBuilder("sa-audit scan -o wide");
        for (String path : input.paths()) {
            command.append(' ').append(quoted(path));
        }
        return command.toString();
    }

    /** As a shell takes it. */
    private static String quoted(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (!Character.isLetterOrDigit(c) && "/._-+,:@%=".indexOf(c) < 0) {
                return "'" + path.replace("'", "'\\''") + "'";
            }
        }
        return path;
    }

    private static Selection selection(ParseResult options, List<String> namespaces) throws UsageException {
        Selection selection = Selection.ALL
                .withRules(rules(options, "--rule"))
                .withSkipRules(rules(options, "--skip-rule"))
                .withMinSeverity(severity("--min-severity", Options.value(options, "--min-severity", "info")))
                .withNamespaces(Set.copyOf(namespaces))
                .withExcludeNamespaces(new TreeSet<>(Options.values(options, "--exclude-namespace")));
        String labels = Options.value(options, "-l", "");
        try {
            return labels.isEmpty() ? selection : selection.withLabels(LabelQuery.parse(labels));
        } catch (IllegalArgumentException e) {
            throw new UsageException("-l: " + e.getMessage(), "");
        }
    }

    private static List<String> rules(ParseResult options, String name) throws UsageException {
        List<String> patterns = new ArrayList<>();
        for (String list : Options.values(options, name)) {
            for (String pattern : list.split(",", -1)) {
                if (!Selection.namesRule(pattern)) {
                    throw new UsageException(name + " " + pattern + ": no such rule", "See sa-audit rules.");
                }
                patterns.add(pattern);
            }
        }
        return patterns;
    }

    private static Severity failOn(String word) throws UsageException {
        return word.equals("none") ? null : severity("--fail-on", word);
    }

    private static Severity severity(String option, String word) throws UsageException {
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word)) {
                return severity;
            }
        }
        throw new UsageException(
                option + " " + word + ": unknown severity",
                "One of info, low, medium, high, critical" + (option.equals("--fail-on") ? ", none." : "."));
    }

    private static boolean gapsFail(String word) throws UsageException {
        return switch (word) {
            case "fail" -> true;
            case "warn" -> false;
            default -> throw new UsageException("--gaps " + word + ": unknown", "One of fail, warn.");
        };
    }
}
