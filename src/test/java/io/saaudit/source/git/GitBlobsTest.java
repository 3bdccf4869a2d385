package io.saaudit.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saaudit.testing.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contents, and clones that do not have them. */
class GitBlobsTest {
    @TempDir
    private Path temporary;

    private Repository origin;

    @BeforeEach
    void makeRepository() {
        origin = Repository.init(temporary.resolve("origin"));
    }

    private static String text(GitBlobs blobs, String id) throws IOException {
        try (InputStream in = blobs.open(id)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> ids(GitRepository repository, String tree) throws GitException {
        List<String> ids = new ArrayList<>();
        for (GitEntry entry : repository.list(tree)) {
            ids.add(entry.id());
        }
        return ids;
    }

    @Test
    void aContentThatIsLeftEarlyDoesNotSpoilTheNext() throws Exception {
        origin.write("a", "first ".repeat(20_000)).write("b", "").write("c", "x".repeat(9 << 20));
        origin.write("d", "last").commit("all");
        GitRepository repository = GitRepository.at(origin.folder());
        String tree = repository.tree("HEAD").id();
        List<String> ids = ids(repository, tree);

        try (GitBlobs blobs = repository.blobs(tree)) {
            for (String left : List.of(ids.get(0), ids.get(2))) {
                try (InputStream in = blobs.open(left)) {
                    assertThat(in.read()).isPositive();
                }
                assertThat(text(blobs, ids.get(1))).isEmpty();
                assertThat(text(blobs, ids.get(3))).isEqualTo("last");
            }
            try (InputStream one = blobs.open(ids.get(0));
                    InputStream other = blobs.open(ids.get(3))) {
                assertThat(other.readAllBytes()).hasSize(4);
                assertThat(one.readAllBytes()).hasSize(120_000);
            }
            assertThat(text(blobs, "HEAD:d")).isEqualTo("last");
        }
    }

    @Test
    void aPartialCloneSaysWhatItDoesNotHaveAndFetchesNothing() throws Exception {
        origin.write("a.yaml", "a").write("b/b.yaml", "b").write("c.yaml", "c").commit("one");
        origin.git("config", "uploadpack.allowFilter", "true");
        origin.git("config", "uploadpack.allowAnySHA1InWant", "true");
        Path folder = temporary.resolve("clone");
        origin.git(
                "clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + origin.folder(), folder.toString());
        Repository clone = Repository.at(folder);
        clone.git("cat-file", "-p", "HEAD:b/b.yaml");
        Map<String, String> before = clone.everything();

        GitRepository repository = GitRepository.at(folder);
        String tree = repository.tree("HEAD").id();
        try (GitBlobs blobs = repository.blobs(tree)) {
            for (String missing : List.of("a.yaml", "c.yaml")) {
                String id = origin.git("rev-parse", "HEAD:" + missing);
                GitReadException fault = catchThrowableOfType(GitReadException.class, () -> text(blobs, id));
                assertThat(fault).hasMessage("its content is not in this clone");
                assertThat(fault.hint()).contains("git archive " + tree + " > /dev/null");
            }
            assertThat(text(blobs, origin.git("rev-parse", "HEAD:b/b.yaml"))).isEqualTo("b");
        }
        assertThat(clone.everything()).isEqualTo(before);

        clone.git("archive", "-o", temporary.resolve("archive.tar").toString(), tree);
        try (GitBlobs blobs = repository.blobs(tree)) {
            assertThat(text(blobs, origin.git("rev-parse", "HEAD:c.yaml"))).isEqualTo("c");
        }
    }

    /** Versions of git before 2.45 end over it, and their last words must not be thrown away before they are taken. */
    @RepeatedTest(30)
    void aMissingContentIsNeverToldAsAnEndOfGit() throws Exception {
        origin.write("a.yaml", "a").commit("one");
        origin.git("config", "uploadpack.allowFilter", "true");
        Path folder = temporary.resolve("clone");
        origin.git(
                "clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + origin.folder(), folder.toString());
        GitRepository repository = GitRepository.at(folder);
        String tree = repository.tree("HEAD").id();
        String id = origin.git("rev-parse", "HEAD:a.yaml");
        for (int i = 0; i < 10; i++) {
            try (GitBlobs blobs = repository.blobs(tree)) {
                assertThat(catchThrowableOfType(GitReadException.class, () -> text(blobs, id)))
                        .hasMessage("its content is not in this clone");
            }
        }
    }

    @Test
    void aCloneWithoutFoldersCannotBeListed() throws Exception {
        origin.write("a.yaml", "a").write("b/b.yaml", "b").commit("one");
        origin.git("config", "uploadpack.allowFilter", "true");
        Path folder = temporary.resolve("clone");
        origin.git("clone", "-q", "--no-checkout", "--filter=tree:0", "file://" + origin.folder(), folder.toString());

        GitException fault = catchThrowableOfType(
                GitException.class, () -> GitRepository.at(folder).tree("HEAD"));
        assertThat(fault.kind()).isEqualTo(GitException.Kind.UNREADABLE);
        assertThat(fault.getMessage()).contains("not in this");
        assertThat(fault.hint()).contains("without --filter");
    }

    @Test
    void aDamagedRepositoryLosesThatFileAlone() throws Exception {
        origin.write("a.yaml", "a").write("b.yaml", "b").commit("one");
        GitRepository repository = GitRepository.at(origin.folder());
        String tree = repository.tree("HEAD").id();
        List<String> ids = ids(repository, tree);
        String lost = ids.get(0);
        Files.delete(origin.folder().resolve(".git/objects/" + lost.substring(0, 2) + "/" + lost.substring(2)));

        try (GitBlobs blobs = repository.blobs(tree)) {
            assertThat(catchThrowableOfType(GitReadException.class, () -> text(blobs, lost)))
                    .hasMessage("its content is not in this clone");
            assertThat(text(blobs, ids.get(1))).isEqualTo("b");
        }
    }

    @Test
    void aProcessThatIsKilledLosesThatFileAlone() throws Exception {
        origin.write("a.yaml", "a".repeat(9 << 20)).write("b.yaml", "b").commit("one");
        GitRepository repository = GitRepository.at(origin.folder());
        String tree = repository.tree("HEAD").id();
        List<String> ids = ids(repository, tree);

        try (GitBlobs blobs = repository.blobs(tree)) {
            try (InputStream in = blobs.open(ids.get(0))) {
                assertThat(in.read()).isPositive();
                kill();
                GitReadException fault = catchThrowableOfType(GitReadException.class, in::readAllBytes);
                assertThat(fault).hasMessage("git was ended by signal 9 while it read this");
            }
            assertThat(text(blobs, ids.get(1))).isEqualTo("b");
        }
    }

    /** Ends the one process of git that this test has started. */
    private static void kill() {
        try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
            children.filter(c -> c.info().command().orElse("").endsWith("git")).forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void noProcessIsLeftBehind() throws Exception {
        origin.write("a.yaml", "a").commit("one");
        GitRepository repository = GitRepository.at(origin.folder());
        String tree = repository.tree("HEAD").id();
        List<ProcessHandle> started;
        try (GitBlobs blobs = repository.blobs(tree)) {
            text(blobs, ids(repository, tree).get(0));
            try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
                started = children.filter(c -> c.info().command().orElse("").endsWith("git"))
                        .toList();
            }
        }
        assertThat(started).isNotEmpty();
        for (ProcessHandle child : started) {
            child.onExit().get(30, java.util.concurrent.TimeUnit.SECONDS);
        }
    }
}
