package io.saaudit.model;

import java.util.List;

/**
 * A volume of a pod, as far as credentials go.
 *
 * @param name its name
 * @param kind its type
 * @param reference name of the Secret or ConfigMap, or the path on the host; empty otherwise
 * @param tokens the serviceAccountToken sources of a projected volume
 * @param projectedSecrets names of the secret sources of a projected volume
 */
public record Volume(
        String name, Kind kind, String reference, List<TokenProjection> tokens, List<String> projectedSecrets) {

    /** The types told apart. */
    public enum Kind {
        PROJECTED,
        SECRET,
        CONFIG_MAP,
        HOST_PATH,
        OTHER
    }

    /**
     * A projected serviceAccountToken.
     *
     * @param audience the audience, or empty for the API server's own
     * @param expirationSeconds seconds asked for, or 0 when unset (the API server takes 3600)
     * @param path file below the volume's mount
     * @param index its place in sources, from 0
     */
    public record TokenProjection(String audience, long expirationSeconds, String path, int index) {}
}
