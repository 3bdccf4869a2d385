package io.saaudit.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saaudit.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Revisions, merge bases, and what is said where there are none. */
class GitRepositoryTest {
    @TempDir
    private Path temporary;

    private Repository origin;

    @BeforeEach
    void makeRepository() {
        origin = Repository.init(temporary.resolve("origin"));
    }

    private static String commit(Repository repository, String name) {
        return repository.write(name + ".yaml", name).commit(name);
    }

    private static GitException fault(ThrowingCallable call) {
        GitException fault = catchThrowableOfType(GitException.class, call);
        assertThat(fault).as("it should fail").isNotNull();
        assertThat(fault.getMessage()).as("one line").doesNotContain("\n");
        return fault;
    }

    private static void isUsage(GitException fault, String what, String hint) {
        assertThat(fault).hasMessage(what);
        assertThat(fault.hint()).isEqualTo(hint);
        assertThat(fault.kind()).isEqualTo(GitException.Kind.USAGE);
    }

    private Repository clone(String... options) {
        String[] command = new String[options.length + 4];
        command[0] = "clone";
        command[1] = "-q";
        System.arraycopy(options, 0, command, 2, options.length);
        command[options.length + 2] = "file://" + origin.folder();
        command[options.length + 3] = temporary.resolve("clone").toString();
        origin.git(command);
        return Repository.at(temporary.resolve("clone"));
    }

    @Test
    void theMergeBaseIsWhereABranchLeft() throws GitException {
        commit(origin, "one");
        String left = commit(origin, "two");
        origin.git("checkout", "-q", "-b", "change");
        String change = commit(origin, "three");
        origin.git("checkout", "-q", "main");
        commit(origin, "four");

        GitRepository repository = GitRepository.at(origin.folder());
        assertThat(repository.commit("change")).isEqualTo(change);
        assertThat(repository.mergeBase("main", "change")).isEqualTo(left);
        assertThat(repository.mergeBase("change", "main")).isEqualTo(left);
    }

    @Test
    void unrelatedHistoriesHaveNoMergeBase() {
        commit(origin, "one");
        origin.git("checkout", "-q", "--orphan", "other");
        commit(origin, "two");

        isUsage(
                fault(() -> GitRepository.at(origin.folder()).mergeBase("main", "other")),
                "main and other have no commit in common",
                "Compare them as they are, as git:main and git:other.");
    }

    @Test
    void aShallowCloneWithoutTheMergeBaseSaysHowToDeepen() throws GitException {
        commit(origin, "one");
        origin.git("checkout", "-q", "-b", "change");
        commit(origin, "two");
        origin.git("checkout", "-q", "main");
        commit(origin, "three");
        Repository shallow = clone("--depth=1", "--no-single-branch");

        GitRepository repository = GitRepository.at(shallow.folder());
        isUsage(
                fault(() -> repository.mergeBase("origin/main", "origin/change")),
                "this shallow clone does not reach back to where origin/change parted from origin/main",
                "Fetch more history until it does: git fetch --deepen=100 origin; all of it: git fetch --unshallow origin"
                        + " (in GitHub's checkout action: fetch-depth: 0).");
        shallow.git("fetch", "-q", "--deepen=100", "origin");
        assertThat(repository.mergeBase("origin/main", "origin/change")).isEqualTo(origin.git("rev-parse", "main~1"));
    }

