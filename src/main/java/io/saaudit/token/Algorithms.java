package io.saaudit.token;

/** Signature algorithms by their names in headers (RFC 7518 section 3.1). */
final class Algorithms {
    static final String NONE = "none";

    /** Bytes of a signature by an RSA key of 1024 bits: smaller ones are broken. */
    static final int LEAST_RSA = 128;

    private Algorithms() {}

    /** Whether an API server signs with it (pkg/serviceaccount/jwt.go signerFromRSAPrivateKey and so on). */
    static boolean isOfServers(String algorithm) {
        return algorithm.equals("RS256") || isElliptic(algorithm);
    }

    static boolean isElliptic(String algorithm) {
        return algorithm.equals("ES256") || algorithm.equals("ES384") || algorithm.equals("ES512");
    }

    /** Whether it is signed with a secret that whoever checks it must know too. */
    static boolean isSymmetric(String algorithm) {
        return algorithm.startsWith("HS");
    }

    /** Bytes of its signatures, or 0 where that hangs on the key. */
    static int signatureLength(String algorithm) {
        return switch (algorithm) {
            case "ES256" -> 64;
            case "ES384" -> 96;
            case "ES512" -> 132;
            default -> 0;
        };
    }

    /** Why an API server does not accept a token that is signed so; empty when it may. */
    static String refusal(String algorithm) {
        if (isOfServers(algorithm)) {
            return "";
        }
        if (algorithm.equalsIgnoreCase(NONE)) {
            return "alg none: nobody signed it";
        }
        String shown = "alg " + Shown.name(algorithm);
        return isSymmetric(algorithm)
                ? shown + ": signed with a shared secret, for which a public key must never be taken (key confusion)"
                : shown + ": API servers sign with RS256, ES256, ES384 or ES512";
    }
}
