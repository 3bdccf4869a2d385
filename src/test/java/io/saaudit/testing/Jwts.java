package io.saaudit.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

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

    /** In base64, as values stand in the data of a Secret. */
    public static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
