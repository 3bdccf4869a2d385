package io.saaudit.source.cluster;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A credential plug-in: the program that a user entry names, run as client-go runs it (client-go,
 * plugin/pkg/client/auth/exec/exec.go), but never with a terminal. Where it fails, there is no request: client-go stops as
 * well, client-java would go on without a name.
 */
final class ExecPlugin implements Login {
    /** A login in a browser takes its time; one that nobody attends to ends. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int LARGEST = 1 << 20;
    /** Milliseconds that its output may take to end after it has. */
    private static final long AFTERWARDS = 5_000;

    private final String command;
    private final List<String> arguments;
    private final Map<String, String> variables;
    private final String apiVersion;
    private final String installHint;
    private final String info;
    private final ClientKey key;
    private final String user;
    private final Consumer<String> notices;
    private final Instant start;
    private final long startNanos = System.nanoTime();

    private Credential credential;
    private Instant expires;

    /**
     * The plug-in of a user entry.
     *
     * @param exec the entry's field exec
     * @param user the entry's name, for messages
     * @param cluster the server that it is for
     * @param key client certificate of the entry, sent when the plug-in gives none, or null
     * @param now the time
     * @param notices takes what it writes on its standard error, a line at a time
     * @throws ClusterException when the field is unusable, or asks for a terminal
     */
    ExecPlugin(Section exec, String user, ClusterEntry cluster, ClientKey key, Instant now, Consumer<String> notices)
            throws ClusterException {
        String name = exec.text("command");
        if (name.isEmpty()) {
            throw exec.wrong("command", "must name the credential plug-in");
        }
        // Only a name without a folder is looked for on the PATH; others start at the kubeconfig's folder.
        this.command = name.indexOf(File.separatorChar) < 0 ? name : exec.path("command", name);
        this.arguments = exec.texts("args");
        this.variables = new TreeMap<>();
        for (Section variable : exec.sections("env")) {
            variables.put(variable.text("name"), variable.text("value"));
        }
        this.apiVersion = exec.text("apiVersion");
        if (!ExecCredential.VERSIONS.contains(apiVersion)) {
            throw exec.wrong(
                    "apiVersion",
                    "must be " + String.join(" or ", ExecCredential.VERSIONS) + ": update the plug-in's entry");
        }
        if (exec.text("interactiveMode").equals("Always")) {
            throw ClusterException.configuration(
                    "the credential plug-in " + Shown.name(command) + " of user " + Shown.name(user)
                            + " asks for a terminal (interactiveMode: Always), and sa-audit gives none to it",
                    "Take a token instead, by --token-file.");
        }
        this.installHint = exec.text("installHint");
        this.info = ExecCredential.request(apiVersion, exec.flag("provideClusterInfo") ? cluster : null);
        this.key = key;
        this.user = user;
        this.notices = notices;
        this.start = now;
    }

    @Override
    public synchronized Credential credential() throws ClusterException {
        if (credential == null || expires != null && !now().isBefore(expires)) {
            run();
        }
        return credential;
    }

    @Override
    public synchronized Credential another(Credential refused) throws ClusterException {
        if (refused == credential) {
            run();
        }
        return credential;
    }

    private Instant now() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    private void run() throws ClusterException {
        List<String> words = new ArrayList<>();
        words.add(command);
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(variables);
        builder.environment().put("KUBERNETES_EXEC_INFO", info);
        Process process;
        try {
            process = builder.start();
        } catch (IOException | IllegalArgumentException e) {
            throw ClusterException.configuration(
                    who() + " cannot be started",
                    installHint.isEmpty()
                            ? "Is it installed, and on the PATH?"
                            : "To install it: " + Shown.line(installHint));
        }
        Output output = new Output(process.getInputStream(), null);
        Output errors = new Output(process.getErrorStream(), notices);
        output.start();
        errors.start();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has closed its input itself.
        }
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                end(process);
                throw ClusterException.configuration(
                        who() + " did not end within " + PATIENCE.toMinutes() + " minutes",
                        "Run it by hand: does it wait for an answer?");
            }
            // A program that it has left behind may hold them open.
            output.join(AFTERWARDS);
            errors.join(AFTERWARDS);
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw ClusterException.configuration("interrupted while " + who() + " ran", "");
        }
        if (process.exitValue() != 0) {
            String said = errors.last();
            throw ClusterException.configuration(
                    who() + " failed with exit status " + process.exitValue() + (said.isEmpty() ? "" : ": " + said),
                    "Run it by hand, or log in to the cluster anew.");
        }
        ExecCredential answer = ExecCredential.parse(output.bytes(), apiVersion, who());
        credential = answer.credential(key, who());
        expires = answer.expires();
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private String who() {
        String name = command.substring(command.lastIndexOf(File.separatorChar) + 1);
        return "the credential plug-in " + Shown.name(name) + " of user " + Shown.name(user);
    }

    /** Reads one of the plug-in's outputs, so that it never waits for us. */
    private static final class Output extends Thread {
        private final InputStream in;
        private final Consumer<String> lines;
        private byte[] bytes = new byte[0];
        private String last = "";

        Output(InputStream in, Consumer<String> lines) {
            super("credential plug-in");
            setDaemon(true);
            this.in = in;
            this.lines = lines;
        }

        @Override
        public void run() {
            try {
                if (lines == null) {
                    bytes = in.readNBytes(LARGEST);
                } else {
                    readLines();
                }
                in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException e) {
                // Ended; its exit status tells.
            }
        }

        byte[] bytes() {
            return bytes;
        }

        String last() {
            return last;
        }

        private void readLines() throws IOException {
            java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    if (line.size() < LARGEST) {
                        line.write(b);
                    }
                    continue;
                }
                say(line.toString(StandardCharsets.UTF_8));
                line.reset();
            }
            say(line.toString(StandardCharsets.UTF_8));
        }

        private void say(String line) {
            String safe = Shown.foreign(line);
            if (!safe.isEmpty()) {
                last = safe;
                lines.accept("the credential plug-in says: " + safe);
            }
        }
    }
}
