package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.source.cluster.ConnectOptions;
import io.saaudit.source.cluster.Connection;
import io.saaudit.source.cluster.Opening;
import io.saaudit.source.cluster.Reply;
import io.saaudit.testing.Certificates;
import io.saaudit.testing.Json;
import io.saaudit.testing.Kubeconfigs;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of credential, taken by a real API server for who it is. */
@Live
class CredentialsIT {
    private static final String REVIEWS = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    private static final byte[] REVIEW =
            ("{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}")
                    .getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final ControlPlane plane;
    private final String authority;
    private final String token;

    CredentialsIT(ControlPlane plane) throws IOException {
        this.plane = plane;
        this.authority = Files.readString(plane.folder().resolve("certs/apiserver.crt"));
        this.token = Files.readString(plane.folder().resolve("tokens.csv")).split(",")[0];
    }

    @Test
    void aTokenOfTheKubeconfig() throws Exception {
        assertThat(who(Map.of("token", token))).isEqualTo("admin");
    }

    @Test
    void aTokenOfAFlagNeedsNoKubeconfig() throws Exception {
        Path ca = Kubeconfigs.write(folder.resolve("ca.crt"), authority);
        ConnectOptions options = ConnectOptions.builder()
                .server(url())
                .certificateAuthority(ca.toString())
                .token(token)
                .build();
        assertThat(who(Opening.in(Map.of("HOME", folder.toString())).open(options)))
                .isEqualTo("admin");
    }

    @Test
    void aTokenFileWithALineEnd() throws Exception {
        Kubeconfigs.write(folder.resolve("token"), token + "\n");
        assertThat(who(Map.of("tokenFile", "token"))).isEqualTo("admin");
    }

    @Test
    void aTokenByFlagTakesThePlaceOfAClientCertificate() throws Exception {
        Certificates.Pair alice = Certificates.client(clients(), "EC", "alice", "people");
        Path kubeconfig = kubeconfig(Map.of(
                "client-certificate-data", Kubeconfigs.data(alice.certificatePem()),
                "client-key-data", Kubeconfigs.data(alice.keyPem())));
        ConnectOptions options = ConnectOptions.builder()
                .kubeconfig(kubeconfig.toString())
                .token(token)
                .build();
        assertThat(who(Opening.in(Map.of()).open(options))).isEqualTo("admin");
    }

    @ParameterizedTest
    @CsvSource({"RSA, PKCS8", "RSA, PKCS1", "EC, PKCS8", "EC, SEC1", "EC, SEC1 with parameters", "Ed25519, PKCS8"})
    void aClientCertificate(String algorithm, String form) throws Exception {
        Certificates.Pair alice = Certificates.client(clients(), algorithm, "alice", "people");
        String key = switch (form) {
            case "PKCS1" -> Certificates.pem("RSA PRIVATE KEY", Certificates.inside(alice.key()));
            case "SEC1" -> Certificates.pem("EC PRIVATE KEY", Certificates.sec1(alice.key()));
            case "SEC1 with parameters" ->
                Certificates.pem("EC PARAMETERS", Certificates.curve())
                        + Certificates.pem("EC PRIVATE KEY", Certificates.sec1(alice.key()));
            default -> alice.keyPem();
        };
        assertThat(who(Map.of(
                        "client-certificate-data", Kubeconfigs.data(alice.certificatePem()),
                        "client-key-data", Kubeconfigs.data(key))))
                .as("as data")
                .isEqualTo("alice");
        Kubeconfigs.write(folder.resolve("both.pem"), alice.certificatePem() + key);
        assertThat(who(Map.of("client-certificate", "both.pem", "client-key", "both.pem")))
                .as("as one file for both")
                .isEqualTo("alice");
    }

    @Test
    void aPluginThatGivesAToken() throws Exception {
        Kubeconfigs.program(folder.resolve("plugin"), "printf '" + answer("v1", Map.of("token", token)) + "'\n");
        assertThat(who(Map.of("exec", plugin("v1")))).isEqualTo("admin");
    }

    @Test
    void aPluginThatGivesACertificate() throws Exception {
        Certificates.Pair alice = Certificates.client(clients(), "EC", "alice", "people");
        Path answer = Kubeconfigs.write(
                folder.resolve("answer"),
                answer(
                        "v1beta1",
                        Map.of("clientCertificateData", alice.certificatePem(), "clientKeyData", alice.keyPem())));
        Kubeconfigs.program(folder.resolve("plugin"), "cat " + answer + "\n");
        assertThat(who(Map.of("exec", plugin("v1beta1")))).isEqualTo("alice");
    }

