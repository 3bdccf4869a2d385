package io.saaudit.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Identity;
import io.saaudit.model.Request;
import io.saaudit.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The indexed authorizer against the plain reference, on random clusters. */
class AuthorizerPropertyTest {
    private static final int CLUSTERS = 200;
    private static final int REQUESTS = 1000;

    @Test
    void answers200000RandomRequestsAsTheReferenceDoes() {
        for (long seed : Seeds.of(CLUSTERS)) {
            RandomCluster cluster = new RandomCluster(seed, 2 + (int) (seed & 7));
            RbacState state = cluster.state();
            Authorizer authorizer = new Authorizer(state);
            NaiveAuthorizer naive = new NaiveAuthorizer(cluster.roles, cluster.bindings);
            for (int i = 0; i < REQUESTS; i++) {
                Identity who = cluster.identity();
                Request request = cluster.request();
                boolean expected = naive.allows(who, request);
                assertThat(authorizer.allows(who, request))
                        .as("%s: %s asks %s", Seeds.again(seed), who, request)
                        .isEqualTo(expected);
                assertThat(authorizer.grants(who, request).isEmpty())
                        .as("%s: grants of %s for %s", Seeds.again(seed), who, request)
                        .isEqualTo(!expected);
            }
        }
    }

    @Test
    void anotherBindingNeverTakesAGrantAway() {
        for (long seed : Seeds.of(20)) {
            RandomCluster cluster = new RandomCluster(seed, 5);
            Authorizer all = new Authorizer(cluster.state());
            Authorizer fewer = new Authorizer(RbacState.of(
                    cluster.roles, cluster.bindings.subList(0, cluster.bindings.size() / 2), List.of(), List.of()));
            for (int i = 0; i < 500; i++) {
                Identity who = cluster.identity();
                Request request = cluster.request();
                assertThat(all.allows(who, request) || !fewer.allows(who, request))
                        .as("%s: %s asks %s", Seeds.again(seed), who, request)
                        .isTrue();
            }
        }
    }

    @Test
    void theOrderOfRolesAndBindingsChangesNothing() {
        for (long seed : Seeds.of(20)) {
            RandomCluster cluster = new RandomCluster(seed, 6);
            List<Permissionish> before = permissions(cluster.state());
            Random random = new Random(seed);
            List<io.saaudit.model.Role> roles = new ArrayList<>(cluster.roles);
            List<io.saaudit.model.Binding> bindings = new ArrayList<>(cluster.bindings);
            Collections.shuffle(roles, random);
            Collections.shuffle(bindings, random);
            assertThat(permissions(RbacState.of(roles, bindings, List.of(), List.of())))
                    .as(Seeds.again(seed))
                    .isEqualTo(before);
        }
    }

    private record Permissionish(Object live, Object limited, Object inert) {}

    private static List<Permissionish> permissions(RbacState state) {
        EffectivePermissions effective = new EffectivePermissions(state, new Standings(ResourceScopes.NONE, List.of()));
        return RandomCluster.identities().stream()
                .map(effective::of)
                .map(p -> new Permissionish(
                        p.live().toString(), p.limited().toString(), p.inert().toString()))
                .toList();
    }
}
