package io.saaudit.model;

import java.util.List;

/**
 * What a token says of itself (semantics H.1 and H.4): nothing here is proven, and nothing here is secret.
 *
 * @param kind what sort of token it is
 * @param algorithm header {@code alg}
 * @param keyId header {@code kid}, or empty
 * @param issuer claim {@code iss}, or empty
 * @param subject claim {@code sub}, or empty
 * @param audiences claim {@code aud}; empty in a legacy token
 * @param id claim {@code jti}, or empty
 * @param times its times
 * @param account the account; null for a foreign one
 * @param bound the Pod, Secret or Node whose end is its end, for a legacy one the Secret that it is stored in; null for
 *     one that hangs on its account alone
 * @param node the node of the pod that it is bound to, which decides nothing; else null
 * @param faults why no API server accepts it, whatever the time is: sentences without a stop
 */
public record TokenClaims(
        Kind kind,
        String algorithm,
        String keyId,
        String issuer,
        String subject,
        List<String> audiences,
        String id,
        Times times,
        Named account,
        Named bound,
        Named node,
        List<String> faults) {

    /** What the API server allows clocks to differ by (go-jose jwt.DefaultLeeway). */
    public static final long LEEWAY = 60;

    /** The issuer of legacy tokens, whatever --service-account-issuer says (pkg/serviceaccount/legacy.go). */
    public static final String LEGACY_ISSUER = "kubernetes/serviceaccount";

    /** The sorts of tokens. */
    public enum Kind {
        /** From a Secret of type {@code kubernetes.io/service-account-token}: without an end. */
        LEGACY,
        /** From TokenRequest, as kubelets and {@code kubectl create token} ask for it. */
        BOUND,
        /** Not one of a ServiceAccount. */
        FOREIGN
    }

    /** Whether its times let it work. */
    public enum State {
        /** Its time has not come, beyond what clocks may differ by. */
        NOT_YET,
        /** Its times do not stand against it. */
        CURRENT,
        /** It has expired. */
        EXPIRED
    }

    /**
     * Seconds since 1970, each null where the token does not say.
     *
     * @param issued claim {@code iat}
     * @param notBefore claim {@code nbf}
     * @param expires claim {@code exp}
     * @param warnAfter claim {@code kubernetes.io.warnafter}: when the token would have ended, had the server not extended
     *     it
     */
    public record Times(Long issued, Long notBefore, Long expires, Long warnAfter) {}

    /**
     * An object that a token names.
     *
     * @param key kind, namespace and name
     * @param uid its uid, or empty
     */
    public record Named(ObjectKey key, String uid) {}

    /** Whether its times let it work. An expired one may be accepted for {@link #LEEWAY} seconds more. */
    public State state(long now) {
        if (times.expires != null && now >= times.expires) {
            return State.EXPIRED;
        }
        return isAhead(times.notBefore, now) || isAhead(times.issued, now) ? State.NOT_YET : State.CURRENT;
    }

    private static boolean isAhead(Long time, long now) {
        return time != null && time > now + LEEWAY;
    }

    /** Whether the server made it live for a year where a short time was asked for. */
    public boolean extended() {
        return times.warnAfter != null;
    }
}
