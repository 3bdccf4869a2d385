package io.saaudit.model;

import java.util.List;

/**
 * Which credentials for the API server a workload's containers can reach.
 *
 * @param automount whether the ServiceAccount admission plug-in mounts a token, unknown where pod and account are silent
 *     and the account was not declared
 * @param why the deciding field, in a few words
 * @param tokens explicit projected tokens
 * @param projected whether the API server accepts one of these: unknown where an audience may be the server's own
 * @param legacySecrets names of token Secrets mounted or put into the environment
 */
public record TokenReach(
        Truth automount, String why, List<Volume.TokenProjection> tokens, Truth projected, List<String> legacySecrets) {

    /** Whether any credential that the API server accepts is in reach. */
    public Truth any() {
        return legacySecrets.isEmpty() ? automount.or(projected) : Truth.YES;
    }
}
