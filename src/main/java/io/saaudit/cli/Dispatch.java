package io.saaudit.cli;

import io.saaudit.render.Escape;
import io.saaudit.source.InputPathException;
import io.saaudit.token.TokenReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Finds the command, runs it, and turns whatever it throws into one line and an exit status. */
final class Dispatch {
    private Dispatch() {}

    static int run(String[] args, Io io) {
        try {
            return command(args, io).code();
        } catch (UsageException e) {
            return fail(io, e.getMessage(), e.hint(), e.status());
        } catch (InputPathException e) {
            ExitStatus status = e.isUnreadable() ? ExitStatus.INCOMPLETE : ExitStatus.USAGE;
            return fail(io, e.getMessage(), e.hint(), status);
        } catch (ParameterException e) {
            UsageException known = KubectlFlags.refused(e);
            String name = e.getCommandLine().getCommandName();
            return known != null
                    ? fail(io, known.getMessage(), known.hint(), ExitStatus.USAGE)
                    : fail(io, withoutStop(e.getMessage()), "See sa-audit help " + name + ".", ExitStatus.USAGE);
        } catch (IOException e) {
            return fail(io, "cannot write the result: " + e.getMessage(), "", ExitStatus.USAGE);
        } catch (OutOfMemoryError e) {
            return fail(
                    io,
                    "not enough memory for this input",
                    "Give the JVM more, as in SA_AUDIT_JAVA_OPTS=-Xmx4g.",
                    ExitStatus.INCOMPLETE);
        } catch (RuntimeException | Error e) {
            return defect(args, io, e);
        }
    }

    private static ExitStatus command(String[] args, Io io) throws UsageException, InputPathException, IOException {
        if (args.length == 0) {
            throw new UsageException("no command given", "See sa-audit --help.");
        }
        switch (args[0]) {
            case "--help", "-h" -> {
                Commands.overview(io.out());
                return ExitStatus.FINE;
            }
            case "help" -> {
                return help(Arrays.copyOfRange(args, 1, args.length), io);
            }
            case "options" -> {
                return options(args, io);
            }
            case "complete" -> {
                return Complete.run(Arrays.copyOfRange(args, 1, args.length), io);
            }
            default -> {
                Command command = Commands.named(args[0]);
                if (command == null && args[0].startsWith("-")) {
                    return command(LeadingFlags.moved(args), io);
                }
                if (command == null) {
                    throw new UsageException("unknown command " + args[0], "See sa-audit --help.");
                }
                CommandLine line = line(command.spec());
                ParseResult options = line.parseArgs(Arrays.copyOfRange(args, 1, args.length));
                if (options.isUsageHelpRequested()) {
                    print(line, io);
                    return ExitStatus.FINE;
                }
                noEmptyValues(options);
                return command.run(options, io);
            }
        }
    }

    /** An empty value is a variable that was not set, and would quietly mean something else. */
    private static void noEmptyValues(ParseResult options) throws UsageException {
        for (OptionSpec option : options.matchedOptions()) {
            for (String value : option.originalStringValues()) {
                if (value.isEmpty()) {
                    throw new UsageException(option.longestName() + " is empty; is a variable not set?", "");
                }
            }
        }
    }

    private static ExitStatus help(String[] names, Io io) throws UsageException {
        if (names.length == 0) {
            Commands.overview(io.out());
            return ExitStatus.FINE;
        }
        if (names.length == 1 && names[0].equals("options")) {
            return options(names, io);
        }
        Topic topic = Topic.named(names[0]);
        Command command = topic == null ? Commands.named(names[0]) : null;
        if (topic == null && command == null || names.length > 1) {
            throw new UsageException("no help on " + String.join(" ", names), "See sa-audit --help.");
        }
        print(line(topic == null ? command.spec() : topic.spec()), io);
        return ExitStatus.FINE;
    }

    /** As {@code kubectl options}: all that commands share. */
    private static ExitStatus options(String[] args, Io io) throws UsageException {
        boolean alone =
                args.length == 1 || args.length == 2 && List.of("-h", "--help").contains(args[1]);
        if (!alone) {
            throw new UsageException("options takes no other word", "See sa-audit options.");
        }
        for (Topic topic : Topic.ALL) {
            io.out().println((topic == Topic.INPUT ? "" : "\n") + Called.name() + " help " + topic.word());
            print(line(topic.spec()), io);
        }
        return ExitStatus.FINE;
    }

    private static void print(CommandLine line, Io io) {
        io.out().print(Called.in(line.getUsageMessage(CommandLine.Help.Ansi.OFF)));
    }

    /** What reads the words of a command. */
    static CommandLine line(CommandSpec spec) {
        CommandLine line = new CommandLine(spec);
        line.setUsageHelpAutoWidth(false);
        // A value that looks like an option is one: "-n -A" forgot the namespace.
        line.setAllowOptionsAsOptionParameters(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static int defect(String[] args, Io io, Throwable thrown) {
        boolean debug = List.of(args).contains("--debug");
        fail(
                io,
                "a defect of sa-audit: " + thrown,
                debug ? "" : "Run it again with --debug for the stack trace, and report it.",
                ExitStatus.DEFECT);
        if (debug) {
            trace(thrown, io.err());
        }
        return ExitStatus.DEFECT.code();
    }

    private static void trace(Throwable thrown, PrintStream err) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            text.append(t == thrown ? "" : "caused by " + Escape.text(TokenReader.without(t.toString())) + "\n");
            for (StackTraceElement element : t.getStackTrace()) {
                text.append("    at ").append(element).append('\n');
            }
        }
        new PrintWriter(err, true, StandardCharsets.UTF_8).append(text).flush();
    }

    /** One line on standard error: what, and what next. */
    private static int fail(Io io, String what, String hint, ExitStatus status) {
        io.err().println(line(what, hint));
        return status.code();
    }

    /** {@code sa-audit: what. hint}. A token that stands in a path or value is left out, whatever the command is. */
    static String line(String what, String hint) {
        String stop = what.endsWith("?") ? " " : ". ";
        String end = hint.isEmpty() ? "" : stop + Called.in(hint);
        return "sa-audit: " + Escape.text(TokenReader.without(withoutStop(what) + end));
    }

    private static String withoutStop(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /** The number that a text is, or -1. */
    static int number(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
