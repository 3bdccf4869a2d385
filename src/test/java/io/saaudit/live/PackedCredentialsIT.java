package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.saaudit.launcher.Launch;
import io.saaudit.launcher.Launch.Result;
import io.saaudit.launcher.Packed;
import io.saaudit.source.cluster.ClusterException;
import io.saaudit.source.cluster.Connection;
import io.saaudit.testing.Certificates;
import io.saaudit.testing.Json;
import io.saaudit.testing.Jwts;
import io.saaudit.testing.Kubeconfigs;
import io.saaudit.testing.TestServer;
import io.saaudit.testing.TunnelProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of credential of a kubeconfig, and every way to the server, by the packed Java, which holds a few modules only.
 * On a control plane of its own, which takes tokens of OpenID Connect.
 */
@Live
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackedCredentialsIT {
    private static final Certificates.Pair ISSUER = Certificates.authority("issuer-ca");
    private static final KeyPair KEY = Certificates.keys("RSA");

    private final TestServer issuer =
            TestServer.https(Certificates.server(ISSUER, "127.0.0.1").server(), this::issue);
    private ControlPlane plane;
    private Path folder;
    private Path program;
    private String authority;
    private String token;

    @BeforeAll
    void start(@TempDir Path scratch) throws Exception {
        folder = scratch;
        program = Packed.unpack(Packed.archive(), folder.resolve("unpacked")).resolve("bin/kubectl-sa_audit");
        Path ca = Kubeconfigs.write(folder.resolve("issuer.crt"), ISSUER.certificatePem());
        plane = ControlPlane.start(
                ControlPlaneBinary.get(),
                List.of(
                        "--oidc-issuer-url=" + issuer.url(),
                        "--oidc-client-id=kubernetes",
                        "--oidc-ca-file=" + ca,
                        "--oidc-username-prefix=oidc:",
                        "--oidc-groups-claim=groups"));
        authority = Files.readString(plane.folder().resolve("certs/apiserver.crt"));
        token = Files.readString(plane.folder().resolve("tokens.csv")).split(",")[0];
        plane.server()
                .apply(Map.of(
                        "apiVersion",
                        "rbac.authorization.k8s.io/v1",
                        "kind",
                        "ClusterRoleBinding",
                        "metadata",
                        Map.of("name", "people"),
                        "roleRef",
                        Map.of("apiGroup", "rbac.authorization.k8s.io", "kind", "ClusterRole", "name", "cluster-admin"),
                        "subjects",
                        List.of(Map.of("apiGroup", "rbac.authorization.k8s.io", "kind", "Group", "name", "people"))))
                .orFail("apply ClusterRoleBinding people");
        String fresh = idToken(600);
        Waiting.until("the API server to take tokens of the issuer", () -> status(fresh) == 200);
    }

    @AfterAll
    void stop() {
        if (plane != null) {
            plane.close();
        }
        issuer.close();
    }

    @Test
    void aToken() throws Exception {
        expect("admin", Map.of("token", token));
        Kubeconfigs.write(folder.resolve("token"), token + "\n");
        expect("admin", Map.of("tokenFile", "token"));
    }

    @ParameterizedTest
    @CsvSource({"RSA, PKCS8", "RSA, PKCS1", "EC, PKCS8", "EC, SEC1", "Ed25519, PKCS8"})
    void aClientCertificate(String algorithm, String form) throws Exception {
        Certificates.Pair alice = alice(algorithm);
        String key = switch (form) {
            case "PKCS1" -> Certificates.pem("RSA PRIVATE KEY", Certificates.inside(alice.key()));
            case "SEC1" -> Certificates.pem("EC PRIVATE KEY", Certificates.sec1(alice.key()));
            default -> alice.keyPem();
        };
        Map<String, String> data = Map.of(
                "client-certificate-data", Kubeconfigs.data(alice.certificatePem()),
                "client-key-data", Kubeconfigs.data(key));
        expect("alice", data);
        Kubeconfigs.write(folder.resolve("alice.crt"), alice.certificatePem());
        Kubeconfigs.write(folder.resolve("alice.key"), key);
        expect("alice", Map.of("client-certificate", "alice.crt", "client-key", "alice.key"));
    }

    @Test
    void aPluginThatGivesATokenOrACertificate() throws Exception {
        Certificates.Pair alice = alice("RSA");
        Map<String, Map<String, String>> answers = Map.of(
                "admin",
                Map.of("token", token),
                "alice",
                Map.of("clientCertificateData", alice.certificatePem(), "clientKeyData", alice.keyPem()));
        for (Map.Entry<String, Map<String, String>> answer : answers.entrySet()) {
            String version = "client.authentication.k8s.io/v1";
            Kubeconfigs.write(
                    folder.resolve("answer"),
                    Json.text(Map.of("apiVersion", version, "kind", "ExecCredential", "status", answer.getValue())));
            Kubeconfigs.program(folder.resolve("plugin"), "exec /bin/cat \"${0%/*}/answer\"\n");
            Map<String, String> exec = Map.of("apiVersion", version, "command", "./plugin", "interactiveMode", "Never");
            expect(answer.getKey(), Map.of("exec", exec));
        }
    }

    @Test
    void openIdConnect() throws Exception {
        expect("oidc:jane", oidc(idToken(600)));
    }

    @Test
    void openIdConnectWithATokenThatHasExpired() throws Exception {
        Result result = expect("oidc:jane", oidc(idToken(-60)));
        assertThat(result.err()).contains("was renewed for this run");
    }

    @Test
    void aFileOfTheAuthority() throws Exception {
        Kubeconfigs.write(folder.resolve("ca.crt"), authority);
        expect("admin", Map.of("server", plane.url(), "certificate-authority", "ca.crt"), Map.of("token", token));
        Kubeconfigs.write(
                folder.resolve("ca.crt"), Certificates.authority("wrong").certificatePem() + authority);
        expect("admin", Map.of("server", plane.url(), "certificate-authority", "ca.crt"), Map.of("token", token));
    }

    @Test
    void withoutAnAuthorityTheSystemsOnesAreAskedAndDoNotKnowIt() throws Exception {
        Result result = run(Map.of("server", plane.url()), Map.of("token", token));
        assertThat(result.status()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).contains("which is no authority that this Java trusts");
    }

    @Test
    void byTheNameOfTheHost() throws Exception {
        Map<String, Object> cluster = new HashMap<>(Kubeconfigs.cluster("https://localhost:" + port(), authority));
        cluster.put("tls-server-name", "kubernetes.default.svc");
        expect("admin", cluster, Map.of("token", token));
    }

    @Test
    void throughProxies() throws Exception {
        Certificates.Pair alice = alice("EC");
        Map<String, String> user = Map.of(
                "client-certificate-data", Kubeconfigs.data(alice.certificatePem()),
                "client-key-data", Kubeconfigs.data(alice.keyPem()));
        try (TunnelProxy http = TunnelProxy.http(port(), "me", "pw");
                TunnelProxy socks = TunnelProxy.socks(port(), "", "")) {
            for (String proxy :
                    List.of("http://me:pw@127.0.0.1:" + http.port(), "socks5://127.0.0.1:" + socks.port())) {
                Map<String, Object> cluster = new HashMap<>(Kubeconfigs.cluster("https://cluster.test:443", authority));
                cluster.put("tls-server-name", "kubernetes.default.svc");
                cluster.put("proxy-url", proxy);
                expect("alice", cluster, user);
            }
            assertThat(http.asked()).contains("cluster.test:443");
            assertThat(socks.asked()).contains("cluster.test:443");
        }
    }

    @Test
    void theEnvironmentsProxy() throws Exception {
        Map<String, Object> cluster = new HashMap<>(Kubeconfigs.cluster("https://cluster.test:443", authority));
        cluster.put("tls-server-name", "kubernetes.default.svc");
        try (TunnelProxy proxy = TunnelProxy.http(port(), "", "")) {
            Result result = launch(cluster, Map.of("token", token))
                    .with("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port())
                    .run();
            assertThat(result.err()).contains("as admin");
            assertThat(proxy.asked()).contains("cluster.test:443");
        }
    }

    private Certificates.Pair alice(String algorithm) {
        Certificates.Pair clients = Certificates.read(
                plane.folder().resolve("ca.crt"), plane.folder().resolve("ca.key"));
        return Certificates.client(clients, algorithm, "alice", "people");
    }

    private int port() {
        return Integer.parseInt(plane.url().substring(plane.url().lastIndexOf(':') + 1));
    }

    private Result expect(String who, Map<String, ?> user) throws Exception {
        return expect(who, Kubeconfigs.cluster(plane.url(), authority), user);
    }

    private Result expect(String who, Map<String, ?> cluster, Map<String, ?> user) throws Exception {
        Result result = run(cluster, user);
        assertThat(result.err()).contains("as " + who + "\n");
        assertThat(result.out()).startsWith("no\n");
        assertThat(result.status()).isEqualTo(1);
        return result;
    }

    private Result run(Map<String, ?> cluster, Map<String, ?> user) throws Exception {
        return launch(cluster, user).run();
    }

    private Launch launch(Map<String, ?> cluster, Map<String, ?> user) throws IOException {
        Path config = Kubeconfigs.one(folder.resolve("config"), "live", cluster, user);
        return Launch.of(folder, program, "can-i", "list", "pods", "--as", "default/default", "-n", "default")
                .with("KUBECONFIG", config);
    }

    private int status(String bearer) {
        try (Connection connection = plane.server().connection(bearer);
                io.saaudit.source.cluster.Reply reply = connection.get("/api", "application/json")) {
            return reply.status();
        } catch (ClusterException e) {
            throw new AssertionError(e);
        }
    }

    private String idToken(long seconds) {
        return Jwts.signed(
                "RS256",
                "k1",
                KEY.getPrivate(),
                "{\"iss\":\"" + issuer.url()
                        + "\",\"aud\":\"kubernetes\",\"sub\":\"jane\",\"groups\":[\"people\"],\"exp\":"
                        + (Instant.now().getEpochSecond() + seconds) + "}");
    }

    private Map<String, Object> oidc(String idToken) {
        Map<String, String> config = Map.of(
                "idp-issuer-url",
                issuer.url(),
                "idp-certificate-authority-data",
                Kubeconfigs.data(ISSUER.certificatePem()),
                "client-id",
                "kubernetes",
                "client-secret",
                "none",
                "id-token",
                idToken,
                "refresh-token",
                "r1");
        return Map.of("auth-provider", Map.of("name", "oidc", "config", config));
    }

    /** Discovery, keys and tokens, as OpenID Connect Discovery 1.0 and Core 1.0 section 12 have them. */
    private void issue(HttpExchange exchange) throws IOException {
        String url = "https://127.0.0.1:" + exchange.getLocalAddress().getPort();
        String asked = exchange.getRequestURI().getPath();
        String answer = asked.endsWith("/openid-configuration")
                ? Json.text(Map.of(
                        "issuer",
                        url,
                        "jwks_uri",
                        url + "/keys",
                        "token_endpoint",
                        url + "/token",
                        "id_token_signing_alg_values_supported",
                        List.of("RS256")))
                : asked.equals("/keys")
                        ? Jwts.keySet(Jwts.key("k1", KEY.getPublic()))
                        : Json.text(Map.of("id_token", idToken(600), "refresh_token", "r2"));
        TestServer.answer(exchange, 200, answer);
    }
}
