package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Revisions as input of whole runs, which look for the repository around their working folder. */
@Timeout(300)
class GitInputProcessTest {
    private static final String MANIFESTS = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop}
            spec: {containers: [{name: web, image: web}]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: all}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
            subjects:
              - {kind: ServiceAccount, name: default, namespace: shop}
            """;

    @TempDir
    Path temporary;

    private Repository repository;

    @BeforeEach
    void makeRepository() {
        repository = Repository.init(temporary.resolve("r"));
        repository
                .write("deploy/all.yaml", MANIFESTS)
                .write("other/readme.txt", "none")
                .commit("one");
    }

    private Run run(String... args) throws Exception {
        return Run.in(repository.folder().resolve("other"), Map.of(), args);
    }

    @Test
    void everyFormatSaysOfARevisionWhatItSaysOfTheSameFilesInTheWorkTree() throws Exception {
        for (String format : List.of("sarif", "github", "markdown", "gitlab", "csv", "junit")) {
            Run ofFolder = Run.in(repository.folder(), Map.of(), "scan", "-o", format, "deploy");
            Run ofRevision = run("scan", "-o", format, "git:HEAD");
            assertThat(ofRevision.out().replace("git:HEAD", "deploy"))
                    .as(format)
                    .isEqualTo(ofFolder.out().replace("git:HEAD", "deploy"))
                    .contains("deploy/all.yaml");
            assertThat(ofRevision.status()).isEqualTo(ofFolder.status()).isEqualTo(1);
        }
    }

    @Test
    void linesAndPathsAreThoseOfTheRevisionWhateverTheWorkTreeHolds() throws Exception {
        String before = run("scan", "-o", "sarif", "git:HEAD").out();
        Files.delete(repository.folder().resolve("deploy/all.yaml"));
        assertThat(before).contains("\"endColumn\"");
        assertThat(run("scan", "-o", "sarif", "git:HEAD").out()).isEqualTo(before);
    }

    @Test
    void suppressionsOfAPathMeanTheFileOfTheRevision() throws Exception {
        repository.write(".sa-audit.yaml", "suppressions: [{rule: SA101, file: \"deploy/*\", reason: it is a test}]\n");
        Run run = run("scan", "git:HEAD");
        assertThat(run.err()).contains("config=../.sa-audit.yaml");
        assertThat(run.out()).doesNotContain(" SA101 ");
        assertThat(run.err()).containsPattern("suppressed=[1-9]");
    }

    @Test
    void everyCommandThatTakesAnInputTakesARevision() throws Exception {
        for (List<String> command : List.of(
                List.of("can-i", "get", "secrets", "--as", "shop/default", "-f", "git:HEAD"),
                List.of("who-can", "get", "secrets", "-f", "git:HEAD"),
                List.of("permissions", "-f", "git:HEAD:deploy"),
                List.of("pods", "-f", "git:HEAD:../deploy/all.yaml"),
                List.of("explain", "serviceaccount/default", "-n", "shop", "-f", "git:HEAD"))) {
            Run run = run(command.toArray(String[]::new));
            assertThat(run.status()).as("%s: %s", command, run.err()).isZero();
            assertThat(run.out()).as(command.get(0)).containsAnyOf("shop/default", "deploy/all.yaml");
        }
    }

    @Test
    void whatCannotBeMeantIsOneLineAndStatusTwo() throws Exception {
        Path plain = Files.createDirectory(temporary.resolve("plain"));
        Map<String, String> none = Map.of("GIT_CEILING_DIRECTORIES", temporary.toString());
        isUsage(Run.in(plain, none, "scan", "git:HEAD"), "git:HEAD: the working folder is in no git repository. Run");
        isUsage(run("scan", "git:nope"), "nope: no such revision here. Is it fetched?");
        isUsage(run("scan", "git:HEAD:nope"), "git:HEAD:nope: the revision has no such file or folder. A path");
        isUsage(run("scan", "git:"), "git:: names no revision. As in git:HEAD");
        isUsage(
                Run.in(repository.folder(), Map.of("PATH", plain.toString()), "scan", "git:HEAD"),
                "git:HEAD: git cannot be started: it reads what git: names. Is it installed, and on the PATH?");
    }

    private static void isUsage(Run run, String message) {
        assertThat(run.err()).startsWith("sa-audit: " + message).hasLineCount(1);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whatIsThereAndCannotBeReadIsStatusThree() throws Exception {
        repository.write("deploy/lost.yaml", "kind: List\n").commit("two");
        String id = repository.git("rev-parse", "HEAD:deploy/lost.yaml");
        Files.delete(repository.folder().resolve(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2)));

        Run run = run("scan", "--fail-on", "never", "git:HEAD");
        assertThat(run.err()).startsWith("sa-audit: deploy/lost.yaml: its content is not in this clone. The clone is");
        assertThat(run.status()).isEqualTo(3);
        String tree = repository.git("rev-parse", "HEAD:deploy");
        Files.delete(repository.folder().resolve(".git/objects/" + tree.substring(0, 2) + "/" + tree.substring(2)));
        Run folder = run("scan", "--fail-on", "never", "git:HEAD");
        assertThat(folder.err()).startsWith("sa-audit: git:HEAD: git failed: ").hasLineCount(1);
        assertThat(folder.status()).isEqualTo(3);
    }

    @Test
    void aFileOfSuchANameIsNamedWithItsFolder() throws Exception {
        Files.writeString(repository.folder().resolve("git:HEAD"), MANIFESTS);
        assertThat(Run.in(repository.folder(), Map.of(), "scan", "-o", "csv", "./git:HEAD")
                        .out())
                .contains("\"git:HEAD\"");
    }
}
