package io.saaudit.render;

import io.saaudit.model.Positions;
import io.saaudit.model.TokenClaims;
import io.saaudit.model.TokenClaims.Named;
import java.io.IOException;
import java.io.PrintStream;

/** {@code token} for programs: docs/json.md, {@code sa-audit/token/v1}. */
public final class TokenJson implements Renderer<TokenView> {
    @Override
    public void render(TokenView view, PrintStream out) throws IOException {
        TokenClaims claims = view.claims();
        try (Json json = Json.document(out, view.snapshot())) {
            json.object()
                    .field("schema", "sa-audit/token/v1")
                    .field("source", view.source())
                    .field("kind", Json.word(claims.kind()))
                    .field("state", Json.word(claims.state(view.now())))
                    .field("works", view.refusals().isEmpty())
                    .strings("refusals", view.refusals());
            claims(json, claims);
            if (view.signature() != null) {
                json.object("signature")
                        .field("result", Json.word(view.signature().result()))
                        .field("message", view.signature().why())
                        .endObject();
            }
            if (view.review() != null) {
                json.object("review")
                        .field("authenticated", view.review().authenticated())
                        .optional("user", view.review().user())
                        .strings("audiences", view.review().audiences())
                        .optional("error", view.review().error())
                        .endObject();
            }
            seen(json, view);
            if (view.rights() != null) {
                RunningJson.rights(json, view.rights(), true);
            }
            json.completeness(view.gaps(), view.snapshot().notes());
            json.endObject();
        }
    }

    private static void claims(Json json, TokenClaims claims) throws IOException {
        json.field("algorithm", claims.algorithm())
                .optional("keyId", claims.keyId())
                .optional("issuer", claims.issuer())
                .optional("subject", claims.subject());
        named(json, "account", claims.account());
        json.strings("audiences", claims.audiences());
        time(json, "issued", claims.times().issued());
        time(json, "notBefore", claims.times().notBefore());
        time(json, "expires", claims.times().expires());
        time(json, "warnAfter", claims.times().warnAfter());
        json.field("extended", claims.extended());
        named(json, "bound", claims.bound());
        named(json, "node", claims.node());
        json.optional("id", claims.id());
    }

    private static void time(Json json, String name, Long seconds) throws IOException {
        if (seconds != null) {
            json.object(name)
                    .field("seconds", seconds)
                    .optional("time", TokenTimes.rfc3339(seconds))
                    .endObject();
        }
    }

    private static void named(Json json, String field, Named named) throws IOException {
        if (named != null) {
            json.object(field)
                    .keyFields(named.key())
                    .optional("uid", named.uid())
                    .endObject();
        }
    }

    private static void seen(Json json, TokenView view) throws IOException {
        json.array("objects");
        for (TokenView.Seen seen : view.seen()) {
            json.object()
                    .keyFields(seen.object())
                    .optional("uid", seen.uid())
                    .field("standing", Json.word(seen.standing()))
                    .optional("foundUid", seen.found());
            if (seen.at() != Positions.NONE) {
                json.origin("origin", seen.at());
            }
            json.endObject();
        }
        json.endArray();
    }
}
