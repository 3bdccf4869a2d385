package io.saaudit.rbac;

import static io.saaudit.testing.Kube.account;
import static io.saaudit.testing.Kube.clusterRole;
import static io.saaudit.testing.Kube.clusterRoleBinding;
import static io.saaudit.testing.Kube.group;
import static io.saaudit.testing.Kube.role;
import static io.saaudit.testing.Kube.roleBinding;
import static io.saaudit.testing.Kube.rule;
import static io.saaudit.testing.Kube.urls;
import static io.saaudit.testing.Kube.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.ApiResource;
import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.Subject;
import io.saaudit.model.Target;
import io.saaudit.testing.Seeds;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WhoCanTest {
    private static final ResourceScopes SCOPES = new ResourceScopes(
            List.of(resource("pods", true), resource("nodes", false), resource("namespaces", false)), List.of());
    private static final List<Role> ROLES = List.of(
            clusterRole("reader", rule("get,list", "core", "pods,nodes,namespaces"), urls("get", "/metrics")),
            role("dev", "r", rule("list", "core", "pods"), rule("list", "example.com", "widgets")));

    private static ApiResource resource(String plural, boolean namespaced) {
        return new ApiResource("", plural, plural, "", List.of(), namespaced, Set.of(), Set.of());
    }

    @Test
    void everyBindingOfTheNamespacesAskedForCounts() {
        WhoCan whoCan = whoCan(
                clusterRoleBinding("a", "reader", group("ops")),
                roleBinding("dev", "b", "Role", "r", account("", "x"), user("jane")),
                roleBinding("test", "c", "ClusterRole", "reader", account("dev", "y")));
        Request request = Request.of("list", "", "pods", "", "", "");
        assertThat(found(whoCan.of(request, false, List.of())))
                .containsExactly("cluster Group ops", "dev ServiceAccount x", "dev User jane", "test ServiceAccount y");
        assertThat(found(whoCan.of(request, false, List.of("dev"))))
                .containsExactly("cluster Group ops", "dev ServiceAccount x", "dev User jane");
        assertThat(found(whoCan.of(request, true, List.of()))).containsExactly("cluster Group ops");
    }

    @Test
    void clusterScopedResourcesAndUrlsGoThroughClusterRoleBindingsOnly() {
        WhoCan whoCan = whoCan(
                clusterRoleBinding("a", "reader", group("ops")),
                roleBinding("dev", "b", "ClusterRole", "reader", account("", "x")));
        assertThat(found(whoCan.of(Request.of("get", "", "nodes", "", "", "n"), false, List.of())))
                .containsExactly("cluster Group ops");
        assertThat(found(whoCan.of(Request.path("get", "/metrics"), false, List.of())))
                .containsExactly("cluster Group ops");
    }

    @Test
    void aRoleBindingGivesItsOwnNamespaceObject() {
        WhoCan whoCan = whoCan(roleBinding("dev", "b", "ClusterRole", "reader", account("", "x")));
        assertThat(found(whoCan.of(Request.of("get", "", "namespaces", "", "", ""), false, List.of())))
                .containsExactly("dev ServiceAccount x");
        assertThat(found(whoCan.of(Request.of("get", "", "namespaces", "", "", "other"), false, List.of())))
                .isEmpty();
        assertThat(found(whoCan.of(Request.of("list", "", "namespaces", "", "", ""), false, List.of())))
                .isEmpty();
    }

    @Test
    void anUnknownScopeAndAMissingRoleAreSaidApart() {
        WhoCan.Answer answer = whoCan(
                        roleBinding("dev", "b", "Role", "r", account("", "x")),
                        roleBinding("dev", "c", "Role", "gone", account("", "y")))
                .of(Request.of("list", "example.com", "widgets", "", "", ""), false, List.of());
        assertThat(answer.grants()).isEmpty();
        assertThat(answer.uncertain()).hasSize(1);
        assertThat(answer.unresolved()).extracting(Binding::name).containsExactly("c");
    }

    @Test
    void subjectsThatMatchNobodyAreLeftOut() {
        assertThat(found(whoCan(clusterRoleBinding("a", "reader", account("", "x"), Subject.of("user", "", "", "jane")))
                        .of(Request.of("list", "", "pods", "", "", ""), false, List.of())))
                .isEmpty();
    }

    @Test
    void itAgreesWithTheAuthorizer() {
        for (long seed : Seeds.of(50)) {
            RandomCluster cluster = new RandomCluster(seed, 4);
            RbacState state = cluster.state();
            WhoCan whoCan = new WhoCan(state, SCOPES);
            Decider decider = new Decider(state, SCOPES, List.of(), true);
            for (int i = 0; i < 40; i++) {
                Request request = cluster.request();
                if (request.target() instanceof Target.Resource r
                        && r.resource().equals("namespaces")) {
                    continue; // asked for without a name it means each namespace's own
                }
                String namespace = request.target() instanceof Target.Resource r ? r.namespace() : "";
                for (Identity who : RandomCluster.identities()) {
                    WhoCan.Answer answer = whoCan.of(request, namespace.isEmpty(), List.of(namespace));
                    boolean found = java.util.stream.Stream.concat(
                                    answer.grants().stream(), answer.uncertain().stream())
                            .anyMatch(g -> matches(g, who));
                    assertThat(found)
                            .as("%s: %s, %s", Seeds.again(seed), who, request)
                            .isEqualTo(!decider.decide(who, request).grants().isEmpty());
                }
            }
        }
    }

    private static boolean matches(Grant grant, Identity who) {
        Subject subject = grant.matched();
        return subject instanceof Subject.Group
                ? who.groups().contains(subject.name())
                : who.user().equals(RbacState.userName(subject, grant.binding()));
    }

    private static WhoCan whoCan(Binding... bindings) {
        return new WhoCan(RbacState.of(ROLES, List.of(bindings), List.of(), List.of()), SCOPES);
    }

    private static List<String> found(WhoCan.Answer answer) {
        return answer.grants().stream()
                .map(g ->
                        g.scope() + " " + g.matched().kind() + " " + g.matched().name())
                .toList();
    }
}
