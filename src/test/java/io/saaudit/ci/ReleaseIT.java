package io.saaudit.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Launch;
import io.saaudit.launcher.Launch.Result;
import io.saaudit.launcher.Packed;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a release is made of has the same names in the build, the workflow, the krew template and the action. */
@Tag("dist")
class ReleaseIT {
    private static final Path WORKFLOW = Path.of(".github", "workflows", "release.yml");
    private static final String SUFFIX = ".tar.gz";

    @TempDir
    Path scratch;

    private String version;
    private String platform;

    @BeforeEach
    void names() throws IOException {
        String plain = Packed.withoutJava().getFileName().toString();
        version = plain.substring("sa-audit-".length(), plain.length() - SUFFIX.length());
        String archive = Packed.archive().getFileName().toString();
        platform = archive.substring(plain.length() - SUFFIX.length() + 1, archive.length() - SUFFIX.length());
    }

    @Test
    void theBuildMakesTheFilesOfARelease() throws IOException {
        String plain = "sa-audit-" + version;
        String packed = plain + "-" + platform;
        try (Stream<Path> files = Files.list(Packed.folder())) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            plain + SUFFIX,
                            plain + SUFFIX + ".sha256",
                            packed + SUFFIX,
                            packed + SUFFIX + ".sha256",
                            packed + ".krew.yaml");
        }
    }

    @Test
    void theActionFetchesAndRunsTheArchiveWithoutJava() throws Exception {
        String script = "";
        for (Object step : Tree.list(Tree.map(yaml(Path.of("action.yml")), "runs"), "steps")) {
            script = script.isEmpty() ? Tree.string(step, "run") : script;
        }
        assertThat(script)
                .contains("/releases/download/v$SA_AUDIT_VERSION/sa-audit-$SA_AUDIT_VERSION" + SUFFIX)
                .contains("ci/fetch");

        Path archive = Packed.withoutJava();
        Path home = scratch.resolve("home");
        Result fetched = bash(scratch, Path.of("ci/fetch").toAbsolutePath().toString())
                .with("SA_AUDIT_URL", archive.toUri())
                .with("SA_AUDIT_SHA256", checksum(archive))
                .with("SA_AUDIT_HOME", home)
                .run();
        assertThat(fetched).isEqualTo(new Result(0, "", ""));
        Result scan = Launch.of(scratch, home.resolve("bin/sa-audit"), "--version")
                .withThisJava()
                .run();
        assertThat(scan).isEqualTo(new Result(0, "sa-audit " + version + "\n", ""));
    }

    @Test
    void theKrewTemplateNamesThePlatformsOfTheWorkflow() throws IOException {
        TreeSet<String> platforms = new TreeSet<>();
        List<String> addresses = Files.readAllLines(Path.of(".krew.yaml")).stream()
                .filter(line -> line.startsWith("    {{addURIAndSha "))
                .map(line -> line.split("\"")[1])
                .toList();
        for (String address : addresses) {
            String start = "https://github.com/OWNER/sa-audit/releases/download/{{ .TagName }}/sa-audit-"
                    + "{{ slice .TagName 1 }}-";
            assertThat(address).startsWith(start).endsWith(SUFFIX);
            platforms.add(address.substring(start.length(), address.length() - SUFFIX.length()));
        }
        assertThat(platforms).hasSameSizeAs(addresses).isEqualTo(platforms());
    }

    @Test
    void theWorkflowUploadsWhatTheBuildMakesAndJoinsTheManifests() throws Exception {
        Path release = Files.createDirectory(scratch.resolve("release"));
        String one = Files.readString(Packed.folder().resolve("sa-audit-" + version + "-" + platform + ".krew.yaml"));
        for (String each : platforms()) {
            String[] part = each.split("-");
            Files.writeString(
                    release.resolve("sa-audit-" + version + "-" + each + ".krew.yaml"),
                    one.replace(platform, each)
                            .replaceFirst("os: \\w+", "os: " + part[0])
                            .replaceFirst("arch: \\w+", "arch: " + part[1]));
        }
        Result joined =
                bash(release, "-c", step("release", "One krew manifest")).run();
        assertThat(joined).isEqualTo(new Result(0, "", ""));

        try (Stream<Path> files = Files.list(release)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("sa-audit.yaml");
        }
        Object spec = Tree.map(yaml(release.resolve("sa-audit.yaml")), "spec");
        assertThat(Tree.string(spec, "version")).isEqualTo("v" + version);
        TreeSet<String> found = new TreeSet<>();
        for (Object entry : Tree.list(spec, "platforms")) {
            Map<String, Object> labels = Tree.map(Tree.map(entry, "selector"), "matchLabels");
            String name = Tree.string(labels, "os") + "-" + Tree.string(labels, "arch");
            assertThat(Tree.string(entry, "uri"))
                    .endsWith("/v" + version + "/sa-audit-" + version + "-" + name + SUFFIX);
            found.add(name);
        }
        assertThat(found).isEqualTo(platforms());
    }

    @Test
    void theChecksumsOfAReleaseAreCheckedAndPrinted() throws Exception {
        Path release = Files.createDirectory(scratch.resolve("release"));
        for (Path archive : List.of(Packed.archive(), Packed.withoutJava())) {
            for (String suffix : List.of("", ".sha256")) {
                Files.copy(
                        archive.resolveSibling(archive.getFileName() + suffix),
                        release.resolve(archive.getFileName() + suffix));
            }
        }
        String script = step("release", "Checksums");
        assertThat(bash(release, "-c", script).run().status()).isZero();
        assertThat(scratch.resolve("notes.md")).content().contains(checksum(Packed.withoutJava()));
        Files.writeString(release.resolve(Packed.archive().getFileName()), "another");
        assertThat(bash(release, "-c", script).run().status()).isNotZero();
    }

    @Test
    void aTagThatIsNotTheVersionIsRefused() throws Exception {
        String script = step("archive", "The tag is the version");
        Path project = Path.of("").toAbsolutePath();
        Launch right = bash(project, "-c", script).with("GITHUB_REF_NAME", "v" + version);
        assertThat(right.run()).isEqualTo(new Result(0, "", ""));
        Launch wrong = bash(project, "-c", script).with("GITHUB_REF_NAME", "v99.0.0");
        assertThat(wrong.run().status()).isEqualTo(1);
    }

    /** As GitHub runs a step with {@code shell: bash}. */
    private Launch bash(Path folder, String... words) {
        List<String> all = new ArrayList<>(List.of("--noprofile", "--norc", "-eo", "pipefail"));
        all.addAll(List.of(words));
        return Launch.of(scratch, "/bin/bash", all.toArray(String[]::new))
                .in(folder)
                .with("PATH", System.getenv("PATH"));
    }

    private static String checksum(Path archive) throws IOException {
        return Files.readString(archive.resolveSibling(archive.getFileName() + ".sha256"))
                .split(" ")[0];
    }

    private static TreeSet<String> platforms() throws IOException {
        Object matrix = Tree.map(Tree.map(job("archive"), "strategy"), "matrix");
        TreeSet<String> platforms = new TreeSet<>();
        for (Object entry : Tree.list(matrix, "include")) {
            platforms.add(Tree.string(entry, "platform"));
        }
        return platforms;
    }

    private static String step(String job, String name) throws IOException {
        for (Object step : Tree.list(job(job), "steps")) {
            if (Tree.string(step, "name").equals(name)) {
                String script = Tree.string(step, "run");
                assertThat(script).as("an expression in a script is run as one").doesNotContain("${{");
                return script;
            }
        }
        throw new AssertionError("no step \"" + name + "\" in the job " + job + " of " + WORKFLOW);
    }

    private static Map<String, Object> job(String name) throws IOException {
        return Tree.map(Tree.map(yaml(WORKFLOW), "jobs"), name);
    }

    private static Object yaml(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }
}
