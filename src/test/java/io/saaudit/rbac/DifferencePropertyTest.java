package io.saaudit.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Permissions;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.Target;
import io.saaudit.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is gained and lost is the difference of the decisions, request by request. */
class DifferencePropertyTest {
    static final List<Request> EVERY = RandomCluster.everyRequest();
    /** Two clusters: the second a small change of the first, or another one. */
    record Pair(List<Role> roles, List<Binding> bindings, List<Role> otherRoles, List<Binding> otherBindings) {
        static Pair of(long seed) {
            int size = 1 + (int) (seed & 3);
            RandomCluster one = new RandomCluster(seed, size);
            RandomCluster other = new RandomCluster(seed + 1, size);
            Random random = new Random(seed);
            if (random.nextInt(3) == 0) {
                return new Pair(one.roles, one.bindings, other.roles, other.bindings);
            }
            List<Role> roles = new ArrayList<>(one.roles);
            List<Binding> bindings = new ArrayList<>(one.bindings);
            for (int i = random.nextInt(2); i >= 0; i--) {
                int at = random.nextInt(roles.size());
                // Both draw the same keys in the same order: this is the role with other rules.
                roles.set(at, other.roles.get(at));
                int binding = random.nextInt(bindings.size());
                if (random.nextBoolean()) {
                    bindings.remove(binding);
                } else if (other.bindings
                        .get(binding)
                        .key()
                        .equals(bindings.get(binding).key())) {
                    bindings.set(binding, other.bindings.get(binding));
                }
            }
            return new Pair(one.roles, one.bindings, roles, bindings);
        }

        Permissions first(Identity who, ResourceScopes scopes) {
            return permissions(roles, bindings, who, scopes);
        }

        Permissions second(Identity who, ResourceScopes scopes) {
            return permissions(otherRoles, otherBindings, who, scopes);
        }

        private static Permissions permissions(
                List<Role> roles, List<Binding> bindings, Identity who, ResourceScopes scopes) {
            RbacState state = RbacState.of(roles, bindings, List.of(), List.of());
            return new EffectivePermissions(state, new Standings(scopes, List.of())).of(who);
        }
    }

    @Test
    void gainsAndLossesAreTheDifferenceOfTheDecisionsOnEveryRequest() {
        for (long seed : Seeds.of(40)) {
            Pair pair = Pair.of(seed);
            NaiveAuthorizer base = new NaiveAuthorizer(pair.roles, pair.bindings);
            NaiveAuthorizer head = new NaiveAuthorizer(pair.otherRoles, pair.otherBindings);
            for (Identity who : RandomCluster.identities()) {
                Permissions first = pair.first(who, ResourceScopes.NONE);
                Permissions second = pair.second(who, ResourceScopes.NONE);
                List<Difference.Gain> gains = all(first, second);
                List<Difference.Gain> losses = all(second, first);
                for (Request request : EVERY) {
                    boolean before = base.allows(who, request);
                    boolean after = head.allows(who, request);
                    // What has no effect in a real request takes nothing from a gain; here every request is asked.
                    boolean inertBefore = first.inert().stream().anyMatch(row -> allows(row, request));
                    boolean inertAfter = second.inert().stream().anyMatch(row -> allows(row, request));
                    assertThat(gains(gains, request) && !inertBefore)
                            .as("%s: %s gains %s by %s", Seeds.again(seed), who, request, gains)
                            .isEqualTo(after && !before);
                    assertThat(gains(losses, request) && !inertAfter)
                            .as("%s: %s loses %s by %s", Seeds.again(seed), who, request, losses)
                            .isEqualTo(before && !after);
                }
            }
        }
    }

    @Test
    void withoutTheInertOnesTheyAreTheDifferenceOnEveryRequestThatAServerSees() {
        ServerView view = new ServerView(RandomCluster.SCOPES);
        for (long seed : Seeds.of(40)) {
            Pair pair = Pair.of(seed);
            NaiveAuthorizer base = new NaiveAuthorizer(pair.roles, pair.bindings);
            NaiveAuthorizer head = new NaiveAuthorizer(pair.otherRoles, pair.otherBindings);
            for (Identity who : RandomCluster.identities()) {
                List<Difference.Gain> gains = Difference.gained(
                        pair.first(who, RandomCluster.SCOPES), pair.second(who, RandomCluster.SCOPES));
                for (Request asked : EVERY) {
                    if (RandomCluster.isReal(asked)) {
                        Request request = view.see(asked).request();
                        assertThat(gains(gains, request))
                                .as("%s: %s gains %s by %s", Seeds.again(seed), who, request, gains)
                                .isEqualTo(head.allows(who, request) && !base.allows(who, request));
                    }
                }
            }
        }
    }

    @Test
    void aClusterGainsNothingOverItself() {
        for (long seed : Seeds.of(40)) {
            RandomCluster one = new RandomCluster(seed, 3);
            RandomCluster same = new RandomCluster(seed, 3);
            for (Identity who : RandomCluster.identities()) {
                Permissions first = Pair.permissions(one.roles, one.bindings, who, RandomCluster.SCOPES);
                Permissions second = Pair.permissions(same.roles, same.bindings, who, RandomCluster.SCOPES);
                assertThat(Difference.gained(first, second))
                        .as(Seeds.again(seed))
                        .isEmpty();
                assertThat(Difference.gainedWithoutEffect(first, second))
                        .as(Seeds.again(seed))
                        .isEmpty();
            }
        }
    }

    @Test
    void everyGainHasTheGrantsThatYieldIt() {
        for (long seed : Seeds.of(40)) {
            Pair pair = Pair.of(seed);
            for (Identity who : RandomCluster.identities()) {
                for (Difference.Gain gain : Difference.gained(
                        pair.first(who, RandomCluster.SCOPES), pair.second(who, RandomCluster.SCOPES))) {
                    assertThat(gain.row().grants())
                            .as("%s: %s", Seeds.again(seed), gain)
                            .isNotEmpty()
                            .allSatisfy(grant -> assertThat(pair.otherBindings).contains(grant.binding()));
                }
            }
        }
    }

    private static List<Difference.Gain> all(Permissions base, Permissions head) {
        return Stream.of(Difference.gained(base, head), Difference.gainedWithoutEffect(base, head))
                .flatMap(List::stream)
                .toList();
    }

    static boolean gains(List<Difference.Gain> gains, Request request) {
        return gains.stream()
                .anyMatch(g ->
                        allows(g.row(), request) && g.before().stream().noneMatch(before -> allows(before, request)));
    }

    static boolean allows(PermissionRow row, Request request) {
        String namespace = row.scope().namespace();
        boolean inScope = namespace.isEmpty()
                || request.target() instanceof Target.Resource r
                        && r.namespace().equals(namespace);
        PolicyRule rule = row.isUrl()
                ? PolicyRule.urls(row.verbs(), List.of(row.url()))
                : PolicyRule.resources(row.verbs(), List.of(row.group()), List.of(row.resource()), row.names());
        return inScope && NaiveAuthorizer.allows(rule, request);
    }
}
