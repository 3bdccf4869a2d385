package io.saaudit.cli;

import io.saaudit.model.Gap;
import io.saaudit.model.Origin;
import io.saaudit.model.TokenClaims;
import io.saaudit.model.TokenClaims.Kind;
import io.saaudit.render.TokenView.Review;
import io.saaudit.source.cluster.ClusterException;
import io.saaudit.source.cluster.Connection;
import io.saaudit.source.cluster.TokenQuestions;
import io.saaudit.token.Jwt;
import io.saaudit.token.KeySet;
import io.saaudit.token.KeySetException;
import io.saaudit.token.TokenReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** Asks a server about a token; loaded only when one is asked. */
final class TokenCluster {
    private TokenCluster() {}

    /**
     * What the server said.
     *
     * @param keys its keys, or null
     * @param bound what it knows of the object that the token is bound to, or null
     * @param review what it takes the token for, or null when that was not asked
     * @param gaps what it did not say
     */
    record Answers(KeySet keys, TokenQuestions.Found bound, Review review, List<Gap> gaps) {}

    /**
     * Asks.
     *
     * @param keyless whether keys are wanted: none were given
     * @param live whether to ask for keys and for what the token names
     * @param review whether to send the token
     * @throws UsageException when the server cannot be asked
     */
    static Answers ask(ParseResult options, Jwt token, boolean keyless, boolean live, boolean review, Io io)
            throws UsageException {
        Instant now = io.now().get();
        try (Connection connection = ClusterInput.open(options, now, io)) {
            TokenQuestions questions = new TokenQuestions(connection);
            List<Gap> gaps = new ArrayList<>();
            KeySet keys = live && keyless ? keys(questions, connection.server(), gaps) : null;
            TokenClaims claims = token.claims();
            TokenQuestions.Found bound = live && claims.kind() != Kind.FOREIGN && claims.bound() != null
                    ? questions.object(claims.bound().key())
                    : null;
            return new Answers(keys, bound, review ? review(questions, token) : null, gaps);
        } catch (ClusterException e) {
            throw ClusterInput.failure(e);
        }
    }

    private static KeySet keys(TokenQuestions questions, String server, List<Gap> gaps) throws ClusterException {
        String keys = questions.keys();
        try {
            if (keys != null) {
                return KeySet.parse(keys);
            }
        } catch (KeySetException e) {
            keys = null; // told as keys that are not given
        }
        gaps.add(new Gap(
                Gap.Kind.REFUSED,
                "the server gives no keys (/openid/v1/jwks), so that the signature was not checked",
                "Its issuer must be an https URL, and reading them allowed, as the ClusterRole"
                        + " system:service-account-issuer-discovery does; or give them with --jwks.",
                Origin.of(server),
                "JSONWebKeySet",
                ""));
        return null;
    }

    /** For the API server, and where it is not good for that, for the audiences that the token has itself. */
    private static Review review(TokenQuestions questions, Jwt token) throws ClusterException {
        TokenQuestions.Answer answer = questions.review(token.review(List.of()));
        List<String> own = token.claims().audiences();
        if (!answer.authenticated() && !own.isEmpty()) {
            TokenQuestions.Answer other = questions.review(token.review(own));
            if (other.authenticated()) {
                return new Review(true, other.user(), own, "");
            }
        }
        return new Review(answer.authenticated(), answer.user(), List.of(), TokenReader.without(answer.error()));
    }
}
