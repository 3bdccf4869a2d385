package io.saaudit.model;

/**
 * What came of checking a token's signature.
 *
 * @param result whether it is right
 * @param why what was found, a sentence without a stop
 */
public record TokenSignature(Result result, String why) {
    /** How it ended. */
    public enum Result {
        /** One of the keys made it. */
        RIGHT,
        /** The key that the token names did not make it. */
        WRONG,
        /** None of the keys is the one that the token names. */
        UNKNOWN_KEY,
        /** It was not even tried: no API server signs so. */
        REFUSED
    }
}
