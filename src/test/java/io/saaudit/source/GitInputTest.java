package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Origin;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Source;
import io.saaudit.testing.Repository;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a revision: which are read, under which names, and that nothing of the repository is touched. */
class GitInputTest {
    private static final String ACCOUNT = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: %s}\n";

    @TempDir
    private Path temporary;

    private Repository repository;

    @BeforeEach
    void makeRepository() {
        repository = Repository.init(temporary.resolve("r"));
    }

    private void account(String file, String name) {
        repository.write(file, ACCOUNT.formatted(name));
    }

    private Snapshot read(String... inputs) {
        return read(ReadOptions.defaults(), inputs);
    }

    private Snapshot read(ReadOptions options, String... inputs) {
        try {
            return SnapshotReader.read(
                    List.of(inputs),
                    new ByteArrayInputStream(new byte[0]),
                    options.folder() == null ? options.withFolder(repository.folder()) : options);
        } catch (InputPathException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> files(Snapshot snapshot) {
        List<String> files = new ArrayList<>();
        for (Source source : snapshot.sources()) {
            files.add(source.path());
        }
        return files;
    }

    private static List<String> names(Snapshot snapshot) {
        List<String> names = new ArrayList<>();
        snapshot.objects().serviceAccounts().forEach(a -> names.add(a.meta().name()));
        names.sort(null);
        return names;
    }

    private static List<String> gaps(Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        for (Gap gap : snapshot.gaps()) {
            lines.add(gap.origin() + ": " + gap.what());
        }
        return lines;
    }

    @Test
    void aRevisionIsReadAsItWasWhateverTheWorkTreeHolds() {
        account("deploy/a.yaml", "old");
        repository.commit("one");
        account("deploy/a.yaml", "new");
        repository.commit("two");
        account("deploy/a.yaml", "not-committed");
        account("deploy/b.yaml", "not-added");

        assertThat(names(Reading.complete(read("git:HEAD~1")))).containsExactly("old");
        assertThat(names(Reading.complete(read("git:main")))).containsExactly("new");
        assertThat(names(Reading.complete(read("git:HEAD^{/one}")))).containsExactly("old");
        assertThat(names(Reading.complete(read("git:HEAD^{tree}:deploy")))).containsExactly("new");
    }

    @Test
    void filesAreNamedFromTheTopOfTheRepositoryWithTheirLines() {
        account("deploy/sub/a.yaml", "a");
        String id = repository.commit("one");

        Snapshot all = Reading.complete(read("git:HEAD"));
        Origin origin = all.origin(all.objects().serviceAccounts().get(0).meta().at());
        assertThat(origin.fileAndLine()).isEqualTo("deploy/sub/a.yaml:1");
        assertThat(files(read("git:HEAD:deploy/sub"))).containsExactly("deploy/sub/a.yaml");
        assertThat(files(read("git:" + id + ":deploy/sub/a.yaml"))).containsExactly("deploy/sub/a.yaml");
        assertThat(files(read(
                        ReadOptions.defaults().withFolder(repository.folder().resolve("deploy")), "git:HEAD")))
                .containsExactly("deploy/sub/a.yaml");
        assertThat(files(read(
                        ReadOptions.defaults().withFolder(repository.folder().resolve("deploy")), "git:HEAD:./sub")))
                .containsExactly("deploy/sub/a.yaml");
    }

    @Test
    void filesOfTwoRevisionsOrOfARevisionAndAFolderAreToldApart() {
        account("a.yaml", "one");
        repository.commit("one");
        repository.git("tag", "v1");
        account("a.yaml", "two");
        repository.commit("two");

        assertThat(files(read("git:v1", "git:HEAD"))).containsExactly("git:HEAD:a.yaml", "git:v1:a.yaml");
        String disk = repository.folder().resolve("a.yaml").toString();
        assertThat(files(read("git:v1", disk))).containsExactly(disk, "git:v1:a.yaml");
        assertThat(GitNames.of(List.of("git:v1", disk)).path("git:v1:a.yaml")).isEqualTo("a.yaml");
        assertThat(GitNames.of(List.of("git:v1", disk)).path(disk)).isNull();
        assertThat(GitNames.of(List.of("git:v1")).path("a.yaml")).isEqualTo("a.yaml");
    }

    @Test
    void whatIsReachedTwiceIsReadOnce() {
        account("deploy/a.yaml", "a");
        repository.commit("one");

        assertThat(files(read("git:HEAD", "git:HEAD:deploy", "git:HEAD:deploy/a.yaml")))
                .containsExactly("deploy/a.yaml");
    }

    /** The same rules as of a folder, so the same files. */
    @Test
    void theSameFilesAreChosenAsOfTheFolder() {
        for (String file : List.of(
                "z.yaml",
                "a/b/c.yml",
                "a/x.json",
                "notes.txt",
                ".github/a.yaml",
                ".hidden.yaml",
                "node_modules/b.yaml",
                "test/t.yaml",
                "k/kustomization.yaml",
                "chart/Chart.yaml",
                "chart/values.yaml",
                "chart/templates/t.yaml",
                "chart/crds/c.yaml",
                "packed/Chart.yaml",
                "packed/charts/x.tgz",
                "\u00e4 b/q'u\"o\\te.yaml")) {
            account(file, "x");
        }
        repository.commit("all");

        for (ReadOptions options : List.of(
                ReadOptions.defaults(),
                ReadOptions.defaults().withHidden(true).withExclude(List.of(".git")),
                ReadOptions.defaults().withExclude(List.of("test", "chart/**", "*.json")))) {
            String folder = repository.folder().toString();
            Snapshot ofDisk = Reading.paths(options, repository.folder());
            Snapshot ofGit = read(options, "git:HEAD");
            assertThat(files(ofGit))
                    .isNotEmpty()
                    .isEqualTo(files(ofDisk).stream()
                            .map(f -> f.replace(folder + "/", ""))
                            .toList());
            assertThat(gaps(ofGit))
                    .isEqualTo(gaps(ofDisk).stream()
                            .map(g -> g.replace(folder + "/", ""))
                            .toList());
            assertThat(Reading.notes(ofGit, Note.Kind.KUSTOMIZATION))
                    .isEqualTo(Reading.notes(ofDisk, Note.Kind.KUSTOMIZATION).stream()
                            .map(n -> n.replace(folder + "/", ""))
                            .toList());
        }
    }

    @Test
    void linksAreNotFollowedAndToldWhereThatLosesSomething() throws IOException {
        account("deploy/a.yaml", "a");
        account("other/b.yaml", "b");
        account("other/c.txt", "c");
        Path deploy = repository.folder().resolve("deploy");
        link(deploy, "same.yaml", "a.yaml");
        link(deploy, "same-folder", ".");
        link(deploy, "b.yaml", "../other/b.yaml");
        link(deploy, "other", "../other");
        link(deploy, "text.yaml", "../other/c.txt");
        link(deploy, "text", "../other/c.txt");
        link(deploy, "nothing.yaml", "nowhere.yaml");
        link(deploy, "loop.yaml", "loop.yaml");
        link(deploy, "out.yaml", "../../../out.yaml");
        link(deploy, "abs.yaml", "/nowhere/x.yaml");
        repository.commit("links");

        Snapshot part = read("git:HEAD:deploy");
        assertThat(names(part)).containsExactly("a");
        assertThat(gaps(part))
                .containsExactly(
                        "deploy/abs.yaml: a link out of the repository; it was not followed",
                        "deploy/b.yaml: a link to a file that is not among those read; it was not followed",
                        "deploy/loop.yaml: a link to nothing, or in a loop",
                        "deploy/nothing.yaml: a link to nothing, or in a loop",
                        "deploy/other: a link to a folder that is not among those read; it was not followed",
                        "deploy/out.yaml: a link out of the repository; it was not followed",
                        "deploy/text.yaml: a link to a file that is not among those read; it was not followed");
        assertThat(gaps(read("git:HEAD")))
                .as("where all is read, only links to what is no manifest by its name, or not there, lose something")
                .hasSize(5);
    }

    private static void link(Path folder, String name, String target) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), Path.of(target));
    }

    @Test
    void namesMayHoldAnything() {
        account("new\nline.yaml", "a");
        account("tab\tand \u201cquotes\u201d/-x.yaml", "b");
        account("--help/..yaml", "c");
        account("git:HEAD", "d");
        repository.commit("names");

        assertThat(names(Reading.complete(read("git:HEAD")))).containsExactly("a", "b", "c");
        assertThat(files(read("git:HEAD")))
                .containsExactly("--help/..yaml", "new\nline.yaml", "tab\tand \u201cquotes\u201d/-x.yaml");
        assertThat(names(read("git:HEAD:tab\tand \u201cquotes\u201d/-x.yaml"))).containsExactly("b");
        assertThat(names(read("git:HEAD:git:HEAD"))).containsExactly("d");
        Path file = repository.folder().resolve("git:HEAD");
        assertThat(names(read(file.toString()))).as("a file of such a name").containsExactly("d");
        assertThatThrownBy(() -> find("git:HEAD:new\nline.yaml")).hasMessageContaining("line break");
    }

    /** No git makes such a tree, but one can be pushed where nobody checks. */
    @Test
    void aTreeWithNamesThatNoFileCanHaveIsReadAllTheSame() throws Exception {
        account("a.yaml", "a");
        repository.commit("one");
        String blob = repository.git("rev-parse", "HEAD:a.yaml");
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        for (String name : List.of("..", "../out.yaml", "x/y.yaml")) {
            tree.write(("100644 " + name + "\0").getBytes(StandardCharsets.UTF_8));
            tree.write(HexFormat.of().parseHex(blob));
        }
        Path file = Files.write(temporary.resolve("tree"), tree.toByteArray());
        String id = repository.git("hash-object", "-t", "tree", "-w", "--literally", file.toString());

        assertThat(files(Reading.complete(read("git:" + id)))).containsExactly("../out.yaml", "x/y.yaml");
    }

    @Test
    void aSubmoduleIsNamedAsNotRead() {
        account("a.yaml", "a");
        String id = repository.commit("one");
        repository.git("update-index", "--add", "--cacheinfo", "160000," + id + ",lib/sub");
        repository.git("commit", "-q", "-m", "submodule");

        Snapshot all = read("git:HEAD");
        assertThat(names(all)).containsExactly("a");
        assertThat(gaps(all))
                .containsExactly("lib/sub: a submodule: its files are in another repository and were not read");
        assertThat(gaps(read(ReadOptions.defaults().withExclude(List.of("lib/sub")), "git:HEAD")))
                .isEmpty();
        assertThatThrownBy(() -> find("git:HEAD:lib/sub")).hasMessageContaining("a submodule");
    }

    @Test
    void aPointerOfGitLfsIsNoEmptyManifest() {
        repository.write(
                "big.yaml",
                "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 12345\n");
        repository.commit("pointer");

        String what = "big.yaml: a pointer of Git LFS: what the file holds is kept elsewhere";
        assertThat(gaps(read("git:HEAD"))).containsExactly(what);
        assertThat(gaps(Reading.paths(ReadOptions.defaults(), repository.folder())))
                .containsExactly(repository.folder() + "/" + what);
    }

    @Test
    void aFileBeyondTheLimitIsAGapAndTheNextOneIsRead() {
        account("a.yaml", "a");
        repository.write("b.yaml", "# " + "x".repeat(30 << 20) + "\n");
        account("c.yaml", "c");
        repository.commit("large");
        Limits usual = Limits.DEFAULT;
        Limits small = new Limits(
                17 << 20, usual.maxDocumentSize(), usual.maxDepth(), usual.maxAliases(), usual.maxScalarSize());

        Snapshot all = read(ReadOptions.defaults().withLimits(small).withThreads(1), "git:HEAD");
        assertThat(names(all)).containsExactly("a", "c");
        assertThat(gaps(all)).singleElement().asString().startsWith("b.yaml: larger than 17825792 bytes");
        assertThat(names(Reading.complete(read("git:HEAD")))).containsExactly("a", "c");
    }

    @Test
    void readingChangesNothingInTheRepository() throws IOException {
        account("a.yaml", "a");
        account("b/b.yaml", "b");
        repository.commit("one");
        account("b/b.yaml", "changed");
        repository.git("add", "b/b.yaml");
        account("b/b.yaml", "changed again");
        Files.createSymbolicLink(repository.folder().resolve("link.yaml"), Path.of("a.yaml"));
        Map<String, String> before = repository.everything();

        read("git:HEAD");
        read("git:HEAD:b/b.yaml");
        read("git:main", "git:HEAD^{tree}:b");

        assertThat(repository.everything()).isEqualTo(before).containsKey(".git/index");
    }

    @Test
    void aReplacementDoesNotStandForTheCommitThatItReplaces() {
        account("a.yaml", "real");
        String real = repository.commit("real");
        account("a.yaml", "replaced");
        String other = repository.commit("other");
        repository.git("replace", real, other);

        assertThat(names(read("git:" + real))).containsExactly("real");
    }

    @Test
    void linesAreReadAgainFromTheRevision() {
        account("a.yaml", "before");
        repository.commit("one");
        account("a.yaml", "after");
        List<Origin> places = List.of(new Origin("a.yaml", 3, 1, ""));

        assertThat(SourceLines.of(
                                places,
                                List.of("git:HEAD"),
                                ReadOptions.defaults().withFolder(repository.folder()))
                        .line(places.get(0)))
                .isEqualTo("metadata: {name: before}");
    }

    private Snapshot find(String input) throws InputPathException {
        return SnapshotReader.read(
                List.of(input),
                new ByteArrayInputStream(new byte[0]),
                ReadOptions.defaults().withFolder(repository.folder()));
    }
}
