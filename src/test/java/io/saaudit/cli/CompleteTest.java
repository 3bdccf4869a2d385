package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.rule.Rules;
import io.saaudit.testing.FakeCluster;
import io.saaudit.testing.Kubeconfigs;
import io.saaudit.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** What is offered for a command line that is being typed. */
class CompleteTest {
    private static final String BREAKS = " \t\n\"'@><=;|&(:";

    /** Options whose value can be anything. */
    private static final Set<String> FREE = Set.of(
            "--selector",
            "--seed",
            "--git",
            "--samples",
            "--name",
            "--server",
            "--token",
            "--tls-server-name",
            "--as-uid",
            "--as-user-extra",
            "--request-timeout",
            "--qps",
            "--max-file-size",
            "--max-document-size",
            "--max-depth",
            "--max-aliases",
            "--max-scalar-size");

    @TempDir
    Path folder;

    /** The lines for words, the last one of which is being typed. */
    private static List<String> offered(Map<String, String> env, String... words) {
        List<String> args = new ArrayList<>(List.of("complete", "--"));
        args.addAll(Arrays.asList(words));
        Run run = Run.with("", env, 0, args.toArray(String[]::new));
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(lines.size() - 1)).matches(":[0-7]");
        return lines.stream().map(line -> line.replaceFirst("\t.*", "")).toList();
    }

    private static List<String> offered(String... words) {
        return offered(Map.of("SA_AUDIT_OFFLINE", "1"), words);
    }

    private static List<String> line(String line) {
        Run run = Run.with("", Map.of("SA_AUDIT_OFFLINE", "1"), 0, "complete", "--bash", line, BREAKS);
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        return run.out().lines().toList();
    }

    static List<String> commands() {
        return List.of(Commands.names());
    }

    @Test
    void everyCommandIsOfferedAndNoneThatIsHidden() {
        List<String> first = offered("");
        assertThat(first)
                .contains(Commands.names())
                .contains("help", "options", ":4")
                .doesNotContain("complete");
        assertThat(offered("help", ""))
                .contains(Commands.names())
                .contains("input", "cluster", "output")
                .doesNotContain("complete");
        assertThat(Run.of("--help").out()).doesNotContain("\n  complete ").contains("\n  completion ");

        assertThat(Run.of("help", "complete").status()).isEqualTo(2);
    }

    /** As kubectl offers its own: what names a cluster, a namespace or the input may stand before the command. */
    @Test
    void optionsBeforeTheCommandAreOfferedAndUnderstood() throws IOException {
        assertThat(offered("-"))
                .contains("--help", "--version", "--context", "--kubeconfig", "-n", "-f")
                .doesNotContain("--rule", "--cache-dir", "scan");
        assertThat(offered("--request-t")).containsExactly("--request-timeout", ":4");
        assertThat(offered("--context", "x", "")).contains(Commands.names()).contains("help");
        assertThat(offered("--context", "x", "sc")).containsExactly("scan", ":4");
        assertThat(offered("--insecure-skip-tls-verify", "wh")).containsExactly("who-can", ":4");
        assertThat(offered("-f", "testdata/quickstart", "-n", "ns-")).containsExactly("ns-1", ":4");
        assertThat(offered("-f", "testdata/quickstart", "--namespace=ns-")).containsExactly("ns-1", ":4");
        assertThat(offered("--kubeconfig", "")).endsWith(":0");
        // Behind the command they count as if they stood there.
        assertThat(offered("-f", "testdata/quickstart", "permissions", "ns-1/k-"))
                .containsExactly("ns-1/k-sa-1", ":4");
        assertThat(offered("-f", "testdata/quickstart", "scan", "-n", "ns-")).containsExactly("ns-1", ":4");
        assertThat(offered("--context", "x", "scan", "--fail-on", "cri")).containsExactly("critical", ":4");
        assertThat(offered("--context", "x", "help", "clu")).containsExactly("cluster", ":4");
        assertThat(offered("--context", "x", "nothing", "")).containsExactly(":4");
        Path kubeconfig = Kubeconfigs.one(
                folder.resolve("config"), "prod", Kubeconfigs.cluster("https://127.0.0.1:1", ""), Map.of("token", "t"));
        assertThat(offered("--kubeconfig", kubeconfig.toString(), "--context", "pr"))
                .containsExactly("prod", ":4");
        assertThat(offered("--kubeconfig", kubeconfig.toString(), "--context=pr"))
                .containsExactly("prod", ":4");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionIsOfferedAndNoneOfKubectlsThatMeansNothing(String command) {
        Set<String> names = new TreeSet<>();
        for (OptionSpec option : Commands.named(command).spec().options()) {
            names.addAll(List.of(option.names()));
        }
        assertThat(offered(command, "-")).containsAll(names).doesNotContain("--cache-dir", "--username", "--v");
        for (String name : names) {
            assertThat(offered(command, name)).contains(name);
        }
        assertThat(offered(command, "--", "-"))
                .as("behind -- there are no options")
                .noneMatch(o -> o.startsWith("-"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyValueOfAnOptionIsOfferedOrAFileOrCanBeAnything(String command) throws IOException {
        Path kubeconfig =
                Kubeconfigs.one(folder.resolve("config"), "prod", Map.of("server", "https://h"), Map.of("token", "t"));
        Map<String, String> env = Map.of("SA_AUDIT_OFFLINE", "1", "KUBECONFIG", kubeconfig.toString());
        for (OptionSpec option : Commands.named(command).spec().options()) {
            if (option.arity().max() == 0 || FREE.contains(option.longestName())) {
                continue;
            }
            List<String> before = new ArrayList<>(List.of(command));
            if (option.longestName().equals("--subresource")) {
                before.addAll(List.of("get", "pods"));
            }
            if (command.equals("diff") && option.longestName().equals("--default-namespace")) {
                continue; // which of its words are input is known when it is run
            }
            if (command.equals("snapshot") && option.longestName().equals("--namespace")) {
                continue; // of a cluster alone
            }
            if (Commands.named(command).spec().findOption("-f") != null) {
                before.addAll(List.of("-f", "testdata/quickstart"));
            }
            before.addAll(List.of(option.longestName(), ""));
            assertThat(offered(env, before.toArray(String[]::new)))
                    .as(
                            "%s %s: tell CompletionValues what its value can be, or this test that it is free",
                            command, option.longestName())
                    .matches(lines -> lines.size() > 1 || lines.get(0).equals(":0"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scan -o ja                       |                                   :4
            scan -o js                       | json                              :4
            scan --format=gitl               | gitlab                            :4
            can-i -o sa                      |                                   :4
            scan --report sar                | sarif=                            :6
            scan --report sarif=x            |                                   :0
            scan --fail-on ne                | never                             :4
            scan --max crit                  | critical=                         :6
            scan --gaps w                    | warn                              :4
            scan --color al                  | always                            :4
            scan --kube-version 1.33         | 1.33                              :4
            scan --without Sec               | Secret                            :4
            scan --without Secret,ConfigM    | Secret,ConfigMap                  :4
            scan --without Role              |                                   :4
            scan --rule SA101,SA706          | SA101,SA706                       :4
            rules SA706                      | SA706                             :4
            completion z                     | zsh                               :4
            completion bash z                |                                   :4
            can-i deletec                    | deletecollection                  :4
            who-can get podtem               | podtemplates                      :4
            who-can get deployments          | deployments.apps                  :4
            who-can get po/ephemeralc        | po/ephemeralcontainers            :4
            who-can get pods --subresource l | log                               :4
            who-can get /heal                | /healthz                          :4
            can-i get pods --as us           | user:                             :6
            can-i get pods --as user:system: | user:system:anonymous             :4
            can-i get pods --as-group system:m | system:masters                  :4
            explain clusterroleb             | clusterrolebinding/               :6
            diff x                           |                                   :0
            diff old clust                   | cluster                           :0
            diff old new x                   |                                   :4
            diff --git main...HEAD a b x     |                                   :0
            diff --git=main...HEAD clust     |                                   :0
            diff --fail-on ga                | gain                              :4
            scan --fail-on ga                |                                   :4
            diff -o js                       | json                              :4
            diff -o gitl                     |                                   :4
            diff --report mark               | markdown=                         :6
            diff --report csv                |                                   :4
            scan --lock x                    |                                   :0
            token x                          |                                   :0
            pods x                           |                                   :4
            no-such-command x                |                                   :4
            scan --no-such-option=x          |                                   :4
            scan --strict=x                  |                                   :4
            """)
    void aWordIsCompleted(String words, String expected) {
        String[] lines = expected.split(" +");
        assertThat(offered(words.split(" "))).containsExactly(lines);
    }

    @Test
    void rulesAreOfferedByIdAndBeginningByName() {
        List<String> ids = Rules.all().stream().map(rule -> rule.info().id()).toList();
        for (String[] words : List.of(
                new String[] {"rules", ""}, new String[] {"scan", "--rule", ""}, new String[] {"scan", "--skip-rule="
                })) {
            assertThat(offered(words)).containsAll(ids);
        }
        String name = Rules.all().get(0).info().name();
        assertThat(offered("rules", name.substring(0, 4))).contains(name);
    }

    @Test
    void rulesOfTheConfigurationAreOffered() throws IOException {
        Path config = Files.writeString(folder.resolve("c.yaml"), """
                expectations:
                  - {id: ACME-1, match: glob, user: "*/default", verb: get, resource: secrets, namespace: "*", allowed: false}
                """);
        assertThat(Run.of("rules", "--config", config.toString()).err()).isEmpty();
        assertThat(offered("scan", "--config", config.toString(), "--rule", "ACME"))
                .containsExactly("ACME-1", ":4");
        assertThat(offered("rules", "--config=" + config, "ACME")).containsExactly("ACME-1", ":4");
    }

    @Test
    void namespacesAndAccountsOfManifestsAreOffered() {
        String path = "testdata/quickstart";
        assertThat(offered("permissions", "-f", path, "-n", ""))
                .containsExactly("default", "nats", "ns-1", "ops", ":4");
        assertThat(offered("scan", path, "--exclude-namespace=n")).containsExactly("nats", "ns-1", ":4");
        assertThat(offered("permissions", "-f" + path, "ns-1/k")).containsExactly("ns-1/k-sa-1", ":4");
        assertThat(offered("permissions", "--filename=" + path, "-n", "ns-1", "k"))
                .containsExactly("k-sa-1", ":4");
        assertThat(offered("can-i", "get", "pods", "-f", path, "--as", "system:serviceaccount:ns-1:k"))
                .containsExactly("system:serviceaccount:ns-1:k-sa-1", ":4");
        assertThat(offered("can-i", "get", "pods", "-f", "testdata/pods", "--as", "user:j"))
                .containsExactly("user:jane", ":4");
        assertThat(offered("explain", "-f", path, "deploy/ns-1/ng")).containsExactly("deploy/ns-1/nginx-1", ":4");
        assertThat(offered("explain", "-f", path, "-n", "ns-1", "deploy/ng")).containsExactly("deploy/nginx-1", ":4");
    }

    @Test
    void namesOfACluster() throws Exception {
        try (FakeCluster cluster = new FakeCluster(Path.of("testdata/snapshot/prod.json"))) {
            Map<String, String> env = Map.of(
                    "KUBECONFIG",
                    cluster.kubeconfig(folder.resolve("config"), "prod").toString());
            assertThat(offered(env, "scan", "--context", "")).containsExactly("prod", ":4");
            assertThat(offered(env, "scan", "-n", "")).containsExactly("shop", ":4");
            assertThat(offered(env, "permissions", "--context", "prod", "shop/c"))
                    .containsExactly("shop/ci", ":4");
            assertThat(offered(env, "explain", "role/")).containsExactly("role/shop/reader", ":4");
            int asked = cluster.asked().size();
            assertThat(offered(env, "permissions", "--offline", "shop/c")).containsExactly(":4");
            assertThat(offered(env, "permissions", "-f", "-", "shop/c")).containsExactly(":4");
            assertThat(offered(env, "permissions", "-f", "testdata/quickstart", "shop/c"))
                    .containsExactly(":4");
            assertThat(cluster.asked())
                    .as("no cluster beside a path or --offline")
                    .hasSize(asked);
            assertThat(cluster.asked()).noneMatch(line -> line.contains("/secrets") || line.contains("/pods"));
        }
    }

    @Test
    void aClusterThatDoesNotAnswerIsNotWaitedForLong() throws Exception {
        try (TestServer server = TestServer.http(exchange -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            long start = System.nanoTime();
            assertThat(offered(Map.of("HOME", folder.toString()), "scan", "--server", server.url(), "-n", ""))
                    .containsExactly(":4");
            assertThat((System.nanoTime() - start) / 1_000_000_000).isLessThan(20);
        }
    }

    @Test
    void aCredentialPluginThatWaitsIsEnded() throws Exception {
        Path pid = folder.resolve("pid");
        Path plugin = Kubeconfigs.program(folder.resolve("plugin"), "echo $$ >" + pid + "\nexec sleep 600\n");
        Path config = Kubeconfigs.one(
                folder.resolve("config"),
                "u",
                Map.of("server", "https://127.0.0.1:1"),
                Map.of(
                        "exec",
                        Map.of(
                                "apiVersion",
                                "client.authentication.k8s.io/v1",
                                "command",
                                plugin.toString(),
                                "interactiveMode",
                                "IfAvailable")));
        assertThat(offered(Map.of("KUBECONFIG", config.toString()), "scan", "-n", ""))
                .containsExactly(":4");
        long number = Long.parseLong(Files.readString(pid).strip());
        for (int i = 0; i < 100 && isAlive(number); i++) {
            Thread.sleep(100);
        }
        assertThat(isAlive(number)).as("the plug-in runs still").isFalse();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    void whatIsBrokenIsNotToldHere() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "kind: Role\n\tx: y\n");
        for (String path : List.of(broken.toString(), "no-such-file", "\0", "-")) {
            assertThat(offered("permissions", "-f", path, "-n", "")).containsExactly(":4");
        }
        Map<String, String> none = Map.of("KUBECONFIG", broken.toString());
        assertThat(offered(none, "scan", "-n", "")).containsExactly(":4");
        assertThat(offered(none, "scan", "--context", "")).containsExactly(":4");
        assertThat(offered("scan", "--max-depth", "x", "-n", "")).containsExactly(":4");
        assertThat(Run.of("complete")).isEqualTo(new Run(0, ":4\n", ""));
        assertThat(Run.of("complete", "scan")).isEqualTo(new Run(0, ":4\n", ""));
    }

    /** A completion that waited for standard input would hang the shell. */
    @Test
    void standardInputIsNotRead() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InputStream never = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("standard input was read");
            }
        };
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        Io io = new Io(never, to, to, Map.of("SA_AUDIT_OFFLINE", "1")::get, 0);
        for (String command : List.of("scan", "permissions", "pods")) {
            Main.run(new String[] {"complete", "--", command, "-f", "-", "-n", ""}, io);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(":4\n:4\n:4\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "$(touch x)",
                "`touch x`",
                "a;b",
                "'",
                "\\\"",
                "a\\nb",
                "\\e[31m",
                "\\u202e",
                "-\\u00e9",
                "a|b",
                "a\\tb",
                "*"
            })
    void aNameThatIsNoPlainWordIsNotOffered(String name) throws IOException {
        Path file = Files.writeString(folder.resolve("hostile.yaml"), """
                apiVersion: v1
                kind: Namespace
                metadata: {name: "%1$s"}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: "%1$s", namespace: "%1$s"}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: "%1$s"}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
                subjects: [{kind: User, name: "%1$s"}, {kind: Group, name: "%1$s"}, {kind: User, name: fine}]
                """.formatted(name));
        String path = file.toString();
        assertThat(offered("scan", path, "-n", ""))
                .containsAnyOf(":4", "default")
                .allMatch(CompleteTest::isPlain);
        assertThat(offered("permissions", "-f", path, "")).allMatch(CompleteTest::isPlain);
        assertThat(offered("permissions", "-f", path, "group:")).allMatch(CompleteTest::isPlain);
        assertThat(offered("explain", "-f", path, "clusterrolebinding/")).allMatch(CompleteTest::isPlain);
        assertThat(offered("permissions", "-f", path, "user:"))
                .contains("user:fine")
                .allMatch(CompleteTest::isPlain);
    }

    private static boolean isPlain(String line) {
        return line.matches("[A-Za-z0-9._:/@=+,-]+");
    }

    /** What bash keeps of a word by itself is not offered again: it completes from the last of its breaking characters on. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sa-audit scan --fail-on=crit                                                | critical
            sa-audit scan --max crit                                                    | critical=
            sa-audit permissions -f testdata/quickstart system:serviceaccount:ns-1:k    | k-sa-1
            sa-audit permissions -f testdata/quickstart "system:serviceaccount:ns-1:k   | system:serviceaccount:ns-1:k-sa-1
            sa-audit permissions -f 'testdata/quickstart' ns-1/k                        | ns-1/k-sa-1
            sa-audit permissions -f test\\data/quickstart ns-1/k                         | ns-1/k-sa-1
            sa-audit can-i get pods -f "testdata/"quickstart --as=system:serviceaccount:ns-1:k | k-sa-1
            "./sa-audit"   sca                                                          | scan
            """)
    void aLineOfBashIsSplitAsBashDoes(String line, String candidate) {
        assertThat(line(line)).first().isEqualTo(candidate);
    }

    @Test
    void aLineIsSplitAndNothingInItExpanded() {
        assertThat(ShellLine.of("sa-audit a 'b c' \"d\\\"$e\" f\\ g $(h i) ", BREAKS)
                        .words())
                .containsExactly("a", "b c", "d\"$e", "f g", "$(h", "i)", "");
        assertThat(ShellLine.of("", BREAKS).words()).isEmpty();
        assertThat(ShellLine.of("sa-audit '", BREAKS)).isEqualTo(new ShellLine(List.of(""), 0));
        assertThat(ShellLine.of("sa-audit a\\", BREAKS).words()).containsExactly("a\\");
    }
}
