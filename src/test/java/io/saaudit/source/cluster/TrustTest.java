package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import io.saaudit.testing.Certificates;
import io.saaudit.testing.Kubeconfigs;
import io.saaudit.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are not to be trusted, or not there: what is said of each. */
class TrustTest {
    private static final Certificates.Pair CA = Certificates.authority("right-ca");
    private static final Certificates.Pair OTHER = Certificates.authority("wrong-ca");

    @TempDir
    Path folder;

    @Test
    void anExpiredCertificate() throws Exception {
        Instant end = Instant.parse("2024-05-06T07:08:09Z");
        try (TestServer server = serve(Certificates.server(CA, end, "127.0.0.1").server())) {
            assertThat(Failing.connection(() -> ask(server.url(), CA, Map.of())))
                    .hasMessage(server.url() + " is not trusted: the server's certificate, \"CN=server\", expired at "
                            + end);
        }
    }

    @Test
    void anExpiredAuthorityBetweenTheTwo() throws Exception {
        Instant end = Instant.parse("2024-05-06T07:08:09Z");
        Certificates.Pair between = Certificates.intermediate(CA, "between", end);
        Certificates.Pair server = Certificates.server(between, "127.0.0.1");
        try (TestServer listening = serve(server.server(List.of(between.certificate()), null))) {
            assertThat(Failing.connection(() -> ask(listening.url(), CA, Map.of())))
                    .hasMessage(listening.url() + " is not trusted: an authority of the server's certificate,"
                            + " \"CN=between\", expired at " + end)
                    .extracting(ClusterException::hint)
                    .asString()
                    .startsWith("Renew it on the server");
        }
    }

    @Test
    void anExpiredCertificateThatIsItsOwnAuthority() throws Exception {
        Certificates.Pair self = Certificates.server(CA, Instant.parse("2024-05-06T07:08:09Z"), "127.0.0.1");
        try (TestServer server = serve(self.server())) {
            assertThat(Failing.connection(() -> ask(server.url(), self, Map.of())))
                    .hasMessageContaining("expired at 2024-05-06T07:08:09Z");
        }
    }

    @Test
    void aCertificateThatIsNotValidYet() throws Exception {
        Instant end = Instant.now().plusSeconds(2_000_000);
        try (TestServer server = serve(Certificates.server(CA, end, "127.0.0.1").server())) {
            assertThat(Failing.connection(() -> ask(server.url(), CA, Map.of())))
                    .hasMessageContaining("valid only from 2")
                    .extracting(ClusterException::hint)
                    .asString()
                    .contains("clock");
        }
    }

    @Test
    void anotherAuthority() throws Exception {
        try (TestServer server = serve(Certificates.server(CA, "127.0.0.1").server())) {
            assertThat(Failing.connection(() -> ask(server.url(), OTHER, Map.of())))
                    .hasMessageContaining("is not signed by the authority of certificate-authority-data of clusters[0]")
                    .hasMessageContaining("but by \"CN=right-ca\"");
        }
    }

    @Test
    void noAuthorityGiven() throws Exception {
        try (TestServer server = serve(Certificates.server(CA, "127.0.0.1").server())) {
            Path file = Kubeconfigs.one(
                    folder.resolve("config"), "u", Map.of("server", server.url()), Map.of("token", "t"));
            Connection connection = Opening.in(Map.of()).open(file);
            assertThat(Failing.connection(() -> connection.get("/", "a/b")))
                    .hasMessageContaining("no authority that this Java trusts")
                    .extracting(ClusterException::hint)
                    .asString()
                    .contains("--certificate-authority");
        }
    }

    @Test
    void anotherName() throws Exception {
        try (TestServer server =
                serve(Certificates.server(CA, "kubernetes.test", "10.0.0.1").server())) {
            assertThat(Failing.connection(() -> ask(server.url(), CA, Map.of())))
                    .hasMessageContaining("is not for \"127.0.0.1\" but for kubernetes.test, 10.0.0.1")
                    .extracting(ClusterException::hint)
                    .asString()
                    .contains("--tls-server-name");
            assertThat(ask(server.url(), CA, Map.of("tls-server-name", "kubernetes.test")))
                    .isEqualTo(200);
            assertThat(Failing.connection(() -> ask(server.url(), CA, Map.of("tls-server-name", "else.test"))))
                    .hasMessageContaining("is not for \"else.test\"");
        }
    }

