package io.saaudit.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.catalog.BuiltIns;
import io.saaudit.catalog.Catalog;
import io.saaudit.catalog.KubeVersion;
import io.saaudit.model.Identity;
import io.saaudit.model.Permissions;
import io.saaudit.model.Role;
import io.saaudit.testing.Json;
import io.saaudit.testing.Kube;
import io.saaudit.testing.Tree;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The aggregated roles as the controller of a running server of Kubernetes 1.36 filled them in. */
class BuiltInAggregationTest {
    private static final BuiltIns BUILT_IN = Catalog.builtIns(KubeVersion.parse("1.36"));
    private static final List<Role> STORED =
            Kube.roles(Tree.list(Json.resource("/server-1.36/clusterroles.json").get(0), "items"));

    @ParameterizedTest
    @ValueSource(strings = {"admin", "edit", "view"})
    void computedFromTheBuiltInRolesItEqualsTheServersAsPermissions(String name) {
        Permissions computed = permissions(BUILT_IN.roles(), name);
        Permissions stored = permissions(
                STORED.stream()
                        .map(r -> new Role(r.meta(), r.rules(), null, false))
                        .toList(),
                name);
        assertThat(rows(computed)).isNotEmpty().isEqualTo(rows(stored));
    }

    @Test
    void everyOtherClusterRoleEqualsTheServersToo() {
        RoleSet computed = RoleSet.of(BUILT_IN.roles());
        assertThat(STORED)
                .hasSize((int) BUILT_IN.roles().stream().filter(Role::cluster).count());
        for (Role stored : STORED) {
            if (stored.aggregation() == null) {
                assertThat(computed.resolve("", "ClusterRole", stored.name()).rules())
                        .as(stored.name())
                        .extracting(r -> r.policy())
                        .isEqualTo(stored.rules().stream().map(r -> r.policy()).toList());
            }
        }
    }

    private static Permissions permissions(List<Role> roles, String name) {
        RbacState state = RbacState.of(
                roles, List.of(Kube.clusterRoleBinding("b", name, Kube.user("jane"))), List.of(), List.of());
        return new EffectivePermissions(state, new Standings(ResourceScopes.NONE, List.of()))
                .of(new Identity("jane", List.of()));
    }

    private static List<String> rows(Permissions permissions) {
        return permissions.live().stream()
                .map(r -> r.group() + " " + r.resource() + " " + r.names() + " " + r.url() + " " + r.verbs())
                .toList();
    }
}
