package io.saaudit.render;

import io.saaudit.model.Secret;
import io.saaudit.model.TokenClaims;
import io.saaudit.model.TokenClaims.Kind;
import io.saaudit.model.TokenClaims.Named;

/** How long a token really works, and on what that hangs: semantics H.1 and H.4. */
final class TokenLife {
    private final TokenClaims claims;
    private final long now;
    private final Page page;

    TokenLife(TokenView view, Page page) {
        this.claims = view.claims();
        this.now = view.now();
        this.page = page;
    }

    /** Until when, and why then. */
    void howLong() {
        TokenClaims.Times times = claims.times();
        page.section("How long it works");
        if (times.expires() == null) {
            page.line(
                    claims.kind() == Kind.LEGACY
                            ? "It has no end: it works from anywhere, until one of what it needs is gone."
                            : "It says no end.");
            return;
        }
        Long from = times.issued() != null ? times.issued() : times.notBefore();
        if (claims.extended()) {
            page.line("It was asked for "
                    + (from == null ? "a short time" : TokenWords.duration(times.warnAfter() - from))
                    + ", as the token in every pod is, and the API server made it "
                    + (from == null ? "longer" : TokenTimes.span(times.expires() - from))
                    + ", for the sake of programs that never read the file again.");
            page.line("A copy of it works until " + TokenTimes.time(times.expires()) + ", not until "
                    + TokenTimes.time(times.warnAfter())
                    + ": after that the server takes it too, and marks its use in the audit log"
                    + " (authentication.k8s.io/stale-token).");
        } else if (from != null) {
            page.line("It was issued for " + TokenTimes.span(times.expires() - from) + ".");
        }
        if (now >= times.expires() && now - times.expires() <= TokenClaims.LEEWAY) {
            page.line("A server may take it for " + (TokenClaims.LEEWAY - (now - times.expires()))
                    + " s more: it allows clocks to differ by " + TokenClaims.LEEWAY + " s.");
        }
    }

    /** What must stay as it is. */
    void needs() {
        page.section("What it needs to stay valid");
        if (claims.kind() == Kind.FOREIGN) {
            page.line(
                    "That is for its issuer to say; an API server takes it only where it is set up to trust that issuer"
                            + " (--oidc-issuer-url, --authentication-config).");
            return;
        }
        page.line(object(claims.account()) + ": one that is made anew under the same name does not do.");
        if (claims.kind() == Kind.LEGACY) {
            page.line(Words.object(claims.bound().key()) + ", with this very token in it, and without the label "
                    + Secret.INVALID_SINCE + ".");
        } else if (claims.bound() != null) {
            bound(claims.bound());
        }
        if (claims.kind() == Kind.BOUND) {
            page.line(audience());
            page.line("An API server that knows the issuer " + Words.quoted(claims.issuer())
                    + " (--service-account-issuer), and the key that signed it.");
        } else {
            page.line("The key that signed it, among those that the API server knows.");
        }
        page.line(
                claims.kind() == Kind.LEGACY
                        ? "To take it back, delete the Secret: nothing else ends this one alone."
                        : claims.bound() == null
                                ? "Nothing takes this one back alone: deleting the account ends all tokens of it."
                                : "Deleting the "
                                        + Escape.text(claims.bound().key().kind()) + " takes it back.");
        page.line("Permissions are looked up with each request: what is bound to the account now is what it may do.");
    }

    private void bound(Named bound) {
        page.line(object(bound)
                + switch (bound.key().kind()) {
                    case "Pod" -> ": it ends 60 s after the pod is deleted, not when the pod finishes.";
                    default -> ": it ends 60 s after that is deleted.";
                });
        if (claims.node() != null) {
            page.line("Not the node " + Words.quoted(claims.node().key().name())
                    + ": that is told for the audit log, and its end ends nothing.");
        }
    }

    private static String object(Named named) {
        return Words.object(named.key()) + (named.uid().isEmpty() ? "" : " with uid " + Words.quoted(named.uid()));
    }

    private String audience() {
        if (claims.audiences().isEmpty()) {
            return "An API server that takes it without an audience.";
        }
        String names = Words.all(claims.audiences());
        if (claims.audiences().contains(claims.issuer())) {
            return "An API server whose audiences have " + names
                    + ": by default they are its issuers, and this is the issuer.";
        }
        return "Somebody who takes the audience " + names
                + ": an API server does only if it is one of its --api-audiences.";
    }
}
