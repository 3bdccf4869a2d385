package io.saaudit.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Json;
import io.saaudit.testing.Kubeconfigs;
import io.saaudit.testing.Repository;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate of pull requests and merge requests: the action's and the job's steps, on repositories made here. */
class PullRequestIT {
    private static final String APP = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: app, namespace: shop}
            automountServiceAccountToken: false
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: app, namespace: shop}
            spec:
              selector: {matchLabels: {app: app}}
              template:
                metadata: {labels: {app: app}}
                spec:
                  serviceAccountName: app
                  containers: [{name: app, image: app}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: app, namespace: shop}
            rules:
              - apiGroups: [""]
                resources:
                  - configmaps
                verbs: [get]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: app, namespace: shop}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: app}
            subjects:
              - {kind: ServiceAccount, name: app, namespace: shop}
            """;

    private static final String WIDER = APP.replace("      - configmaps\n", "      - configmaps\n      - secrets\n");

    /** The line that gives it. */
    private static final int LINE =
            WIDER.substring(0, WIDER.indexOf("- secrets")).split("\n").length;

    private static final String MOVED = APP.replace(
                    "name: app, namespace: shop}\nrules", "name: reader, namespace: shop}\nrules")
            .replace("kind: Role, name: app", "kind: Role, name: reader");

    private static final String LOCK = "sa-audit-lock/v1\nshop/app namespace=shop configmaps get\n";

    @TempDir
    Path scratch;

    private Pipeline pipeline;
    private Repository repository;
    /** The base branch's commit of the event, which may be older than the branch. */
    private String base;

    @BeforeEach
    void makeABaseBranch() throws Exception {
        pipeline = new Pipeline(Files.createDirectory(scratch.resolve("runner")));
        repository = Repository.init(scratch.resolve("repository"));
        repository
                .write("manifests/app.yaml", APP)
                .write("readme.txt", "none\n")
                .commit("base");
        base = repository.git("rev-parse", "HEAD");
        repository.git("checkout", "-q", "-b", "change");
    }

    /** Commits the change, and checks out its merge with the base branch, as GitHub does; gives the change's commit. */
    private String merged() {
        String head = repository.commit("change");
        repository.git("checkout", "-q", "--detach", "main");
        repository.git("merge", "-q", "--no-ff", "-m", "merge", head);
        return head;
    }

    private Map<String, String> pull(String head) {
        return Map.of("pull_request.base.sha", base, "pull_request.head.sha", head);
    }

    private Pipeline.Result action(Map<String, String> event, String... inputs) throws Exception {
        return pipeline.action(repository.folder(), event, pipeline.inputs(inputs));
    }

    private String comment() throws IOException {
        return Files.readString(Path.of(pipeline.outputs().get("comment-file")));
    }

    private void passesWithNothingGained(Pipeline.Result result) throws IOException {
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(pipeline.outputs()).containsEntry("mode", "diff").containsEntry("status", "0");
        assertThat(comment()).isEqualTo("""
                <!-- sa-audit diff -->
                ### sa-audit: pass
                Nothing is gained, and nothing is lost.
                """);
    }

    @Test
    void aChangeThatGainsFailsAtItsLine() throws Exception {
        repository.write("manifests/app.yaml", WIDER);
        Pipeline.Result result = action(pull(merged()), "paths", "manifests", "diff-arguments", "--fail-on=gain");
        assertThat(result.status()).as(result.output()).isEqualTo(1);
        assertThat(result.output())
                .containsPattern("(?m)^::(error|warning) file=manifests/app.yaml,line=" + LINE + ",endLine=" + LINE
                        + ",col=9,endColumn=16," + "title=GAIN medium::shop/app may now get secrets in shop")
                .contains("result=fail status=1 why=gain");
        assertThat(pipeline.outputs()).containsEntry("mode", "diff").containsEntry("status", "1");
        assertThat(comment())
                .startsWith("<!-- sa-audit diff -->\n### sa-audit: fail\n")
                .contains("secrets", "manifests/app.yaml&#58;" + LINE)
                .isEqualTo(pipeline.summary());
        String sarif = Files.readString(Path.of(pipeline.outputs().get("sarif-file")));
        assertThat(sarif).contains("\"GAIN\"", "\"manifests/app.yaml\"", "\"startLine\": " + LINE);
        assertThat(repository.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void aChangeThatGainsNothingPassesInThreeLines() throws Exception {
        repository.write("manifests/app.yaml", MOVED).write("readme.txt", "some\n");
        passesWithNothingGained(action(pull(merged()), "diff-arguments", "--fail-on=gain"));
        assertThat(pipeline.summary()).hasLineCount(3);
    }

    /** The event tells of the base branch as it was when the pull request was pushed; its merge is with what it is now. */
    @Test
    void whatTheBaseBranchGainedMeanwhileIsNotTheChanges() throws Exception {
        repository.write("readme.txt", "some\n");
        String head = repository.commit("change");
        repository.git("checkout", "-q", "main");
        repository.write("manifests/app.yaml", WIDER).commit("meanwhile");
        repository.git("checkout", "-q", "--detach", "main");
        repository.git("merge", "-q", "--no-ff", "-m", "merge", head);
        passesWithNothingGained(action(pull(head), "diff-arguments", "--fail-on=gain"));

        repository.git("checkout", "-q", head);
        passesWithNothingGained(action(pull(head), "diff-arguments", "--fail-on=gain"));
    }

    @Test
    void aChangeCannotConfigureItsOwnGainAway() throws Exception {
        repository
                .write(
                        "manifests/app.yaml",
                        WIDER.replace("kind: Role, name: app", "kind: ClusterRole, name: cluster-admin"))
                .write(".sa-audit.yaml", """
                        fail-on: never
                        exclude: ["manifests/**"]
                        suppressions: [{rule: "SA*", account: shop/app, reason: it is fine}]
                        """);
        Pipeline.Result result = action(pull(merged()));
        assertThat(result.status()).as(result.output()).isEqualTo(1);
        assertThat(comment())
                .contains(
                        "sets fail-on to never",
                        "suppresses",
                        "it is fine",
                        "the roleRef of RoleBinding shop/app is another (manifests/app.yaml");
    }

    @Test
    void aShallowCloneSaysWhatToFetchAndNeverPasses() throws Exception {
        repository.write("manifests/app.yaml", WIDER);
        String head = merged();
        repository.git("branch", "pull");
        Path shallow = scratch.resolve("shallow");
        String from = "file://" + repository.folder();
        repository.git("clone", "-q", "--depth=1", "--branch=pull", from, shallow.toString());
        // What a change brings along under the name of the report is no report.
        Files.writeString(shallow.resolve("sa-audit.md"), "<!-- sa-audit diff -->\n### sa-audit: pass\n");
        Map<String, String> inputs = pipeline.inputs("comment-file", "sa-audit.md", "diff-arguments", "--fail-on=gain");
        Pipeline.Result result = pipeline.action(shallow, pull(head), inputs);
        assertThat(result.status()).as(result.output()).isEqualTo(2);
        assertThat(result.output())
                .contains("this shallow clone does not have " + base)
                .contains("git fetch --depth=")
                .contains("fetch-depth: 0");
        assertThat(pipeline.outputs())
                .containsEntry("status", "2")
                .containsEntry("comment-file", "")
                .containsEntry("sarif-file", "");
        assertThat(pipeline.summary()).isEmpty();
        assertThat(shallow.resolve("sa-audit.md")).doesNotExist();

        Repository.at(shallow).git("fetch", "-q", "--depth=2", "origin", "pull");
        result = pipeline.action(shallow, pull(head), inputs);
        assertThat(result.status())
                .as("the parents of the merge are enough: %s", result.output())
                .isEqualTo(1);
    }

    /** As actions/checkout does for pull_request_target: compared with itself nothing is ever gained. */
    @Test
    void aCheckoutThatIsNotThePullRequestNeverPasses() throws Exception {
        repository.write("manifests/app.yaml", WIDER);
        String head = repository.commit("change");
        repository.git("checkout", "-q", "main");
        Pipeline.Result result = action(pull(head));
        assertThat(result.status()).as(result.output()).isEqualTo(2);
        assertThat(result.output()).contains("does not hold the pull request's last commit");

        Path clone = scratch.resolve("clone");
        repository.git("clone", "-q", "--depth=1", "--branch=main", "file://" + repository.folder(), clone.toString());
        result = pipeline.action(clone, pull(head), pipeline.inputs());
        assertThat(result.status())
                .as("nor where the commit is not there: %s", result.output())
                .isEqualTo(2);
    }

    @Test
    void aMergeQueueIsComparedWithItsBase() throws Exception {
        repository.write("manifests/app.yaml", WIDER);
        merged();
        Map<String, String> event =
                Map.of("merge_group.base_sha", base, "merge_group.head_sha", repository.git("rev-parse", "HEAD"));
        Pipeline.Result result = action(event, "diff-arguments", "--fail-on=gain");
        assertThat(result.status()).as(result.output()).isEqualTo(1);
        assertThat(pipeline.outputs()).containsEntry("mode", "diff");
    }

    @Test
    void aPushIsScannedAndSoIsAPullRequestWhereThatIsAskedFor() throws Exception {
        String head = merged();
        Pipeline.Result push = action(Map.of(), "scan-arguments", "--fail-on=never", "diff-arguments", "--no-such");
        assertThat(push.status()).as(push.output()).isZero();
        assertThat(pipeline.outputs()).containsEntry("mode", "scan");
        assertThat(comment()).startsWith("<!-- sa-audit -->\n");

        Pipeline.Result scan = action(pull(head), "mode", "scan");
        assertThat(scan.output()).contains("result=");
        assertThat(pipeline.outputs()).containsEntry("mode", "scan");
    }

    @Test
    void aComparisonThatIsAskedForNeedsABase() throws Exception {
        repository.write("manifests/app.yaml", WIDER).commit("change");
        Pipeline.Result none = action(Map.of(), "mode", "diff");
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.output()).contains("nothing to compare with");
        Pipeline.Result result = action(Map.of(), "mode", "diff", "base", "main", "diff-arguments", "--fail-on=gain");
        assertThat(result.status()).as(result.output()).isEqualTo(1);
        Pipeline.Result other = action(Map.of(), "mode", "Diff");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.output()).contains("mode is auto, scan or diff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$(touch ran)",
                "main; touch ran #",
                "-h",
                "--upload-pack=touch ran",
                "main\n::error::forged",
                "`touch ran`",
                "main' || touch 'ran"
            })
    void aBaseIsARevisionAndNothingElse(String hostile) throws Exception {
        repository.write("manifests/app.yaml", WIDER);
        Pipeline.Result result = action(pull(merged()), "base", hostile);
        assertThat(result.status()).as(result.output()).isEqualTo(2);
        assertThat(result.output()).doesNotContainPattern("(?m)^::error");
        assertThat(repository.folder().resolve("ran")).doesNotExist();
    }

    @Test
    void namesOfBranchesFoldersAndFilesAreNames() throws Exception {
        String branch = "$(touch${IFS}ran)'\"`&;|x";
        String folder = "a b'$(touch ran)\"; &";
        repository.git("checkout", "-q", "-b", branch);
        repository
                .write(folder + "/-o json.yaml", WIDER.replace("shop", "b"))
                .write("manifests/*/?.yaml", WIDER.replace("shop", "c"))
                .write("manifests/::error file=x,line=1::y.yaml", WIDER.replace("shop", "d"))
                .write("--help/app.yaml", WIDER.replace("shop", "e"));
        String head = merged();
        repository.git("branch", "-q", "-f", branch, "HEAD");
        Pipeline.Result result = action(
                pull(head),
                "base",
                branch + "~1",
                "paths",
                folder + "\nmanifests\n--help\n",
                "diff-arguments",
                "--fail-on=gain");
        assertThat(result.status()).as(result.output()).isEqualTo(1);
        for (String account : List.of("b/app", "c/app", "d/app", "e/app")) {
            assertThat(result.output()).contains(account + " may now");
        }
        assertThat(result.output()).doesNotContainPattern("(?m)^::error file=x");
        assertThat(repository.folder().resolve("ran")).doesNotExist();

        Pipeline.Result none = action(pull(head), "paths", "$(touch ran)");
        assertThat(none.status()).as(none.output()).isEqualTo(2);
        assertThat(repository.folder().resolve("ran")).doesNotExist();
    }

    @Test
    void aChangeCannotWidenTheLockOfTheBaseBranch() throws Exception {
        repository.git("checkout", "-q", "main");
        repository.write("rbac.lock", LOCK).commit("a lock");
        repository.git("update-ref", "refs/remotes/origin/main", "main");
        repository.git("checkout", "-q", "-B", "change");
        repository
                .write("manifests/app.yaml", WIDER)
                .write("rbac.lock", LOCK.replace(" get", " get\nshop/app namespace=shop secrets get"));
        String head = merged();
        String[] inputs = {"mode", "scan", "paths", "manifests", "scan-arguments", "--lock=rbac.lock\n--fail-on=never"};
        Pipeline.Result own = action(pull(head), inputs);
        assertThat(own.status()).as(own.output()).isZero();

        Object step = Pipeline.parsed(block("mode: scan", "yaml"));
        String arguments = Tree.string(Tree.map(((List<?>) step).get(0), "with"), "scan-arguments");
        inputs[5] = arguments + "--fail-on=never\n";
        Pipeline.Result result = action(pull(head), inputs);
        assertThat(result.status()).as(result.output()).isEqualTo(1);
        assertThat(result.output())
                .contains("file=manifests/app.yaml,line=" + LINE + ",", "which git:origin/main:rbac.lock does not list")
                .contains("why=lock");
    }

    /** The block of docs/ci.md that holds these words. */
    private static String block(String words, String language) throws IOException {
        for (String block :
                Files.readString(Pipeline.PROJECT.resolve("docs/ci.md")).split("```")) {
            if (block.startsWith(language) && block.contains(words)) {
                return block.substring(language.length());
            }
        }
        throw new AssertionError("docs/ci.md has no block of " + language + " with " + words);
    }

    /** The step of docs/ci.md, with a gh that knows what was posted. */
    @Test
    void theStepOfThePageCommentsOnceAndThenReplacesItsComment() throws Exception {
        Object jobs =
                Tree.map(Pipeline.parsed(block("jobs:", "yaml").replaceFirst("(?s)^.*\njobs:", "\njobs:")), "jobs");
        Object step = Tree.list(Tree.map(jobs, "sa-audit"), "steps").stream()
                .filter(one -> "Comment".equals(Tree.string(one, "name")))
                .findFirst()
                .orElseThrow();
        assertThat(Tree.string(step, "run")).doesNotContain("${{");
        assertThat(Tree.map(step, "env").keySet()).containsExactlyInAnyOrder("GH_TOKEN", "NUMBER", "FILE");
        Path bin = Files.createDirectory(scratch.resolve("bin"));
        Kubeconfigs.program(bin.resolve("gh"), """
                printf '%s\\n' "$@" >>"$ASKED"
                case $* in
                  *--jq*) cat "$POSTED" ;;
                esac
                """);
        Path posted = Files.writeString(scratch.resolve("posted"), "");
        Path asked = scratch.resolve("asked");
        Map<String, String> env = new TreeMap<>(Map.of(
                "PATH",
                bin + ":" + System.getenv("PATH"),
                "ASKED",
                asked.toString(),
                "POSTED",
                posted.toString(),
                "GITHUB_REPOSITORY",
                "owner/shop",
                "NUMBER",
                "7",
                "FILE",
                "com ment.md"));
        Pipeline.Result first = pipeline.bash(scratch, env, Tree.string(step, "run"));
        assertThat(first.status()).as(first.output()).isZero();
        assertThat(Files.readString(asked))
                .contains("\nPOST\nrepos/owner/shop/issues/7/comments\n-F\nbody=@com ment.md\n")
                .doesNotContain("PATCH");
        Files.writeString(posted, "41\n43\n");
        Files.delete(asked);
        Pipeline.Result second = pipeline.bash(scratch, env, Tree.string(step, "run"));
        assertThat(second.status()).as(second.output()).isZero();
        assertThat(Files.readString(asked))
                .contains("\nPATCH\nrepos/owner/shop/issues/comments/41\n-F\nbody=@com ment.md\n")
                .contains("startswith(\"<!-- sa-audit diff -->\")")
                .doesNotContain("POST");
    }

    private Map<String, String> mergeRequest() throws IOException {
        Map<String, String> variables = pipeline.variables();
        variables.put("CI_MERGE_REQUEST_IID", "7");
        variables.put("CI_MERGE_REQUEST_DIFF_BASE_SHA", base);
        variables.put("SA_AUDIT_DIFF_ARGUMENTS", "--fail-on=gain");
        return variables;
    }

    private String written(String file) throws IOException {
        return Files.readString(repository.folder().resolve(file));
    }

    @Test
    void aMergeRequestThatGainsFailsAndLeavesItsArtifacts() throws Exception {
        repository
                .write("manifests/app.yaml", WIDER)
                .write(".sa-audit.yaml", "fail-on: never\n")
                .commit("change");
        Pipeline.Result result = pipeline.gitlab(repository.folder(), mergeRequest());
        assertThat(result.status()).as(result.output()).isEqualTo(1);
        assertThat(result.output()).contains("get secrets", "why=gain", "sets fail-on to never");
        for (String artifact : Tree.strings(Tree.map(Pipeline.job(), "artifacts"), "paths")) {
            assertThat(repository.folder().resolve(artifact)).isNotEmptyFile();
        }
        assertThat(written("sa-audit.md"))
                .startsWith("<!-- sa-audit diff -->\n")
                .contains("manifests/app.yaml&#58;" + LINE);
        assertThat(written("sa-audit.sarif")).contains("\"GAIN\"");
        Object quality = Json.parse(written("gl-code-quality-report.json"));
        assertThat((List<?>) quality).as("all findings of the scan").isNotEmpty();
        assertThat(written("gl-code-quality-report.json"))
                .contains("manifests/app.yaml")
                .doesNotContain("GAIN");
    }

    @Test
    void aMergeRequestThatGainsNothingPasses() throws Exception {
        repository.write("manifests/app.yaml", MOVED).commit("change");
        Pipeline.Result result = pipeline.gitlab(repository.folder(), mergeRequest());
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(written("sa-audit.md")).hasLineCount(3);
        assertThat(repository.folder().resolve("gl-code-quality-report.json")).isNotEmptyFile();
    }

    @Test
    void theResultOfAMergeIsComparedWithTheTargetBranch() throws Exception {
        repository.write("readme.txt", "some\n");
        String head = repository.commit("change");
        repository.git("checkout", "-q", "main");
        String target = repository.write("manifests/app.yaml", WIDER).commit("meanwhile");
        repository.git("checkout", "-q", "--detach", "main");
        repository.git("merge", "-q", "--no-ff", "-m", "merge", head);
        Map<String, String> variables = mergeRequest();
        variables.put("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", target);
        Pipeline.Result result = pipeline.gitlab(repository.folder(), variables);
        assertThat(result.status()).as(result.output()).isZero();
    }

    @Test
    void aMergeRequestOfAShallowCloneSaysWhatToFetch() throws Exception {
        assertThat(pipeline.variables())
                .as("the job's clone has all of the history")
                .containsEntry("GIT_DEPTH", "0");
        repository.write("manifests/app.yaml", WIDER).commit("change");
        Path shallow = scratch.resolve("shallow");
        repository.git("clone", "-q", "--depth=1", "file://" + repository.folder(), shallow.toString());
        Pipeline.Result result = pipeline.gitlab(shallow, mergeRequest());
        assertThat(result.status()).as(result.output()).isEqualTo(2);
        assertThat(result.output()).contains("this shallow clone does not have " + base, "git fetch --depth=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(touch ran)", "x; touch ran", "-h", "`touch ran`"})
    void theBaseOfAMergeRequestIsARevisionAndNothingElse(String hostile) throws Exception {
        repository.write("manifests/app.yaml", WIDER).commit("change");
        Map<String, String> variables = mergeRequest();
        variables.put("SA_AUDIT_BASE", hostile);
        variables.put("SA_AUDIT_PATHS", "manifests *");
        Pipeline.Result result = pipeline.gitlab(repository.folder(), variables);
        assertThat(result.status()).as(result.output()).isEqualTo(2);
        assertThat(repository.folder().resolve("ran")).doesNotExist();
    }

    @Test
    void aBranchIsScanned() throws Exception {
        repository.write("manifests/app.yaml", WIDER).commit("change");
        Map<String, String> variables = pipeline.variables();
        variables.put("SA_AUDIT_SCAN_ARGUMENTS", "--fail-on never");
        variables.put("SA_AUDIT_DIFF_ARGUMENTS", "--no-such");
        Pipeline.Result result = pipeline.gitlab(repository.folder(), variables);
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(written("sa-audit.md")).startsWith("<!-- sa-audit -->\n");
        variables.put("SA_AUDIT_MODE", "diff");
        assertThat(pipeline.gitlab(repository.folder(), variables).output()).contains("nothing to compare with");
        variables.put("SA_AUDIT_MODE", "other");
        assertThat(pipeline.gitlab(repository.folder(), variables).status()).isEqualTo(2);
    }
}
