package io.saaudit.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Runs the steps of action.yml and the job of ci/gitlab.yml as a pipeline would, with the built application as a release. */
final class Pipeline {
    static final Path PROJECT = Path.of("").toAbsolutePath();

    /** The application as a release has it, packed once: that is what costs most here. */
    private static byte[] packed;

    private final Path scratch;
    private final Path archive;
    private final String checksum;

    /**
     * What a step or a job did.
     *
     * @param status its exit status
     * @param output standard output and error
     */
    record Result(int status, String output) {}

    /** @param scratch a folder of its own, for the release and what the runner keeps */
    Pipeline(Path scratch) throws IOException, InterruptedException {
        this.scratch = scratch;
        archive = scratch.resolve("sa-audit-9.9.9.tar.gz");
        if (packed == null) {
            packed = pack();
        }
        Files.write(archive, packed);
        try {
            checksum = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(packed));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] pack() throws IOException, InterruptedException {
        String app = System.getProperty("sa-audit.app");
        assertThat(app).as("Failsafe names the application: run mvn verify").isNotNull();
        String folder = Path.of(app).toAbsolutePath().getParent().toString();
        Result tar = run(PROJECT, Map.of(), "tar", "-czf", archive.toString(), "-C", folder, "sa-audit");
        assertThat(tar.status).as(tar.output).isZero();
        return Files.readAllBytes(archive);
    }

    Path archive() {
        return archive;
    }

    /** Runs a command that sees no variable of a pipeline but these. */
    Result run(Path folder, Map<String, String> env, String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(scratch, "log", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        for (String prefix : List.of("SA_AUDIT", "GITHUB", "CI_")) {
            environment.keySet().removeIf(name -> name.startsWith(prefix));
        }
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.putAll(env);
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it hangs").isTrue();
        return new Result(process.exitValue(), Files.readString(log));
    }

    static Object yaml(String file) throws IOException {
        return parsed(Files.readString(PROJECT.resolve(file)));
    }

    static Object parsed(String yaml) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    /** Inputs of the action that name the release, and more: a name, a value, and so on. */
    Map<String, String> inputs(String... more) {
        Map<String, String> inputs = new TreeMap<>(Map.of(
                "version",
                "9.9.9",
                "sha256",
                checksum,
                "url",
                archive.toUri().toString(),
                "sarif-file",
                scratch.resolve("out put.sarif").toString(),
                "comment-file",
                scratch.resolve("com ment.md").toString()));
        for (int i = 0; i < more.length; i += 2) {
            inputs.put(more[i], more[i + 1]);
        }
        return inputs;
    }

    /**
     * Runs the steps of action.yml in order, each as {@code shell: bash} does.
     *
     * @param folder where it is run
     * @param event what {@code github.event} holds, by the path below it
     * @param inputs inputs over the defaults
     */
    Result action(Path folder, Map<String, String> event, Map<String, String> inputs)
            throws IOException, InterruptedException {
        Object action = yaml("action.yml");
        Map<String, String> values = new TreeMap<>();
        Tree.map(action, "inputs")
                .forEach((name, input) -> values.put("inputs." + name, Tree.string(input, "default")));
        inputs.forEach((name, value) -> values.put("inputs." + name, value));
        values.put("github.action_path", PROJECT.toString());
        values.put("github.action_repository", "owner/sa-audit");
        values.put("runner.temp", scratch.toString());
        event.forEach((name, value) -> values.put("github.event." + name, value));
        Files.deleteIfExists(scratch.resolve("output"));
        Files.deleteIfExists(scratch.resolve("summary"));
        Result last = null;
        for (Object step : Tree.list(Tree.map(action, "runs"), "steps")) {
            assertThat(Tree.string(step, "shell")).isEqualTo("bash");
            assertThat(Tree.string(step, "run"))
                    .as("an input in a script is run as one")
                    .doesNotContain("${{");
            Map<String, String> env = new TreeMap<>();
            Tree.map(step, "env").forEach((name, value) -> env.put(name, expanded((String) value, values)));
            env.put("GITHUB_SERVER_URL", "https://git.invalid");
            env.put("GITHUB_OUTPUT", scratch.resolve("output").toString());
            env.put("GITHUB_STEP_SUMMARY", scratch.resolve("summary").toString());
            last = bash(folder, env, Tree.string(step, "run"));
            if (last.status != 0) {
                return last;
            }
        }
        return last;
    }

    /** Runs a script as {@code shell: bash} does. */
    Result bash(Path folder, Map<String, String> env, String script) throws IOException, InterruptedException {
        return run(folder, env, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script);
    }

    /** The text with each {@code ${{ A || B }}} replaced by the first that has a value; what an event lacks is empty. */
    private static String expanded(String text, Map<String, String> values) {
        StringBuilder expanded = new StringBuilder();
        int end = 0;
        for (int start = text.indexOf("${{"); start >= 0; start = text.indexOf("${{", end)) {
            expanded.append(text, end, start);
            end = text.indexOf("}}", start) + 2;
            String value = "";
            for (String name : text.substring(start + 3, end - 2).split("\\|\\|")) {
                String key = name.strip();
                assertThat(values.containsKey(key) || key.startsWith("github.event."))
                        .as("%s: an expression that this test does not know", key)
                        .isTrue();
                value = value.isEmpty() ? values.getOrDefault(key, "") : value;
            }
            expanded.append(value);
        }
        return expanded.append(text.substring(end)).toString();
    }

    /** What the last step handed on, by name. */
    Map<String, String> outputs() throws IOException {
        Map<String, String> outputs = new TreeMap<>();
        for (String line : Files.readAllLines(scratch.resolve("output"))) {
            outputs.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return outputs;
    }

    /** The job's summary; empty for none. */
    String summary() throws IOException {
        Path summary = scratch.resolve("summary");
        return Files.exists(summary) ? Files.readString(summary) : "";
    }

    /** Variables of the job of ci/gitlab.yml, with those that name the release. */
    Map<String, String> variables() throws IOException {
        Map<String, String> env = new TreeMap<>();
        Tree.map(job(), "variables").forEach((name, value) -> env.put(name, (String) value));
        env.put("SA_AUDIT_URL", archive.toUri().toString());
        env.put("SA_AUDIT_SHA256", checksum);
        return env;
    }

    /** Runs that job. */
    Result gitlab(Path folder, Map<String, String> variables) throws IOException, InterruptedException {
        return run(folder, variables, "sh", "-ec", String.join("\n", Tree.strings(job(), "script")));
    }

    static Object job() throws IOException {
        return Tree.map(yaml("ci/gitlab.yml"), "sa-audit");
    }
}
