package io.saaudit.cli;

import io.saaudit.model.KubeObject;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Objects;
import io.saaudit.model.Positions;
import io.saaudit.model.Secret;
import io.saaudit.model.TokenClaims;
import io.saaudit.model.TokenClaims.Kind;
import io.saaudit.model.TokenClaims.Named;
import io.saaudit.render.TokenView.Seen;
import io.saaudit.render.TokenView.Standing;
import io.saaudit.source.cluster.TokenQuestions.Found;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Looks whether what a token names is still there, with the uid that it had. */
final class TokenObjects {
    private final World world;
    private final long now;

    TokenObjects(World world, long now) {
        this.world = world;
        this.now = now;
    }

    /** The account, and what the token is bound to or stored in, as they were read. */
    List<Seen> of(TokenClaims claims) {
        Objects objects = world.snapshot().objects();
        List<Seen> seen = new ArrayList<>();
        seen.add(account(claims));
        if (claims.bound() != null) {
            boolean stored = claims.kind() == Kind.LEGACY;
            Named named = claims.bound();
            Seen bound = switch (named.key().kind()) {
                case "Pod" -> seen(named, objects.workloads(), true);
                // Of a cluster's Secrets those with tokens alone are listed.
                case "Secret" -> seen(named, objects.secrets(), stored);
                default -> seen(named, objects.nodes(), false);
            };
            seen.add(stored && isInvalidated(bound, objects) ? with(bound, Standing.INVALIDATED) : bound);
        }
        return seen;
    }

    /** The account as it was read, and the other object as the server told of it. */
    List<Seen> of(TokenClaims claims, Found bound) {
        Named named = claims.bound();
        Standing standing = switch (bound.state()) {
            case GONE -> Standing.MISSING;
            case NOT_TOLD -> Standing.NOT_READ;
            case THERE ->
                isDeleted(bound)
                        ? Standing.MISSING
                        : claims.kind() == Kind.LEGACY && bound.invalidated()
                                ? Standing.INVALIDATED
                                : standing(named.uid(), bound.uid());
        };
        return List.of(account(claims), new Seen(named.key(), named.uid(), standing, bound.uid(), Positions.NONE));
    }

    /** What has been deleted for longer than clocks may differ is gone to the server (pkg/serviceaccount/claims.go). */
    private boolean isDeleted(Found found) {
        if (found.deleted().isEmpty()) {
            return false;
        }
        try {
            return Instant.parse(found.deleted()).getEpochSecond() < now - TokenClaims.LEEWAY;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private Seen account(TokenClaims claims) {
        return seen(claims.account(), world.snapshot().objects().serviceAccounts(), true);
    }

    /**
     * Of definitions that differ, one with the right uid counts.
     *
     * @param listed whether a cluster's list of them has all of them
     */
    private Seen seen(Named named, List<? extends KubeObject> among, boolean listed) {
        boolean complete = world.strict()
                || listed
                        && world.snapshot()
                                .hasAll(
                                        named.key().namespace(),
                                        List.of(named.key().kind()));
        Seen best =
                new Seen(named.key(), named.uid(), complete ? Standing.MISSING : Standing.NOT_READ, "", Positions.NONE);
        for (KubeObject object : among) {
            if (isThat(object.key(), named.key())) {
                Standing standing = standing(named.uid(), object.meta().uid());
                if (best.at() == Positions.NONE || standing == Standing.SAME) {
                    best = new Seen(
                            named.key(),
                            named.uid(),
                            standing,
                            object.meta().uid(),
                            object.meta().at());
                }
            }
        }
        return best;
    }

    private static boolean isThat(ObjectKey key, ObjectKey named) {
        return key.kind().equals(named.kind())
                && key.namespace().equals(named.namespace())
                && key.name().equals(named.name());
    }

    private static Standing standing(String named, String found) {
        if (named.isEmpty() || found.isEmpty()) {
            return Standing.THERE;
        }
        return named.equals(found) ? Standing.SAME : Standing.OTHER;
    }

    private static boolean isInvalidated(Seen seen, Objects objects) {
        for (Secret secret : objects.secrets()) {
            if (isThat(secret.key(), seen.object())
                    && !secret.meta()
                            .labels()
                            .getOrDefault(Secret.INVALID_SINCE, "")
                            .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static Seen with(Seen seen, Standing standing) {
        return new Seen(seen.object(), seen.uid(), standing, seen.found(), seen.at());
    }
}
