package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saaudit.source.cluster.ClusterException;
import io.saaudit.source.cluster.ConnectOptions;
import io.saaudit.source.cluster.Connection;
import io.saaudit.source.cluster.Opening;
import io.saaudit.source.cluster.Reply;
import io.saaudit.testing.Certificates;
import io.saaudit.testing.Kubeconfigs;
import io.saaudit.testing.TunnelProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways to a real API server, and ways that end before it. */
@Live
class ReachingIT {
    @TempDir
    Path folder;

    private final ControlPlane plane;
    private final String authority;
    private final String token;
    private final int port;

    ReachingIT(ControlPlane plane) throws IOException {
        this.plane = plane;
        this.authority = Files.readString(plane.folder().resolve("certs/apiserver.crt"));
        this.token = Files.readString(plane.folder().resolve("tokens.csv")).split(",")[0];
        this.port = Integer.parseInt(plane.url().substring(plane.url().lastIndexOf(':') + 1));
    }

    @Test
    void throughAnHttpProxyByAnotherName() throws Exception {
        try (TunnelProxy proxy = TunnelProxy.http(port, "me", "pw")) {
            assertThat(version(Map.of(
                            "server", "https://cluster.test:443",
                            "proxy-url", "http://me:pw@127.0.0.1:" + proxy.port(),
                            "tls-server-name", "kubernetes.default.svc")))
                    .isEqualTo(200);
            assertThat(proxy.asked()).containsExactly("cluster.test:443");
        }
    }

    @Test
    void throughASocksProxy() throws Exception {
        try (TunnelProxy proxy = TunnelProxy.socks(port, "", "")) {
            assertThat(version(Map.of("proxy-url", "socks5://127.0.0.1:" + proxy.port())))
                    .isEqualTo(200);
            assertThat(proxy.asked()).containsExactly("127.0.0.1:" + port);
        }
    }

    @Test
    void theEnvironmentsProxyIsNotAskedForALoopbackAddress() throws Exception {
        Path file = Kubeconfigs.one(
                folder.resolve("config"), "u", Kubeconfigs.cluster(plane.url(), authority), Map.of("token", token));
        assertThat(version(Opening.in(Map.of("HTTPS_PROXY", "http://no-proxy.invalid:1"))
                        .open(file)))
                .isEqualTo(200);
    }

    @Test
    void byTheWrongAuthority() {
        String wrong = Certificates.authority("wrong").certificatePem();
        assertThat(failure(Map.of("certificate-authority-data", Kubeconfigs.data(wrong))))
                .hasMessageContaining("is not signed by the authority of");
    }

    @Test
    void byANameThatTheCertificateDoesNotBear() {
        assertThat(failure(Map.of("tls-server-name", "else.test")))
                .hasMessageContaining("is not for \"else.test\" but for ")
                .hasMessageContaining("kubernetes.default.svc");
    }

    @Test
    void aTokenThatTheServerDoesNotKnowIsAReplyAndNoException() throws Exception {
        Path file = Kubeconfigs.one(
                folder.resolve("config"), "u", Kubeconfigs.cluster(plane.url(), authority), Map.of("token", "unknown"));
        try (Connection connection = Opening.in(Map.of()).open(file);
                Reply reply = connection.get("/version", "application/json")) {
            assertThat(reply.status()).isEqualTo(401);
        }
    }

    @Test
    void unchecked() throws Exception {
        ConnectOptions options = ConnectOptions.builder()
                .server(plane.url())
                .token(token)
                .insecureSkipTlsVerify(true)
                .build();
        assertThat(version(Opening.in(Map.of("HOME", folder.toString())).open(options)))
                .isEqualTo(200);
    }

    private ClusterException failure(Map<String, String> more) {
        ClusterException error = catchThrowableOfType(ClusterException.class, () -> version(more));
        assertThat(error).as("nothing was thrown").isNotNull();
        assertThat(error.kind()).isEqualTo(ClusterException.Kind.CONNECTION);
        return error;
    }

    private int version(Map<String, String> more) throws ClusterException {
        Map<String, Object> cluster = new HashMap<>(Kubeconfigs.cluster(plane.url(), authority));
        cluster.putAll(more);
        return version(Opening.in(Map.of())
                .open(Kubeconfigs.one(folder.resolve("config"), "u", cluster, Map.of("token", token))));
    }

    private static int version(Connection connection) throws ClusterException {
        try (connection;
                Reply reply = connection.get("/version", "application/json")) {
            return reply.status();
        }
    }
}
