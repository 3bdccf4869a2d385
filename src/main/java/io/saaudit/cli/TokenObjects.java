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
import java.util.ArrayList;
import java.util.List;

/** Looks whether what a token names is still there, with the uid that it had. */
final class TokenObjects {
    private final World world;

    TokenObjects(World world) {
        this.world = world;
    }

    /** The account, and what the token is bound to or stored in. */
    List<Seen> of(TokenClaims claims) {
        Objects objects = world.snapshot().objects();
        List<Seen> seen = new ArrayList<>();
        seen.add(seen(claims.account(), objects.serviceAccounts()));
        if (claims.bound() != null) {
            boolean stored = claims.kind() == Kind.LEGACY;
            Seen bound = seen(
                    claims.bound(),
                    switch (claims.bound().key().kind()) {
                        case "Pod" -> objects.workloads();
                        case "Secret" -> objects.secrets();
                        default -> objects.nodes();
                    });
            seen.add(stored && isInvalidated(bound, objects) ? with(bound, Standing.INVALIDATED) : bound);
        }
        return seen;
    }

    /** Of definitions that differ, one with the right uid counts. */
    private Seen seen(Named named, List<? extends KubeObject> among) {
        boolean all = world.strict()
                || world.snapshot()
                        .hasAll(named.key().namespace(), List.of(named.key().kind()));
        Seen best = new Seen(named.key(), named.uid(), all ? Standing.MISSING : Standing.NOT_READ, "", Positions.NONE);
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
