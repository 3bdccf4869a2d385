package io.saaudit.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.saaudit.model.TokenClaims;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A JSON Web Token in compact form (RFC 7515 section 7.1). It shows its claims to everybody and itself to nobody. */
public final class Jwt {
    private final String compact;
    private final TokenClaims claims;
    private final boolean critical;

    private Jwt(String compact, TokenClaims claims, boolean critical) {
        this.compact = compact;
        this.claims = claims;
        this.critical = critical;
    }

    /**
     * Decodes a token; nothing is verified.
     *
     * @param compact three parts with dots between
     * @throws TokenException when it is none, in one line that does not quote it
     */
    static Jwt parse(String compact) throws TokenException {
        String[] parts = compact.split("\\.", -1);
        noOther(compact, parts);
        byte[] header = Base64Url.decode(parts[0], "the header");
        byte[] payload = Base64Url.decode(parts[1], "the payload");
        byte[] signature = Base64Url.decode(parts[2], "the signature");
        Map<String, Object> head = JsonTree.object(header, "the header");
        if (payload.length == 0) {
            throw TokenException.malformed("the payload is missing");
        }
        TokenClaims claims = new ClaimsReader(head, JsonTree.object(payload, "the payload")).read();
        signature(claims.algorithm(), signature.length);
        return new Jwt(compact, claims, head.containsKey("crit"));
    }

    /** Refuses what is something else, by what it looks like. */
    private static void noOther(String compact, String[] parts) throws TokenException {
        if (compact.indexOf('\u2026') >= 0 || compact.contains("...")) {
            throw TokenException.malformed(
                    "it was cut by what displayed it: dots stand for a part", "Copy it as a whole.");
        }
        if (compact.contains("-----BEGIN")) {
            throw TokenException.malformed("a key or certificate, not a token");
        }
        if (parts.length == 5) {
            throw TokenException.malformed(
                    "an encrypted token (five parts): what it says can be read with its key only");
        }
        if (parts.length == 2 && parts[0].length() == 6 && parts[1].length() == 16) {
            throw TokenException.malformed(
                    "no JSON Web Token: it has the form of a bootstrap token, which says nothing of itself");
        }
        if (parts.length != 3) {
            String count = parts.length == 1 ? "1 part" : parts.length + " parts";
            throw TokenException.malformed("no JSON Web Token: it has " + count + ", must be 3 with dots between");
        }
        if (parts[0].isEmpty()) {
            throw TokenException.malformed("the header is missing");
        }
    }

    /** A signature has the length that its algorithm gives it (RFC 7518 sections 3.3 and 3.4). */
    private static void signature(String algorithm, int length) throws TokenException {
        int wanted = Algorithms.signatureLength(algorithm);
        if (algorithm.equals(Algorithms.NONE)) {
            return;
        }
        if (length == 0) {
            throw TokenException.malformed(
                    "the signature is missing", "Copy the token as a whole, with its third part.");
        }
        if (wanted > 0 && length != wanted || algorithm.equals("RS256") && length < Algorithms.LEAST_RSA) {
            throw TokenException.malformed(
                    "the signature is cut or no signature: " + length + " bytes, of " + algorithm + " it has "
                            + (wanted > 0 ? "" + wanted : Algorithms.LEAST_RSA + " or more"),
                    "Copy the token as a whole.");
        }
    }

    /** What it says. */
    public TokenClaims claims() {
        return claims;
    }

    /**
     * The body of a TokenReview, with the token in it: the only way out.
     *
     * @param audiences whom it should be good for; none for the API server itself
     */
    public byte[] review(List<String> audiences) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new JsonFactory().createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("apiVersion", "authentication.k8s.io/v1");
            out.writeStringField("kind", "TokenReview");
            out.writeObjectFieldStart("spec");
            out.writeStringField("token", compact);
            out.writeArrayFieldStart("audiences");
            for (String audience : audiences) {
                out.writeString(audience);
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /** Whether its header names extensions that a verifier must know (RFC 7515 section 4.1.11). */
    boolean isCritical() {
        return critical;
    }

    /** The token itself. INVARIANT: only what verifies it asks for it. */
    String compact() {
        return compact;
    }

    @Override
    public String toString() {
        return "a token";
    }
}
