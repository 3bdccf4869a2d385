package io.saaudit.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * One run of a command line.
 *
 * @param status the exit status
 * @param out what went to standard output
 * @param err what went to standard error
 */
public record Run(int status, String out, String err) {
    /** Runs it with nothing on standard input, and no terminal. */
    public static Run of(String... args) {
        return with("", args);
    }

    /** Runs it with this text on standard input. */
    public static Run with(String stdin, String... args) {
        return with(stdin, Map.of(), 0, args);
    }

    /** Runs it with these environment variables alone, on a terminal of that width (0 for none). */
    public static Run with(String stdin, Map<String, String> env, int width, String... args) {
        return at(Instant.now(), stdin, env, width, args);
    }

    /** Runs it at a time. */
    static Run at(Instant now, String stdin, Map<String, String> env, int width, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream o = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream e = new PrintStream(err, false, StandardCharsets.UTF_8);
        ByteArrayInputStream in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
        int status = Main.run(args, new Io(in, o, e, env::get, width, () -> now));
        o.flush();
        e.flush();
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
