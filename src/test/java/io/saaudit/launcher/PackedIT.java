package io.saaudit.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Launch.Result;
import io.saaudit.testing.FakeCluster;
import io.saaudit.testing.Json;
import io.saaudit.testing.PickyServer;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The archive with a Java of its own, unpacked where no Java is on the PATH. {@code mvn verify -Pdist} makes and tests it. */
@Tag("dist")
class PackedIT {
    private static final Path QUICKSTART = Path.of("testdata", "quickstart").toAbsolutePath();

    @TempDir
    Path scratch;

    private Path archive;
    private Path app;

    @BeforeEach
    void unpack() throws Exception {
        archive = Packed.archive();
        app = Packed.unpack(archive, scratch.resolve("a folder"));
    }

    @Test
    void aScanIsEqualToThatOfTheApplicationFolder() throws Exception {
        Result packed = run("bin/sa-audit", "scan", QUICKSTART.toString());
        Result built = Launch.of(scratch, Launch.application().resolve("bin/sa-audit"), "scan", QUICKSTART.toString())
                .withThisJava()
                .run();
        assertThat(packed).isEqualTo(built);
        assertThat(packed.status()).isEqualTo(1);
    }

    @Test
    void kubectlFindsItAndUsageSaysKubectl() throws Exception {
        Path link = Files.createSymbolicLink(scratch.resolve("kubectl-sa_audit"), app.resolve("bin/sa-audit"));
        for (Path program : List.of(link, app.resolve("bin/kubectl-sa_audit"))) {
            Result help = Launch.of(scratch, program, "help", "can-i").run();
            assertThat(help.out()).startsWith("Usage: kubectl sa-audit can-i ").contains("  $ kubectl sa-audit can-i ");
            assertThat(help.err()).isEmpty();
            assertThat(Launch.of(scratch, program, "scan", QUICKSTART.toString())
                            .run()
                            .out())
                    .contains("Details and fixes: kubectl sa-audit scan -o wide ", ", or kubectl sa-audit rules SA");
            assertThat(Launch.of(scratch, program, "nothing").run().err()).endsWith("See kubectl sa-audit --help.\n");
        }
        assertThat(run("bin/sa-audit", "help", "can-i").out()).startsWith("Usage: sa-audit can-i ");
    }

    @Test
    void completionIsInItForBashZshAndKubectl() throws Exception {
        assertThat(app.resolve("completion/sa-audit.bash"))
                .content()
                .isEqualTo(run("bin/sa-audit", "completion", "bash").out())
                .contains("complete -o default -F _sa_audit sa-audit");
        assertThat(app.resolve("completion/_sa-audit"))
                .content()
                .isEqualTo(run("bin/sa-audit", "completion", "zsh").out())
                .startsWith("#compdef sa-audit");
        Path program = app.resolve("bin/kubectl_complete-sa_audit");
        Path link = Files.createSymbolicLink(scratch.resolve("kubectl_complete-sa_audit"), program);
        for (Path path : List.of(program, link)) {
            assertThat(Launch.of(scratch, path, "scan", "--fail-on", "cri").run())
                    .isEqualTo(new Result(0, "critical\n:4\n", ""));
        }
    }

    /** By the Java that is in it: one that offers few keys tries again with all. */
    @Test
    void aServerThatTakesP256AloneIsRead() throws Exception {
        try (FakeCluster cluster = new FakeCluster(Path.of("testdata/snapshot/prod.json"));
                PickyServer picky = new PickyServer(URI.create(cluster.url()).getPort())) {
            Path authority = cluster.authority(scratch.resolve("ca.crt"));
            Result result = run(
                    "bin/sa-audit",
                    ("who-can list secrets --token t --server " + picky.url() + " --certificate-authority " + authority)
                            .split(" "));
            assertThat(result.err()).contains("read the cluster at " + picky.url());
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(picky.offered()).as("P-256, by handshake").contains(true);
        }
    }

