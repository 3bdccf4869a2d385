package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.saaudit.testing.Certificates;
import io.saaudit.testing.Kubeconfigs;
import io.saaudit.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and what comes of it. */
class ServerConnectionTest {
    private static final String LIST = "{\"kind\":\"List\",\"items\":[" + "1,".repeat(100_000) + "1]}";
    private static final Certificates.Pair CA = Certificates.authority("test-ca");

    @TempDir
    Path folder;

    private TestServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aGetCarriesTheTokenTheAgentAndThePathAsItIs() throws Exception {
        serve(exchange -> TestServer.answer(exchange, 200, "{}"));
        try (Connection connection = open(Map.of("token", "t"));
                Reply reply = connection.get("/api/v1/pods?limit=5&continue=a%2Bb%3D", "application/json;as=X,b/c")) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("content-type")).isEqualTo("application/json");
            assertThat(reply.header("No-Such")).isEmpty();
            assertThat(reply.body().readAllBytes()).asString().isEqualTo("{}");
        }
        TestServer.Asked asked = server.asked().get(0);
        assertThat(asked.line()).isEqualTo("GET /api/v1/pods?limit=5&continue=a%2Bb%3D");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer t");
        assertThat(asked.header("Accept")).isEqualTo("application/json;as=X,b/c");
        assertThat(asked.header("Accept-Encoding")).isEqualTo("gzip");
        assertThat(asked.header("User-Agent")).startsWith("sa-audit/");
    }

    @Test
    void onlyReviewsArePosted() throws Exception {
        serve(exchange -> TestServer.answer(
                exchange, 201, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        try (Connection connection = open(Map.of("token", "t"))) {
            for (String path : List.of(
                    "/apis/authorization.k8s.io/v1/subjectaccessreviews",
                    "/apis/authorization.k8s.io/v1/namespaces/n/localsubjectaccessreviews",
                    "/apis/authentication.k8s.io/v1/selfsubjectreviews",
                    "/apis/authentication.k8s.io/v1/tokenreviews")) {
                try (Reply reply = connection.post(path, "{\"a\":1}".getBytes(StandardCharsets.UTF_8))) {
                    assertThat(reply.body().readAllBytes()).asString().isEqualTo("{\"a\":1}");
                }
            }
            for (String path : List.of(
                    "/api/v1/namespaces/n/pods",
                    "/apis/authorization.k8s.io/v1/../../../api/v1/podreviews",
                    "/apis/authorization.k8s.io/v1/%2e%2e/podreviews",
                    "/apis/authentication.k8s.io/v1/tokenreviews/x",
                    "/api/v1/namespaces/n/serviceaccounts/a/token",
                    "/api/v1/x?/apis/authorization.k8s.io/v1/subjectaccessreviews")) {
                assertThatIllegalArgumentException().as(path).isThrownBy(() -> connection.post(path, new byte[0]));
            }
        }
        assertThat(server.asked())
                .hasSize(4)
                .allMatch(asked -> asked.header("Content-Type").equals("application/json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api", "https://else/api", "@else/api", ".else/api"})
    void noPathLeadsToAnotherServer(String path) throws Exception {
        serve(exchange -> TestServer.answer(exchange, 200, "{}"));
        try (Connection connection = open(Map.of("token", "t"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> connection.get(path, "a/b"));
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aRedirectIsAReplyAndNotFollowed() throws Exception {
        serve(exchange -> {
            exchange.getResponseHeaders().set("Location", server.url() + "/else");
            TestServer.answer(exchange, 302, "");
        });
        try (Connection connection = open(Map.of("token", "t"));
                Reply reply = connection.get("/api", "a/b")) {
            assertThat(reply.status()).isEqualTo(302);
            assertThat(reply.header("Location")).endsWith("/else");
        }
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void impersonationGoesAlongWithEveryRequest() throws Exception {
        serve(exchange -> TestServer.answer(exchange, server.asked().size() == 1 ? 401 : 200, ""));
        Kubeconfigs.write(folder.resolve("token"), "one");
        ConnectOptions options = ConnectOptions.builder()
                .kubeconfig(kubeconfig(Map.of("tokenFile", "token")).toString())
                .as("j\u00fcrgen")
                .asGroups(List.of("a", "b"))
                .asUid("7")
                .build();
        try (Connection connection = Opening.in(Map.of()).open(options);
                Reply reply = connection.get("/api", "a/b")) {
            assertThat(reply.status()).isEqualTo(401);
        }
        for (TestServer.Asked asked : server.asked()) {
            assertThat(asked.header("Impersonate-Group")).isEqualTo("a; b");
            assertThat(asked.header("Impersonate-Uid")).isEqualTo("7");
            assertThat(new String(
                            asked.header("Impersonate-User").getBytes(StandardCharsets.ISO_8859_1),
                            StandardCharsets.UTF_8))
                    .isEqualTo("j\u00fcrgen");
        }
    }

    @Test
    void aRefusedTokenFileIsReadAgainOnce() throws Exception {
        serve(exchange -> {
            boolean fresh = "Bearer two".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            TestServer.answer(exchange, fresh ? 200 : 401, "");
        });
        Path token = Kubeconfigs.write(folder.resolve("token"), "one\n");
        try (Connection connection = open(Map.of("tokenFile", "token"))) {
            try (Reply reply = connection.get("/a", "a/b")) {
                assertThat(reply.status()).as("the same token: not asked twice").isEqualTo(401);
            }
            Kubeconfigs.write(token, "two\n");
            try (Reply reply = connection.get("/b", "a/b")) {
                assertThat(reply.status()).isEqualTo(200);
            }
        }
        assertThat(server.asked())
                .extracting(TestServer.Asked::line)
                .startsWith("GET /a")
                .endsWith("GET /b");
    }

    @Test
    void aPluginIsRunOnceMoreWhenItsTokenIsRefusedAndNotForEver() throws Exception {
        serve(exchange -> TestServer.answer(exchange, 401, ""));
        Kubeconfigs.program(
                folder.resolve("plugin"),
                "echo x >>\"${0%/*}/runs\"\nprintf '%s' '{\"kind\":\"ExecCredential\",\"apiVersion\":"
                        + "\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\"t\"}}'\n");
        Map<String, Object> exec = Map.of("apiVersion", "client.authentication.k8s.io/v1", "command", "./plugin");
        try (Connection connection = open(Map.of("exec", exec))) {
            for (int i = 0; i < 3; i++) {
                try (Reply reply = connection.get("/a", "a/b")) {
                    assertThat(reply.status()).isEqualTo(401);
                }
            }
        }
        assertThat(folder.resolve("runs")).content().hasLineCount(2);
        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void aCompressedReplyComesWhole() throws Exception {
        serve(exchange -> send(exchange, gzip(LIST), "gzip", Integer.MAX_VALUE));
        try (Connection connection = open(Map.of("token", "t"));
                Reply reply = connection.get("/a", "a/b")) {
            assertThat(reply.body().readAllBytes()).asString().isEqualTo(LIST);
        }
    }

    @Test
    void aClusterEntryMaySwitchCompressionOff() throws Exception {
        serve(exchange -> TestServer.answer(exchange, 200, "{}"));
        Map<String, Object> cluster = new HashMap<>(Kubeconfigs.cluster(server.url(), CA.certificatePem()));
        cluster.put("disable-compression", true);
        Path file = Kubeconfigs.one(folder.resolve("config"), "u", cluster, Map.of("token", "t"));
        try (Connection connection = Opening.in(Map.of()).open(file);
                Reply reply = connection.get("/a", "a/b")) {
            assertThat(reply.status()).isEqualTo(200);
        }
        assertThat(server.asked().get(0).header("Accept-Encoding")).isEqualTo("identity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "gzip", "gzip in chunks", "gzip without its end"})
    void aReplyCutShortThrows(String how) throws Exception {
        byte[] whole = how.startsWith("gzip") ? gzip(LIST) : LIST.getBytes(StandardCharsets.UTF_8);
        serve(exchange -> {
            if (how.startsWith("gzip")) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            }
            boolean chunks = how.endsWith("chunks");
            boolean complete = how.endsWith("end");
            byte[] sent = java.util.Arrays.copyOf(whole, whole.length - 20);
            exchange.sendResponseHeaders(200, chunks ? 0 : complete ? sent.length : whole.length);
            exchange.getResponseBody().write(sent);
            exchange.getResponseBody().flush();
            if (!complete) {
                // Else the test server would end the body as it should be.
                throw new IOException("cut");
            }
        });
        try (Connection connection = open(Map.of("token", "t"));
                Reply reply = connection.get("/a", "a/b")) {
            assertThat(reply.status()).isEqualTo(200);
            assertThatIOException()
                    .isThrownBy(() -> reply.body().readAllBytes())
                    .withMessage("the reply was cut short");
        }
    }

    @Test
    void aReplyThatIsNoGzipThoughItSaysSoThrows() throws Exception {
        serve(exchange -> send(exchange, "not".repeat(50).getBytes(StandardCharsets.UTF_8), "gzip", 1000));
        try (Connection connection = open(Map.of("token", "t"));
                Reply reply = connection.get("/a", "a/b")) {
            assertThatIOException()
                    .isThrownBy(() -> reply.body().readAllBytes())
                    .withMessageContaining("no gzip");
        }
    }

    @Test
    void aServerThatIsTooSlowIsGivenUp() throws Exception {
        serve(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/body")) {
                exchange.sendResponseHeaders(200, 10);
                exchange.getResponseBody().flush();
            }
            sleep(5_000);
        });
        ConnectOptions options = ConnectOptions.builder()
                .kubeconfig(kubeconfig(Map.of("token", "t")).toString())
                .requestTimeout(Duration.ofMillis(400))
                .build();
        try (Connection connection = Opening.in(Map.of()).open(options)) {
            long start = System.nanoTime();
            assertThat(Failing.connection(() -> connection.get("/head", "a/b")))
                    .hasMessageContaining("did not answer in time")
                    .extracting(ClusterException::hint)
                    .asString()
                    .contains("--request-timeout");
            try (Reply reply = connection.get("/body", "a/b")) {
                assertThatIOException()
                        .isThrownBy(() -> reply.body().readAllBytes())
                        .withMessageContaining("--request-timeout");
            }
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(4_000);
        }
    }

    @Test
    void requestsKeepToTheirRate() throws Exception {
        serve(exchange -> TestServer.answer(exchange, 200, ""));
        ConnectOptions options = ConnectOptions.builder()
                .kubeconfig(kubeconfig(Map.of("token", "t")).toString())
                .qps(20)
                .build();
        try (Connection connection = Opening.in(Map.of()).open(options)) {
            connection.get("/warm", "a/b").close();
            long start = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                connection.get("/a", "a/b").close();
            }
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
                    .as("milliseconds for ten requests of 20 a second")
                    .isGreaterThan(440);
        }
    }

    @Test
    void aConnectionShowsNoToken() throws Exception {
        serve(exchange -> TestServer.answer(exchange, 200, ""));
        try (Connection connection = open(Map.of("token", "s3cret"))) {
            assertThat(connection.toString()).isEqualTo(server.url());
        }
    }

    private void serve(HttpHandler handler) {
        server = TestServer.https(Certificates.server(CA, "127.0.0.1").server(), handler);
    }

    private Path kubeconfig(Map<String, ?> user) {
        return Kubeconfigs.one(
                folder.resolve("config"), "u", Kubeconfigs.cluster(server.url(), CA.certificatePem()), user);
    }

    private Connection open(Map<String, ?> user) throws ClusterException {
        return Opening.in(Map.of()).open(kubeconfig(user));
    }

    private static void send(HttpExchange exchange, byte[] body, String encoding, int most) throws IOException {
        exchange.getResponseHeaders().set("Content-Encoding", encoding);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body, 0, Math.min(most, body.length));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
