package io.saaudit.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Strings in the form of ServiceAccount tokens, made at run time: no file of the project holds one. */
public final class Jwts {
    private static final String SIGNATURE = "A-signature_that-is-none";

    private Jwts() {}

    /** A token without an end, as in token Secrets (semantics H.1). */
    public static String legacy(String namespace, String account) {
        return of("{\"iss\":\"kubernetes/serviceaccount\",\"kubernetes.io/serviceaccount/namespace\":\"" + namespace
                + "\",\"sub\":\"system:serviceaccount:" + namespace + ":" + account + "\"}");
    }

    /** A bound token (semantics H.4). */
    public static String bound(String namespace, String account, long expires) {
        return of("{\"aud\":[\"https://kubernetes.default.svc\"],\"exp\":" + expires
                + ",\"iss\":\"https://kubernetes.default.svc\",\"kubernetes.io\":{\"pod\":{\"name\":\"p\"}},"
                + "\"sub\":\"system:serviceaccount:" + namespace + ":" + account + "\"}");
    }

    /** A JSON Web Token with this payload. */
    public static String of(String payload) {
        return part("{\"alg\":\"RS256\",\"kid\":\"k\"}") + "." + part(payload) + "." + SIGNATURE;
    }

    /** A token with this payload and a signature that has the length of one. */
    public static String unsigned(String payload) {
        return part("{\"alg\":\"RS256\",\"kid\":\"k\"}") + "." + part(payload) + "." + encoded(new byte[256]);
    }

    /** A token of these parts, as they are. */
    public static String of(String header, String payload, byte[] signature) {
        return part(header) + "." + part(payload) + "." + encoded(signature);
    }

    /** A token signed by the JDK's own means (RFC 7518 sections 3.3 and 3.4). */
    public static String signed(String algorithm, String keyId, PrivateKey key, String payload) {
        String header = "{\"alg\":\"" + algorithm + "\"" + (keyId.isEmpty() ? "" : ",\"kid\":\"" + keyId + "\"") + "}";
        return signedBy(header, signer(algorithm), key, payload);
    }

    /** A token with this header, signed by a signature algorithm of the JDK. */
    public static String signedBy(String header, String algorithm, PrivateKey key, String payload) {
        String input = part(header) + "." + part(payload);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A token signed with a secret, as HS256 does. */
    public static String signed(String header, byte[] secret, String payload) {
        String input = part(header) + "." + part(payload);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return input + "." + encoded(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String signer(String algorithm) {
        return switch (algorithm) {
            case "RS256" -> "SHA256withRSA";
            case "ES256" -> "SHA256withECDSAinP1363Format";
            case "ES384" -> "SHA384withECDSAinP1363Format";
            case "ES512" -> "SHA512withECDSAinP1363Format";
            default -> throw new IllegalArgumentException(algorithm);
        };
    }

    /** A public key as JSON Web Key (RFC 7518 section 6); an empty id is left out. */
    public static String key(String keyId, PublicKey key) {
        String id = keyId.isEmpty() ? "" : ",\"kid\":\"" + keyId + "\"";
        if (key instanceof RSAPublicKey rsa) {
            return "{\"kty\":\"RSA\"" + id + ",\"n\":\"" + number(rsa.getModulus(), 0) + "\",\"e\":\""
                    + number(rsa.getPublicExponent(), 0) + "\"}";
        }
        ECPublicKey ec = (ECPublicKey) key;
        int bits = ec.getParams().getCurve().getField().getFieldSize();
        int bytes = (bits + 7) / 8;
        return "{\"kty\":\"EC\",\"crv\":\"P-" + bits + "\"" + id + ",\"x\":\""
                + number(ec.getW().getAffineX(), bytes) + "\",\"y\":\""
                + number(ec.getW().getAffineY(), bytes) + "\"}";
    }

    /** A set of such keys. */
    public static String keySet(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    private static String number(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        int start = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        int size = Math.max(length, bytes.length - start);
        byte[] padded = new byte[size];
        System.arraycopy(bytes, start, padded, size - (bytes.length - start), bytes.length - start);
        return encoded(padded);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** In base64, as values stand in the data of a Secret. */
    public static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
