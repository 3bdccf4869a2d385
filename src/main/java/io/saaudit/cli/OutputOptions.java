package io.saaudit.cli;

import io.saaudit.render.Renderer;
import io.saaudit.render.Style;
import io.saaudit.source.WholeFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What is shown, and where.
 *
 * @param format the format
 * @param file the file to write to, or null for standard output
 * @param style colours and width
 * @param quiet whether notes are left out
 * @param verbose whether all notes are shown
 */
record OutputOptions(Format format, Path file, Style style, boolean quiet, boolean verbose) {
    /** The formats. */
    enum Format {
        TABLE,
        WIDE,
        JSON,
        SARIF,
        GITHUB,
        MARKDOWN,
        JUNIT,
        GITLAB,
        CSV,
        HTML
    }

    /** Declares them; all but the format are left to a topic of help. */
    static void add(CommandSpec spec) {
        add(spec, "table, wide (with every detail) or json (default: table).");
    }

    /** Declares them for a command that has formats of its own. */
    static void add(CommandSpec spec, String formats) {
        Options.value(spec, "FORMAT", formats, "-o", "--format");
        addOthers(spec, true);
    }

    /** What {@code sa-audit help output} shows. */
    static CommandSpec topic() {
        CommandSpec spec = Options.text(
                "COMMAND",
                "[OPTION...]",
                List.of(
                        "A result goes to standard output, and nothing else does: notes and errors go to standard error."
                                + " Tables are for people, and fit the terminal; docs/json.md says what is in json."),
                List.of(
                        "$ sa-audit scan -o html --output report.html manifests",
                        "$ sa-audit permissions -o json --quiet -f manifests",
                        "$ sa-audit pods -v --color never -f manifests"));
        Options.value(
                spec,
                "FORMAT",
                "table, wide (with every detail) or json (default: table); scan has more.",
                "-o",
                "--format");
        addOthers(spec, false);
        return spec;
    }

    private static void addOthers(CommandSpec spec, boolean apart) {
        Options.value(
                spec,
                apart,
                "FILE",
                "Write the result to this file; one that is there stays as it is until the result is whole.",
                "--output");
        Options.value(
                spec,
                apart,
                "WHEN",
                "Colours: auto, always or never (default: auto; with NO_COLOR set there are none).",
                "--color");
        Options.flag(spec, apart, "Print no notes, only what could not be read.", "--quiet");
        Options.flag(spec, apart, "Print all notes.", "-v", "--verbose");
        Options.flag(spec, apart, "Print the stack trace of a defect.", "--debug");
    }

    /** Reads them. */
    static OutputOptions of(ParseResult options, Io io) throws UsageException {
        return of(options, io, false);
    }

    /** Reads them where a report's formats may be among them. */
    static OutputOptions ofReport(ParseResult options, Io io) throws UsageException {
        return of(options, io, true);
    }

    private static OutputOptions of(ParseResult options, Io io, boolean report) throws UsageException {
        Format format = format("-o", Options.value(options, "-o", "table"), report);
        String name = Options.value(options, "--output", "");
        Path file = name.isEmpty() ? null : file("--output", name);
        return new OutputOptions(
                format,
                file,
                style(Options.value(options, "--color", "auto"), file, io),
                Options.isSet(options, "--quiet"),
                Options.isSet(options, "-v"));
    }

    /** The format of that name. */
    static Format format(String option, String name, boolean report) throws UsageException {
        for (Format format : Format.values()) {
            boolean known = report || format.compareTo(Format.JSON) <= 0;
            if (known && format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw new UsageException(
                option + " " + name + ": unknown format",
                "One of table, wide, json" + (report ? ", sarif, github, markdown, junit, gitlab, csv, html." : "."));
    }

    /** Writes a result to where it belongs. A file is written whole or not at all. */
    <T> void write(T result, Renderer<T> renderer, Io io) throws IOException {
        try (Sink sink = open(io)) {
            renderer.render(result, sink.out());
            sink.done();
        }
    }

    /** Writes a file that is kept and read again; whole or not at all. */
    static <T> void writeFile(Path file, T result, Renderer<T> renderer, Io io) throws IOException {
        new OutputOptions(Format.JSON, file, Style.PLAIN, true, false).write(result, renderer, io);
    }

    /** Opens the file, or takes standard output. */
    Sink open(Io io) throws IOException {
        if (file == null) {
            return new Sink(io.out(), null);
        }
        WholeFile to = WholeFile.open(file);
        return new Sink(new PrintStream(to.out(), false, StandardCharsets.UTF_8), to);
    }

    /**
     * Where a result goes.
     *
     * @param out takes it
     * @param file the file to close at the end, or null
     */
    record Sink(PrintStream out, WholeFile file) implements AutoCloseable {
        /** Says that the result is complete: a file that was there stays as it was without this. */
        void done() throws IOException {
            if (file != null) {
                if (out.checkError()) {
                    throw new IOException("a file could not be written to its end");
                }
                file.done();
            }
        }

        @Override
        public void close() throws IOException {
            out.flush();
            if (file != null) {
                file.close();
            }
        }
    }

    /** The file of an option that is to be written. */
    static Path file(String option, String name) throws UsageException {
        try {
            Path path = Path.of(name);
            Path folder = path.toAbsolutePath().getParent();
            // Before anything is read: an hour's audit must not be lost for a folder that is not there.
            if (folder == null || Files.isDirectory(path) || !Files.isWritable(folder)) {
                throw new UsageException(option + " " + name + ": cannot be written", "");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new UsageException(option + " " + name + ": no path", "");
        }
    }

    private static Style style(String when, Path file, Io io) throws UsageException {
        String noColor = io.env().apply("NO_COLOR");
        boolean terminal = io.width() > 0 && file == null;
        boolean wanted = noColor == null || noColor.isEmpty();
        boolean color = switch (when) {
            case "always" -> wanted;
            case "never" -> false;
            case "auto" -> terminal && wanted;
            default -> throw new UsageException("--color " + when + ": unknown", "One of auto, always, never.");
        };
        if (!terminal) {
            return new Style(color, 0, Called.name());
        }
        String columns = io.env().apply("COLUMNS");
        int given = columns == null ? -1 : Dispatch.number(columns);
        return new Style(color, given > 0 ? given : io.width(), Called.name());
    }
}
