package io.saaudit.model;

import java.util.List;

/**
 * A container of a pod, as far as credentials go.
 *
 * @param name its name
 * @param kind main, init or ephemeral
 * @param mounts its volume mounts
 * @param secretEnv variables taken from keys of Secrets
 * @param envFrom names of Secrets that are taken whole into the environment
 * @param privileged securityContext.privileged
 */
public record Container(
        String name,
        Kind kind,
        List<Mount> mounts,
        List<SecretEnv> secretEnv,
        List<String> envFrom,
        boolean privileged) {

    /** In which list of the pod it stands. */
    public enum Kind {
        MAIN,
        INIT,
        EPHEMERAL
    }

    /**
     * A volumeMount.
     *
     * @param subPath subPath or subPathExpr, or empty
     */
    public record Mount(String volume, String path, String subPath, boolean readOnly) {}

    /** env[].valueFrom.secretKeyRef. */
    public record SecretEnv(String variable, String secret, String key) {}
}
