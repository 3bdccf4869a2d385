package io.saaudit.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a command has to do with the world outside.
 *
 * @param in standard input
 * @param out takes the result, and nothing else
 * @param err takes notes and errors
 * @param env environment variables; null for one that is not set
 * @param width columns of the terminal that standard output is, or 0 when it is none
 * @param now the time; asked for by few commands, and so made only then
 */
record Io(
        InputStream in, PrintStream out, PrintStream err, UnaryOperator<String> env, int width, Supplier<Instant> now) {
    /** With the time that the machine has. */
    Io(InputStream in, PrintStream out, PrintStream err, UnaryOperator<String> env, int width) {
        this(in, out, err, env, width, new Machine());
    }

    /** No lambda: every run passes here. */
    private static final class Machine implements Supplier<Instant> {
        @Override
        public Instant get() {
            return Instant.now();
        }
    }
}
