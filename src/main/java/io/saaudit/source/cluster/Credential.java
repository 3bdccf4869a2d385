package io.saaudit.source.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a request goes out with. Compared by identity: after a renewal it is another one.
 */
final class Credential {
    /** Nothing: the server takes the request as anonymous. */
    static final Credential NONE = new Credential("", null);

    private final String authorization;
    private final ClientKey key;

    private Credential(String authorization, ClientKey key) {
        this.authorization = authorization;
        this.key = key;
    }

    /**
     * A bearer token (RFC 6750), without the space and line ends around it.
     *
     * @param token the token
     * @param where where it is from, for the message
     * @param key client certificate beside it, or null
     * @throws ClusterException when it is empty or holds what no token may hold
     */
    static Credential bearer(String token, String where, ClientKey key) throws ClusterException {
        String bare = token.trim();
        if (bare.isEmpty()) {
            throw ClusterException.configuration(where + " is empty", "Log in to the cluster anew.");
        }
        for (int i = 0; i < bare.length(); i++) {
            if (bare.charAt(i) <= ' ' || bare.charAt(i) > '~') {
                throw ClusterException.configuration(
                        where + " holds a character that no token may hold, at position " + (i + 1),
                        "Is it the token itself, on one line?");
            }
        }
        return new Credential("Bearer " + bare, key);
    }

    /** User and password (RFC 7617). */
    static Credential basic(String user, String password, ClientKey key) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Credential("Basic " + Base64.getEncoder().encodeToString(both), key);
    }

    /** A client certificate alone. */
    static Credential certificate(ClientKey key) {
        return new Credential("", key);
    }

    /** Value of the Authorization header, or empty. */
    String authorization() {
        return authorization;
    }

    /** The client certificate, or null. */
    ClientKey key() {
        return key;
    }
}
