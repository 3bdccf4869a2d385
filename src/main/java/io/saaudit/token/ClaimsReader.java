package io.saaudit.token;

import io.saaudit.model.Identity;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.TokenClaims;
import io.saaudit.model.TokenClaims.Kind;
import io.saaudit.model.TokenClaims.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads header and payload of a token: the claims of pkg/serviceaccount/claims.go and legacy.go, and the registered ones. */
final class ClaimsReader {
    /** The claim with everything of Kubernetes in a bound token. */
    private static final String PRIVATE = "kubernetes.io";

    /** What the claims of a legacy token begin with. */
    private static final String LEGACY = "kubernetes.io/serviceaccount/";

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final Map<String, Object> header;
    private final Map<String, Object> payload;
    private final List<String> faults = new ArrayList<>();

    ClaimsReader(Map<String, Object> header, Map<String, Object> payload) {
        this.header = header;
        this.payload = payload;
    }

    /** Reads them; a wrong type is an error, what contradicts itself a fault. */
    TokenClaims read() throws TokenException {
        String algorithm = string(header, "alg", "header alg");
        if (algorithm.isEmpty()) {
            throw TokenException.malformed("the header has no alg");
        }
        String keyId = string(header, "kid", "header kid");
        String issuer = string(payload, "iss", "claim iss");
        String subject = string(payload, "sub", "claim sub");
        List<String> audiences = audiences();
        String id = string(payload, "jti", "claim jti");
        Map<String, Object> ours = object(payload, PRIVATE, "claim " + PRIVATE);
        Kind kind = issuer.equals(TokenClaims.LEGACY_ISSUER) ? Kind.LEGACY : ours != null ? Kind.BOUND : Kind.FOREIGN;
        TokenClaims.Times times = new TokenClaims.Times(
                time(payload, "iat", "claim iat"),
                time(payload, "nbf", "claim nbf"),
                time(payload, "exp", "claim exp"),
                kind == Kind.BOUND ? time(ours, "warnafter", "claim kubernetes.io.warnafter") : null);
        Named account = null;
        Named bound = null;
        Named node = null;
        switch (kind) {
            case LEGACY -> {
                String namespace = legacy("namespace");
                account = new Named(
                        new ObjectKey("", "ServiceAccount", namespace, legacy("service-account.name")),
                        legacy("service-account.uid"));
                bound = new Named(new ObjectKey("", "Secret", namespace, legacy("secret.name")), "");
                checkSubject(subject, account);
            }
            case BOUND -> {
                String namespace = string(ours, "namespace", "claim kubernetes.io.namespace");
                account = named(ours, "serviceaccount", "ServiceAccount", namespace);
                if (account == null) {
                    throw TokenException.malformed("claim kubernetes.io has no serviceaccount");
                }
                Named pod = named(ours, "pod", "Pod", namespace);
                Named secret = named(ours, "secret", "Secret", namespace);
                node = named(ours, "node", "Node", "");
                bound = pod != null ? pod : secret != null ? secret : node;
                node = bound == node ? null : node;
                checkBound(account, bound);
                checkSubject(subject, account);
            }
            case FOREIGN -> {
                if (subject.startsWith(Identity.ACCOUNT_PREFIX)) {
                    faults.add(
                            "claim sub is that of a ServiceAccount, but there is no claim kubernetes.io as servers give"
                                    + " it");
                }
            }
        }
        checkSigning(kind, algorithm);
        return new TokenClaims(
                kind,
                algorithm,
                keyId,
                issuer,
                subject,
                audiences,
                id,
                times,
                account,
                bound,
                node,
                List.copyOf(faults));
    }

    private void checkSigning(Kind kind, String algorithm) {
        String refusal = Algorithms.refusal(algorithm);
        boolean unsigned = algorithm.equalsIgnoreCase(Algorithms.NONE);
        if (!refusal.isEmpty() && (kind != Kind.FOREIGN || unsigned)) {
            faults.add(refusal);
        }
        if (header.containsKey("crit")) {
            faults.add("header crit asks for extensions, which API servers refuse");
        }
    }

    private void checkBound(Named account, Named bound) {
        if (account.key().namespace().isEmpty() || account.key().name().isEmpty()) {
            faults.add("claim kubernetes.io does not name its account");
        }
        if (account.uid().isEmpty()) {
            faults.add("claim kubernetes.io has no uid of the account, which the server compares");
        }
        if (bound != null && bound.uid().isEmpty()) {
            faults.add("claim kubernetes.io has no uid of the " + bound.key().kind() + ", which the server compares");
        }
    }

    private void checkSubject(String subject, Named account) {
        String expected = Identity.serviceAccount(
                        account.key().namespace(), account.key().name())
                .user();
        if (!subject.equals(expected)) {
            faults.add("claim sub and the claims of Kubernetes name different accounts");
        }
    }

    private String legacy(String name) throws TokenException {
        String value = string(payload, LEGACY + name, "claim " + LEGACY + name);
        if (value.isEmpty()) {
            faults.add("claim " + LEGACY + name + " is missing, which the server compares");
        }
        return value;
    }

    private static Named named(Map<String, Object> ours, String field, String kind, String namespace)
            throws TokenException {
        String what = "claim kubernetes.io." + field;
        Map<String, Object> value = object(ours, field, what);
        return value == null
                ? null
                : new Named(
                        new ObjectKey("", kind, namespace, string(value, "name", what + ".name")),
                        string(value, "uid", what + ".uid"));
    }

    private List<String> audiences() throws TokenException {
        Object value = payload.get("aud");
        if (value == null) {
            return List.of();
        }
        if (value instanceof String one) {
            return List.of(one);
        }
        if (!(value instanceof List<?> list)) {
            throw wrong("claim aud", value, "a string or a list of strings");
        }
        List<String> audiences = new ArrayList<>();
        for (Object item : list) {
            if (!(item instanceof String audience)) {
                throw wrong("an item of claim aud", item, "a string");
            }
            audiences.add(audience);
        }
        return List.copyOf(audiences);
    }

    /** A NumericDate: seconds, perhaps with a fraction (RFC 7519 section 2). */
    private static Long time(Map<String, Object> in, String name, String what) throws TokenException {
        Object value = in.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof BigDecimal number)) {
            throw wrong(what, value, "a number of seconds");
        }
        // By its length first: 1e999999999 must not be written out.
        if (number.precision() - (long) number.scale() > 19 || number.abs().compareTo(MOST) > 0) {
            throw TokenException.malformed(what + " is beyond all times");
        }
        return number.precision() - (long) number.scale() < 0
                ? 0L
                : number.setScale(0, RoundingMode.FLOOR).longValueExact();
    }

    private static String string(Map<String, Object> in, String name, String what) throws TokenException {
        Object value = in.get(name);
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return text;
        }
        throw wrong(what, value, "a string");
    }

    @SuppressWarnings("unchecked") // JsonTree makes maps with string keys alone
    private static Map<String, Object> object(Map<String, Object> in, String name, String what) throws TokenException {
        Object value = in.get(name);
        if (value == null || value instanceof Map) {
            return (Map<String, Object>) value;
        }
        throw wrong(what, value, "an object");
    }

    private static TokenException wrong(String what, Object value, String wanted) {
        String is = value == null
                ? "null"
                : value instanceof String
                        ? "a string"
                        : value instanceof BigDecimal
                                ? "a number"
                                : value instanceof Boolean
                                        ? "a boolean"
                                        : value instanceof List ? "a list" : "an object";
        return TokenException.malformed(what + " is " + is + ", must be " + wanted);
    }
}
