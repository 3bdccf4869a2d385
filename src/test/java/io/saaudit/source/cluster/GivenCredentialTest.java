package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Certificates;
import io.saaudit.testing.Kubeconfigs;
import io.saaudit.testing.TestServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Client certificates and impersonation by flags. */
class GivenCredentialTest {
    private static final Certificates.Pair CA = Certificates.authority("ca");
    private static final Certificates.Pair CLIENT = Certificates.client(CA, "EC", "u", "g");

    @TempDir
    Path folder;

    @Test
    void aClientCertificateOfFlagsStandsForTheCredentialOfTheKubeconfig() throws Exception {
        Credential credential = credential(both());
        assertThat(credential.key().certificate().getEncoded())
                .isEqualTo(CLIENT.certificate().getEncoded());
        assertThat(credential.authorization()).as("the kubeconfig's token").isEmpty();
    }

    @Test
    void aClientCertificateGoesBesideATokenThatIsGiven() throws Exception {
        Credential token = credential(both().token("mine"));
        assertThat(token.authorization()).isEqualTo("Bearer mine");
        assertThat(token.key()).isNotNull();
        Credential file = credential(both().tokenFile(
                        Kubeconfigs.write(folder.resolve("token"), "theirs").toString()));
        assertThat(file.authorization()).isEqualTo("Bearer theirs");
        assertThat(file.key()).isNotNull();
    }

    @Test
    void certificateAndKeyMayStandInOneFile() throws Exception {
        Path one = Kubeconfigs.write(folder.resolve("one"), CLIENT.certificatePem() + CLIENT.keyPem());
        assertThat(credential(options().clientCertificate(one.toString()).clientKey(one.toString()))
                        .key())
                .isNotNull();
    }

    @Test
    void oneWithoutTheOtherIsAnError() {
        assertThat(Failing.configuration(() -> credential(options().clientCertificate("c"))))
                .hasMessage("--client-certificate without --client-key");
        assertThat(Failing.configuration(() -> credential(options().token("t").clientKey("k"))))
                .hasMessage("--client-key without --client-certificate");
    }

    @Test
    void oneThatCannotBeUsedIsAnErrorThatNamesTheFlagOrFile() {
        assertThat(Failing.configuration(
                        () -> credential(options().clientCertificate("/none").clientKey("/none"))))
                .hasMessageContaining("the client certificate \"/none\" cannot be read")
                .extracting(ClusterException::hint)
                .asString()
                .contains("--client-certificate");
        Certificates.Pair old =
                Certificates.client(CA, "EC", "u", "g", Instant.now().minusSeconds(60));
        Path file = Kubeconfigs.write(folder.resolve("old"), old.certificatePem() + old.keyPem());
        assertThat(Failing.configuration(() ->
                        credential(options().clientCertificate(file.toString()).clientKey(file.toString()))))
                .hasMessageStartingWith("the client certificate of --client-certificate expired at ");
    }

    @Test
    void inAPodACertificateIsTakenInsteadOfThePodsToken() throws Exception {
        Kubeconfigs.write(folder.resolve("token"), "pods");
        Map<String, String> pod = Map.of(
                "KUBERNETES_SERVICE_HOST", "10.0.0.1", "KUBERNETES_SERVICE_PORT", "443", "HOME", folder.toString());
        Target target = Target.choose(both().kubeconfig("").build(), pod::get, folder, Instant.now(), line -> {});
        assertThat(target.login().credential().authorization()).isEmpty();
        assertThat(target.login().credential().key()).isNotNull();
    }

    @Test
    void extrasAreImpersonatedWithKeysAsHeadersCarryThem() throws Exception {
        try (TestServer server = TestServer.http(exchange -> TestServer.answer(exchange, 200, "{}"))) {
            ConnectOptions options = ConnectOptions.builder()
                    .kubeconfig(Kubeconfigs.one(folder.resolve("c"), "u", Map.of("server", server.url()), Map.of())
                            .toString())
                    .as("jane")
                    .asExtra(List.of("example.org/a b=1=2", "scopes=view", "scopes=edit"))
                    .build();
            try (Connection connection = Opening.in(Map.of()).open(options);
                    Reply reply = connection.get("/api", "a/b")) {
                assertThat(reply.status()).isEqualTo(200);
            }
            TestServer.Asked asked = server.asked().get(0);
            assertThat(asked.header("Impersonate-User")).isEqualTo("jane");
            assertThat(asked.header("Impersonate-Extra-Example.org%2fa%20b")).isEqualTo("1=2");
            assertThat(asked.header("Impersonate-Extra-Scopes")).isEqualTo("view; edit");
        }
    }

    @Test
    void anExtraNeedsAUserAndAKey() {
        assertThat(Failing.configuration(() -> credential(options().asExtra(List.of("a=b")))))
                .extracting(ClusterException::hint)
                .asString()
                .contains("--as USER");
        for (String extra : List.of("scopes", "=view")) {
            assertThat(Failing.configuration(
                            () -> credential(options().as("jane").asExtra(List.of(extra)))))
                    .hasMessageContaining("not KEY=VALUE");
        }
    }

    private ConnectOptions.Builder options() {
        return ConnectOptions.builder()
                .kubeconfig(Kubeconfigs.one(
                                folder.resolve("config"), "u", Map.of("server", "https://h"), Map.of("token", "t"))
                        .toString());
    }

    private ConnectOptions.Builder both() {
        return options()
                .clientCertificate(Kubeconfigs.write(folder.resolve("crt"), CLIENT.certificatePem())
                        .toString())
                .clientKey(Kubeconfigs.write(folder.resolve("key"), CLIENT.keyPem())
                        .toString());
    }

    private Credential credential(ConnectOptions.Builder options) throws ClusterException {
        return Target.choose(options.build(), name -> null, folder.resolve("none"), Instant.now(), line -> {})
                .login()
                .credential();
    }
}
