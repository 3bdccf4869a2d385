package io.saaudit.model;

/**
 * Something that was read and is worth saying; it never changes the exit status.
 *
 * @param kind what sort
 * @param what one clear sentence, without the place
 * @param origin where, or null
 */
public record Note(Kind kind, String what, Origin origin) {
    /** Sorts of notes. */
    public enum Kind {
        /** A roleRef to a role that is not there. */
        DANGLING_ROLE,
        /** A subject or a pod that names an account that is not there. */
        DANGLING_ACCOUNT,
        /** Objects without a namespace were placed in one. */
        ASSUMED_NAMESPACE,
        /** Built-in roles were assumed. */
        ASSUMED_BUILT_IN,
        /** Two differing definitions of one object. */
        DUPLICATE_OBJECT,
        /** An API version that is no longer served. */
        OLD_API,
        /** The API server would refuse the object (semantics E.1). */
        REFUSED_BY_SERVER,
        /** A key that is there twice. */
        DUPLICATE_KEY,
        /** A subject in an unusual spelling. */
        SPELLING,
        /** A request that was changed into what a server would see. */
        CORRECTED_REQUEST,
        /** Kustomizations that were not built: their files were read as they are. */
        KUSTOMIZATION,
        /** Anything about how the input was taken. */
        INPUT
    }
}
