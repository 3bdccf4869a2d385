package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Json;
import io.saaudit.testing.Jwts;
import io.saaudit.testing.Kubeconfigs;
import io.saaudit.testing.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecPluginTest {
    private static final String V1 = "client.authentication.k8s.io/v1";

    @TempDir
    Path folder;

    @Test
    void isGivenItsArgumentsItsVariablesAndTheCluster() throws Exception {
        plugin("""
                printf '%s\\n' "$@" "$WHO" >"${0%/*}/words"
                printf '%s' "$KUBERNETES_EXEC_INFO" >"${0%/*}/info"
                cat >"${0%/*}/input"
                """ + answer("\"token\":\"t\""));
        Map<String, Object> exec = exec();
        exec.put("args", List.of("get token", "*"));
        exec.put("env", List.of(Map.of("name", "WHO", "value", "me")));
        exec.put("provideClusterInfo", true);
        Map<String, Object> cluster = Map.of(
                "server",
                "https://h:1",
                "tls-server-name",
                "n",
                "insecure-skip-tls-verify",
                true,
                "extensions",
                List.of(Map.of(
                        "name",
                        "client.authentication.k8s.io/exec",
                        "extension",
                        Map.of("audience", "a", "n", 5, "on", true, "list", List.of("x")))));
        assertThat(choose(cluster, exec).credential().authorization()).isEqualTo("Bearer t");
        assertThat(folder.resolve("words")).hasContent("get token\n*\nme");
        assertThat(folder.resolve("input")).as("standard input").isEmptyFile();
        Object info = Json.parse(Files.readString(folder.resolve("info")));
        assertThat(Tree.string(info, "apiVersion")).isEqualTo(V1);
        assertThat(Tree.string(info, "kind")).isEqualTo("ExecCredential");
        Object spec = Tree.map(info, "spec");
        assertThat(Tree.flag(spec, "interactive")).isFalse();
        assertThat(Json.text(Tree.map(spec, "cluster")))
                .contains("\"server\":\"https://h:1\"")
                .contains("\"tls-server-name\":\"n\"")
                .contains("\"insecure-skip-tls-verify\":true")
                .contains("\"n\":5")
                .contains("\"on\":true")
                .contains("\"list\":[\"x\"]");
    }

    @Test
    void isNotToldTheClusterUnlessItsEntryAsksForThat() throws Exception {
        plugin("printf '%s' \"$KUBERNETES_EXEC_INFO\" >\"${0%/*}/info\"\n" + answer("\"token\":\"t\""));
        choose(exec()).credential();
        assertThat(Files.readString(folder.resolve("info"))).doesNotContain("cluster");
    }

    @Test
    void isRunOnceWhileItsCredentialLasts() throws Exception {
        plugin(count() + answer("\"token\":\"t'$n'\",\"expirationTimestamp\":\"2999-01-01T00:00:00Z\""));
        Login login = choose(exec());
        Credential first = login.credential();
        assertThat(login.credential()).isSameAs(first);
        assertThat(first.authorization()).isEqualTo("Bearer t1");
        assertThat(login.another(first).authorization()).as("after a 401").isEqualTo("Bearer t2");
        assertThat(login.another(first).authorization())
                .as("when another thread has renewed it already")
                .isEqualTo("Bearer t2");
    }

    @Test
    void isRunAgainWhenItsCredentialHasExpired() throws Exception {
        plugin(count() + answer("\"token\":\"t'$n'\",\"expirationTimestamp\":\"2001-01-01T01:00:00+01:00\""));
        Login login = choose(exec());
        login.credential();
        assertThat(login.credential().authorization()).isEqualTo("Bearer t2");
    }

    @Test
    void thatFailsIsAnErrorWithItsStatusAndWhatItSaidLast() throws Exception {
        String token = Jwts.legacy("ns", "sa");
        plugin("echo one >&2; printf 'no session for %s\\033[31m\\n\\n' " + token + " >&2; exit 7\n");
        Opening opening = Opening.in(Map.of());
        ClusterException error = Failing.configuration(() -> opening.open(kubeconfig(exec())));
        assertThat(error)
                .hasMessageContaining("\"plugin\" of user \"u\" failed with exit status 7: no session for")
                .message()
                .doesNotContain(token)
                .doesNotContain("\u001b");
        assertThat(opening.notices())
                .containsExactly(
                        "the credential plug-in says: one", "the credential plug-in says: no session for \u2026 [31m");
    }

    @Test
    void thatIsMissingIsAnErrorWithItsInstallHint() {
        Map<String, Object> exec = exec();
        exec.put("command", "no-such-plugin-at-all");
        assertThat(Failing.configuration(() -> choose(exec).credential()))
                .hasMessageContaining("\"no-such-plugin-at-all\" of user \"u\" cannot be started");
        exec.put("installHint", "get it at\nhttps://example.com");
        assertThat(Failing.configuration(() -> choose(exec).credential()).hint())
                .isEqualTo("To install it: get it at https://example.com");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nothing              | JSON
            []                   | JSON
            {}                   | ExecCredential
            {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"s3cret"}} | v1,
            {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":""}} | neither
            {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1"} | neither
            {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientKeyData":"s3cret"}} | not both
            {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientKeyData":"s3cret","clientCertificateData":"s3cret"}} | no certificate
            {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"s3cret","expirationTimestamp":"soon"}} | RFC 3339
            {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"s3 cret"}} | no token may hold
            {"kind":"ExecCredential","status":{"token":"s3cret" | JSON
            """)
    void whoseAnswerCannotBeUsedIsAnErrorWithoutIt(String answer, String why) throws Exception {
        Kubeconfigs.write(folder.resolve("answer"), answer);
        plugin("cat \"${0%/*}/answer\"\n");
        assertThat(Failing.configuration(() -> choose(exec()).credential()))
                .hasMessageContaining(why)
                .message()
                .doesNotContain("s3");
    }

    @Test
    void thatWantsATerminalIsAnError() {
        Map<String, Object> exec = exec();
        exec.put("interactiveMode", "Always");
        assertThat(Failing.configuration(() -> choose(exec))).hasMessageContaining("asks for a terminal");
    }

    @Test
    void ofAVersionThatIsNoMoreIsAnError() {
        Map<String, Object> exec = exec();
        exec.put("apiVersion", "client.authentication.k8s.io/v1alpha1");
        assertThat(Failing.configuration(() -> choose(exec))).hasMessageContaining(V1);
    }

    @Test
    void isNotRunBesideAToken() throws Exception {
        plugin("exit 1\n");
        Map<String, Object> user = Map.of("token", "t", "exec", exec());
        assertThat(choose(Map.of("server", "https://h"), user, folder)
                        .credential()
                        .authorization())
                .isEqualTo("Bearer t");
    }

    private void plugin(String script) {
        Kubeconfigs.program(folder.resolve("plugin"), script);
    }

    private static String answer(String status) {
        return "printf '%s' '{\"kind\":\"ExecCredential\",\"apiVersion\":\"" + V1 + "\",\"status\":{" + status
                + "}}'\n";
    }

    /** Sets n to how often the plug-in has been run. */
    private static String count() {
        return "echo x >>\"${0%/*}/count\"; n=$(wc -l <\"${0%/*}/count\"); n=$((n))\n";
    }

    private static Map<String, Object> exec() {
        return new HashMap<>(Map.of("apiVersion", V1, "command", "./plugin", "interactiveMode", "Never"));
    }

    private Path kubeconfig(Map<String, Object> exec) {
        return Kubeconfigs.one(folder.resolve("config"), "u", Map.of("server", "https://h"), Map.of("exec", exec));
    }

    private Login choose(Map<String, Object> exec) throws ClusterException {
        return choose(Map.of("server", "https://h"), exec);
    }

    private Login choose(Map<String, Object> cluster, Map<String, Object> exec) throws ClusterException {
        return choose(cluster, Map.of("exec", exec), folder);
    }

    private static Login choose(Map<String, ?> cluster, Map<String, ?> user, Path folder) throws ClusterException {
        Path file = Kubeconfigs.one(folder.resolve("config"), "u", cluster, user);
        ConnectOptions options =
                ConnectOptions.builder().kubeconfig(file.toString()).build();
        return Target.choose(options, name -> null, folder, Instant.now(), line -> {})
                .login();
    }
}
