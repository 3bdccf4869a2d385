package io.saaudit.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a pipeline is given, run as the pipeline would: action.yml, ci/gitlab.yml and .pre-commit-hooks.yaml. */
class CiTemplatesIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    Path scratch;

    private Path archive;
    private String checksum;

    private record Result(int status, String output) {}

    @BeforeEach
    void packTheApplicationAsARelease() throws Exception {
        String app = System.getProperty("sa-audit.app");
        assertThat(app).as("Failsafe names the application: run mvn verify").isNotNull();
        archive = scratch.resolve("sa-audit-9.9.9.tar.gz");
        Path folder = Path.of(app).toAbsolutePath();
        Result tar = run(
                PROJECT,
                Map.of(),
                "tar",
                "-czf",
                archive.toString(),
                "-C",
                folder.getParent().toString(),
                "sa-audit");
        assertThat(tar.status).as(tar.output).isZero();
        checksum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
    }

    private Result run(Path folder, Map<String, String> env, String... command) throws Exception {
        Path log = Files.createTempFile(scratch, "log", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SA_AUDIT") || name.startsWith("GITHUB"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.putAll(env);
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it hangs").isTrue();
        return new Result(process.exitValue(), Files.readString(log));
    }

    private static Object yaml(String file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(PROJECT.resolve(file)));
    }

    /** Runs the steps of action.yml in order, each as {@code shell: bash} does, with these inputs over the defaults. */
    private Result action(Map<String, String> inputs) throws Exception {
        Object action = yaml("action.yml");
        Map<String, String> values = new TreeMap<>();
        Tree.map(action, "inputs").forEach((name, input) -> values.put(name, Tree.string(input, "default")));
        values.putAll(inputs);
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
            last = run(
                    PROJECT, env, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", Tree.string(step, "run"));
            if (last.status != 0) {
                return last;
            }
        }
        return last;
    }

    private String expanded(String value, Map<String, String> inputs) {
        String text = value.replace("${{ github.action_path }}", PROJECT.toString())
                .replace("${{ github.action_repository }}", "owner/sa-audit")
                .replace("${{ runner.temp }}", scratch.toString());
        for (Map.Entry<String, String> input : inputs.entrySet()) {
            text = text.replace("${{ inputs." + input.getKey() + " }}", input.getValue());
        }
        assertThat(text).as("an expression that this test does not know").doesNotContain("${{");
        return text;
    }

    private Map<String, String> inputs(String... more) {
        Map<String, String> inputs = new TreeMap<>(Map.of(
                "version",
                "9.9.9",
                "sha256",
                checksum,
                "url",
                archive.toUri().toString(),
                "sarif-file",
                scratch.resolve("out put.sarif").toString()));
        for (int i = 0; i < more.length; i += 2) {
            inputs.put(more[i], more[i + 1]);
        }
        return inputs;
    }

    @Test
    void theActionFailsOnFindingsAndLeavesAllReports() throws Exception {
        Result result = action(inputs("paths", "testdata/quickstart\ntestdata/gate\n", "arguments", "--no-config\n"));
        assertThat(result.status).as(result.output).isEqualTo(1);
        assertThat(result.output)
                .contains("::error file=testdata/quickstart/rbac.yaml,line=")
                .contains("result=fail");
        assertThat(Files.readString(scratch.resolve("output")))
                .contains("status=1\n", "sarif-file=" + scratch.resolve("out put.sarif"));
        assertThat(Files.readString(scratch.resolve("summary"))).startsWith("<!-- sa-audit -->\n### sa-audit: fail");
        assertThat(Files.readString(scratch.resolve("out put.sarif"))).contains("\"semanticVersion\"");
    }

    @Test
    void theActionPassesWithoutFindings() throws Exception {
        Result result =
                action(inputs("paths", "testdata/rules/SA101/good.yaml", "arguments", "--no-config\n--rule\nSA101"));
        assertThat(result.status).as(result.output).isZero();
        assertThat(Files.readString(scratch.resolve("output"))).contains("status=0\n");
    }

    @Test
    void anArgumentIsOneWordAndNeverAScript() throws Exception {
        Result result = action(inputs("paths", "$(touch " + scratch + "/ran); testdata/* no such folder"));
        assertThat(result.status).as(result.output).isEqualTo(2);
        assertThat(scratch.resolve("ran")).doesNotExist();
    }

    @Test
    void anotherArchiveThanThePinnedOneIsNeverRun() throws Exception {
        Files.writeString(archive, "changed");
        Result result = action(inputs("paths", "testdata/quickstart"));
        assertThat(result.status).isEqualTo(2);
        assertThat(result.output).contains("it is not what was pinned");
        assertThat(scratch.resolve("sa-audit")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "ABCDEF", "0123456789abcdef"})
    void aVersionWithoutAChecksumIsRefused(String sha256) throws Exception {
        Result result = action(inputs("sha256", sha256));
        assertThat(result.status).as(result.output).isEqualTo(2);
    }

    @Test
    void aReleaseIsFetchedByHttpsOnly() throws Exception {
        Result result = action(inputs("url", "http://127.0.0.1:9/sa-audit.tar.gz"));
        assertThat(result.status).isEqualTo(2);
        assertThat(result.output).contains("cannot fetch");
    }

    @Test
    void theGitlabJobFailsOnFindingsAndLeavesItsArtifacts() throws Exception {
        Object job = Tree.map(yaml("ci/gitlab.yml"), "sa-audit");
        Path folder = Files.createDirectory(scratch.resolve("gitlab"));
        Files.copy(PROJECT.resolve("testdata/rules/SA101/bad.yaml"), folder.resolve("bad.yaml"));
        Map<String, String> env = new TreeMap<>();
        Tree.map(job, "variables").forEach((name, value) -> env.put(name, (String) value));
        assertThat(env).containsEntry("SA_AUDIT_OFFLINE", "1");
        env.put("SA_AUDIT_PATHS", "bad.yaml");
        env.put("SA_AUDIT_URL", archive.toUri().toString());
        env.put("SA_AUDIT_SHA256", checksum);
        String script = String.join("\n", Tree.strings(job, "script"));
        Result result = run(folder, env, "sh", "-ec", script);
        assertThat(result.status).as(result.output).isEqualTo(1);
        for (String artifact : Tree.strings(Tree.map(job, "artifacts"), "paths")) {
            assertThat(folder.resolve(artifact)).isNotEmptyFile();
        }
        Object reports = Tree.map(Tree.map(job, "artifacts"), "reports");
        assertThat(folder.resolve(Tree.string(reports, "codequality")))
                .content()
                .contains("\"check_name\": \"SA101\"");
        env.put("SA_AUDIT_SHA256", "0".repeat(64));
        Path other = Files.createDirectory(scratch.resolve("other"));
        assertThat(run(other, env, "sh", "-ec", script).status).isNotZero();
        assertThat(other.resolve(".sa-audit-release")).doesNotExist();
    }

    @Test
    void thePreCommitHookReadsEverythingAndTalksToNobody() throws Exception {
        Object hook = ((List<?>) yaml(".pre-commit-hooks.yaml")).get(0);
        assertThat(Tree.flag(hook, "pass_filenames")).isFalse();
        assertThat(Tree.string(hook, "entry")).contains("SA_AUDIT_OFFLINE=1");
        List<String> command =
                new ArrayList<>(List.of(Tree.string(hook, "entry").split(" ")));
        command.addAll(Tree.strings(hook, "args"));
        Path folder = Files.createDirectory(scratch.resolve("hook"));
        Files.copy(PROJECT.resolve("testdata/rules/SA101/bad.yaml"), folder.resolve("bad.yaml"));
        String path = System.getProperty("sa-audit.app") + "/bin:" + System.getenv("PATH");
        Result result = run(folder, Map.of("PATH", path), command.toArray(String[]::new));
        assertThat(result.status).as(result.output).isEqualTo(1);
        assertThat(result.output).contains("bad.yaml:");
    }

    @Test
    void everyTemplateForbidsTheCluster() throws IOException {
        for (String file : List.of("action.yml", "ci/scan", "ci/gitlab.yml", ".pre-commit-hooks.yaml")) {
            assertThat(Files.readString(PROJECT.resolve(file))).as(file).contains("SA_AUDIT_OFFLINE");
        }
    }
}
