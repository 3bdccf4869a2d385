package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Certificates;
import io.saaudit.testing.FakeCluster;
import io.saaudit.testing.Jwts;
import io.saaudit.testing.Kubeconfigs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code --help} shows: one screen, every option in it or in a topic that it names, and examples that work. */
class HelpTest {
    private static final int LINES = 50;
    private static final int COLUMNS = 100;
    private static final Pattern EXAMPLE = Pattern.compile("(?:(.*?) \\| |.*<\\()?sa-audit (.*?)\\)?");
    private static final Pattern NAMED_TOPIC = Pattern.compile("\n  sa-audit help ([a-z]+) ");
    /** The clock's: certificates of the cluster are valid around it. */
    private static final long NOW = Instant.now().getEpochSecond();

    private static final KeyPair KEY = Certificates.keys("RSA");

    @TempDir
    Path folder;

    static List<String> commands() {
        return List.of(Commands.names());
    }

    static List<String> all() {
        List<String> all = new ArrayList<>(commands());
        Topic.ALL.forEach(topic -> all.add(topic.word()));
        return all;
    }

    private static String help(String name) {
        return Run.of("help", name).out();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aHelpIsOneScreen(String name) {
        List<String> lines = help(name).lines().toList();
        assertThat(lines)
                .as("lines of sa-audit help %s: leave options to a topic of help", name)
                .hasSizeLessThanOrEqualTo(LINES)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
    }

    @Test
    void theOverviewIsOneScreenAndNamesEverythingThatHasAHelp() {
        List<String> lines = Run.of("--help").out().lines().toList();
        assertThat(lines)
                .hasSizeLessThanOrEqualTo(LINES)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(COLUMNS));
        String text = String.join("\n", lines);
        assertThat(text).contains(all());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void exitStatusesAreOneLine(String name) {
        List<String> lines = help(name)
                .lines()
                .filter(line -> line.startsWith("Exit status: "))
                .toList();
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("Exit status: 0 ")
                .contains(", 2 wrong usage")
                .endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionIsInTheHelpOrInATopicThatItNames(String name) {
        String help = help(name);
        StringBuilder text = new StringBuilder(help);
        Matcher topics = NAMED_TOPIC.matcher(help);
        while (topics.find()) {
            assertThat(Topic.named(topics.group(1))).as(topics.group(1)).isNotNull();
            text.append(help(topics.group(1)));
        }
        Set<String> missing = new TreeSet<>();
        for (OptionSpec option : Commands.named(name).spec().options()) {
            for (String one : option.names()) {
                if (!Pattern.compile("(?m)^ *(-\\w, )?" + Pattern.quote(one) + "[=, \n]")
                        .matcher(text)
                        .find()) {
                    missing.add(one);
                }
            }
        }
        assertThat(missing)
                .as("options of %s that neither its help nor a topic named there shows", name)
                .isEmpty();
    }

    @Test
    void aTopicShowsNoOptionThatNoCommandHas() {
        Set<String> known = new TreeSet<>();
        for (String name : commands()) {
            Commands.named(name).spec().options().forEach(option -> known.addAll(List.of(option.names())));
        }
        for (Topic topic : Topic.ALL) {
            topic.spec().options().forEach(option -> assertThat(known).contains(option.names()));
        }
    }

    @Test
    void optionsShowsAllTopics() {
        Run run = Run.of("options");
        assertThat(run.status()).isZero();
        for (Topic topic : Topic.ALL) {
            assertThat(run.out()).contains("sa-audit help " + topic.word() + "\n" + help(topic.word()));
        }
        assertThat(Run.of("help", "options")).isEqualTo(run);
        assertThat(Run.of("options", "--help")).isEqualTo(run);
        assertThat(Run.of("options", "scan").status()).isEqualTo(2);
    }

    /**
     * Runs every example. The names in them stand for: manifests and what helm renders, testdata/quickstart; prod, a
     * cluster; origin/main, a branch of the repository that the project is in; the rest, files of a folder.
     */
    @Test
    void everyExampleWorks() throws Exception {
        String token = token();
        write("token", "t");
        write("token.txt", token);
        write("keys.json", Jwts.keySet(Jwts.key("k-1", KEY.getPublic())));
        Run.of("scan", "--no-config", "--write-baseline", path("sa-audit-baseline.json"), "testdata/quickstart");
        Run.of("scan", "--no-config", "--write-lock", path("rbac.lock"), "testdata/quickstart");
        try (FakeCluster cluster = new FakeCluster(Path.of("testdata/snapshot/prod.json"))) {
            cluster.with("/openid/v1/jwks", Jwts.keySet(Jwts.key("k-1", KEY.getPublic())));
            Path kubeconfig = cluster.kubeconfig(folder.resolve("kubeconfig"), "prod");
            Map<String, String> env = Map.of(
                    "KUBECONFIG", kubeconfig.toString(),
                    "SSL_CERT_FILE", cluster.authority(folder.resolve("ca.crt")).toString());
            // A snapshot first: other examples read it.
            Map<String, Run> runs = new LinkedHashMap<>();
            for (String name : order()) {
                help(name).lines().filter(line -> line.startsWith("  $ ")).forEach(line -> {
                    assertThat(line).endsWith(line.strip());
                    runs.put(line.substring(4), run(line.substring(4), token, cluster.url(), env));
                });
            }
            assertThat(runs.size()).isGreaterThan(commands().size());
            runs.forEach((line, run) -> {
                assertThat(run.status())
                        .as("exit status of the example %s: %s%s", line, run.err(), run.out())
                        .isIn(0, 1);
                assertThat(run.err()).as(line).doesNotContain("not known", "no such");
            });
            assertThat(runs.get("sa-audit verify --samples 1000").out()).contains("as sa-audit does");
            assertThat(runs.get("sa-audit token token.txt --live --review").out())
                    .contains("jane");
        }
    }

    private static List<String> order() {
        List<String> order = new ArrayList<>(List.of("snapshot"));
        order.addAll(all());
        return order;
    }

    private Run run(String line, String token, String server, Map<String, String> env) {
        Matcher parts = EXAMPLE.matcher(line);
        assertThat(parts.matches()).as(line).isTrue();
        String stdin = parts.group(1) == null ? "" : stdin(parts.group(1), token);
        List<String> words = new ArrayList<>();
        for (String word : parts.group(2).split(" +")) {
            words.add(word.replace("'", "")
                    .replaceFirst("^1000$", "100")
                    .replaceFirst("^manifests$", "testdata/quickstart")
                    .replaceFirst("^old$", "testdata/diff/base")
                    .replaceFirst("^origin/main\\.\\.\\.HEAD$", "HEAD...HEAD")
                    .replaceFirst("^https://10\\.0\\.0\\.1:6443$", server)
                    .replaceFirst(
                            "^(sarif=|markdown=)?((sa-audit|prod|report|token|keys|rbac|comment)[\\w-]*\\.[\\w.]+|token)$",
                            "$1" + Matcher.quoteReplacement(folder.toString()) + "/$2"));
        }
        // The command of that name, and not a file.
        words.set(0, parts.group(2).split(" ")[0]);
        return Run.at(Instant.ofEpochSecond(NOW + 1), stdin, env, 0, words.toArray(String[]::new));
    }

    /** What another program would print. */
    private static String stdin(String command, String token) {
        return switch (command) {
            case "helm template chart" -> files("00-namespaces", "accounts", "rbac", "workloads");
            case "kubectl create token ci -n shop" -> token + "\n";
            case "kubectl get secret ci-token -n shop -o yaml" ->
                "apiVersion: v1\nkind: Secret\nmetadata: {name: ci-token, namespace: shop}\n"
                        + "type: kubernetes.io/service-account-token\ndata: {token: " + Jwts.encoded(token) + "}\n";
            default -> throw new AssertionError("nothing is known of what this prints: " + command);
        };
    }

    private static String files(String... names) {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            try {
                all.append(Files.readString(Path.of("testdata/quickstart", name + ".yaml")))
                        .append("\n---\n");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return all.toString();
    }

    private static String token() {
        return Jwts.signed(
                "RS256",
                "k-1",
                KEY.getPrivate(),
                "{\"iss\":\"https://issuer.example\",\"sub\":\"system:serviceaccount:shop:ci\","
                        + "\"aud\":[\"https://issuer.example\"],\"iat\":" + NOW + ",\"exp\":" + (NOW + 3600)
                        + ",\"kubernetes.io\":{\"namespace\":\"shop\",\"serviceaccount\":{\"name\":\"ci\","
                        + "\"uid\":\"00000000-0000-4000-8000-000000000002\"}}}");
    }

    private void write(String name, String text) {
        Kubeconfigs.write(folder.resolve(name), text);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
