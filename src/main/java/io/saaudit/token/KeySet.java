package io.saaudit.token;

import io.saaudit.model.TokenSignature;
import io.saaudit.model.TokenSignature.Result;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.InvalidKeyException;
import org.jose4j.lang.JoseException;

/**
 * The keys that tokens are checked with: a JSON Web Key Set (RFC 7517), as an API server serves it at
 * {@code /openid/v1/jwks}. Signatures are jose4j's; which keys and algorithms may be tried is decided here. Keys and
 * addresses of keys in a token's own header are never looked at.
 */
public final class KeySet {
    private final List<JsonWebKey> keys;

    private KeySet(List<JsonWebKey> keys) {
        this.keys = keys;
    }

    /**
     * Reads a set.
     *
     * @param json the set
     * @throws KeySetException when it is none, or no public key is in it
     */
    public static KeySet parse(String json) throws KeySetException {
        List<JsonWebKey> keys;
        try {
            keys = new JsonWebKeySet(json.strip()).getJsonWebKeys();
        } catch (JoseException | RuntimeException e) {
            // The library's message and cause quote what it read, and JSON of other forms surprises it.
            throw new KeySetException("no JSON Web Key Set; as kubectl get --raw /openid/v1/jwks gives one");
        }
        if (keys.stream().noneMatch(KeySet::isPublic)) {
            throw new KeySetException("a JSON Web Key Set without an RSA or EC key");
        }
        return new KeySet(List.copyOf(keys));
    }

    /** How many keys a signature may be of. */
    public int size() {
        return (int) keys.stream().filter(KeySet::isPublic).count();
    }

    /** Checks a token's signature. */
    public TokenSignature verify(Jwt token) {
        String algorithm = token.claims().algorithm();
        String refusal = Algorithms.refusal(algorithm);
        if (!refusal.isEmpty()) {
            return new TokenSignature(Result.REFUSED, refusal);
        }
        if (token.isCritical()) {
            return new TokenSignature(Result.REFUSED, "header crit asks for extensions, which API servers refuse");
        }
        String id = token.claims().keyId();
        List<JsonWebKey> named = named(id);
        if (named.isEmpty()) {
            return new TokenSignature(
                    Result.UNKNOWN_KEY, "no key of the id " + Shown.name(id) + " among " + count() + ids());
        }
        List<JsonWebKey> fitting =
                named.stream().filter(k -> fits(k, algorithm)).toList();
        if (fitting.isEmpty()) {
            String which = id.isEmpty() ? "no key" : "the key of the id " + Shown.name(id) + " is not one";
            return new TokenSignature(Result.REFUSED, which + " that alg " + algorithm + " can be signed with");
        }
        String weak = "";
        for (JsonWebKey key : fitting) {
            try {
                if (isBy(key.getKey(), token)) {
                    String name = key.getKeyId() == null ? "without an id" : Shown.name(key.getKeyId());
                    return new TokenSignature(Result.RIGHT, algorithm + " by key " + name);
                }
            } catch (InvalidKeyException e) {
                weak = "the key does not meet what alg " + algorithm + " asks for (RSA: 2048 bits)";
            } catch (JoseException e) {
                weak = "it cannot be checked as alg " + algorithm;
            }
        }
        return new TokenSignature(
                weak.isEmpty() ? Result.WRONG : Result.REFUSED,
                weak.isEmpty() ? (id.isEmpty() ? "by none of " + count() : "not by the key that it names") : weak);
    }

    /** Keys that a token with this key id may be signed by: those of the id, or all when it names none. */
    private List<JsonWebKey> named(String id) {
        List<JsonWebKey> named = new ArrayList<>();
        for (JsonWebKey key : keys) {
            if (id.isEmpty() || id.equals(key.getKeyId())) {
                named.add(key);
            }
        }
        return named;
    }

    private static boolean isPublic(JsonWebKey key) {
        return key instanceof RsaJsonWebKey || key instanceof EllipticCurveJsonWebKey;
    }

    /** Whether a key is of the algorithm's kind and curve, and says nothing else of its use (RFC 7517 section 4). */
    private static boolean fits(JsonWebKey key, String algorithm) {
        if (key.getUse() != null && !key.getUse().equals("sig")
                || key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
            return false;
        }
        if (key instanceof EllipticCurveJsonWebKey elliptic) {
            return algorithm.equals(
                    switch (elliptic.getCurveName()) {
                        case "P-256" -> "ES256";
                        case "P-384" -> "ES384";
                        case "P-521" -> "ES512";
                        default -> "";
                    });
        }
        return key instanceof RsaJsonWebKey && algorithm.equals("RS256");
    }

    private static boolean isBy(Key key, Jwt token) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(
                new AlgorithmConstraints(ConstraintType.PERMIT, "RS256", "ES256", "ES384", "ES512"));
        signature.setCompactSerialization(token.compact());
        signature.setKey(key);
        return signature.verifySignature();
    }

    private String count() {
        return size() == 1 ? "1 key" : size() + " keys";
    }

    private String ids() {
        List<String> ids = new ArrayList<>();
        for (JsonWebKey key : keys) {
            if (isPublic(key) && ids.size() < 4) {
                ids.add(key.getKeyId() == null ? "one without an id" : Shown.name(key.getKeyId()));
            }
        }
        return " (" + String.join(", ", ids) + (size() > ids.size() ? ", …" : "") + ")";
    }
}
