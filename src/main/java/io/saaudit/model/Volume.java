package io.saaudit.model;

import java.util.List;

/**
 * A volume of a pod, as far as credentials go.
 *
 * @param name its name
 * @param kind its type
 * @param reference name of the Secret or ConfigMap, or the path on the host; empty otherwise
 * @param tokens the serviceAccountToken sources of a projected volume
 * @param secrets the Secret of a Secret volume, or the secret sources of a projected one
 * @param claim name of the PersistentVolumeClaim that stands behind it, or empty; where the claim is known to come to a
 *     path of the node, it is of the kind {@link Kind#HOST_PATH} as well
 */
public record Volume(
        String name,
        Kind kind,
        String reference,
        List<TokenProjection> tokens,
        List<SecretSource> secrets,
        String claim) {

    /** A volume that no claim stands behind. */
    public Volume(String name, Kind kind, String reference, List<TokenProjection> tokens, List<SecretSource> secrets) {
        this(name, kind, reference, tokens, secrets, "");
    }

    /** The same where its claim comes to a path of the node. */
    public Volume onHost(String path) {
        return new Volume(name, Kind.HOST_PATH, path, tokens, secrets, claim);
    }

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

    /**
     * A Secret whose keys become files.
     *
     * @param name its name
     * @param tokenFiles files below the volume's mount that hold the key {@code token}: the file of that name, or what
     *     {@code items} names for it, which may be nothing
     */
    public record SecretSource(String name, List<String> tokenFiles) {
        /** The key {@code token} as the file of its name. */
        public static final List<String> WHOLE = List.of("token");
    }
}
