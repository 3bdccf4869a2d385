package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Certificates;
import io.saaudit.testing.Kubeconfigs;
import io.saaudit.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SSL_CERT_FILE and SSL_CERT_DIR: read as Go's tools read them, where the kubeconfig names no authority. */
class SystemTrustTest {
    private static final Certificates.Pair CA = Certificates.authority("right-ca");
    private static final Certificates.Pair OTHER = Certificates.authority("other-ca");

    @TempDir
    Path folder;

    @Test
    void aServerIsTrustedByTheFileOfTheEnvironment() throws Exception {
        Path file = Kubeconfigs.write(folder.resolve("ca.pem"), OTHER.certificatePem() + CA.certificatePem());
        assertThat(ask(Map.of(), Map.of("SSL_CERT_FILE", file.toString()))).isEqualTo(200);
    }

    @Test
    void aServerIsTrustedByTheFoldersOfTheEnvironment() throws Exception {
        Path certificates = Files.createDirectory(folder.resolve("certs"));
        Kubeconfigs.write(certificates.resolve("ca.pem"), CA.certificatePem());
        Kubeconfigs.write(certificates.resolve("README"), "no certificate");
        assertThat(ask(Map.of(), Map.of("SSL_CERT_DIR", "/none:" + certificates)))
                .isEqualTo(200);
    }

    @Test
    void anotherAuthorityIsRefusedAndTheVariableNamed() {
        String file = Kubeconfigs.write(folder.resolve("ca.pem"), OTHER.certificatePem())
                .toString();
        assertThat(Failing.connection(() -> ask(Map.of(), Map.of("SSL_CERT_FILE", file))))
                .hasMessageContaining("\"CN=right-ca\", which is no authority that this Java or SSL_CERT_FILE trusts");
    }

    @Test
    void theKubeconfigsOwnAuthorityCountsAlone() {
        String file =
                Kubeconfigs.write(folder.resolve("ca.pem"), CA.certificatePem()).toString();
        Map<String, String> own = Map.of("certificate-authority-data", Kubeconfigs.data(OTHER.certificatePem()));
        assertThat(Failing.connection(() -> ask(own, Map.of("SSL_CERT_FILE", file))))
                .hasMessageContaining("is not signed by the authority of certificate-authority-data");
    }

    @Test
    void bothVariablesTogetherLeaveNothingOfTheSystems() throws IOException {
        Path file = Kubeconfigs.write(folder.resolve("ca.pem"), CA.certificatePem());
        Path certificates = Files.createDirectory(folder.resolve("certs"));
        Kubeconfigs.write(certificates.resolve("other.pem"), OTHER.certificatePem());
        SystemTrust both = of(Map.of("SSL_CERT_FILE", file.toString(), "SSL_CERT_DIR", certificates.toString()));
        assertThat(both.own()).containsExactly(CA.certificate(), OTHER.certificate());
        assertThat(both.besideJdk()).isFalse();
        assertThat(of(Map.of("SSL_CERT_FILE", file.toString())).besideJdk())
                .as("Go looks into the system's folder still")
                .isTrue();
        assertThat(of(Map.of("SSL_CERT_FILE", ""))).isSameAs(SystemTrust.JDK);
    }

    @Test
    void whatHoldsNoCertificateIsSaidAndNoError() {
        List<String> notices = new ArrayList<>();
        String text = Kubeconfigs.write(folder.resolve("text"), "x").toString();
        SystemTrust trust = SystemTrust.of(Map.of("SSL_CERT_FILE", "/none", "SSL_CERT_DIR", text)::get, notices::add);
        assertThat(trust.own()).isEmpty();
        assertThat(notices)
                .containsExactly(
                        "no certificate can be read in \"/none\", which SSL_CERT_FILE names",
                        "no certificate can be read in \"" + text + "\", which SSL_CERT_DIR names");
    }

    private static SystemTrust of(Map<String, String> environment) {
        return SystemTrust.of(environment::get, line -> {
            throw new AssertionError(line);
        });
    }

    private int ask(Map<String, String> more, Map<String, String> environment) throws ClusterException {
        try (TestServer server = TestServer.https(
                Certificates.server(CA, "127.0.0.1").server(), exchange -> TestServer.answer(exchange, 200, "{}"))) {
            Map<String, Object> cluster = new HashMap<>(more);
            cluster.put("server", server.url());
            Path file = Kubeconfigs.one(folder.resolve("config"), "u", cluster, Map.of("token", "t"));
            try (Connection connection = Opening.in(environment).open(file);
                    Reply reply = connection.get("/", "a/b")) {
                return reply.status();
            }
        }
    }
}
