package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Certificates;
import io.saaudit.testing.Kubeconfigs;
import io.saaudit.testing.PickyServer;
import io.saaudit.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySharesTest {
    private static final Certificates.Pair CA = Certificates.authority("key-shares");

    @TempDir
    Path folder;

    @Test
    void aServerThatTakesP256AloneIsOfferedItAndIsRememberedForIt() throws Exception {
        try (TestServer server = server();
                PickyServer picky = new PickyServer(port(server))) {
            Connection connection = open(picky.url());
            for (int i = 0; i < 3; i++) {
                try (connection;
                        Reply reply = connection.get("/version", "application/json")) {
                    assertThat(reply.status()).isEqualTo(200);
                }
            }
            List<Boolean> offered = picky.offered();
            assertThat(offered.get(0)).as("P-256 in the first handshake").isEqualTo(!KeyShares.canBeFew());
            assertThat(offered.subList(1, offered.size()))
                    .as("P-256 in the others; one that is refused stands at the beginning alone")
                    .hasSize(KeyShares.canBeFew() ? 3 : 2)
                    .containsOnly(true);
            assertThat(server.asked()).as("requests").hasSize(3);
        }
    }

    /** Where nobody is picky there is one key, and no second handshake. */
    @Test
    void aHandshakeBeginsWithOneKeyWhereItMay() throws Exception {
        try (TestServer server = server();
                PickyServer watching = new PickyServer(port(server))) {
            try (Connection connection = open(watching.url())) {
                connection.get("/version", "application/json").close();
            }
            assertThat(watching.shares().get(0)).isEqualTo(KeyShares.canBeFew() ? 1 : 2);
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsNoReasonToOfferMore() throws Exception {
        try (TestServer server = server();
                PickyServer picky = new PickyServer(port(server))) {
            Path config = Kubeconfigs.one(
                    folder.resolve("config"),
                    "u",
                    Kubeconfigs.cluster(
                            picky.url(), Certificates.authority("other").certificatePem()),
                    Map.of("token", "t"));
            assertThat(Failing.connection(() -> Opening.in(Map.of())
                            .open(config)
                            .get("/version", "application/json")
                            .close()))
                    .hasMessageContaining("is not signed by the authority of");
            assertThat(picky.offered()).hasSize(KeyShares.canBeFew() ? 2 : 1);
        }
    }

    @Test
    void onlyARefusedHandshakeIsTriedWithMore() {
        assertThat(KeyShares.mayBeTooFew(new SSLHandshakeException("Received fatal alert: handshake_failure")))
                .isTrue();
        assertThat(KeyShares.mayBeTooFew(new SSLHandshakeException("(insufficient_security) ...")))
                .isTrue();
        assertThat(KeyShares.mayBeTooFew(new SSLHandshakeException("Received fatal alert: bad_certificate")))
                .isFalse();
        assertThat(KeyShares.mayBeTooFew(new IOException("handshake_failure"))).isFalse();
        SSLHandshakeException untrusted = new SSLHandshakeException("(handshake_failure) untrusted");
        untrusted.initCause(new CertificateException("untrusted"));
        assertThat(KeyShares.mayBeTooFew(untrusted)).isFalse();
    }

    private static TestServer server() {
        return TestServer.https(Certificates.server(CA, "127.0.0.1").server(), exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'{', '}'});
        });
    }

    private static int port(TestServer server) {
        return Integer.parseInt(server.url().substring(server.url().lastIndexOf(':') + 1));
    }

    private Connection open(String url) throws ClusterException {
        return Opening.in(Map.of())
                .open(Kubeconfigs.one(
                        folder.resolve("config"),
                        "u",
                        Kubeconfigs.cluster(url, CA.certificatePem()),
                        Map.of("token", "t")));
    }
}
