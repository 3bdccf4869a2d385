package io.saaudit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saaudit.model.TokenSignature;
import io.saaudit.model.TokenSignature.Result;
import io.saaudit.testing.Jwts;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures, made by the JDK and not by the library that checks them. */
class KeySetTest {
    private static final String CLAIMS = "{\"iss\":\"https://issuer.example\",\"sub\":\"someone\"}";
    private static final KeyPair RSA = rsa(2048);
    private static final KeyPair OTHER = rsa(2048);
    private static final KeyPair P256 = elliptic("secp256r1");
    private static final KeyPair P384 = elliptic("secp384r1");
    private static final KeyPair P521 = elliptic("secp521r1");
    private static final String ALL = Jwts.keySet(
            Jwts.key("rsa", RSA.getPublic()),
            Jwts.key("other", OTHER.getPublic()),
            Jwts.key("ES256", P256.getPublic()),
            Jwts.key("ES384", P384.getPublic()),
            Jwts.key("ES512", P521.getPublic()));

    @Test
    void whatAnApiServerSignsWithIsRight() throws Exception {
        assertThat(verify(ALL, Jwts.signed("RS256", "rsa", RSA.getPrivate(), CLAIMS)))
                .isEqualTo(new TokenSignature(Result.RIGHT, "RS256 by key \"rsa\""));
        assertThat(verify(ALL, Jwts.signed("ES256", "ES256", P256.getPrivate(), CLAIMS))
                        .result())
                .isEqualTo(Result.RIGHT);
        assertThat(verify(ALL, Jwts.signed("ES384", "ES384", P384.getPrivate(), CLAIMS))
                        .result())
                .isEqualTo(Result.RIGHT);
        assertThat(verify(ALL, Jwts.signed("ES512", "ES512", P521.getPrivate(), CLAIMS))
                        .result())
                .isEqualTo(Result.RIGHT);
    }

    @Test
    void aTokenThatWasChangedIsWrong() throws Exception {
        String token = Jwts.signed("RS256", "rsa", RSA.getPrivate(), CLAIMS);
        String changed = Jwts.unsigned(CLAIMS.replace("someone", "admin")).split("\\.")[1];
        String[] parts = token.split("\\.");
        assertThat(verify(ALL, parts[0] + "." + changed + "." + parts[2]))
                .isEqualTo(new TokenSignature(Result.WRONG, "not by the key that it names"));
    }

    @Test
    void aTokenByAnotherKeyThanTheOneItNamesIsWrong() throws Exception {
        assertThat(verify(ALL, Jwts.signed("RS256", "rsa", OTHER.getPrivate(), CLAIMS))
                        .result())
                .isEqualTo(Result.WRONG);
        assertThat(verify(
                                ALL,
                                Jwts.signed(
                                        "ES256", "ES256", elliptic("secp256r1").getPrivate(), CLAIMS))
                        .result())
                .isEqualTo(Result.WRONG);
    }

    @Test
    void withoutAKeyIdEveryKeyThatFitsIsTried() throws Exception {
        assertThat(verify(ALL, Jwts.signed("RS256", "", OTHER.getPrivate(), CLAIMS)))
                .isEqualTo(new TokenSignature(Result.RIGHT, "RS256 by key \"other\""));
        assertThat(verify(ALL, Jwts.signed("RS256", "", rsa(2048).getPrivate(), CLAIMS)))
                .isEqualTo(new TokenSignature(Result.WRONG, "by none of 5 keys"));
        String nameless = Jwts.keySet(Jwts.key("", RSA.getPublic()));
        assertThat(verify(nameless, Jwts.signed("RS256", "", RSA.getPrivate(), CLAIMS))
                        .why())
                .isEqualTo("RS256 by key without an id");
    }

