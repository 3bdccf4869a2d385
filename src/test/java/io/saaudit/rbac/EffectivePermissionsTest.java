package io.saaudit.rbac;

import static io.saaudit.testing.Kube.account;
import static io.saaudit.testing.Kube.clusterRole;
import static io.saaudit.testing.Kube.clusterRoleBinding;
import static io.saaudit.testing.Kube.group;
import static io.saaudit.testing.Kube.role;
import static io.saaudit.testing.Kube.roleBinding;
import static io.saaudit.testing.Kube.rule;
import static io.saaudit.testing.Kube.urls;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.ApiResource;
import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Permissions;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.RemovedResource;
import io.saaudit.model.Role;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EffectivePermissionsTest {
    private static final ResourceScopes SCOPES = new ResourceScopes(
            List.of(
                    resource("", "pods", true),
                    resource("", "configmaps", true),
                    resource("", "nodes", false),
                    resource("", "namespaces", false),
                    resource(ObjectKey.RBAC, "clusterroles", false)),
            List.of());

    private static ApiResource resource(String group, String plural, boolean namespaced) {
        return new ApiResource(group, plural, plural, "", List.of(), namespaced, Set.of(), Set.of());
    }

    @Test
    void whatTheWholeClusterGivesIsNotSaidAgainForANamespace() {
        Permissions p = of(
                List.of(
                        clusterRole("c", rule("get", "core", "pods")),
                        role("dev", "r", rule("get,list", "core", "pods"))),
                clusterRoleBinding("c", "c", account("dev", "bot")),
                roleBinding("dev", "b", "Role", "r", account("dev", "bot")));
        assertThat(rows(p.live())).containsExactly("cluster core/pods get", "dev core/pods list");
        assertThat(p.live().get(0).redundant())
                .extracting(g -> g.binding().name())
                .containsExactly("b");
    }

    @Test
    void allVerbsAreNotTheWildcard() {
        assertThat(rows(inDev(rule("get,list,watch,create,update,patch,delete,deletecollection", "core", "pods"))
                        .live()))
                .containsExactly("dev core/pods get,list,watch,create,update,patch,delete,deletecollection");
    }

    @Test
    void namesOfEqualVerbsAreOneRow() {
        assertThat(rows(inDev(rule("get", "core", "configmaps", "b"), rule("get,update", "core", "configmaps", "a"))
                        .live()))
                .containsExactly("dev core/configmaps [a] update", "dev core/configmaps [a, b] get");
    }

    @Test
    void listByNameIsLimitedToAFieldSelector() {
        Permissions p = inDev(rule("get,list", "core", "configmaps", "a"));
        assertThat(rows(p.live())).containsExactly("dev core/configmaps [a] get");
        assertThat(rows(p.limited()))
                .containsExactly("dev core/configmaps [a] list (only with fieldSelector=metadata.name)");
    }

    @Test
    void createByNameGoesOnlyByApplyAndOnlyBesideAnUpdateOfThatName() {
        assertThat(rows(inDev(rule("create", "core", "configmaps", "a")).inert()))
                .containsExactly("dev core/configmaps [a] create (" + Standings.CREATE_ALONE.reason() + ")");
        assertThat(rows(inDev(rule("create,patch", "core", "configmaps", "a")).limited()))
                .containsExactly("dev core/configmaps [a] create (" + Standings.CREATE_BY_APPLY + ")");
    }

    @Test
    void createOfASubresourceByNameIsLive() {
        assertThat(rows(inDev(rule("create", "core", "pods/exec", "a")).live()))
                .containsExactly("dev core/pods/exec [a] create");
        assertThat(rows(inDev(rule("create", "core", "*", "a")).live())).containsExactly("dev core/* [a] create");
    }

    @Test
    void deletecollectionByNameIsInert() {
        assertThat(inDev(rule("deletecollection", "core", "pods", "a")).inert()).hasSize(1);
        assertThat(rows(inDev(rule("deletecollection", "core", "pods", "")).live()))
                .containsExactly("dev core/pods [] deletecollection");
    }

    @Test
    void formsThatLookLikeWildcardsAreInert() {
        assertThat(rows(inDev(rule("get", "core", "pods/*,*/*")).inert()))
                .allMatch(r -> r.contains("RBAC has no such wildcard"))
                .hasSize(1);
    }

    @Test
    void clusterScopedResourcesAndUrlsThroughARoleBindingAreInert() {
        Permissions p = of(
                List.of(clusterRole("c", rule("get", "core", "nodes"), urls("get", "/metrics"))),
                roleBinding("dev", "b", "ClusterRole", "c", account("dev", "bot")));
        assertThat(p.live()).isEmpty();
        assertThat(rows(p.inert()))
                .containsExactly(
                        "dev core/nodes get (the resource is cluster-scoped: a RoleBinding cannot give it)",
                        "dev /metrics get (a URL has no namespace: a RoleBinding cannot give it)");
    }

    @Test
    void theNamespaceObjectThroughARoleBindingIsThatOfTheNamespace() {
        Permissions p = inDev(rule("get,list,*", "core", "namespaces"));
        assertThat(rows(p.live())).containsExactly("dev core/namespaces [dev] *");
        assertThat(inDev(rule("get", "core", "namespaces", "other")).live()).isEmpty();
    }

    @Test
    void bindOnClusterRolesThroughARoleBindingIsLive() {
        assertThat(rows(inDev(rule("bind,get", ObjectKey.RBAC, "clusterroles")).live()))
                .containsExactly("dev rbac.authorization.k8s.io/clusterroles bind");
    }

    @Test
    void aResourceOfUnknownScopeThroughARoleBindingIsLiveAndMarked() {
        assertThat(inDev(rule("get", "example.com", "widgets")).live())
                .singleElement()
                .matches(PermissionRow::scopeUnknown);
    }

    @Test
    void aRemovedResourceIsInertWithItsReason() {
        assertThat(rows(inDev(rule("use", "policy", "podsecuritypolicies")).inert()))
                .containsExactly("dev policy/podsecuritypolicies use (removed in Kubernetes 1.25)");
    }

    @Test
    void aWiderUrlCoversANarrowerOne() {
        Permissions p = of(
                List.of(clusterRole("c", urls("get", "/healthz", "/healthz/*", "/healthz*", "/healthz**"))),
                clusterRoleBinding("b", "c", group(Identity.AUTHENTICATED)));
        assertThat(rows(p.live())).containsExactly("cluster /healthz* get");
        assertThat(p.live().get(0).throughGroupOnly()).isTrue();
    }

    @Test
    void aBindingWithoutItsRoleIsUnresolved() {
        assertThat(of(List.of(), roleBinding("dev", "b", "Role", "gone", account("", "bot")))
                        .unresolved())
                .hasSize(1);
    }

    private static Permissions inDev(PolicyRule... rules) {
        return of(List.of(role("dev", "r", rules)), roleBinding("dev", "b", "Role", "r", account("dev", "bot")));
    }

    private static Permissions of(List<Role> roles, Binding... bindings) {
        RbacState state = RbacState.of(roles, List.of(bindings), List.of(), List.of());
        List<RemovedResource> removed =
                List.of(new RemovedResource("policy", "podsecuritypolicies", "removed in Kubernetes 1.25"));
        return new EffectivePermissions(state, new Standings(SCOPES, removed))
                .of(Identity.serviceAccount("dev", "bot"));
    }

    private static List<String> rows(List<PermissionRow> rows) {
        return rows.stream().map(EffectivePermissionsTest::row).toList();
    }

    private static String row(PermissionRow r) {
        String what = r.isUrl() ? r.url() : (r.group().isEmpty() ? "core" : r.group()) + "/" + r.resource();
        String names = r.names().isEmpty() ? "" : " " + r.names();
        String reason = r.reason().isEmpty() ? "" : " (" + r.reason() + ")";
        return r.scope() + " " + what + names + " " + String.join(",", r.verbs()) + reason;
    }
}
