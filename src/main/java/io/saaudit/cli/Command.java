package io.saaudit.cli;

import io.saaudit.source.InputPathException;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command. */
interface Command {
    /** Its options and the text of its help. */
    CommandSpec spec();

    /**
     * Runs it.
     *
     * @param options what was given
     * @param io the world outside
     * @return how the run ends
     * @throws UsageException when the options cannot be meant
     * @throws InputPathException when a path leads to nothing
     * @throws IOException when a result cannot be written
     */
    ExitStatus run(ParseResult options, Io io) throws UsageException, InputPathException, IOException;
}
