package io.saaudit.rule;

import static io.saaudit.testing.Kube.account;
import static io.saaudit.testing.Kube.clusterRole;
import static io.saaudit.testing.Kube.clusterRoleBinding;
import static io.saaudit.testing.Kube.group;
import static io.saaudit.testing.Kube.rule;
import static io.saaudit.testing.Kube.urls;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.catalog.BuiltIns;
import io.saaudit.catalog.Catalog;
import io.saaudit.catalog.KubeVersion;
import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.Role;
import io.saaudit.rbac.RbacState;
import java.util.List;
import org.junit.jupiter.api.Test;

class StockTest {
    private static final Identity APP = Identity.serviceAccount("ns", "app");
    private static final BuiltIns FRESH = Catalog.builtIns(KubeVersion.NEWEST);

    /** What the account holds beyond the rest, by binding, where nothing is assumed. */
    private static List<String> beyond(List<Role> roles, List<Binding> bindings) {
        RbacState state = RbacState.of(roles, bindings, List.of(), List.of());
        RbacState fresh = RbacState.of(List.of(), List.of(), FRESH.roles(), FRESH.bindings());
        return new Stock(state, fresh)
                .beyond(APP).stream()
                        .map(p -> p.holding().binding().name() + " " + p.rules().size())
                        .toList();
    }

    @Test
    void theRolesOfAFreshServerAreWhatEveryAccountHas() {
        assertThat(beyond(FRESH.roles(), FRESH.bindings())).isEmpty();
    }

    @Test
    void theNameOfABuiltInRoleProvesNothing() {
        Role false1 = clusterRole("system:basic-user", rule("get", "core", "secrets"));
        Binding binding = clusterRoleBinding("system:basic-user", "system:basic-user", group("system:authenticated"));
        assertThat(beyond(List.of(false1), List.of(binding))).containsExactly("system:basic-user 1");
    }

    @Test
    void whatIsNotThereIsNotSubtracted() {
        Role reader = clusterRole("reader", urls("get", "/api"));
        Binding binding = clusterRoleBinding("reader", "reader", account("ns", "app"));
        assertThat(beyond(List.of(reader), List.of(binding))).containsExactly("reader 1");
    }

    @Test
    void anotherGroupInABuiltInBindingIsNotSubtracted() {
        Role discovery = clusterRole("system:discovery", urls("get", "/api"));
        Binding binding = clusterRoleBinding("system:discovery", "system:discovery", group("system:serviceaccounts"));
        assertThat(beyond(List.of(discovery), List.of(binding))).containsExactly("system:discovery 1");
    }

    @Test
    void aBindingToARoleThatIsNotThereIsKept() {
        Binding binding = clusterRoleBinding("b", "gone", account("ns", "app"));
        assertThat(beyond(List.of(), List.of(binding))).containsExactly("b 0");
    }
}
