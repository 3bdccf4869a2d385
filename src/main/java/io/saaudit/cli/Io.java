package io.saaudit.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.UnaryOperator;

/**
 * What a command has to do with the world outside.
 *
 * @param in standard input
 * @param out takes the result, and nothing else
 * @param err takes notes and errors
 * @param env environment variables; null for one that is not set
 * @param width columns of the terminal that standard output is, or 0 when it is none
 */
record Io(InputStream in, PrintStream out, PrintStream err, UnaryOperator<String> env, int width) {}
