package io.saaudit.model;

/**
 * A ServiceAccount token that a container can reach.
 *
 * @param way how it comes there
 * @param reach whether it does; unknown where that is assumed
 * @param place path of the file, or name of the environment variable
 * @param account name of the account whose token it is, in the namespace of the pod
 * @param secret the Secret that it is from, or empty
 * @param audience the audience, or empty for the API server's own
 * @param accepted whether the API server accepts it: one for another audience is refused, and one for an audience that may
 *     be the server's own is unknown
 * @param seconds seconds that it is asked for, or 0 for that of a Secret, which has no end
 * @param renewed whether the file follows the tokens that the kubelet renews: one mounted by subPath never does, and a
 *     variable stays as it was when the container was started
 */
public record Credential(
        Way way,
        Truth reach,
        String place,
        String account,
        String secret,
        String audience,
        Truth accepted,
        long seconds,
        boolean renewed) {

    /**
     * What the ServiceAccount admission plug-in asks for, and what the API server extends to a year for the sake of
     * programs that do not read the file again (pkg/serviceaccount/claims.go WarnOnlyBoundTokenExpirationSeconds;
     * semantics H.4).
     */
    public static final long EXTENDED = 3607;

    /** What the kubelet asks for where the volume says nothing. */
    public static final long USUAL = 3600;

    /** How a token comes into a container. */
    public enum Way {
        /** Mounted by the ServiceAccount admission plug-in. */
        AUTOMOUNT,
        /** A projected volume that the pod declares itself. */
        PROJECTED,
        /** A token Secret as a volume. */
        SECRET_VOLUME,
        /** A token Secret in an environment variable. */
        SECRET_ENV
    }

    /** Until when a copy of it works. */
    public enum End {
        /** Until the Secret or the account is deleted. */
        NEVER,
        /** For up to a year, unless pod or account is deleted. */
        YEAR,
        /** For {@link #seconds()}, unless pod or account is deleted. */
        SECONDS
    }

    /** Until when a copy works, at the API server or whoever its audience is. */
    public End end() {
        if (seconds == 0) {
            return End.NEVER;
        }
        return seconds == EXTENDED && accepted != Truth.NO ? End.YEAR : End.SECONDS;
    }
}
