package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Certificates;
import io.saaudit.testing.Kubeconfigs;
import io.saaudit.testing.TestServer;
import io.saaudit.testing.TunnelProxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests through proxies. The server's name resolves nowhere: only the proxy knows where it is. */
class ProxyTest {
    private static final Certificates.Pair CA = Certificates.authority("ca");
    private static final String URL = "https://kubernetes.test:6443";

    @TempDir
    Path folder;

    private final TestServer server = TestServer.https(
            Certificates.server(CA, "kubernetes.test").server(), exchange -> TestServer.answer(exchange, 200, "{}"));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anHttpProxyOfTheKubeconfig() throws Exception {
        try (TunnelProxy proxy = TunnelProxy.http(server.port(), "", "")) {
            assertThat(ask(URL, "http://127.0.0.1:" + proxy.port(), Map.of())).isEqualTo(200);
            assertThat(proxy.asked()).containsExactly("kubernetes.test:6443");
        }
        assertThat(server.asked().get(0).header("Authorization")).isEqualTo("Bearer t");
    }

    @Test
    void anHttpProxyWithUserAndPassword() throws Exception {
        try (TunnelProxy proxy = TunnelProxy.http(server.port(), "me@corp", "p:s3cret")) {
            assertThat(ask(URL, "http://me%40corp:p%3As3cret@127.0.0.1:" + proxy.port(), Map.of()))
                    .isEqualTo(200);
            for (String user : new String[] {"", "me:s3cret@"}) {
                assertThat(Failing.connection(() -> ask(URL, "http://" + user + "127.0.0.1:" + proxy.port(), Map.of())))
                        .hasMessageContaining(
                                "the proxy http://127.0.0.1:" + proxy.port() + " wants a user and password")
                        .message()
                        .doesNotContain("s3cret");
            }
        }
        assertThat(server.asked().get(0).header("Proxy-Authorization"))
                .as("what is the proxy's does not reach the server")
                .isEmpty();
    }

    @Test
    void aProxyThatSpeaksTls() throws Exception {
        try (TunnelProxy proxy = TunnelProxy.https(
                server.port(), Certificates.server(CA, "127.0.0.1").server())) {
            assertThat(ask(URL, "https://127.0.0.1:" + proxy.port(), Map.of())).isEqualTo(200);
            assertThat(proxy.asked()).containsExactly("kubernetes.test:6443");
        }
        try (TunnelProxy proxy = TunnelProxy.https(
                server.port(), Certificates.server(CA, "else.test").server())) {
            Failing.connection(() -> ask(URL, "https://127.0.0.1:" + proxy.port(), Map.of()));
            assertThat(proxy.asked()).as("its certificate is for another name").isEmpty();
        }
    }

    @Test
    void aSocksProxyLooksUpTheName() throws Exception {
        try (TunnelProxy proxy = TunnelProxy.socks(server.port(), "", "")) {
            assertThat(ask(URL, "socks5://127.0.0.1:" + proxy.port(), Map.of())).isEqualTo(200);
            assertThat(proxy.asked()).containsExactly("kubernetes.test:6443");
        }
    }

    @Test
    void aSocksProxyWithUserAndPassword() throws Exception {
        try (TunnelProxy proxy = TunnelProxy.socks(server.port(), "me", "s3cret")) {
            assertThat(ask(URL, "socks5://me:s3cret@127.0.0.1:" + proxy.port(), Map.of()))
                    .isEqualTo(200);
            assertThat(Failing.connection(() -> ask(URL, "socks5://me:s3cret2@127.0.0.1:" + proxy.port(), Map.of())))
                    .hasMessageContaining("wants a user and password")
                    .message()
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void aProxyOfTheEnvironmentUnlessItIsExcepted() throws Exception {
        try (TunnelProxy proxy = TunnelProxy.http(server.port(), "", "")) {
            Map<String, String> environment = new HashMap<>();
            environment.put("HTTPS_PROXY", "127.0.0.1:" + proxy.port());
            assertThat(ask(URL, "", environment)).isEqualTo(200);
            environment.put("NO_PROXY", ".test");
            assertThat(Failing.connection(() -> ask(URL, "", environment)))
                    .hasMessage("the name \"kubernetes.test\" does not resolve");
            assertThat(proxy.asked()).hasSize(1);
        }
    }

    @Test
    void theProxyOfTheKubeconfigCountsBeforeTheEnvironment() throws Exception {
        try (TunnelProxy proxy = TunnelProxy.http(server.port(), "", "")) {
            Map<String, String> environment = Map.of("HTTPS_PROXY", "http://no-proxy.invalid:1", "NO_PROXY", "*");
            assertThat(ask(URL, "http://127.0.0.1:" + proxy.port(), environment))
                    .isEqualTo(200);
        }
    }

    @Test
    void aProxyThatRefusesTheServerIsSaid() {
        try (TunnelProxy proxy = TunnelProxy.http(server.port(), "", "")) {
            assertThat(Failing.connection(
                            () -> ask("https://forbidden.test", "http://127.0.0.1:" + proxy.port(), Map.of())))
                    .hasMessageContaining("makes no connection to https://forbidden.test: status 403");
        }
    }

    @Test
    void aProxyThatIsNotThereIsSaid() {
        TunnelProxy proxy = TunnelProxy.http(server.port(), "", "");
        proxy.close();
        for (String scheme : new String[] {"http", "socks5"}) {
            String url = scheme + "://127.0.0.1:" + proxy.port();
            assertThat(Failing.connection(() -> ask(URL, url, Map.of())))
                    .hasMessage("the proxy " + url + " refuses connections");
        }
        assertThat(Failing.connection(() -> ask(URL, "http://no-proxy.invalid:1", Map.of())))
                .hasMessage("the name \"no-proxy.invalid\" does not resolve");
    }

    private int ask(String url, String proxy, Map<String, String> environment) throws ClusterException {
        Map<String, Object> cluster = new HashMap<>(Kubeconfigs.cluster(url, CA.certificatePem()));
        cluster.put("proxy-url", proxy);
        Path file = Kubeconfigs.one(folder.resolve("config"), "u", cluster, Map.of("token", "t"));
        try (Connection connection = Opening.in(environment).open(file);
                Reply reply = connection.get("/", "a/b")) {
            return reply.status();
        }
    }
}
