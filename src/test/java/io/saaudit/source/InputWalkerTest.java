package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saaudit.model.Note;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputWalkerTest {
    private static final String ACCOUNT = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: %s}\n";

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("given"));
    }

    private void account(String file) {
        Reading.write(folder.resolve(file), ACCOUNT.formatted("sa"));
    }

    private Snapshot walk(ReadOptions options, Path... paths) {
        return Reading.paths(options, paths.length == 0 ? new Path[] {folder} : paths);
    }

    private List<String> files(Snapshot snapshot) {
        List<String> files = new ArrayList<>();
        for (Source source : snapshot.sources()) {
            files.add(source.path().replace(folder.toString(), "given"));
        }
        return files;
    }

    @Test
    void manifestsAreFoundInEveryFolderInTheOrderOfTheirNames() {
        for (String file :
                List.of("z.yaml", "a/b/c.yml", "a/x.json", "a.yaml", "notes.txt", "a/script.sh", "q.yaml.gz")) {
            account(file);
        }

        assertThat(files(Reading.complete(walk(ReadOptions.defaults()))))
                .containsExactly(
                        "given/a.yaml", "given/a/b/c.yml", "given/a/x.json", "given/q.yaml.gz", "given/z.yaml");
    }

    @Test
    void hiddenFoldersAndNodeModulesAreWalkedOnlyWhenNamedOrAskedFor() {
        for (String file : List.of(".git/a.yaml", "node_modules/b.yaml", ".hidden.yaml", "c.yaml")) {
            account(file);
        }

        assertThat(files(walk(ReadOptions.defaults()))).containsExactly("given/.hidden.yaml", "given/c.yaml");
        assertThat(files(walk(ReadOptions.defaults().withHidden(true)))).hasSize(4);
        assertThat(files(walk(ReadOptions.defaults(), folder.resolve(".git")))).containsExactly("given/.git/a.yaml");
    }

    @Test
    void globsWithoutASlashAreNamesAndOthersArePathsBelowTheFolder() {
        for (String file : List.of("a.yaml", "test/a.yaml", "x/test/b.yaml", "x/c.yaml", "x/d-test.yaml")) {
            account(file);
        }

        assertThat(excluding("test")).containsExactly("given/a.yaml", "given/x/c.yaml", "given/x/d-test.yaml");
        assertThat(excluding("*-test.yaml", "a.yaml")).containsExactly("given/x/c.yaml", "given/x/test/b.yaml");
        assertThat(excluding("x/*.yaml")).containsExactly("given/a.yaml", "given/test/a.yaml", "given/x/test/b.yaml");
        assertThat(excluding("**/test/**")).containsExactly("given/a.yaml", "given/x/c.yaml", "given/x/d-test.yaml");
        assertThat(excluding("./x/")).containsExactly("given/a.yaml", "given/test/a.yaml");
    }

    private List<String> excluding(String... globs) {
        return files(walk(ReadOptions.defaults().withExclude(List.of(globs))));
    }

    @Test
    void aMalformedGlobIsAUsageError() {
        assertThatThrownBy(() -> SnapshotReader.read(
                        List.of(folder.toString()), null, ReadOptions.defaults().withExclude(List.of("[a"))))
                .isInstanceOf(InputPathException.class)
                .hasMessage("--exclude [a: not a glob");
    }

    @Test
    void aFileThatIsReachedTwiceIsReadOnceWhateverTheOrder() {
        account("a/b.yaml");
        account("c.yaml");
        Path a = folder.resolve("a");
        Path b = folder.resolve("a/b.yaml");
        Path roundabout = folder.resolve("a/../a/b.yaml");

        assertThat(files(walk(ReadOptions.defaults(), folder, a, b, roundabout)))
                .isEqualTo(files(walk(ReadOptions.defaults(), roundabout, b, a, folder)))
                .containsExactly("given/a/b.yaml", "given/c.yaml");
    }

    @Test
    void standardInputIsReadOnceBesideFiles() throws InputPathException {
        account("a.yaml");
        java.io.ByteArrayInputStream stdin = new java.io.ByteArrayInputStream(
                ACCOUNT.formatted("piped").getBytes(java.nio.charset.StandardCharsets.UTF_8));

        Snapshot snapshot = SnapshotReader.read(List.of("-", folder.toString(), "-"), stdin, ReadOptions.defaults());

        assertThat(Reading.keys(snapshot.objects().serviceAccounts()))
                .containsExactly("ServiceAccount default/piped", "ServiceAccount default/sa");
    }

    @Test
    void aNamedFileIsReadWhateverItsName() {
        account("manifest.txt");

        assertThat(walk(ReadOptions.defaults(), folder.resolve("manifest.txt"))
                        .objects()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void linksInsideTheFolderAreFollowedAndLoopsEnd() throws IOException {
        account("real/a.yaml");
        account(".data/b.yaml");
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Files.createSymbolicLink(folder.resolve("again"), folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("real/up"), Path.of(".."));
        Files.createSymbolicLink(folder.resolve("b.yaml"), Path.of(".data/b.yaml"));

        assertThat(files(Reading.complete(walk(ReadOptions.defaults()))))
                .containsExactly("given/b.yaml", "given/real/a.yaml");
    }

    @Test
    void linksThatBreakOrLeaveTheFolderAreGaps() throws IOException {
        account("a.yaml");
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Reading.write(outside.resolve("o.yaml"), ACCOUNT.formatted("outside"));
        Files.createSymbolicLink(folder.resolve("broken.yaml"), Path.of("nowhere.yaml"));
        Files.createSymbolicLink(folder.resolve("broken.txt"), Path.of("nowhere.txt"));
        Files.createSymbolicLink(folder.resolve("circle.yaml"), Path.of("circle.yaml"));
        Files.createSymbolicLink(folder.resolve("file.yaml"), outside.resolve("o.yaml"));
        Files.createSymbolicLink(folder.resolve("out"), outside);

        Snapshot snapshot = walk(ReadOptions.defaults());

        assertThat(Reading.gaps(snapshot))
                .containsExactly(
                        "UNREADABLE broken.yaml a link to nothing, or in a loop",
                        "UNREADABLE circle.yaml a link to nothing, or in a loop",
                        "UNREADABLE file.yaml a link to a file outside of the folder given; it was not followed"
                                + " | Name the file it leads to as well.",
                        "UNREADABLE out a link to a folder outside of the one given; it was not followed"
                                + " | Name the folder it leads to as well.");
        assertThat(files(snapshot)).containsExactly("given/a.yaml");
    }

    @Test
    void aChartIsOneGapWithTheCommandThatRendersIt() {
        Reading.write(folder.resolve("my chart/Chart.yaml"), "apiVersion: v2\nname: c\n");
        Reading.write(folder.resolve("my chart/values.yaml"), "replicas: 1\n");
        Reading.write(folder.resolve("my chart/templates/a.yaml"), "kind: {{ .Values.kind }}\n");
        Reading.write(folder.resolve("my chart/templates/b.yaml"), "kind: {{ .Values.kind }}\n");
        Reading.write(folder.resolve("my chart/charts/sub/Chart.yaml"), "apiVersion: v2\nname: s\n");
        Reading.write(folder.resolve("my chart/charts/sub/templates/a.yaml"), "kind: {{ .Values.kind }}\n");
        Reading.write(folder.resolve("library/Chart.yaml"), "apiVersion: v2\nname: l\n");
        account("my chart/crds/crd.yaml");

        Snapshot snapshot = walk(ReadOptions.defaults());

        assertThat(files(snapshot)).containsExactly("given/my chart/crds/crd.yaml");
        assertThat(Reading.gaps(snapshot))
                .containsExactly(
                        "TEMPLATE my chart a Helm chart; its templates were not read | Render it: helm template '"
                                + folder + "/my chart' | sa-audit scan -",
                        "TEMPLATE sub a Helm chart; its templates were not read | Render it: helm template '" + folder
                                + "/my chart/charts/sub' | sa-audit scan -");
    }

    @Test
    void aTemplateOutsideOfAChartIsOneGapAFile() {
        Reading.write(
                folder.resolve("t.yaml"),
                "kind: {{ .Values.kind }}\n---\n{{- if .Values.on }}\nkind: Role\n{{- end }}\n---\n"
                        + ACCOUNT.formatted("plain"));

        Snapshot snapshot = walk(ReadOptions.defaults());

        assertThat(Reading.gaps(snapshot)).singleElement().asString().startsWith("TEMPLATE t.yaml:1:8 a template");
        assertThat(Reading.keys(snapshot.objects().serviceAccounts())).containsExactly("ServiceAccount default/plain");
    }

    @Test
    void kustomizationsAreOneNoteAndTheirFilesAreRead() {
        for (String name : List.of("base", "overlay")) {
            Reading.write(folder.resolve(name + "/kustomization.yaml"), "resources: [a.yaml]\n");
            account(name + "/a.yaml");
        }

        Snapshot snapshot = Reading.complete(walk(ReadOptions.defaults()));

        assertThat(snapshot.objects().serviceAccounts()).hasSize(1);
        assertThat(Reading.notes(snapshot, Note.Kind.KUSTOMIZATION))
                .containsExactly("base 2 kustomizations were not built, their files were read as they are."
                        + " To build: kustomize build " + folder + "/base | sa-audit scan -");
    }
}
