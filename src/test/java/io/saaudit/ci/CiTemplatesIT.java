package io.saaudit.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pipeline is given, run as the pipeline would: action.yml, ci/gitlab.yml and .pre-commit-hooks.yaml. */
class CiTemplatesIT {
    private static final Path PROJECT = Pipeline.PROJECT;

    @TempDir
    Path scratch;

    private Pipeline pipeline;

    @BeforeEach
    void packTheApplicationAsARelease() throws Exception {
        pipeline = new Pipeline(scratch);
    }

    private Pipeline.Result action(String... inputs) throws Exception {
        return pipeline.action(PROJECT, Map.of(), pipeline.inputs(inputs));
    }

    @Test
    void theActionFailsOnFindingsAndLeavesAllReports() throws Exception {
        Pipeline.Result result = action("paths", "testdata/quickstart\ntestdata/gate\n", "arguments", "--no-config\n");
        assertThat(result.status()).as(result.output()).isEqualTo(1);
        assertThat(result.output())
                .contains("::error file=testdata/quickstart/rbac.yaml,line=")
                .contains("result=fail");
        assertThat(pipeline.outputs())
                .containsEntry("status", "1")
                .containsEntry("mode", "scan")
                .containsEntry("sarif-file", scratch.resolve("out put.sarif").toString())
                .containsEntry("comment-file", scratch.resolve("com ment.md").toString());
        assertThat(pipeline.summary()).startsWith("<!-- sa-audit -->\n### sa-audit: fail");
        assertThat(scratch.resolve("com ment.md")).hasContent(pipeline.summary());
        assertThat(Files.readString(scratch.resolve("out put.sarif"))).contains("\"semanticVersion\"");
    }

    @Test
    void theActionPassesWithoutFindings() throws Exception {
        Pipeline.Result result = action(
                "paths",
                "testdata/rules/SA101/good.yaml",
                "arguments",
                "--no-config",
                "scan-arguments",
                "--rule\nSA101");
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(pipeline.outputs()).containsEntry("status", "0");
    }

    @Test
    void anArgumentIsOneWordAndNeverAScript() throws Exception {
        Pipeline.Result result = action("paths", "$(touch " + scratch + "/ran); testdata/* no such folder");
        assertThat(result.status()).as(result.output()).isEqualTo(2);
        assertThat(scratch.resolve("ran")).doesNotExist();
    }

    @Test
    void anotherArchiveThanThePinnedOneIsNeverRun() throws Exception {
        Files.writeString(pipeline.archive(), "changed");
        Pipeline.Result result = action("paths", "testdata/quickstart");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).contains("it is not what was pinned");
        assertThat(scratch.resolve("sa-audit")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "ABCDEF", "0123456789abcdef"})
    void aVersionWithoutAChecksumIsRefused(String sha256) throws Exception {
        Pipeline.Result result = action("sha256", sha256);
        assertThat(result.status()).as(result.output()).isEqualTo(2);
    }

    @Test
    void aReleaseIsFetchedByHttpsOnly() throws Exception {
        Pipeline.Result result = action("url", "http://127.0.0.1:9/sa-audit.tar.gz");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).contains("cannot fetch");
    }

    @Test
    void theGitlabJobFailsOnFindingsAndLeavesItsArtifacts() throws Exception {
        Path folder = Files.createDirectory(scratch.resolve("gitlab"));
        Files.copy(PROJECT.resolve("testdata/rules/SA101/bad.yaml"), folder.resolve("bad.yaml"));
        Map<String, String> env = pipeline.variables();
        assertThat(env).containsEntry("SA_AUDIT_OFFLINE", "1");
        env.put("SA_AUDIT_PATHS", "bad.yaml");
        Pipeline.Result result = pipeline.gitlab(folder, env);
        assertThat(result.status()).as(result.output()).isEqualTo(1);
        Object artifacts = Tree.map(Pipeline.job(), "artifacts");
        for (String artifact : Tree.strings(artifacts, "paths")) {
            assertThat(folder.resolve(artifact)).isNotEmptyFile();
        }
        assertThat(folder.resolve(Tree.string(Tree.map(artifacts, "reports"), "codequality")))
                .content()
                .contains("\"check_name\": \"SA101\"");
        env.put("SA_AUDIT_SHA256", "0".repeat(64));
        Path other = Files.createDirectory(scratch.resolve("other"));
        assertThat(pipeline.gitlab(other, env).status()).isNotZero();
        assertThat(other.resolve(".sa-audit-release")).doesNotExist();
    }

    @Test
    void thePreCommitHookReadsEverythingAndTalksToNobody() throws Exception {
        Object hook = ((List<?>) Pipeline.yaml(".pre-commit-hooks.yaml")).get(0);
        assertThat(Tree.flag(hook, "pass_filenames")).isFalse();
        assertThat(Tree.string(hook, "entry")).contains("SA_AUDIT_OFFLINE=1");
        List<String> command =
                new ArrayList<>(List.of(Tree.string(hook, "entry").split(" ")));
        command.addAll(Tree.strings(hook, "args"));
        Path folder = Files.createDirectory(scratch.resolve("hook"));
        Files.copy(PROJECT.resolve("testdata/rules/SA101/bad.yaml"), folder.resolve("bad.yaml"));
        String path = System.getProperty("sa-audit.app") + "/bin:" + System.getenv("PATH");
        Pipeline.Result result = pipeline.run(folder, Map.of("PATH", path), command.toArray(String[]::new));
        assertThat(result.status()).as(result.output()).isEqualTo(1);
        assertThat(result.output()).contains("bad.yaml:");
    }

    @Test
    void everyTemplateForbidsTheCluster() throws IOException {
        for (String file : List.of("action.yml", "ci/github", "ci/gitlab.yml", ".pre-commit-hooks.yaml")) {
            assertThat(Files.readString(PROJECT.resolve(file))).as(file).contains("SA_AUDIT_OFFLINE");
        }
    }
}
