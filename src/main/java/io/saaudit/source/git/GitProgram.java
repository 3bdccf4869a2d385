package io.saaudit.source.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program {@code git}, run so that it takes no lock, asks nobody, fetches nothing and answers in English. Nothing
 * that a user gave is ever one of its arguments: names go to its standard input, where none can be an option.
 */
final class GitProgram {
    private final Path folder;

    /** @param folder where it runs, or null for the working folder */
    GitProgram(Path folder) {
        this.folder = folder;
    }

    /**
     * What a run left.
     *
     * @param status its exit status; 128 and a signal's number when a signal ended it, 128 when git gave up
     * @param out what it wrote
     * @param errors what it wrote on standard error
     */
    record Result(int status, byte[] out, String errors) {
        String text() {
            return new String(out, StandardCharsets.UTF_8).strip();
        }
    }

    /** Runs it to its end with this text on standard input. */
    Result run(String input, String... arguments) throws GitException {
        Process process = start(arguments);
        Errors errors = new Errors(process);
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It has ended already: its status and its last words tell why.
            }
            byte[] out = process.getInputStream().readAllBytes();
            int status = process.waitFor();
            return new Result(status, out, errors.text());
        } catch (IOException e) {
            throw GitException.unreadable("git " + arguments[0] + " cannot be read", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GitException.unreadable("interrupted while git " + arguments[0] + " ran", "");
        } finally {
            process.destroy();
        }
    }

    /** Starts it. */
    Process start(String... arguments) throws GitException {
        List<String> words = new ArrayList<>();
        words.add("git");
        words.add("--no-pager");
        words.add("--no-replace-objects");
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        Map<String, String> variables = builder.environment();
        variables.put("LC_ALL", "C");
        variables.put("GIT_OPTIONAL_LOCKS", "0");
        variables.put("GIT_NO_LAZY_FETCH", "1");
        // Versions before 2.45 do not know the one above: without a protocol nothing can be fetched.
        variables.put("GIT_ALLOW_PROTOCOL", "none");
        variables.put("GIT_TERMINAL_PROMPT", "0");
        try {
            return builder.start();
        } catch (IOException e) {
            throw GitException.usage(
                    "git cannot be started: it reads what git: names",
                    "Is it installed, and on the PATH? Or check the revision out and name its folder.");
        }
    }

    /** Standard error of a run, taken so that it never waits for us; of much the end. */
    static final class Errors extends Thread {
        private static final int MOST = 1 << 16;

        private final InputStream in;
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

        Errors(Process process) {
            super("git's standard error");
            setDaemon(true);
            this.in = process.getErrorStream();
            start();
        }

        @Override
        public void run() {
            byte[] some = new byte[4096];
            try {
                for (int n = in.read(some); n >= 0; n = in.read(some)) {
                    if (taken.size() > MOST) {
                        taken.reset();
                    }
                    taken.write(some, 0, n);
                }
            } catch (IOException e) {
                // Ended; its exit status tells.
            }
        }

        /** All of it, once the program has ended. */
        String text() {
            try {
                join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "";
            }
            return taken.toString(StandardCharsets.UTF_8);
        }
    }
}
