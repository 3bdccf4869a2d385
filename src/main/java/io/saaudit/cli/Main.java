package io.saaudit.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The entry of the command line tool: the only place that ends the process and knows its streams. */
public final class Main {
    // No lambda, here and in what every run passes through: linking the first one costs JDK 17 some 4 ms.
    private static final UnaryOperator<String> ENVIRONMENT = new UnaryOperator<>() {
        @Override
        public String apply(String name) {
            return System.getenv(name);
        }
    };

    private Main() {}

    /**
     * Runs one command and ends the process with its exit status. Both outputs are UTF-8 whatever the locale says, and
     * buffered; a reader that has gone away (a closed pipe) is no error, because a {@link PrintStream} throws nothing.
     *
     * @param args the words after the program's name
     */
    public static void main(String[] args) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        int status = run(args, new Io(System.in, out, err, ENVIRONMENT, terminal()));
        out.flush();
        err.flush();
        // Not System.exit: since JDK 21 that looks for a logger to log the exit to, a third of the whole run of a small
        // command (9 ms of 32 on 25). There is nothing for a shutdown hook to do here.
        Runtime.getRuntime().halt(status);
    }

    /**
     * Runs one command, its output no terminal.
     *
     * @param args the words after the program's name
     * @param in standard input
     * @param out takes the result, and nothing else
     * @param err takes notes and errors
     * @return the exit status
     */
    public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        return run(args, new Io(in, out, err, ENVIRONMENT, 0));
    }

    static int run(String[] args, Io io) {
        // Before anything of picocli is loaded: the version must not cost the building of a command tree.
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            io.out().println("sa-audit " + version());
            return 0;
        }
        return Dispatch.run(args, io);
    }

    private static String version() {
        String packaged = packagedVersion();
        return packaged.isEmpty() ? "(not packaged)" : packaged;
    }

    /** The version, or empty where there is no jar that names it. */
    static String packagedVersion() {
        String fromManifest = Main.class.getPackage().getImplementationVersion();
        return fromManifest == null ? "" : fromManifest;
    }

    /**
     * Columns of the terminal, or 0 when standard output is none. The launcher knows and says so, as {@code stty size}
     * does: asking the JVM for it loads a console, and it would take a pipe into standard input for no terminal.
     */
    private static int terminal() {
        String size = System.getProperty("sa-audit.terminal");
        if (size == null) {
            return 0;
        }
        int columns = Dispatch.number(size.substring(size.indexOf(' ') + 1));
        return columns > 0 ? columns : 80;
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 8192), false, StandardCharsets.UTF_8);
    }
}