    @Test
    void theNameThatTheCertificateMustBearIsAskedFor() throws Exception {
        SSLContext context = Certificates.server(CA, "inner.test", "127.0.0.1").server();
        javax.net.ssl.SSLServerSocket listener = (javax.net.ssl.SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        StringBuilder seen = new StringBuilder();
        Thread thread = new Thread(() -> {
            try (javax.net.ssl.SSLSocket socket = (javax.net.ssl.SSLSocket) listener.accept()) {
                socket.startHandshake();
                for (var name : ((javax.net.ssl.ExtendedSSLSession) socket.getSession()).getRequestedServerNames()) {
                    seen.append(((javax.net.ssl.SNIHostName) name).getAsciiName());
                }
                socket.getOutputStream().write("HTTP/1.1 204 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                seen.append(e);
            }
        });
        thread.start();
        try (listener) {
            String url = "https://127.0.0.1:" + listener.getLocalPort();
            assertThat(ask(url, CA, Map.of("tls-server-name", "inner.test"))).isEqualTo(204);
        }
        thread.join();
        assertThat(seen).hasToString("inner.test");
    }

    @Test
    void anythingIsTakenWhenTheCheckIsSwitchedOffAndThatIsSaid() throws Exception {
        try (TestServer server = serve(Certificates.server(OTHER, Instant.EPOCH.plusSeconds(5_000_000), "x.test")
                .server())) {
            Path file = Kubeconfigs.one(
                    folder.resolve("config"),
                    "u",
                    Map.of("server", server.url(), "insecure-skip-tls-verify", true),
                    Map.of("token", "t"));
            Opening opening = Opening.in(Map.of());
            try (Connection connection = opening.open(file);
                    Reply reply = connection.get("/", "a/b")) {
                assertThat(reply.status()).isEqualTo(200);
            }
            assertThat(opening.notices()).singleElement().asString().contains("is not checked");
        }
    }

    @Test
    void aServerThatWantsACertificateOfAnotherAuthority() throws Exception {
        Certificates.Pair client = Certificates.client(OTHER, "EC", "u", "g");
        try (TestServer server = demanding(Certificates.server(CA, "127.0.0.1").server(CA.certificate()))) {
            Map<String, Object> user = Map.of(
                    "client-certificate-data", Kubeconfigs.data(client.certificatePem()),
                    "client-key-data", Kubeconfigs.data(client.keyPem()));
            Path file = Kubeconfigs.one(
                    folder.resolve("config"), "u", Kubeconfigs.cluster(server.url(), CA.certificatePem()), user);
            Connection connection = Opening.in(Map.of()).open(file);
            assertThat(Failing.connection(() -> connection.get("/", "a/b"))).hasMessageStartingWith(server.url() + " ");
        }
    }

    @Test
    void plainHttpWhereTlsIsExpected() throws Exception {
        try (ServerSocket listener = raw("HTTP/1.0 400 Bad Request\r\n\r\n")) {
            assertThat(Failing.connection(() -> ask("https://127.0.0.1:" + listener.getLocalPort(), CA, Map.of())))
                    .hasMessageContaining("does not speak TLS");
        }
    }

    @Test
    void nobodyListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(Failing.connection(() -> ask("https://127.0.0.1:" + port, CA, Map.of())))
                .hasMessage("https://127.0.0.1:" + port + " refuses connections");
    }

    @Test
    void aNameThatDoesNotResolve() {
        assertThat(Failing.connection(() -> ask("https://no-such-host.invalid", CA, Map.of())))
                .hasMessage("the name \"no-such-host.invalid\" does not resolve");
    }

    @Test
    void aServerThatHangsUp() throws Exception {
        try (ServerSocket listener = raw("")) {
            String url = "https://127.0.0.1:" + listener.getLocalPort();
            assertThat(Failing.connection(() -> ask(url, CA, Map.of()))).hasMessageContaining(url);
        }
    }

    /** Answers every connection with a text, whatever it is asked. */
    private static ServerSocket raw(String text) throws IOException {
        ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    try (Socket socket = listener.accept()) {
                        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                        socket.shutdownOutput();
                        socket.getInputStream().readNBytes(100);
                    }
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    private static TestServer serve(SSLContext context) {
        return TestServer.https(context, exchange -> TestServer.answer(exchange, 200, "{}"));
    }

    private static TestServer demanding(SSLContext context) {
        return TestServer.https(
                new HttpsConfigurator(context) {
                    @Override
                    public void configure(com.sun.net.httpserver.HttpsParameters parameters) {
                        var ssl = getSSLContext().getDefaultSSLParameters();
                        ssl.setNeedClientAuth(true);
                        parameters.setSSLParameters(ssl);
                    }
                },
                exchange -> TestServer.answer(exchange, 200, "{}"));
    }

    private int ask(String url, Certificates.Pair authority, Map<String, String> more) throws ClusterException {
        Map<String, Object> cluster = new HashMap<>(Kubeconfigs.cluster(url, authority.certificatePem()));
        cluster.putAll(more);
        Path file = Kubeconfigs.one(folder.resolve("config"), "u", cluster, Map.of("token", "t"));
        try (Connection connection = Opening.in(Map.of()).open(file);
                Reply reply = connection.get("/", "a/b")) {
            return reply.status();
        }
    }
}
