package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lock, the baseline and the configuration of a revision: what a change cannot edit along with its manifests. */
@Timeout(300)
class LockOfRevisionTest {
    private static final String APP = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: app, namespace: shop}
            rules:
              - apiGroups: [""]
                resources: [configmaps]
                verbs:
                  - get
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: app, namespace: shop}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: app}
            subjects:
              - {kind: ServiceAccount, name: app}
            """;

    private static final String WIDER = APP.replace("      - get\n", "      - get\n      - update\n");
    private static final String LOCK = "sa-audit-lock/v1\nshop/app namespace=shop configmaps get\n";

    @TempDir
    Path temporary;

    private Repository repository;

    @BeforeEach
    void makeARepositoryWithALock() {
        repository = Repository.init(temporary.resolve("r"));
        repository
                .write("deploy/app.yaml", APP)
                .write("rbac.lock", LOCK)
                .write(".sa-audit.yaml", "fail-on: never\nlock: rbac.lock\n")
                .commit("base");
        repository.git("tag", "base");
    }

    private Run scan(String... args) throws Exception {
        String[] words = new String[args.length + 2];
        words[0] = "scan";
        words[1] = "deploy";
        System.arraycopy(args, 0, words, 2, args.length);
        return Run.in(repository.folder(), Map.of(), words);
    }

    private static void failsAtTheUpdate(Run run, String lock) {
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("why=lock");
        assertThat(run.out())
                .contains("may update configmaps in shop, which " + lock + " does not list")
                .contains("deploy/app.yaml:9");
    }

    @Test
    void theLockOfTheConfigurationHoldsEveryScanOfItsRepository() throws Exception {
        assertThat(scan().status()).isZero();
        repository.write("deploy/app.yaml", WIDER);
        failsAtTheUpdate(scan(), "rbac.lock");
        assertThat(scan("--no-config", "--fail-on", "never").status()).isZero();

        Run below = Run.in(repository.folder().resolve("deploy"), Map.of(), "scan", ".", "-o", "wide");
        assertThat(below.out())
                .as("it is named from the working folder")
                .contains("which ../rbac.lock does not list")
                .contains("sa-audit scan --write-lock ../rbac.lock .");
    }

    @Test
    void whoeverWritesTheLockIsNotHeldAgainstTheOldOne() throws Exception {
        repository.write("deploy/app.yaml", WIDER);
        Run writing = scan("--write-lock", "rbac.lock");
        assertThat(writing.status()).as(writing.err()).isZero();
        assertThat(Files.readString(repository.folder().resolve("rbac.lock"))).contains("configmaps get,update\n");
        assertThat(scan().status()).isZero();
    }

    @Test
    void anOptionReplacesTheLockOfTheConfiguration() throws Exception {
        repository.write("other.lock", LOCK.replace("get", "get,update")).write("deploy/app.yaml", WIDER);
        assertThat(scan("--lock", "other.lock").status()).isZero();
    }

    @Test
    void aChangeCannotWidenTheLockOfItsBase() throws Exception {
        repository
                .write("deploy/app.yaml", WIDER)
                .write("rbac.lock", LOCK.replace("get", "get,update"))
                .commit("both are wider");
        assertThat(scan().status()).as("its own lock lists it").isZero();
        Run run = scan("--lock", "git:base:rbac.lock", "-o", "wide");
        failsAtTheUpdate(run, "git:base:rbac.lock");
        assertThat(run.out())
                .as("it is written where it can be")
                .contains("sa-audit scan --write-lock rbac.lock deploy");
        assertThat(scan("--lock", "git:HEAD:rbac.lock").status()).isZero();
    }

    @Test
    void aChangeIsNotJudgedByAConfigurationThatItEdits() throws Exception {
        repository
                .write("deploy/app.yaml", WIDER)
                .write("rbac.lock", LOCK.replace("get", "get,update"))
                .write(".sa-audit.yaml", "fail-on: never\n")
                .commit("no lock any more");
        assertThat(scan().status()).isZero();
        Run run = scan("--config", "git:base:.sa-audit.yaml");
        failsAtTheUpdate(run, "git:base:rbac.lock");
        assertThat(run.err()).contains("config=git:base:.sa-audit.yaml");
    }

    @Test
    void aLockThatIsHeldByNobodyAnyMoreIsNamedInItsRevision() throws Exception {
        repository
                .write("rbac.lock", LOCK + "shop/gone namespace=shop pods get\n")
                .commit("one line more");
        assertThat(scan("--lock", "git:HEAD:rbac.lock").err())
                .contains("git:HEAD:rbac.lock:3:1: nobody holds all of this any more: shop/gone");
    }

    @Test
    void aBaselineOfARevisionCounts() throws Exception {
        repository.write("deploy/app.yaml", APP.replace("kind: Role, name: app", "kind: ClusterRole, name: admin"));
        assertThat(scan("--no-config", "--write-baseline", "old.json").status()).isZero();
        repository.commit("a baseline");
        Files.delete(repository.folder().resolve("old.json"));
        Run run = scan("--no-config", "--baseline", "git:HEAD:old.json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern("known=[1-9]");
        assertThat(scan("--no-config", "--fail-on", "low").status()).isEqualTo(1);
    }

    @Test
    void aPathBelowTheWorkingFolderBeginsWithADot() throws Exception {
        repository.write("deploy/own.lock", LOCK).commit("another");
        Run run = Run.in(repository.folder().resolve("deploy"), Map.of(), "scan", ".", "--lock", "git:HEAD:./own.lock");
        assertThat(run.status()).as(run.err()).isZero();
    }

    @Test
    void whatIsNotThereIsOneLineAndStatusTwo() throws Exception {
        repository
                .write("broken.lock", LOCK + "shop/app everywhere pods get\n")
                .write("configured.yaml", "lock: nowhere.lock\n")
                .write("outside/configured.yaml", "lock: ../rbac.lock\n")
                .write("latin.lock", "");
        Files.write(repository.folder().resolve("latin.lock"), new byte[] {(byte) 0xe4});
        repository.commit("faults");
        isUsage(scan("--lock", "git:nope:rbac.lock"), "git:nope:rbac.lock: nope: no such revision here.");
        isUsage(
                scan("--lock", "git:HEAD:nope.lock"),
                "--lock git:HEAD:nope.lock: the revision has no such file. A path is from the top");
        isUsage(scan("--lock", "git:HEAD:deploy"), "--lock git:HEAD:deploy: the revision has no such file.");
        isUsage(scan("--config", "git:HEAD"), "--config git:HEAD: the revision has no such file.");
        isUsage(scan("--lock", "git:HEAD:broken.lock"), "git:HEAD:broken.lock:3: ");
        isUsage(scan("--lock", "git:HEAD:latin.lock"), "git:HEAD:latin.lock: not UTF-8 text. Write it with --write");
        isUsage(
                scan("--config", "git:HEAD:configured.yaml"),
                "git:HEAD:configured.yaml:1: lock nowhere.lock: no such file of that revision below the configuration.");
        isUsage(
                scan("--config", "git:HEAD:outside/configured.yaml"),
                "git:HEAD:outside/configured.yaml:1: lock ../rbac.lock: no such file of that revision below");
        isUsage(
                scan("--config", "outside/configured.yaml"),
                "outside/configured.yaml:1: lock ../rbac.lock: leads out of the folder of the configuration");
        isUsage(
                scan("--config", "configured.yaml"),
                "configured.yaml:1: lock nowhere.lock: no file that can be read. Write it with --write-lock.");
    }

    @Test
    void aLockIsNotReadThroughALink() throws Exception {
        Files.move(repository.folder().resolve("rbac.lock"), temporary.resolve("rbac.lock"));
        Files.createSymbolicLink(repository.folder().resolve("rbac.lock"), temporary.resolve("rbac.lock"));
        isUsage(scan(), ".sa-audit.yaml:2: lock rbac.lock: leads out of the folder of the configuration, or through");
        repository.commit("a link");
        isUsage(scan("--lock", "git:HEAD:rbac.lock"), "git:HEAD:rbac.lock:1: the first line of a lock is");
    }

    private static void isUsage(Run run, String message) {
        assertThat(run.err()).startsWith("sa-audit: " + message).hasLineCount(1);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }
}
