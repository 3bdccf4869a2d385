package io.saaudit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saaudit.testing.Jwts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no token gets one line that says why, and says nothing of what was given. */
class MalformedTokensTest {
    private static final String RS256 = "{\"alg\":\"RS256\",\"kid\":\"k\"}";
    private static final String CLAIMS = "{\"iss\":\"https://issuer.example\",\"sub\":\"someone\"}";
    private static final byte[] SIGNATURE = new byte[256];

    static List<Arguments> texts() {
        String good = Jwts.of(RS256, CLAIMS, SIGNATURE);
        String[] parts = good.split("\\.");
        return List.of(
                text("no dots", "hunter2", "no JSON Web Token: it has 1 part, must be 3 with dots between"),
                text(
                        "two parts",
                        parts[0] + "." + parts[1],
                        "no JSON Web Token: it has 2 parts, must be 3 with dots between"),
                text(
                        "four parts",
                        good + "." + parts[2],
                        "no JSON Web Token: it has 4 parts, must be 3 with dots between"),
                text(
                        "a JWE",
                        good + ".YQ.YQ",
                        "an encrypted token (five parts): what it says can be read with its key only"),
                text(
                        "a bootstrap token",
                        "abcdef.0123456789abcdef",
                        "no JSON Web Token: it has the form of a bootstrap token, which says nothing of itself"),
                text(
                        "a key",
                        "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
                        "a key or certificate, not a token"),
                text(
                        "shortened by a terminal",
                        parts[0].substring(0, 8) + "…" + parts[2].substring(8),
                        "it was cut by what displayed it: dots stand for a part"),
                text(
                        "shortened by hand",
                        parts[0] + "..." + parts[2],
                        "it was cut by what displayed it: dots stand for a part"),
                text("two tokens", good + "\n" + Jwts.unsigned("{}"), "2 tokens"),
                text("Bearer and no token", "Bearer", "no JSON Web Token: it has 1 part, must be 3 with dots between"),
                text("binary", "eyJ\0\0", "binary data, not a token"),
                text("no header", "." + parts[1] + "." + parts[2], "the header is missing"),
                text(
                        "a letter that is none",
                        parts[0].substring(0, 9) + "!" + parts[0].substring(10) + "." + parts[1] + "." + parts[2],
                        "the header has a character that base64url does not have, at 10"),
                text(
                        "padding",
                        parts[0] + "=." + parts[1] + "." + parts[2],
                        "the header ends in padding (=), which a token leaves out"),
                text(
                        "base64",
                        parts[0] + "." + parts[1] + "/+A." + parts[2],
                        "the payload is in base64, must be in base64url (- and _ for + and /)"),
                text(
                        "a letter too few",
                        parts[0] + "." + "eyJhI" + "." + parts[2],
                        "the payload is cut: nothing in base64url has 5 characters"),
                text("a header of text", of("alg RS256", CLAIMS), "the header is not JSON"),
                text("a header that breaks off", of("{\"alg\":\"RS2", CLAIMS), "the header is not JSON"),
                text("a header that is a list", of("[\"RS256\"]", CLAIMS), "the header is JSON, but no object"),
                text(
                        "a header that is not UTF-8",
                        part(new byte[] {'{', -1, '}'}) + "." + parts[1] + "." + parts[2],
                        "the header is not UTF-8 text"),
                text(
                        "something after the header",
                        of(RS256 + "{}", CLAIMS),
                        "the header has more in it after its JSON object"),
                text("no alg", of("{\"kid\":\"k\"}", CLAIMS), "the header has no alg"),
                text("alg twice", of("{\"alg\":\"RS256\",\"alg\":\"none\"}", CLAIMS), "the header has \"alg\" twice"),
                text("alg of a number", of("{\"alg\":256}", CLAIMS), "header alg is a number, must be a string"),
                text(
                        "kid of a list",
                        of("{\"alg\":\"RS256\",\"kid\":[]}", CLAIMS),
                        "header kid is a list, must be a string"),
                text("no payload", parts[0] + ".." + parts[2], "the payload is missing"),
                text("a payload of text", of(RS256, "hunter2"), "the payload is not JSON"),
                text("a payload that breaks off", of(RS256, "{\"iss\":\"https://is"), "the payload is not JSON"),
                text("a payload that is a string", of(RS256, "\"hunter2\""), "the payload is JSON, but no object"),
                text("sub twice", of(RS256, "{\"sub\":\"a\",\"sub\":\"b\"}"), "the payload has \"sub\" twice"),
                text(
                        "an account named twice",
                        of(RS256, "{\"kubernetes.io\":{\"serviceaccount\":{\"name\":\"a\",\"name\":\"b\"}}}"),
                        "the payload has \"name\" twice"),
                text(
                        "nested without end",
                        of(RS256, "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}"),
                        "the payload is nested deeper than 100 levels"),
                text("iss of a number", of(RS256, "{\"iss\":1}"), "claim iss is a number, must be a string"),
                text("sub of an object", of(RS256, "{\"sub\":{}}"), "claim sub is an object, must be a string"),
                text(
                        "aud of a number",
                        of(RS256, "{\"aud\":1}"),
                        "claim aud is a number, must be a string or a list of strings"),
                text(
                        "aud of nulls",
                        of(RS256, "{\"aud\":[\"a\",null]}"),
                        "an item of claim aud is null, must be a string"),
                text(
                        "exp of a string",
                        of(RS256, "{\"exp\":\"1795573492\"}"),
                        "claim exp is a string, must be a number of seconds"),
                text(
                        "iat of a boolean",
                        of(RS256, "{\"iat\":true}"),
                        "claim iat is a boolean, must be a number of seconds"),
                text("exp beyond everything", of(RS256, "{\"exp\":1e99999}"), "claim exp is beyond all times"),
                text(
                        "nbf beyond everything",
                        of(RS256, "{\"nbf\":9223372036854775808}"),
                        "claim nbf is beyond all times"),
                text(
                        "kubernetes.io of a string",
                        of(RS256, "{\"kubernetes.io\":\"x\"}"),
                        "claim kubernetes.io is a string, must be an object"),
                text(
                        "no account",
                        of(RS256, "{\"kubernetes.io\":{\"namespace\":\"a\"}}"),
                        "claim kubernetes.io has no serviceaccount"),
                text(
                        "an account of a list",
                        of(RS256, "{\"kubernetes.io\":{\"serviceaccount\":[]}}"),
                        "claim kubernetes.io.serviceaccount is a list, must be an object"),
                text(
                        "a pod's uid of a number",
                        of(RS256, "{\"kubernetes.io\":{\"serviceaccount\":{\"name\":\"a\"},\"pod\":{\"uid\":1}}}"),
                        "claim kubernetes.io.pod.uid is a number, must be a string"),
                text(
                        "warnafter of a string",
                        of(RS256, "{\"kubernetes.io\":{\"warnafter\":\"soon\"}}"),
                        "claim kubernetes.io.warnafter is a string, must be a number of seconds"),
                text(
                        "a legacy claim of a number",
                        of(
                                RS256,
                                "{\"iss\":\"kubernetes/serviceaccount\",\"kubernetes.io/serviceaccount/secret.name\":1}"),
                        "claim kubernetes.io/serviceaccount/secret.name is a number, must be a string"),
                text("no signature", parts[0] + "." + parts[1] + ".", "the signature is missing"),
                text(
                        "a signature of other letters",
                        parts[0] + "." + parts[1] + ".s%crt",
                        "the signature has a character that base64url does not have, at 2"),
                text(
                        "a signature that is cut",
                        Jwts.of(RS256, CLAIMS, new byte[100]),
                        "the signature is cut or no signature: 100 bytes, of RS256 it has 128 or more"),
                text(
                        "a signature of another algorithm",
                        Jwts.of("{\"alg\":\"ES256\"}", CLAIMS, new byte[256]),
                        "the signature is cut or no signature: 256 bytes, of ES256 it has 64"),
                text("base64 that is cut", Jwts.encoded(good).substring(0, 41), "a token in base64 that is cut"),
                text(
                        "a Secret with a plain token in data",
                        "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: n}\ndata:\n  token: hunter2!\n",
                        "Secret n/s: data.token is not base64"),
                text(
                        "a Secret with something else in it",
                        "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  token: hunter2\n",
                        "Secret s, key token: no JSON Web Token: it has 1 part, must be 3 with dots between"),
                text(
                        "two Secrets",
                        secret("one", good) + "---\n" + secret("two", good),
                        "a manifest with 2 tokens: Secret n/one, key token; Secret n/two, key token"),
                text(
                        "a manifest that is no YAML",
                        "kind: Secret\ndata: {token: \"" + good + "\n",
                        "a manifest that is not YAML"),
                text("a manifest that is no JSON", "{\"kind\":\"Secret\",", "a manifest that is not JSON"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void oneLineSaysWhatIsWrongAndNothingOfTheText(String name, String text, String message) {
        TokenException thrown = thrownBy(text);
        assertThat(thrown).hasMessage(message).hasNoCause();
        assertThat(thrown.isNothing()).isFalse();
        assertThat(thrown.getMessage() + thrown.hint()).doesNotContain("\n", "hunter2", "eyJ", "s%crt");
    }

    @Test
    void nothingIsToldApartFromSomethingWrong() {
        List<String> nothing = List.of(
                "",
                " \n\t ",
                "\ufeff",
                "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: n}\ntype: kubernetes.io/service-account-token\n",
                "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {password: aHVudGVyMg==}\n",
                "{\"kind\":\"List\",\"items\":[]}");
        assertThat(nothing).allSatisfy(text -> {
            TokenException thrown = thrownBy(text);
            assertThat(thrown.isNothing()).as(thrown.getMessage()).isTrue();
        });
    }

    @Test
    void moreThanAnyTokenIsNotReadToItsEnd() {
        assertThat(thrownBy("a".repeat(9 << 20))).hasMessage("more than 8 MiB, which no token has");
    }

    private static TokenException thrownBy(String text) {
        ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        TokenException thrown = catchThrowableOfType(TokenException.class, () -> TokenReader.read(in));
        assertThat(thrown).as("nothing was found wrong").isNotNull();
        return thrown;
    }

    private static Arguments text(String name, String text, String message) {
        return Arguments.of(name, text, message);
    }

    private static String of(String header, String payload) {
        return Jwts.of(header, payload, SIGNATURE);
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String secret(String name, String token) {
        return "apiVersion: v1\nkind: Secret\nmetadata: {name: " + name + ", namespace: n}\ndata:\n  token: "
                + Jwts.encoded(token) + "\n";
    }
}
