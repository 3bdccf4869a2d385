package io.saaudit.render;

import io.saaudit.model.Gap;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Snapshot;
import io.saaudit.model.TokenClaims;
import io.saaudit.model.TokenSignature;
import java.util.List;

/**
 * The answer of {@code token}. Nothing of it is secret.
 *
 * @param source where the token was, in words
 * @param claims what it says
 * @param now the time, in seconds since 1970
 * @param refusals why it does not work: sentences without a stop; empty when nothing stands against it
 * @param signature what came of checking its signature, or null when no keys were given
 * @param review what a server said of it, or null when none was asked
 * @param seen whether what it names is still there; empty when nothing was read
 * @param rights what its account may do, or null when nothing was read or it has none
 * @param gaps what could not be read, or was not told
 * @param snapshot what was read; empty when nothing was
 */
public record TokenView(
        String source,
        TokenClaims claims,
        long now,
        List<String> refusals,
        TokenSignature signature,
        Review review,
        List<Seen> seen,
        Rights rights,
        List<Gap> gaps,
        Snapshot snapshot) {

    /** When something was: {@code 3 d 2 h ago (2026-11-25 02:24:52 UTC)}. */
    public static String ago(long now, long seconds) {
        String from = TokenTimes.from(now, seconds);
        return from.isEmpty() ? TokenTimes.time(seconds) : from + " (" + TokenTimes.time(seconds) + ")";
    }

    /**
     * What a server's TokenReview said.
     *
     * @param authenticated whether it takes the token
     * @param user the user that it takes the holder for, or empty
     * @param audiences whom else it is good for, where it is not for the API server itself; else empty
     * @param error why it does not take it, in its words, or empty
     */
    public record Review(boolean authenticated, String user, List<String> audiences, String error) {}

    /**
     * An object that the token names, as it was found.
     *
     * @param object the object
     * @param uid the uid that the token gives it, or empty
     * @param standing how it was found
     * @param found uid of the one that was read, or empty
     * @param at where it was read
     */
    public record Seen(ObjectKey object, String uid, Standing standing, String found, long at) {}

    /** How an object was found. */
    public enum Standing {
        /** It is there with the same uid. */
        SAME,
        /** One of its name is there with another uid: it was deleted and made anew. */
        OTHER,
        /** One of its name is there; uids cannot be compared. */
        THERE,
        /** It is there, and a label on it takes the token back. */
        INVALIDATED,
        /** It is not there. */
        MISSING,
        /** It was not read, and may be there. */
        NOT_READ;

        /** Whether the token does not work for it. */
        public boolean endsToken() {
            return this == OTHER || this == INVALIDATED || this == MISSING;
        }
    }
}
