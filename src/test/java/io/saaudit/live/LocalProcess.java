package io.saaudit.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One part of the control plane as a process; it ends with this JVM, however that ends. */
final class LocalProcess {
    private static final int SHOWN_LINES = 20;
    private static final long STOP_SECONDS = 40;

    private final String name;
    private final Process process;
    private final Path log;

    private LocalProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a sub-command of the program; what it prints goes to a file in the folder. */
    static LocalProcess start(Path binary, Path folder, String name, List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(binary.toString());
        command.add("--until-stdin-closes");
        command.add(name);
        command.addAll(flags);
        Path log = folder.resolve(name + ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new LocalProcess(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Fails with the end of its log when it has ended by itself. */
    void mustBeAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    name + " ended by itself with status " + process.exitValue() + "; its last lines:\n" + lastLines());
        }
    }

    /** The end of its log. */
    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e + ")";
        }
    }

    /** Ends it, by force if it does not end by itself. */
    void stop() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