    /** What the message says is run then, and must help. */
    @ParameterizedTest
    @CsvSource({
        "HEAD~2, HEAD~2, Fetch more of its history: git fetch --deepen=2 origin.",
        "HEAD^^, HEAD^^, Fetch more of its history: git fetch --deepen=2 origin.",
        "origin/other, origin/other, Fetch it: git fetch --depth=1 origin other:refs/remotes/origin/other.",
        "origin/other~1, origin/other~1, Fetch it: git fetch --depth=2 origin other:refs/remotes/origin/other.",
        "other, FETCH_HEAD, Fetch it: git fetch --depth=1 origin other and name it FETCH_HEAD.",
        "v1~1, FETCH_HEAD~1, Fetch it: git fetch --depth=2 origin v1 and name it FETCH_HEAD~1.",
    })
    void aShallowCloneWithoutTheRevisionSaysWhatToFetch(String revision, String then, String hint) throws GitException {
        commit(origin, "one");
        commit(origin, "two");
        origin.git("tag", "v1");
        commit(origin, "three");
        commit(origin, "four");
        origin.git("checkout", "-q", "-b", "other", "main~1");
        commit(origin, "five");
        origin.git("checkout", "-q", "main");
        Repository shallow = clone("--depth=1");

        isUsage(
                fault(() -> GitRepository.at(shallow.folder()).tree(revision)),
                "this shallow clone does not have " + revision,
                hint);
        int start = hint.indexOf("git fetch ") + "git ".length();
        int end = hint.indexOf(" and ") < 0 ? hint.length() - 1 : hint.indexOf(" and ");
        shallow.git(hint.substring(start, end).split(" "));
        assertThat(GitRepository.at(shallow.folder()).tree(then).type()).isEqualTo("tree");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other;id", "$(id)", "HEAD^{/other}", "other^2^{tree}", "a|b~1"})
    void whatCannotStandInACommandDoesNot(String revision) {
        commit(origin, "one");
        commit(origin, "two");
        Repository shallow = clone("--depth=1");

        isUsage(
                fault(() -> GitRepository.at(shallow.folder()).tree(revision)),
                "this shallow clone does not have " + revision,
                "Fetch its history: git fetch --unshallow origin.");
    }

    @Test
    void aShallowCloneWithoutAnIdFetchesIt() throws GitException {
        String first = commit(origin, "one");
        commit(origin, "two");
        origin.git("config", "uploadpack.allowAnySHA1InWant", "true");
        Repository shallow = clone("--depth=1");

        GitException fault = fault(() -> GitRepository.at(shallow.folder()).tree(first));
        assertThat(fault.hint()).isEqualTo("Fetch it: git fetch --depth=1 origin " + first + ".");
        shallow.git("fetch", "--depth=1", "origin", first);
        assertThat(GitRepository.at(shallow.folder()).tree(first).type()).isEqualTo("tree");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "HEAD~5", "HEAD:a.yaml", "refs/heads/nope", "main..main", "abcdef0", "@{-1}"})
    void anUnknownRevisionIsNamed(String revision) {
        commit(origin, "one");

        isUsage(
                fault(() -> GitRepository.at(origin.folder()).tree(revision)),
                revision + ": no such revision here",
                "Is it fetched? git fetch origin; git branch --all lists branches.");
    }

    @Test
    void aRepositoryWithoutACommitHasNoHead() {
        isUsage(
                fault(() -> GitRepository.at(origin.folder()).commit("HEAD")),
                "HEAD: no such revision here",
                "Is it fetched? git fetch origin; git branch --all lists branches.");
    }

    @Test
    void whatGitGivesUpOverIsToldInItsWords() {
        commit(origin, "one");

        isUsage(
                fault(() -> GitRepository.at(origin.folder()).commit("main@{upstream}")),
                "main@{upstream}: no upstream configured for branch 'main'",
                "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-", "--batch-all-objects", "--output=x"})
    void aRevisionIsNeverAnOption(String revision) {
        commit(origin, "one");

        isUsage(
                fault(() -> GitRepository.at(origin.folder()).tree(revision)),
                revision + ": no revision begins with a hyphen",
                "");
        assertThat(origin.folder().resolve("x")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD\nHEAD", "HEAD\0", "\u001b[31m"})
    void aRevisionIsOneLine(String revision) {
        commit(origin, "one");

        isUsage(
                fault(() -> GitRepository.at(origin.folder()).tree(revision)),
                "a revision with a control character in it",
                "");
    }

    @Test
    void aFolderOutsideOfRepositoriesIsNone() throws Exception {
        Path plain = Files.createDirectory(temporary.resolve("plain"));

        GitException fault = fault(() -> GitRepository.at(plain).tree("HEAD"));
        assertThat(fault).hasMessage("the working folder is in no git repository");
        assertThat(fault.kind()).isEqualTo(GitException.Kind.USAGE);
    }

    @Test
    void aRepositoryOfSha256IsRead() throws GitException {
        Repository other = Repository.init(temporary.resolve("sha256"));
        other.git("init", "-q", "--object-format=sha256", temporary.resolve("s").toString());
        Repository repository = Repository.at(temporary.resolve("s"));
        String id = commit(repository, "one");

        GitRepository git = GitRepository.at(repository.folder());
        assertThat(git.commit("HEAD")).isEqualTo(id).hasSize(64);
        assertThat(git.list(git.tree("HEAD").id()))
                .singleElement()
                .extracting(GitEntry::path)
                .isEqualTo("one.yaml");
    }

    @Test
    void aBareRepositoryAndALinkedWorktreeAreRead() throws GitException {
        String id = commit(origin, "one");
        origin.git("clone", "-q", "--bare", ".", temporary.resolve("bare").toString());
        origin.git("worktree", "add", "-q", temporary.resolve("tree").toString(), "-b", "other");

        assertThat(GitRepository.at(temporary.resolve("bare")).commit("main")).isEqualTo(id);
        assertThat(GitRepository.at(temporary.resolve("tree")).commit("HEAD")).isEqualTo(id);
    }
}