    @Test
    void theFilesOfAPod() throws Exception {
        Kubeconfigs.write(folder.resolve("token"), token);
        Kubeconfigs.write(folder.resolve("ca.crt"), authority);
        Kubeconfigs.write(folder.resolve("namespace"), "apps");
        String port = url().substring(url().lastIndexOf(':') + 1);
        Map<String, String> environment = Map.of(
                "HOME", folder.toString(), "KUBERNETES_SERVICE_HOST", "127.0.0.1", "KUBERNETES_SERVICE_PORT", port);
        Connection connection = Opening.inPod(environment, folder).open(ConnectOptions.none());
        assertThat(connection.namespace()).isEqualTo("apps");
        assertThat(connection.server()).isEqualTo(url());
        assertThat(who(connection)).isEqualTo("admin");
    }

    @Test
    void impersonationByFlags() throws Exception {
        ConnectOptions options = ConnectOptions.builder()
                .kubeconfig(kubeconfig(Map.of("token", token)).toString())
                .as("j\u00fcrgen")
                .asGroups(List.of("one", "two"))
                .asUid("u-1")
                .build();
        Object user = review(Opening.in(Map.of()).open(options));
        assertThat(Tree.string(user, "username")).isEqualTo("j\u00fcrgen");
        assertThat(Tree.string(user, "uid")).isEqualTo("u-1");
        assertThat(Tree.list(user, "groups").stream().map(Object::toString)).contains("one", "two");
    }

    @Test
    void impersonationByTheKubeconfig() throws Exception {
        Path kubeconfig = kubeconfig(Map.of(
                "token",
                token,
                "as",
                "bob",
                "as-groups",
                List.of("g"),
                "as-user-extra",
                Map.of("a/B", List.of("x", "y"))));
        Object user = review(Opening.in(Map.of()).open(kubeconfig));
        assertThat(Tree.string(user, "username")).isEqualTo("bob");
        assertThat(Json.text(user)).contains("\"a/b\":[\"x\",\"y\"]");
    }

    @Test
    void twoContextsAndTwoFiles() throws Exception {
        Certificates.Pair alice = Certificates.client(clients(), "EC", "alice", "people");
        Path first = Kubeconfigs.one(folder.resolve("first"), "first", cluster(), Map.of("token", token));
        Path second = Kubeconfigs.one(
                folder.resolve("second"),
                "second",
                cluster(),
                Map.of(
                        "client-certificate-data", Kubeconfigs.data(alice.certificatePem()),
                        "client-key-data", Kubeconfigs.data(alice.keyPem())));
        Opening opening = Opening.in(Map.of("KUBECONFIG", first + ":" + folder.resolve("missing") + ":" + second));
        try (Connection current = opening.open(ConnectOptions.none())) {
            assertThat(current.context()).isEqualTo("first");
            assertThat(who(current)).isEqualTo("admin");
        }
        assertThat(who(opening.open(ConnectOptions.builder().context("second").build())))
                .isEqualTo("alice");
        assertThat(who(opening.open(ConnectOptions.builder().user("second").build())))
                .as("another user of the current context")
                .isEqualTo("alice");
    }

    @Test
    void aLargeReplyComesCompressedAndWhole() throws Exception {
        Connection connection = Opening.in(Map.of()).open(kubeconfig(Map.of("token", token)));
        try (connection;
                Reply reply = connection.get("/openapi/v2", "application/json")) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Encoding")).isEqualTo("gzip");
            byte[] body = reply.body().readAllBytes();
            assertThat(body.length).isGreaterThan(1_000_000);
            assertThat(Tree.string(Json.parse(new String(body, StandardCharsets.UTF_8)), "swagger"))
                    .isEqualTo("2.0");
        }
    }

    private String url() {
        return plane.url();
    }

    private Map<String, Object> cluster() {
        return Kubeconfigs.cluster(url(), authority);
    }

    private Path kubeconfig(Map<String, ?> user) {
        return Kubeconfigs.one(folder.resolve("config"), "live", cluster(), user);
    }

    private String who(Map<String, ?> user) throws Exception {
        return who(Opening.in(Map.of()).open(kubeconfig(user)));
    }

    private static String who(Connection connection) throws Exception {
        return Tree.string(review(connection), "username");
    }

    private static Object review(Connection connection) throws Exception {
        try (connection;
                Reply reply = connection.post(REVIEWS, REVIEW)) {
            String body = new String(reply.body().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(reply.status()).as(body).isEqualTo(201);
            return Tree.map(Tree.map(Json.parse(body), "status"), "userInfo");
        }
    }

    private Map<String, Object> plugin(String version) {
        return Map.of(
                "apiVersion", "client.authentication.k8s.io/" + version,
                "command", "./plugin",
                "interactiveMode", "IfAvailable");
    }

    private static String answer(String version, Map<String, String> status) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("apiVersion", "client.authentication.k8s.io/" + version);
        answer.put("kind", "ExecCredential");
        answer.put("status", status);
        return Json.text(answer);
    }

    /** The authority whose client certificates the server takes. */
    private Certificates.Pair clients() {
        return Certificates.read(
                plane.folder().resolve("ca.crt"), plane.folder().resolve("ca.key"));
    }
}
