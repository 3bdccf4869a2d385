package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.cli.Run;
import io.saaudit.launcher.Folders;
import io.saaudit.source.cluster.ListedKind;
import io.saaudit.testing.Certificates;
import io.saaudit.testing.Json;
import io.saaudit.testing.Kubeconfigs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a user of a real cluster can get wrong, or the cluster: one line that says what and what to do next, the right
 * status, no stack trace, and no token, whatever happens.
 */
@Live
class BadInputIT {
    @TempDir
    Path folder;

    private final ControlPlane plane;
    private final String authority;
    private final String token;

    BadInputIT(ControlPlane plane) throws IOException {
        this.plane = plane;
        this.authority = Files.readString(plane.folder().resolve("certs/apiserver.crt"));
        this.token = Files.readString(plane.folder().resolve("tokens.csv")).split(",")[0];
    }

    @Test
    void noKubeconfig() {
        assertThat(failure(2, Map.of("HOME", folder.toString()), "scan")).contains("KUBECONFIG", "-f PATH");
    }

    @Test
    void aBrokenKubeconfig() throws IOException {
        Path config = Files.writeString(folder.resolve("config"), "users:\n- name: u\n  user: {token: " + token + "\n");
        assertThat(failure(2, Map.of("KUBECONFIG", config.toString()), "scan")).contains(config.toString());
    }

