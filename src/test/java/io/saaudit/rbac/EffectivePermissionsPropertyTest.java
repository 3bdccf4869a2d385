package io.saaudit.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Permissions;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Target;
import io.saaudit.model.Truth;
import io.saaudit.testing.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Effective permissions are the permissions: no more, no less, and no row too many. */
class EffectivePermissionsPropertyTest {
    private static final List<Request> EVERY = RandomCluster.everyRequest();

    @Test
    void givenBackAsRulesTheyAnswerEveryRequestAlike() {
        for (long seed : Seeds.of(40)) {
            RandomCluster cluster = new RandomCluster(seed, 1 + (int) (seed & 3));
            NaiveAuthorizer naive = new NaiveAuthorizer(cluster.roles, cluster.bindings);
            for (Identity who : RandomCluster.identities()) {
                Permissions p = permissions(cluster, who, ResourceScopes.NONE);
                List<PermissionRow> rows = Stream.of(p.live(), p.limited(), p.inert())
                        .flatMap(List::stream)
                        .toList();
                for (Request request : EVERY) {
                    assertThat(allows(rows, request))
                            .as("%s: %s asks %s of %s", Seeds.again(seed), who, request, rows)
                            .isEqualTo(naive.allows(who, request));
                }
            }
        }
    }

    @Test
    void withoutTheInertOnesTheyAnswerEveryRequestThatAServerSeesAlike() {
        ServerView view = new ServerView(RandomCluster.SCOPES);
        for (long seed : Seeds.of(40)) {
            RandomCluster cluster = new RandomCluster(seed, 1 + (int) (seed & 3));
            NaiveAuthorizer naive = new NaiveAuthorizer(cluster.roles, cluster.bindings);
            for (Identity who : RandomCluster.identities()) {
                Permissions p = permissions(cluster, who, RandomCluster.SCOPES);
                List<PermissionRow> rows =
                        Stream.of(p.live(), p.limited()).flatMap(List::stream).toList();
                for (Request asked : EVERY) {
                    // Nothing real is called *; and a resource of another group may have any scope.
                    if (RandomCluster.isReal(asked)) {
                        Request request = view.see(asked).request();
                        assertThat(allows(rows, request))
                                .as("%s: %s asks %s of %s", Seeds.again(seed), who, request, p)
                                .isEqualTo(naive.allows(who, request));
                    }
                }
            }
        }
    }

    @Test
    void aRuleHasAnEffectByItselfWhereItsGrantIsAmongTheEffectiveOnes() {
        for (long seed : Seeds.of(40)) {
            RandomCluster cluster = new RandomCluster(seed, 1 + (int) (seed & 7));
            RbacState state = RbacState.of(cluster.roles, cluster.bindings, List.of(), List.of());
            EffectivePermissions permissions =
                    new EffectivePermissions(state, new Standings(RandomCluster.SCOPES, List.of()));
            for (Identity who : RandomCluster.identities()) {
                Permissions p = permissions.of(who);
                Set<Grant> effective = new HashSet<>();
                Stream.of(p.live(), p.limited()).flatMap(List::stream).forEach(row -> {
                    effective.addAll(row.grants());
                    effective.addAll(row.redundant());
                });
                for (Holding holding : state.holdings(who)) {
                    for (RoleRule rule : holding.role() == null
                            ? List.<RoleRule>of()
                            : holding.role().rules()) {
                        Truth effect = permissions.effect(holding, rule);
                        if (effect != Truth.UNKNOWN) {
                            assertThat(effective.contains(holding.grant(rule)))
                                    .as("%s: %s of %s, %s", Seeds.again(seed), rule.policy(), who, p)
                                    .isEqualTo(effect == Truth.YES);
                        }
                    }
                }
            }
        }
    }

    @Test
    void everyRowIsNeeded() {
        for (long seed : Seeds.of(40)) {
            RandomCluster cluster = new RandomCluster(seed, 1 + (int) (seed & 7));
            for (Identity who : RandomCluster.identities()) {
                Permissions p = permissions(cluster, who, ResourceScopes.NONE);
                List<PermissionRow> rows =
                        Stream.of(p.live(), p.limited()).flatMap(List::stream).toList();
                for (PermissionRow row : rows) {
                    List<PermissionRow> others = new ArrayList<>(rows);
                    others.remove(row);
                    assertThat(EVERY.stream().anyMatch(r -> allows(List.of(row), r) && !allows(others, r)))
                            .as("%s: %s of %s is covered by the other rows %s", Seeds.again(seed), row, who, others)
                            .isTrue();
                }
            }
        }
    }

    private static Permissions permissions(RandomCluster cluster, Identity who, ResourceScopes scopes) {
        return new EffectivePermissions(cluster.state(), new Standings(scopes, List.of())).of(who);
    }

    private static boolean allows(List<PermissionRow> rows, Request request) {
        for (PermissionRow row : rows) {
            String namespace = row.scope().namespace();
            boolean inScope = namespace.isEmpty()
                    || request.target() instanceof Target.Resource r
                            && r.namespace().equals(namespace);
            if (inScope && NaiveAuthorizer.allows(asRule(row), request)) {
                return true;
            }
        }
        return false;
    }

    private static PolicyRule asRule(PermissionRow row) {
        return row.isUrl()
                ? PolicyRule.urls(row.verbs(), List.of(row.url()))
                : PolicyRule.resources(row.verbs(), List.of(row.group()), List.of(row.resource()), row.names());
    }
}
