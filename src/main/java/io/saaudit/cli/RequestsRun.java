package io.saaudit.cli;

import io.saaudit.model.Truth;
import io.saaudit.render.RequestAnswer;
import io.saaudit.render.RequestAnswers;
import io.saaudit.source.InputPathException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** {@code can-i --requests}: one request a line in, one answer a line out, in order. */
final class RequestsRun {
    private static final String HINT =
            "A request is {\"user\":…,\"verb\":…,\"resource\":…}, with apiGroup, subresource,"
                    + " namespace and name where they matter, or with path.";

    private final String file;
    private final RequestQuestion question;
    private final Io io;
    private boolean differs;
    private boolean incomplete;
    private boolean malformed;

    private RequestsRun(String file, World world, Io io) {
        this.file = file;
        this.question = new RequestQuestion(world);
        this.io = io;
    }

    /**
     * Answers all lines.
     *
     * @param file the file of requests, or {@code -}
     * @param input what to read first
     * @param output where the answers go
     */
    static ExitStatus run(String file, InputOptions input, OutputOptions output, Io io)
            throws UsageException, InputPathException, IOException {
        if (file.equals("-") && input.usesStandardInput()) {
            throw new UsageException("--requests - and -f -: standard input can only be read once", "");
        }
        if (!file.equals("-") && !isReadable(file)) {
            throw new UsageException("--requests " + file + ": no file that can be read", "");
        }
        World world = World.read(input, Needed.ACCOUNTS, io);
        Messages.print(world.snapshot(), output, io);
        if (world.isEmpty()) {
            return Messages.nothingRead(world, input, io);
        }
        RequestsRun run = new RequestsRun(file, world, io);
        try (InputStream in = file.equals("-") ? io.in() : Files.newInputStream(Path.of(file));
                OutputOptions.Sink sink = output.open(io)) {
            try (RequestAnswers answers = new RequestAnswers(sink.out(), world.snapshot())) {
                run.all(new BufferedReader(new InputStreamReader(unpacked(in), StandardCharsets.UTF_8)), answers);
            }
            sink.done();
        }
        return run.differs ? ExitStatus.NEGATIVE : run.incomplete ? ExitStatus.INCOMPLETE : ExitStatus.FINE;
    }

    private static boolean isReadable(String file) {
        try {
            return Files.isReadable(Path.of(file)) && !Files.isDirectory(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void all(BufferedReader lines, RequestAnswers answers) throws IOException {
        int number = 0;
        for (String line = next(lines); line != null; line = next(lines)) {
            number++;
            String text = number == 1 && line.startsWith("\ufeff") ? line.substring(1) : line;
            if (!text.isBlank()) {
                one(number, text, answers);
            }
        }
    }

    private String next(BufferedReader lines) {
        try {
            return lines.readLine();
        } catch (IOException e) {
            io.err().println(Dispatch.line(file + ": cannot be read to its end: " + e.getMessage(), ""));
            incomplete = true;
            return null;
        }
    }

    private void one(int number, String text, RequestAnswers answers) throws IOException {
        RequestLine line;
        try {
            line = RequestParser.parse(text);
        } catch (RequestParser.MalformedLineException e) {
            io.err().println(Dispatch.line(file + ":" + number + ": " + e.getMessage(), malformed ? "" : HINT));
            malformed = true;
            answers.malformed(number, e.getMessage());
            incomplete = true;
            return;
        }
        RequestAnswer answer = question.answer(number, line);
        answers.answer(answer);
        incomplete |= answer.truth() == Truth.UNKNOWN;
        if (line.expected() != null && answer.truth() != (line.expected() ? Truth.YES : Truth.NO)) {
            differs(number, line, answer);
        }
    }

    /** Unknown is no difference: it may be as expected. */
    private void differs(int number, RequestLine line, RequestAnswer answer) {
        if (answer.truth() == Truth.UNKNOWN) {
            return;
        }
        differs = true;
        String expected = line.expected() ? "yes" : "no";
        io.err()
                .println(Dispatch.line(
                        file + ":" + number + ": expected " + expected + " and is "
                                + answer.truth().word() + ": " + question.sentence(line, answer),
                        ""));
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        int first = buffered.read();
        int second = buffered.read();
        buffered.reset();
        return first == 0x1f && second == 0x8b ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }
}