    @Test
    void anUnknownContext() {
        assertThat(failure(2, env(Map.of(), Map.of("token", token)), "scan", "--context", "prod"))
                .contains("\"prod\"");
        // Before the command as well.
        assertThat(failure(2, env(Map.of(), Map.of("token", token)), "--context", "prod", "scan"))
                .contains("\"prod\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"scan", "can-i list pods --as default/default", "permissions --self", "snapshot FILE", "verify"})
    void anExpiredCertificateOfTheServer(String line) {
        Map<String, String> env = env(
                Map.of(
                        "tls-server-name",
                        ControlPlane.EXPIRED,
                        "certificate-authority-data",
                        Kubeconfigs.data(plane.expiredAuthority())),
                Map.of("token", token));
        String said = failure(
                3,
                env,
                line.replace("FILE", folder.resolve("f.json").toString()).split(" "));
        assertThat(said)
                .isEqualTo("sa-audit: " + plane.url()
                        + " is not trusted: the server's certificate, \"CN=server\", expired" + " at "
                        + ControlPlane.EXPIRED_AT + ". Renew it on the server; is the clock of this machine right?\n");
        assertThat(folder.resolve("f.json")).doesNotExist();
    }

    @Test
    void anExpiredCertificateOfTheClient() {
        Certificates.Pair ca = Certificates.read(
                plane.folder().resolve("ca.crt"), plane.folder().resolve("ca.key"));
        Certificates.Pair client =
                Certificates.client(ca, "EC", "jane", "system:masters", Instant.parse("2025-01-02T03:04:05Z"));
        assertThat(failure(
                        2,
                        env(
                                Map.of(),
                                Map.of(
                                        "client-certificate-data",
                                        Kubeconfigs.data(client.certificatePem()),
                                        "client-key-data",
                                        Kubeconfigs.data(client.keyPem()))),
                        "scan"))
                .contains("client certificate of user \"u\" expired at 2025-01-02T03:04:05Z");
    }

    @Test
    void theWrongAuthority() {
        String wrong = Certificates.authority("wrong").certificatePem();
        assertThat(failure(
                        3,
                        env(Map.of("certificate-authority-data", Kubeconfigs.data(wrong)), Map.of("token", token)),
                        "scan"))
                .contains("is not signed by the authority of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1:1|refuses connections", "https://none.invalid|does not resolve"})
    void noServerThere(String what) {
        String[] parts = what.split("\\|");
        assertThat(failure(3, env(Map.of("server", parts[0]), Map.of("token", token)), "scan"))
                .contains(parts[1]);
    }

    @Test
    void aTokenThatTheServerDoesNotKnow() {
        String other = token + "-other";
        String said = failure(3, env(Map.of(), Map.of("token", other)), "scan");
        assertThat(said).contains("401").contains("Log in again");
    }

    /** Each kind alone: a gap that names it and what it hides, and all others are read. */
    @ParameterizedTest
    @EnumSource(
            value = ListedKind.class,
            // Told by discovery.
            names = "CUSTOM_RESOURCE_DEFINITION",
            mode = EnumSource.Mode.EXCLUDE)
    void oneKindThatMayNotBeListed(ListedKind kind, Server server) {
        try (FaultProxy proxy = server.faults().on("/" + kind.resource() + "?", FaultProxy.status(403, "", ""))) {
            Run run = through(proxy, "scan", "--fail-on", "never");
            assertThat(run.status()).as(run.err()).isEqualTo(3);
            assertThat(run.err().lines().filter(line -> line.contains("could not be listed")))
                    .as(run.err())
                    .singleElement()
                    .asString()
                    .contains("cluster u: " + kind.kind())
                    .contains("; that hides ");
            assertThat(run.out()).contains("NOT COMPLETE");
        }
    }

    @Test
    void nothingThatMayBeListed(Server server) {
        try (FaultProxy proxy = server.faults().on("limit=", FaultProxy.status(403, "", ""))) {
            Run run = through(proxy, "scan");
            assertThat(run.status()).as(run.err()).isEqualTo(3);
            assertThat(run.err().lines().filter(line -> line.contains("could not be listed")))
                    .hasSizeGreaterThan(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "json", "cut"})
    void noServerOfKubernetesAnswers(String how, Server server) {
        try (FaultProxy proxy = server.faults()) {
            proxy.on(
                    "",
                    switch (how) {
                        case "html" -> FaultProxy.html();
                        case "json" -> FaultProxy.json("{\"hello\":1}");
                        default -> FaultProxy.cut();
                    });
            Run run = through(proxy, "scan");
            check(3, run);
            assertThat(run.err()).contains(proxy.url());
        }
    }

    @Test
    void aPluginThatIsMissingOrFails() throws IOException {
        assertThat(failure(2, env(Map.of(), exec("no-such-plugin-here")), "scan"))
                .contains("no-such-plugin-here");
        // What it says meanwhile is passed on, without what looks like a token.
        String own = plane.server().tokenOf("default", "default");
        Path failing = folder.resolve("plugin");
        Folders.script(failing, "#!/bin/sh\necho 'error: token " + own + " is too old' >&2\nexit 7\n");
        Run run = Run.with("", env(Map.of(), exec(failing.toString())), 0, "scan");
        assertThat(run.err())
                .hasLineCount(2)
                .startsWith("sa-audit: note: the credential plug-in says: error: token")
                .contains("failed with exit status 7")
                .endsWith(". Run it by hand, or log in to the cluster anew.\n")
                .doesNotContain(own, "eyJ");
        assertThat(run.status()).isEqualTo(2);
    }

    private static Map<String, Object> exec(String command) {
        return Map.of(
                "exec",
                Map.of(
                        "apiVersion",
                        "client.authentication.k8s.io/v1",
                        "command",
                        command,
                        "interactiveMode",
                        "Never"));
    }

    private Run through(FaultProxy proxy, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(
                "--server",
                proxy.url(),
                "--certificate-authority",
                proxy.authority().toString()));
        return Run.with("", env(Map.of(), Map.of("token", token)), 0, all.toArray(String[]::new));
    }

    /** The environment with a kubeconfig that leads to the server but for some fields. */
    private Map<String, String> env(Map<String, ?> changed, Map<String, ?> user) {
        Map<String, Object> cluster = new HashMap<>(Kubeconfigs.cluster(plane.url(), authority));
        cluster.putAll(changed);
        Path config = Kubeconfigs.one(folder.resolve("config"), "u", cluster, user);
        return Map.of("KUBECONFIG", config.toString(), "HOME", folder.toString());
    }

    /** What a run says that fails. */
    private String failure(int status, Map<String, String> env, String... words) {
        Run run = Run.with("", env, 0, words);
        check(status, run);
        return run.err();
    }

    private void check(int status, Run run) {
        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(run.out()).isEmpty();
        String last = run.err().lines().reduce((a, b) -> b).orElse("");
        assertThat(last)
                .as("one line: what, and what to do next")
                .startsWith("sa-audit: ")
                .matches(".*[.?] .*[.?]");
        assertThat(run.err())
                .doesNotContain(token, "\tat ", "Exception", "    at ")
                .as("nothing besides")
                .hasLineCount(1);
        assertThat(Json.text(run.err())).doesNotContain(token);
    }
}
