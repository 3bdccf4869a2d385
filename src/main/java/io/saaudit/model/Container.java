package io.saaudit.model;

import java.util.List;

/**
 * A container of a pod, as far as credentials go.
 *
 * @param name its name
 * @param kind main, init or ephemeral
 * @param mounts its volume mounts
 * @param secretEnv variables taken from keys of Secrets
 * @param envFrom Secrets that are taken whole into the environment
 * @param privileged securityContext.privileged
 * @param audiences what its command line gives an API server in --service-account-issuer and --api-audiences; empty for
 *     everything else
 * @param serverFlags what its command line says to an API server about who may come in; empty for everything else
 */
public record Container(
        String name,
        Kind kind,
        List<Mount> mounts,
        List<SecretEnv> secretEnv,
        List<EnvFrom> envFrom,
        boolean privileged,
        List<String> audiences,
        List<Flag> serverFlags) {

    /** A container that is no API server. */
    public Container(
            String name,
            Kind kind,
            List<Mount> mounts,
            List<SecretEnv> secretEnv,
            List<EnvFrom> envFrom,
            boolean privileged,
            List<String> audiences) {
        this(name, kind, mounts, secretEnv, envFrom, privileged, audiences, List.of());
    }

    /**
     * A word of the command line of kube-apiserver.
     *
     * @param name the flag with its dashes; {@link #PROGRAM} for the program itself
     * @param value its value, empty where there is none
     * @param list {@code command} or {@code args}
     * @param index its place in that list, from 0
     * @param words 2 where the value is the next word, else 1
     * @param at where it stands; not part of its content
     */
    public record Flag(String name, String value, String list, int index, int words, FieldPlaces at) {
        /** Name of what is no flag but the program. */
        public static final String PROGRAM = "kube-apiserver";
    }

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

    /**
     * env[].valueFrom.secretKeyRef.
     *
     * @param index its place in env, from 0
     */
    public record SecretEnv(String variable, String secret, String key, int index) {}

    /**
     * envFrom[].secretRef.
     *
     * @param prefix what the names of the variables begin with before the Secret's keys, or empty
     * @param index its place in envFrom, from 0
     */
    public record EnvFrom(String secret, String prefix, int index) {}
}
