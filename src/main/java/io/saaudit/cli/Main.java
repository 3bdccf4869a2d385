package io.saaudit.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The entry of the command line tool: the only place that ends the process and knows its streams. */
public final class Main {
    private static final int OK = 0;
    private static final int USAGE = 2;

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
        int status = run(args, System.in, out, err);
        out.flush();
        err.flush();
        // Not System.exit: since JDK 21 that looks for a logger to log the exit to, a third of the whole run of a small
        // command (9 ms of 32 on 25). There is nothing for a shutdown hook to do here.
        Runtime.getRuntime().halt(status);
    }

    /**
     * Runs one command.
     *
     * @param args the words after the program's name
     * @param in standard input
     * @param out takes the result, and nothing else
     * @param err takes notes and errors
     * @return the exit status
     */
    public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        // Before anything of picocli is loaded: the version must not cost the building of a command tree.
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            out.println("sa-audit " + version());
            return OK;
        }
        err.println(args.length == 0 ? "sa-audit: no command given" : "sa-audit: unknown command: " + args[0]);
        return USAGE;
    }

    private static String version() {
        String fromManifest = Main.class.getPackage().getImplementationVersion();
        return fromManifest == null ? "(not packaged)" : fromManifest;
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 8192), false, StandardCharsets.UTF_8);
    }
}
