package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Certificates;
import io.saaudit.testing.Jwts;
import io.saaudit.testing.Kubeconfigs;
import io.saaudit.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The auth-provider oidc, whose part in client-java runs against an issuer here. */
class OpenIdLoginTest {
    private static final Certificates.Pair CA = Certificates.authority("issuer-ca");
    private static final String OLD = token(Instant.now().minusSeconds(60));
    private static final String FRESH = token(Instant.now().plusSeconds(600));

    @TempDir
    Path folder;

    private String answer = "{\"id_token\":\"" + FRESH + "\",\"refresh_token\":\"r2\"}";
    private final TestServer issuer =
            TestServer.https(Certificates.server(CA, "127.0.0.1").server(), exchange -> {
                boolean configuration = exchange.getRequestURI().getPath().endsWith("openid-configuration");
                String endpoint =
                        "https://127.0.0.1:" + exchange.getLocalAddress().getPort() + "/token";
                TestServer.answer(exchange, 200, configuration ? "{\"token_endpoint\":\"" + endpoint + "\"}" : answer);
            });

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void aTokenThatHasNotExpiredIsTakenAsItIs() throws Exception {
        Opening opening = Opening.in(Map.of());
        opening.open(kubeconfig(config(FRESH)));
        assertThat(credential(config(FRESH))).isEqualTo("Bearer " + FRESH);
        assertThat(issuer.asked()).isEmpty();
        assertThat(opening.notices()).isEmpty();
    }

    @Test
    void anExpiredOneIsRenewedForThisRunAndTheKubeconfigStaysAsItIs() throws Exception {
        Path file = kubeconfig(config(OLD));
        String before = Files.readString(file);
        Opening opening = Opening.in(Map.of());
        opening.open(file);
        assertThat(issuer.asked()).extracting(TestServer.Asked::line).contains("POST /token");
        assertThat(opening.notices()).singleElement().asString().contains("was renewed for this run");
        assertThat(file).hasContent(before);
        assertThat(credential(config(OLD))).isEqualTo("Bearer " + FRESH);
    }

    @Test
    void theIssuersAuthorityMayBeAFile() throws Exception {
        Map<String, Object> config = config(OLD);
        config.remove("idp-certificate-authority-data");
        config.put("idp-certificate-authority", "issuer.crt");
        Kubeconfigs.write(folder.resolve("issuer.crt"), CA.certificatePem());
        assertThat(credential(config)).isEqualTo("Bearer " + FRESH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no refresh-token", "a refusal", "an issuer that is not trusted", "a broken token"})
    void whereThereIsNoOtherTokenThatIsAnErrorWithoutTheOldOne(String why) {
        Map<String, Object> config = config(why.equals("a broken token") ? "s3cret" : OLD);
        switch (why) {
            case "no refresh-token" -> config.remove("refresh-token");
            case "a refusal" -> answer = "{\"error\":\"invalid_grant\"}";
            case "an issuer that is not trusted" -> config.remove("idp-certificate-authority-data");
            default -> config.put("refresh-token", "s3cret");
        }
        assertThat(Failing.configuration(() -> credential(config)))
                .hasMessageContaining("user \"u\"")
                .message()
                .doesNotContain("s3cret")
                .doesNotContain(OLD);
    }

    private static String token(Instant until) {
        return Jwts.of("{\"iss\":\"https://issuer\",\"sub\":\"me\",\"exp\":" + until.getEpochSecond() + "}");
    }

    private Map<String, Object> config(String token) {
        Map<String, Object> config = new HashMap<>();
        config.put("idp-issuer-url", issuer.url());
        config.put("idp-certificate-authority-data", Kubeconfigs.data(CA.certificatePem()));
        config.put("client-id", "kubernetes");
        config.put("client-secret", "s3cret");
        config.put("id-token", token);
        config.put("refresh-token", "r1");
        return config;
    }

    private Path kubeconfig(Map<String, Object> config) {
        return Kubeconfigs.one(
                folder.resolve("config"),
                "u",
                Map.of("server", "https://h"),
                Map.of("auth-provider", Map.of("name", "oidc", "config", config)));
    }

    private String credential(Map<String, Object> config) throws ClusterException {
        ConnectOptions options = ConnectOptions.builder()
                .kubeconfig(kubeconfig(config).toString())
                .build();
        return Target.choose(options, name -> null, folder, Instant.now(), line -> {})
                .login()
                .credential()
                .authorization();
    }
}
