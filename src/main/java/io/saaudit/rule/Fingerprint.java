package io.saaudit.rule;

import io.saaudit.model.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests that name findings (design 4.6): the first 16 bytes of SHA-256 over {@code v1}, the rule and the cause. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(String rule, ObjectKey cause) {
        // Names may hold any character but NUL is not allowed in any of them, so parts cannot run into each other.
        String text = String.join("\0", "v1", rule, cause.group(), cause.kind(), cause.namespace(), cause.name());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
