package io.saaudit.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** One run of a program in a child process: built up, then {@link #run}. */
public final class Launch {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    /**
     * What a run left.
     *
     * @param status exit status
     * @param out standard output
     * @param err standard error
     */
    public record Result(int status, String out, String err) {}

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Path scratch;
    private Path folder;
    private String input = "";
    private int seconds = 60;

    private Launch(Path scratch, List<String> command) {
        this.scratch = scratch;
        this.folder = scratch;
        this.command.addAll(command);
        // A path without any Java on it, but with what the launcher itself calls.
        environment.put("PATH", toolsWithoutJava(scratch).toString());
    }

    /** A run with a nearly empty environment: no JAVA_HOME, no Java on the PATH, the locale C. */
    public static Launch of(Path scratch, Object program, String... args) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(List.of(args));
        return new Launch(scratch, command);
    }

    /** In this folder and not in the scratch folder. */
    public Launch in(Path workingFolder) {
        folder = workingFolder;
        return this;
    }

    /** With this environment variable. */
    public Launch with(String name, Object value) {
        environment.put(name, value.toString());
        return this;
    }

    /** The JDK that runs this test becomes the launcher's. */
    public Launch withThisJava() {
        return with("JAVA_HOME", thisJava());
    }

    /** As the user nobody; without root and setpriv of util-linux the calling test is skipped. */
    public Launch asNobody() {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")) && Files.isExecutable(SETPRIV),
                "only root, with " + SETPRIV + " of util-linux, can run a program as another user");
        command.addAll(0, List.of(SETPRIV.toString(), "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        return this;
    }

    Launch input(String text) {
        input = text;
        return this;
    }

    /** For so many seconds at most, and not for a minute. */
    public Launch patience(int most) {
        seconds = most;
        return this;
    }

    /** Runs it, for a minute at most. */
    public Result run() throws IOException, InterruptedException {
        File in = Files.writeString(Files.createTempFile(scratch, "in", ""), input)
                .toFile();
        File out = Files.createTempFile(scratch, "out", "").toFile();
        File err = Files.createTempFile(scratch, "err", "").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(in)
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(
                    command + " did not end in " + seconds + " seconds; its standard error: " + read(err));
        }
        return new Result(process.exitValue(), read(out), read(err));
    }

    /** The application folder that the build has made. */
    public static Path application() {
        String app = System.getProperty("sa-audit.app");
        assertThat(app)
                .as("the property sa-audit.app names the folder target/sa-audit; Failsafe sets it: run mvn verify")
                .isNotNull();
        Path folder = Path.of(app);
        assertThat(folder.resolve("bin/sa-audit"))
                .as("the launcher; mvn package makes it")
                .isExecutable();
        return folder;
    }

    static Path thisJava() {
        return Path.of(System.getProperty("java.home"));
    }

    private static Path toolsWithoutJava(Path scratch) {
        Path tools = scratch.resolve("tools");
        try {
            if (!Files.exists(tools)) {
                Files.createDirectory(tools);
                for (String tool : List.of("readlink", "mkdir", "rm", "mv", "sh", "stty")) {
                    Path real = List.of(Path.of("/bin", tool), Path.of("/usr/bin", tool)).stream()
                            .filter(Files::isExecutable)
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("no " + tool + " in /bin or /usr/bin: install it"));
                    Folders.script(tools.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
                }
            }
        } catch (IOException e) {
            throw new AssertionError("cannot make " + tools, e);
        }
        return tools;
    }

    private static String read(File file) throws IOException {
        return Files.readString(file.toPath(), StandardCharsets.UTF_8);
    }
}
