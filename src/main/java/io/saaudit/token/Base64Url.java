package io.saaudit.token;

import java.util.Base64;

/** Base64url without padding, as RFC 7515 section 2 has it. */
final class Base64Url {
    private Base64Url() {}

    /** Whether it is a letter of that alphabet. */
    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    /**
     * Decodes a part of a token.
     *
     * @param what the part, as the subject of a message
     * @throws TokenException when it is something else; the message does not quote it
     */
    static byte[] decode(String part, String what) throws TokenException {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (!isLetter(c)) {
                throw TokenException.malformed(
                        switch (c) {
                            case '=' -> what + " ends in padding (=), which a token leaves out";
                            case '+', '/' -> what + " is in base64, must be in base64url (- and _ for + and /)";
                            default -> what + " has a character that base64url does not have, at " + (i + 1);
                        });
            }
        }
        if (part.length() % 4 == 1) {
            throw TokenException.malformed(
                    what + " is cut: nothing in base64url has " + part.length() + " characters", "Copy it as a whole.");
        }
        return Base64.getUrlDecoder().decode(part);
    }
}
