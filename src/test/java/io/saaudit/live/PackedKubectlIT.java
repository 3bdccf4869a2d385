package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Folders;
import io.saaudit.launcher.Launch;
import io.saaudit.launcher.Launch.Result;
import io.saaudit.launcher.Packed;
import io.saaudit.testing.Kubeconfigs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The archive with a Java of its own as a plug-in of kubectl: unpacked into a folder with a blank in its name, by a PATH that
 * holds kubectl, a link to the plug-in and nothing else, no Java among it.
 */
@Live
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackedKubectlIT {
    private static final String QUESTION = "sa-audit who-can list pods -n ns-1";

    private ControlPlane plane;
    private Path folder;
    private Path app;
    private Path path;
    private Path kubectl;
    private String kubeconfig;

    @BeforeAll
    void unpack(ControlPlane running, @TempDir Path scratch) throws Exception {
        plane = running;
        folder = scratch;
        kubeconfig = plane.folder().resolve("kubeconfig").toString();
        app = Packed.unpack(Packed.archive(), folder.resolve("a folder"));
        path = Files.createDirectory(folder.resolve("bin"));
        kubectl = Files.createSymbolicLink(path.resolve("kubectl"), ControlPlaneBinary.get());
        Files.createSymbolicLink(path.resolve("kubectl-sa_audit"), app.resolve("bin/sa-audit"));
        String completing = "kubectl_complete-sa_audit";
        Files.createSymbolicLink(path.resolve(completing), app.resolve("bin").resolve(completing));
        for (String sample : List.of("quickstart", "asking")) {
            Manifests.apply(plane.server(), Manifests.read(Manifests.testdata(sample)));
        }
        new Cluster(plane.server()).settle();
    }

    private Launch kubectl(String... words) {
        return Launch.of(folder, kubectl, words).with("PATH", path).with("KUBECONFIG", kubeconfig);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan",
                "scan -o json --fail-on never",
                "scan -n ns-1 -o sarif --fail-on never",
                "permissions",
                "permissions ns-1/k-sa-1",
                "can-i list pods --as ns-1/k-sa-1 -n ns-1",
                "can-i list pods --as ns-1/k-sa-1 -n default",
                "who-can get secrets",
                "who-can list pods -n ns-1 -o json",
                "pods -o json",
                "explain sa/k-sa-1 -n ns-1",
                "verify ns-1/k-sa-1 --samples 20 --seed 1"
            })
    void aCommandSaysWhatTheApplicationFolderSays(String line) throws Exception {
        String[] words = line.split(" ");
        Result built = Launch.of(folder, Launch.application().resolve("bin/sa-audit"), words)
                .withThisJava()
                .with("KUBECONFIG", kubeconfig)
                .run();
        Result packed = kubectl(("sa-audit " + line).split(" ")).run();

        assertThat(built.status()).as(built.err()).isLessThan(2);
        assertThat(built.err()).contains("of context live at https://127.0.0.1:", "as admin");
        assertThat(same(packed)).isEqualTo(same(built));
        assertThat(packed.out()).isNotBlank();
    }

    /** Apart from the time, and from how it is called. */
    private static Result same(Result result) {
        return new Result(result.status(), same(result.out()), same(result.err()));
    }

    private static String same(String text) {
        return text.replace("kubectl sa-audit", "sa-audit").replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME");
    }

    @Test
    void usageTextsSayKubectl() throws Exception {
        assertThat(kubectl("sa-audit", "who-can", "--help").run().out()).startsWith("Usage: kubectl sa-audit who-can ");
        Result unknown = kubectl("sa-audit", "nothing").run();
        assertThat(unknown.err()).endsWith("See kubectl sa-audit --help.\n");
        assertThat(unknown.status()).isEqualTo(2);
    }

    @Test
    void whatIsToldToTypeIsKubectls() throws Exception {
        Result scan = kubectl("sa-audit", "scan").run();
        assertThat(scan.out())
                .contains("Details and fixes: kubectl sa-audit scan -o wide, or kubectl sa-audit rules SA");
        Result token = kubectl("sa-audit", "--context", "nowhere", "scan").run();
        assertThat(token.err()).contains("\"nowhere\"").doesNotContain("sa-audit scan");
        assertThat(token.status()).isEqualTo(2);
    }

    @Test
    void kubectlItselfRefusesFlagsBeforeTheNameOfAPlugin() throws Exception {
        for (String flags : List.of("--context live", "--context=live", "-n ns-1")) {
            Result result = kubectl((flags + " " + QUESTION).split(" ")).run();
            assertThat(result.err()).startsWith("Error: flags cannot be placed before plugin name: -");
            assertThat(result.out()).isEmpty();
            assertThat(result.status()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--context live",
                "--context=live --cluster=live --user admin",
                "--kubeconfig CONFIG",
                "-s URL",
                "--server=URL --tls-server-name kubernetes.default.svc",
                "--certificate-authority CA",
                "--insecure-skip-tls-verify -s URL --token TOKEN",
                "--token TOKEN",
                "--request-timeout=30s",
                "--namespace=ns-1"
            })
    void kubectlsFlagsStandBehindTheCommandOrBeforeIt(String flags) throws Exception {
        String token = Files.readString(plane.folder().resolve("tokens.csv")).split(",")[0];
        List<String> words = new ArrayList<>(List.of(QUESTION.split(" ")));
        for (String word : flags.split(" ")) {
            words.add(word.replace("CONFIG", kubeconfig)
                    .replace("URL", plane.url())
                    .replace("CA", plane.folder().resolve("certs/apiserver.crt").toString())
                    .replace("TOKEN", token));
        }
        Result plain = kubectl(QUESTION.split(" ")).run();
        int asked = QUESTION.split(" ").length;
        List<String> before = new ArrayList<>(List.of(words.get(0)));
        before.addAll(words.subList(asked, words.size()));
        before.addAll(words.subList(1, asked));
        for (List<String> line : List.of(words, before)) {
            Result result = kubectl(line.toArray(String[]::new)).run();
            assertThat(result.err()).contains("at " + plane.url()).contains("as admin");
            assertThat(result.out()).isEqualTo(plain.out()).contains("ns-1/k-sa-1");
            assertThat(result.status()).isZero();
        }
    }

    @Test
    void impersonationIsReadAs() throws Exception {
        Result result = kubectl("sa-audit who-can list pods --as jane --as-group system:masters --as-uid u".split(" "))
                .run();
        assertThat(result.err()).contains("as jane");
        assertThat(result.status()).isZero();
    }

    /** As the shell's completion asks kubectl, which asks the plug-in. */
    @Test
    void kubectlCompletesCommandsOptionsAndWhatIsInTheCluster() throws Exception {
        assertThat(completed("")).contains("scan", "who-can");
        assertThat(completed("scan", "--fail")).contains("--fail-on");
        assertThat(completed("permissions", "ns-1/k-")).contains("ns-1/k-sa-1");
        assertThat(completed("scan", "-n", "n")).contains("ns-1", "nats");
        assertThat(completed("--context", "li")).contains("live");
        assertThat(completed("--context", "live", "wh")).contains("who-can");
        assertThat(completed("--context", "live", "permissions", "ns-1/k-")).contains("ns-1/k-sa-1");
        assertThat(completed("-n", "n")).contains("ns-1", "nats");
    }

    private List<String> completed(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("__complete", "sa-audit"));
        all.addAll(List.of(words));
        Result result = kubectl(all.toArray(String[]::new)).run();
        assertThat(result.status()).as(result.err()).isZero();
        return result.out().lines().map(line -> line.split("[\t=]")[0]).toList();
    }

    /** What docs/install.md says of kubectl's own list of them. */
    @Test
    void theFlagsThatAreMissingAreNamed() throws Exception {
        TreeSet<String> missing = flags("options");
        for (String help : List.of("sa-audit --help", "sa-audit help cluster", "sa-audit help scan")) {
            missing.removeAll(flags(help.split(" ")));
        }
        String sentence = "It has none of kubectl's ";
        String documented = Files.readAllLines(Path.of("docs", "install.md")).stream()
                .filter(line -> line.contains(sentence))
                .findFirst()
                .orElse(sentence + ".");
        String named = documented.substring(documented.indexOf(sentence) + sentence.length());
        TreeSet<String> said = new TreeSet<>(
                List.of(named.substring(0, named.indexOf('.')).replace("`", "").split(", | and ")));
        assertThat(missing).as("kubectl options; docs/install.md").isEqualTo(said);
        for (String flag : missing) {
            // Not through kubectl, which looks for --kuberc behind the name of a plug-in, too.
            Result result = Launch.of(folder, path.resolve("kubectl-sa_audit"), "who-can", "list", "pods", flag + "=x")
                    .run();
            assertThat(result.err()).as(flag).contains("unknown option " + flag + ". ");
            assertThat(result.status()).as(flag).isEqualTo(2);
        }
    }

    /** The long options that a help text explains, each at the start of a line or behind its short form. */
    private TreeSet<String> flags(String... words) throws Exception {
        TreeSet<String> flags = new TreeSet<>();
        for (String line : kubectl(words).run().out().lines().toList()) {
            String text = line.strip();
            String option = text.startsWith("-") && text.startsWith(", ", 2) ? text.substring(4) : text;
            if (option.startsWith("--")) {
                flags.add(option.split("[=, ]")[0]);
            }
        }
        assertThat(flags).as(String.join(" ", words)).isNotEmpty();
        return flags;
    }

    /** The steps of docs/install.md, from releases that lie in a folder. */
    @Test
    void theStepsOfTheDocumentedInstallationWork() throws Exception {
        String[] blocks = Files.readString(Path.of("docs", "install.md")).split("```sh\n");
        String archive = Packed.archive().getFileName().toString();
        String plain = Packed.withoutJava().getFileName().toString().replace(".tar.gz", "");
        String version = plain.substring("sa-audit-".length());
        Path release = Files.createDirectories(folder.resolve("releases").resolve("v" + version));
        for (String suffix : List.of("", ".sha256")) {
            Files.copy(Packed.folder().resolve(archive + suffix), release.resolve(archive + suffix));
        }
        String script = (blocks[1].split("```")[0] + blocks[2].split("```")[0])
                .replace("version=0.1.0", "version=" + version)
                .replace(
                        "platform=linux-amd64",
                        "platform=" + archive.substring(plain.length() + 1).replace(".tar.gz", ""))
                .replace(
                        "https://github.com/OWNER/sa-audit/releases/download",
                        release.getParent().toUri().toString());
        Path home = Files.createDirectory(folder.resolve("my home"));
        Result result = Launch.of(folder, "/bin/sh", "-euc", script)
                .in(Files.createDirectory(folder.resolve("downloads")))
                .with("HOME", home)
                .with("PATH", home + "/.local/bin:" + path + ":/usr/bin:/bin")
                .run();
        assertThat(result.status()).as(result.err()).isZero();
        String line = "sa-audit " + version + "\n";
        assertThat(result.out()).endsWith(line + line);
    }

    /** As ClassesOfClusterCommandsIT has it for the application folder. */
    @Test
    void nearlyAllClassesOfACommandThatReadsAClusterComeOutOfTheArchive() throws Exception {
        Path log = folder.resolve("classes.log");
        Result result = kubectl(QUESTION.split(" "))
                .with("SA_AUDIT_JAVA_OPTS", "-Xlog:class+load:file=" + log)
                .run();
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(Files.readAllLines(log).stream().filter(line -> !line.contains("shared objects file")))
                .as("classes outside the archive")
                .hasSizeLessThan(150);
    }

    @Test
    void throughLinksAndWithAnEmptyPath() throws Exception {
        Path nothing = Files.createDirectory(folder.resolve("nothing"));
        Files.createSymbolicLink(folder.resolve("first"), Path.of("bin/kubectl-sa_audit"));
        Path second = Files.createSymbolicLink(folder.resolve("second link"), Path.of("first"));
        for (Object empty : List.of(nothing, "")) {
            Result result = Launch.of(folder, second, "who-can", "list", "pods", "-n", "ns-1")
                    .with("PATH", empty)
                    .with("KUBECONFIG", kubeconfig)
                    .run();
            assertThat(result.err()).contains("as admin");
            assertThat(result.out())
                    .isEqualTo(kubectl(QUESTION.split(" ")).run().out());
        }
    }

    @Test
    void asAnotherUserWithAHomeThatCannotBeWritten() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path config = Kubeconfigs.one(
                Files.createDirectory(home.resolve(".kube")).resolve("config"),
                "live",
                Kubeconfigs.cluster(plane.url(), Files.readString(plane.folder().resolve("certs/apiserver.crt"))),
                Map.of(
                        "token",
                        Files.readString(plane.folder().resolve("tokens.csv")).split(",")[0]));
        Launch launch = Launch.of(folder, path.resolve("kubectl-sa_audit"), "who-can", "list", "pods", "-n", "ns-1")
                .with("PATH", path)
                .with("HOME", home)
                .asNobody();
        Files.setOwner(
                config, config.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("r--------"));
        for (Path readOnly : List.of(home.resolve(".kube"), home)) {
            Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        List<String> before = listing(home);

        Result result = launch.run();
        assertThat(result.err())
                .contains("as admin")
                .contains("of context live")
                .hasLineCount(1);
        assertThat(result.out()).isEqualTo(kubectl(QUESTION.split(" ")).run().out());
        assertThat(result.status()).isZero();
        assertThat(listing(home)).isEqualTo(before);
    }

    private List<String> listing(Path home) throws IOException {
        List<String> lines = new ArrayList<>(Folders.listing(home));
        lines.addAll(Folders.listing(app));
        return lines;
    }
}