    /** krew takes files and folders, and nothing that leads out of its own. */
    @Test
    void krewCanUnpackIt() throws Exception {
        for (Path each : List.of(archive, Packed.withoutJava())) {
            List<String> entries =
                    Packed.tar(scratch, "-tvzf", each.toString()).lines().toList();
            assertThat(entries).isNotEmpty().allMatch(line -> line.startsWith("-") || line.startsWith("d"));
            assertThat(entries).noneMatch(line -> line.contains(".."));
        }
    }

    @Test
    void theArchiveWithoutJavaIsTheApplicationFolder() throws Exception {
        Path plain = Packed.unpack(Packed.withoutJava(), scratch.resolve("plain"));
        String words = "scan";
        Result packed = Launch.of(scratch, plain.resolve("bin/sa-audit"), words, QUICKSTART.toString())
                .withThisJava()
                .run();
        assertThat(packed).isEqualTo(run("bin/sa-audit", words, QUICKSTART.toString()));
        for (String file : List.of("LICENSE", "NOTICE", "sbom.json", "bin/kubectl-sa_audit", "lib/train")) {
            assertThat(plain.resolve(file)).hasSameBinaryContentAs(app.resolve(file));
        }
        assertThat(plain.resolve("runtime")).doesNotExist();
    }

    /** The rules of krew's own check of a manifest (internal/index/validation), and that it is the one of this archive. */
    @Test
    void theManifestIsOneThatKrewTakes() throws Exception {
        Path file = archive.resolveSibling(app.getFileName() + ".krew.yaml");
        Object manifest = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        assertThat(Tree.string(manifest, "apiVersion")).isEqualTo("krew.googlecontainertools.github.com/v1alpha2");
        assertThat(Tree.string(manifest, "kind")).isEqualTo("Plugin");
        assertThat(Tree.string(Tree.map(manifest, "metadata"), "name"))
                .isEqualTo("sa-audit")
                .matches("[\\w-]+");
        Object spec = Tree.map(manifest, "spec");
        assertThat(Tree.string(spec, "version")).matches("v\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?");
        assertThat(Tree.string(spec, "shortDescription"))
                .isNotBlank()
                .hasSizeLessThan(50)
                .doesNotContain("\n");
        List<?> platforms = Tree.list(spec, "platforms");
        assertThat(platforms).hasSize(1);
        Object platform = platforms.get(0);
        assertThat(Tree.map(Tree.map(platform, "selector"), "matchLabels")).containsOnlyKeys("os", "arch");
        assertThat(Tree.string(platform, "uri")).endsWith("/" + archive.getFileName());
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
        assertThat(Tree.string(platform, "sha256")).isEqualTo(sum);
        assertThat(archive.resolveSibling(archive.getFileName() + ".sha256"))
                .hasContent(sum + "  " + archive.getFileName());
        assertThat(app.resolve(Tree.string(platform, "bin"))).isExecutable();
        Object files = Tree.list(platform, "files").get(0);
        assertThat(Tree.string(files, "from")).isEqualTo("sa-audit-*/*");
        assertThat(Tree.string(files, "to")).isEqualTo(".");
    }

    @Test
    void licencesAndAListOfAllLibrariesAreInIt() throws IOException {
        assertThat(app.resolve("LICENSE")).isNotEmptyFile();
        assertThat(app.resolve("NOTICE")).isNotEmptyFile();
        assertThat(app.resolve("runtime/legal/java.base/LICENSE")).isNotEmptyFile();
        List<String> listed = Tree.list(Json.parse(Files.readString(app.resolve("sbom.json"))), "components").stream()
                .map(component -> Tree.string(component, "name") + "-" + Tree.string(component, "version") + ".jar")
                .toList();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(app.resolve("lib"), "*.jar")) {
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                if (!name.startsWith("sa-audit-")) {
                    assertThat(listed).as("sbom.json").contains(name);
                }
            }
        }
    }

    private Result run(String program, String... words) throws Exception {
        return Launch.of(scratch, app.resolve(program), words).run();
    }
}
