package io.saaudit.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.TokenClaims;
import io.saaudit.model.TokenClaims.Kind;
import io.saaudit.model.TokenClaims.State;
import io.saaudit.testing.Jwts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms that people have a token in, and what is made of the claims. */
class TokenReaderTest {
    private static final String BOUND = """
            {"iss":"https://issuer.example","sub":"system:serviceaccount:ns-1:web","aud":["https://issuer.example"],
             "iat":1000,"nbf":1000,"exp":31537000,"jti":"j","kubernetes.io":{"namespace":"ns-1",
             "serviceaccount":{"name":"web","uid":"u-1"},"pod":{"name":"web-1","uid":"u-2"},
             "node":{"name":"n-1","uid":"u-3"},"warnafter":4607}}""";
    private static final String LEGACY = """
            {"iss":"kubernetes/serviceaccount","sub":"system:serviceaccount:ns-1:robot",
             "kubernetes.io/serviceaccount/namespace":"ns-1","kubernetes.io/serviceaccount/secret.name":"robot-token",
             "kubernetes.io/serviceaccount/service-account.name":"robot",
             "kubernetes.io/serviceaccount/service-account.uid":"u-1"}""";
    private static final String TOKEN = Jwts.unsigned(BOUND);

    static List<Arguments> forms() {
        String encoded = Jwts.encoded(TOKEN);
        return List.of(
                Arguments.of("bare", TOKEN),
                Arguments.of("blanks round it", " \r\n\t" + TOKEN + "\n\n"),
                Arguments.of("wrapped into lines", TOKEN.replaceAll("(.{64})", "$1\n")),
                Arguments.of("wrapped by Windows", TOKEN.replaceAll("(.{64})", "$1\r\n")),
                Arguments.of("Bearer", "Bearer " + TOKEN),
                Arguments.of("bearer, two blanks", "bearer  " + TOKEN + "\n"),
                Arguments.of("a header", "Authorization: Bearer " + TOKEN),
                Arguments.of("in quotes", "\"" + TOKEN + "\"\n"),
                Arguments.of("Bearer in quotes", "'Bearer " + TOKEN + "'"),
                Arguments.of("a byte order mark", "\ufeff" + TOKEN),
                Arguments.of("base64 once more", encoded),
                Arguments.of("base64 in lines", encoded.replaceAll("(.{76})", "$1\n")),
                Arguments.of(
                        "kubectl describe secret",
                        "Name: s\nType: x\n\nData\n====\nca.crt:  1 bytes\ntoken:   " + TOKEN + "\n"),
                Arguments.of("a command", "curl -H 'Authorization: Bearer " + TOKEN + "' https://example"),
                Arguments.of("a variable", "export TOKEN=" + TOKEN),
                Arguments.of("any JSON", "{\"access\": \"" + TOKEN + "\"}"),
                Arguments.of(
                        "Secret, data",
                        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\ndata:\n  ca.crt: AAAA\n  token: "
                                + encoded),
                Arguments.of(
                        "Secret, stringData",
                        "kind: Secret\nmetadata: {name: s}\nstringData: {token: \"" + TOKEN + "\"}"),
                Arguments.of(
                        "Secret, stringData over data",
                        "kind: Secret\ndata: {token: aGk=}\nstringData: {token: \"" + TOKEN + "\\n\"}"),
                Arguments.of(
                        "Secret, folded",
                        "kind: Secret\ndata:\n  token: >-\n    " + encoded.replaceAll("(.{76})", "$1\n    ") + "\n"),
                Arguments.of("Secret, another key", "kind: Secret\ndata:\n  password: aHVudGVyMg==\n  api: " + encoded),
                Arguments.of("Secret as JSON", "{\"kind\":\"Secret\",\"data\":{\"token\":\"" + encoded + "\"}}"),
                Arguments.of(
                        "a list",
                        "apiVersion: v1\nkind: List\nitems:\n- kind: ConfigMap\n- kind: Secret\n  data: {token: "
                                + encoded + "}"),
                Arguments.of(
                        "several documents",
                        "kind: ConfigMap\n---\nkind: Secret\ndata: {token: " + encoded + "}\n---\n"),
                Arguments.of(
                        "TokenRequest",
                        "{\"kind\":\"TokenRequest\",\"spec\":{\"audiences\":[]},\"status\":{\"token\":\"" + TOKEN
                                + "\"}}"),
                Arguments.of(
                        "ExecCredential",
                        "apiVersion: client.authentication.k8s.io/v1\nkind: ExecCredential\nstatus:\n  token: "
                                + TOKEN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void theTokenIsFound(String name, String text) throws Exception {
        assertThat(read(text).compact()).isEqualTo(TOKEN);
    }

    @Test
    void utf16IsReadWhereAMarkSaysSo() throws Exception {
        for (String charset : List.of("x-UTF-16LE-BOM", "UTF-16")) {
            byte[] bytes = (TOKEN + "\r\n").getBytes(charset);
            assertThat(TokenReader.read(new ByteArrayInputStream(bytes)).token().compact())
                    .as(charset)
                    .isEqualTo(TOKEN);
        }
    }

    @Test
    void aBoundTokenNamesAccountPodAndNode() throws Exception {
        TokenClaims claims = read(TOKEN).claims();
        assertThat(claims.kind()).isEqualTo(Kind.BOUND);
        assertThat(claims.account().key()).hasToString("ServiceAccount ns-1/web");
        assertThat(claims.account().uid()).isEqualTo("u-1");
        assertThat(claims.bound().key()).hasToString("Pod ns-1/web-1");
        assertThat(claims.bound().uid()).isEqualTo("u-2");
        assertThat(claims.node().key()).hasToString("Node n-1");
        assertThat(claims.extended()).isTrue();
        assertThat(claims.faults()).isEmpty();
    }

    @Test
    void aNodeWithoutAPodIsWhatTheTokenIsBoundTo() throws Exception {
        TokenClaims claims = claims(BOUND.replace("\"pod\":{\"name\":\"web-1\",\"uid\":\"u-2\"},", ""));
        assertThat(claims.bound().key()).hasToString("Node n-1");
        assertThat(claims.node()).isNull();
    }

    @Test
    void aLegacyTokenNamesTheSecretThatHoldsIt() throws Exception {
        TokenClaims claims = claims(LEGACY);
        assertThat(claims.kind()).isEqualTo(Kind.LEGACY);
        assertThat(claims.bound().key()).hasToString("Secret ns-1/robot-token");
        assertThat(claims.times().expires()).isNull();
        assertThat(claims.state(Long.MAX_VALUE)).isEqualTo(State.CURRENT);
        assertThat(claims.faults()).isEmpty();
    }

    @Test
    void otherTokensAreForeign() throws Exception {
        assertThat(claims("{\"iss\":\"https://accounts.example\",\"sub\":\"someone\"}")
                        .kind())
                .isEqualTo(Kind.FOREIGN);
    }

    static List<Arguments> faults() {
        return List.of(
                Arguments.of(
                        BOUND.replace(":ns-1:web", ":ns-1:admin"),
                        "claim sub and the claims of Kubernetes name different accounts"),
                Arguments.of(
                        LEGACY.replace(":ns-1:robot", ":kube-system:robot"),
                        "claim sub and the claims of Kubernetes name different accounts"),
                Arguments.of(
                        BOUND.replace(",\"uid\":\"u-1\"", ""),
                        "claim kubernetes.io has no uid of the account, which the server compares"),
                Arguments.of(
                        BOUND.replace(",\"uid\":\"u-2\"", ""),
                        "claim kubernetes.io has no uid of the Pod, which the server compares"),
                Arguments.of(
                        LEGACY.replace("secret.name", "secret.nome"),
                        "claim kubernetes.io/serviceaccount/secret.name is missing, which the server compares"),
                Arguments.of(
                        "{\"sub\":\"system:serviceaccount:ns-1:web\"}",
                        "claim sub is that of a ServiceAccount, but there is no claim kubernetes.io as servers give it"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void claimsThatNoServerGivesAreFaults(String payload, String fault) throws Exception {
        assertThat(claims(payload).faults()).containsExactly(fault);
    }

    @Test
    void timesCountWithTheLeewayOfTheServer() throws Exception {
        TokenClaims claims = claims("{\"nbf\":1000.9,\"exp\":2000}");
        assertThat(claims.state(939)).isEqualTo(State.NOT_YET);
        assertThat(claims.state(940)).isEqualTo(State.CURRENT);
        assertThat(claims.state(1999)).isEqualTo(State.CURRENT);
        assertThat(claims.state(2000)).isEqualTo(State.EXPIRED);
        assertThat(claims("{\"iat\":1000}").state(939)).isEqualTo(State.NOT_YET);
    }

    @Test
    void messagesThatRepeatATokenAreRidOfIt() {
        String damaged = TOKEN.substring(0, 40) + "+/" + TOKEN.substring(40, 90);
        for (String token : List.of(TOKEN, damaged, Jwts.encoded(TOKEN))) {
            assertThat(TokenReader.without("x=" + token + ": no such file")).isEqualTo("x=(a token): no such file");
        }
        assertThat(TokenReader.without("eyJ is how one starts")).isEqualTo("eyJ is how one starts");
    }

    @Test
    void aTokenShowsNothingOfItself() throws Exception {
        assertThat(read(TOKEN).toString() + TokenReader.read(in(TOKEN))).doesNotContain("eyJ");
    }

    private static TokenClaims claims(String payload) throws Exception {
        return read(Jwts.unsigned(payload)).claims();
    }

    private static Jwt read(String text) throws Exception {
        return TokenReader.read(in(text)).token();
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
