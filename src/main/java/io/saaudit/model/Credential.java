package io.saaudit.model;

/**
 * A credential for which a container has the file or the variable.
 *
 * @param way how it gets there
 * @param accepted whether the API server accepts it: unknown where it hangs on an account that was not read, or on an
 *     audience that may be the server's own
 * @param account name of the account that it is of, in the pod's namespace
 * @param secret name of the Secret that it is from, or empty
 * @param place the file's full path, or the variable; {@code *} for all keys of a Secret
 * @param audience the audience that was asked for, or empty for the API server's own
 * @param seconds how long a copy works, at most; 0 for a token without an end
 * @param endsWithPod whether a copy stops working when the pod is deleted, if not before
 * @param refreshed whether what the container reads is renewed in time
 */
public record Credential(
        Way way,
        Truth accepted,
        String account,
        String secret,
        String place,
        String audience,
        long seconds,
        boolean endsWithPod,
        boolean refreshed) {

    /** How long an automatically mounted token works, in seconds, although it says an hour (semantics H.4). */
    public static final long YEAR = 31_536_000;

    /** How a credential gets into a container. */
    public enum Way {
        /** The ServiceAccount admission plug-in mounts it. */
        AUTOMOUNT,
        /** A projected volume of the pod asks for it. */
        PROJECTED,
        /** A volume holds a token Secret. */
        SECRET_VOLUME,
        /** A variable holds a key of a token Secret, or all of them are in the environment. */
        SECRET_ENV
    }

    /** Whether it is only assumed to be mounted: the pod does not say, and its account was not read. */
    public boolean assumed() {
        return way == Way.AUTOMOUNT && audience.isEmpty() && accepted == Truth.UNKNOWN;
    }
}