    @Test
    void anUnknownKeyIdIsSaidWithThoseThatAreThere() throws Exception {
        assertThat(verify(ALL, Jwts.signed("RS256", "gone", RSA.getPrivate(), CLAIMS)))
                .isEqualTo(new TokenSignature(
                        Result.UNKNOWN_KEY,
                        "no key of the id \"gone\" among 5 keys (\"rsa\", \"other\", \"ES256\", \"ES384\", …)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    void whatNobodySignedIsRefused(String none) throws Exception {
        String header = "{\"alg\":\"" + none + "\",\"kid\":\"rsa\"}";
        for (byte[] signature : new byte[][] {{}, new byte[256]}) {
            if (signature.length > 0 || none.equals("none")) {
                assertThat(verify(ALL, Jwts.of(header, CLAIMS, signature)))
                        .isEqualTo(new TokenSignature(Result.REFUSED, "alg none: nobody signed it"));
            }
        }
    }

    /** The attack: the public key, which everybody has, taken for the secret of HS256. */
    @Test
    void aPublicKeyIsNeverTakenForASecret() throws Exception {
        String header = "{\"alg\":\"HS256\",\"kid\":\"rsa\"}";
        byte[] der = RSA.getPublic().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret :
                new byte[][] {der, pem.getBytes(StandardCharsets.UTF_8), ALL.getBytes(StandardCharsets.UTF_8)}) {
            assertThat(verify(ALL, Jwts.signed(header, secret, CLAIMS)))
                    .satisfies(s -> assertThat(s.result()).isEqualTo(Result.REFUSED))
                    .satisfies(s -> assertThat(s.why()).contains("key confusion"));
        }
    }

    @Test
    void aSecretAmongTheKeysIsNoKeyForIt() throws Exception {
        byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
        String oct = "{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\"}";
        String set = Jwts.keySet(oct, Jwts.key("rsa", RSA.getPublic()));
        assertThat(verify(set, Jwts.signed("{\"alg\":\"HS256\",\"kid\":\"s\"}", secret, CLAIMS))
                        .result())
                .isEqualTo(Result.REFUSED);
        assertThat(verify(set, Jwts.signed("RS256", "s", RSA.getPrivate(), CLAIMS))
                        .why())
                .isEqualTo("the key of the id \"s\" is not one that alg RS256 can be signed with");
        assertThatThrownBy(() -> KeySet.parse(Jwts.keySet(oct)))
                .isInstanceOf(KeySetException.class)
                .hasMessage("a JSON Web Key Set without an RSA or EC key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PS256", "RS384", "RS512", "EdDSA", "ES256K", "dir"})
    void whatNoApiServerSignsWithIsRefused(String algorithm) throws Exception {
        String token = Jwts.of("{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\"}", CLAIMS, new byte[256]);
        assertThat(verify(ALL, token))
                .isEqualTo(new TokenSignature(
                        Result.REFUSED,
                        "alg \"" + algorithm + "\": API servers sign with RS256, ES256, ES384 or ES512"));
    }

    /** A right signature by a key of another sort than the algorithm says must not pass, whatever the library thinks. */
    @ParameterizedTest
    @CsvSource({"RS256, ES256", "ES256, rsa", "ES256, ES384", "ES384, ES512", "ES512, ES256"})
    void theKeyMustBeOfTheAlgorithmsSort(String algorithm, String keyId) throws Exception {
        int length = algorithm.equals("RS256") ? 256 : Algorithms.signatureLength(algorithm);
        String token = Jwts.of("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + keyId + "\"}", CLAIMS, new byte[length]);
        assertThat(verify(ALL, token).why())
                .isEqualTo(
                        "the key of the id \"" + keyId + "\" is not one that alg " + algorithm + " can be signed with");
    }

    @Test
    void aKeyForSomethingElseIsNotUsed() throws Exception {
        String token = Jwts.signed("RS256", "rsa", RSA.getPrivate(), CLAIMS);
        String key = Jwts.key("rsa", RSA.getPublic());
        for (String other : new String[] {",\"use\":\"enc\"}", ",\"alg\":\"RS512\"}"}) {
            String set = Jwts.keySet(key.substring(0, key.length() - 1) + other);
            assertThat(verify(set, token).result()).as(other).isEqualTo(Result.REFUSED);
        }
        String set = Jwts.keySet(key.substring(0, key.length() - 1) + ",\"use\":\"sig\",\"alg\":\"RS256\"}");
        assertThat(verify(set, token).result()).isEqualTo(Result.RIGHT);
    }

    /** A token may bring its own key; whoever believes it believes everybody. */
    @Test
    void aKeyInTheTokensHeaderIsNotLookedAt() throws Exception {
        KeyPair mine = rsa(2048);
        String header = "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"jwk\":" + Jwts.key("rsa", mine.getPublic())
                + ",\"jku\":\"https://keys.example\"}";
        assertThat(verify(ALL, Jwts.signedBy(header, "SHA256withRSA", mine.getPrivate(), CLAIMS))
                        .result())
                .isEqualTo(Result.WRONG);
    }

    @Test
    void extensionsThatMustBeUnderstoodAreRefused() throws Exception {
        String header = "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"crit\":[\"b64\"],\"b64\":true}";
        assertThat(verify(ALL, Jwts.signedBy(header, "SHA256withRSA", RSA.getPrivate(), CLAIMS))
                        .why())
                .isEqualTo("header crit asks for extensions, which API servers refuse");
    }

    @Test
    void aKeyThatIsTooShortIsSaid() throws Exception {
        KeyPair weak = rsa(1024);
        String set = Jwts.keySet(Jwts.key("weak", weak.getPublic()));
        assertThat(verify(set, Jwts.signed("RS256", "weak", weak.getPrivate(), CLAIMS)))
                .isEqualTo(new TokenSignature(
                        Result.REFUSED, "the key does not meet what alg RS256 asks for (RSA: 2048 bits)"));
    }

    /** CVE-2022-21449: zeros, which some libraries took for a signature of everything. */
    @Test
    void aSignatureOfZerosIsWrong() throws Exception {
        assertThat(verify(ALL, Jwts.of("{\"alg\":\"ES256\",\"kid\":\"ES256\"}", CLAIMS, new byte[64]))
                        .result())
                .isNotEqualTo(Result.RIGHT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "{}",
                "[]",
                "null",
                "{\"keys\":{}}",
                "{\"keys\":\"hunter2\"}",
                "{\"keys\":[1]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"hunter2\"}]}",
                "{\"issuer\":\"https://x\",\"jwks_uri\":\"https://x/openid/v1/jwks\"}"
            })
    void whatIsNoKeySetIsSaidInOneLine(String text) {
        assertThatThrownBy(() -> KeySet.parse(text))
                .isInstanceOf(KeySetException.class)
                .hasNoCause()
                .hasMessageMatching("(no|a) JSON Web Key Set.*")
                .hasMessageNotContaining("hunter2");
    }

    private static TokenSignature verify(String keys, String token) throws Exception {
        return KeySet.parse(keys).verify(Jwt.parse(token));
    }

    private static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair elliptic(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
