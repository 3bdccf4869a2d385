package io.saaudit.rbac;

import static io.saaudit.testing.Kube.account;
import static io.saaudit.testing.Kube.clusterRole;
import static io.saaudit.testing.Kube.clusterRoleBinding;
import static io.saaudit.testing.Kube.role;
import static io.saaudit.testing.Kube.roleBinding;
import static io.saaudit.testing.Kube.rule;
import static io.saaudit.testing.Kube.urls;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.ApiResource;
import io.saaudit.model.Binding;
import io.saaudit.model.Decision;
import io.saaudit.model.Gap;
import io.saaudit.model.Identity;
import io.saaudit.model.Miss.Dimension;
import io.saaudit.model.Note;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Origin;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.Target;
import io.saaudit.model.Truth;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeciderTest {
    private static final Identity BOT = Identity.serviceAccount("dev", "bot");
    private static final ResourceScopes SCOPES = new ResourceScopes(
            List.of(
                    resource("", "pods", true),
                    resource("", "nodes", false),
                    resource("", "namespaces", false),
                    resource(ObjectKey.RBAC, "clusterroles", false)),
            List.of());

    private static ApiResource resource(String group, String plural, boolean namespaced) {
        return new ApiResource(group, plural, plural, "", List.of(), namespaced, Set.of(), Set.of());
    }

    @Test
    void aNamespaceOnAClusterScopedResourceIsCorrectedAndSaid() {
        Decision d = decide(
                Request.of("get", "", "nodes", "", "dev", "n1"),
                List.of(role("dev", "r", rule("get", "core", "nodes"))),
                roleBinding("dev", "b", "Role", "r", account("dev", "bot")));
        assertThat(d.truth()).isEqualTo(Truth.NO);
        assertThat(((Target.Resource) d.request().target()).namespace()).isEmpty();
        assertThat(d.notes()).extracting(Note::kind).containsExactly(Note.Kind.CORRECTED_REQUEST);
        assertThat(d.nearest().get(0).on()).containsExactly(Dimension.NAMESPACE);
    }

    @Test
    void aRoleBindingGivesTheNamespaceObjectOfItsOwnNamespace() {
        Role role = role("dev", "r", rule("get", "core", "namespaces"));
        Binding binding = roleBinding("dev", "b", "Role", "r", account("dev", "bot"));
        assertThat(decide(Request.of("get", "", "namespaces", "", "", "dev"), List.of(role), binding)
                        .truth())
                .isEqualTo(Truth.YES);
        assertThat(decide(Request.of("get", "", "namespaces", "", "dev", "other"), List.of(role), binding)
                        .truth())
                .isEqualTo(Truth.NO);
        assertThat(decide(Request.of("list", "", "namespaces", "", "dev", ""), List.of(role), binding)
                        .truth())
                .isEqualTo(Truth.NO);
    }

    @Test
    void bindOnClusterRolesIsAskedInTheNamespaceOfTheNewBinding() {
        Role role = role("dev", "r", rule("bind", ObjectKey.RBAC, "clusterroles", "view"));
        Binding binding = roleBinding("dev", "b", "Role", "r", account("dev", "bot"));
        assertThat(decide(Request.of("bind", ObjectKey.RBAC, "clusterroles", "", "dev", "view"), List.of(role), binding)
                        .truth())
                .isEqualTo(Truth.YES);
    }

    @Test
    void aPostCarriesNoName() {
        Role role = role("dev", "r", rule("create", "core", "pods", "p"));
        Binding binding = roleBinding("dev", "b", "Role", "r", account("dev", "bot"));
        Decision d = decide(Request.of("create", "", "pods", "", "dev", "p"), List.of(role), binding);
        assertThat(d.truth()).isEqualTo(Truth.NO);
        assertThat(d.notes()).hasSize(1);
        assertThat(d.nearest().get(0).on()).containsExactly(Dimension.NAME);
    }

    @Test
    void anUnknownResourceThroughARoleBindingIsUnknown() {
        Role role = role("dev", "r", rule("get", "example.com", "widgets"));
        Binding binding = roleBinding("dev", "b", "Role", "r", account("dev", "bot"));
        Decision d = decide(Request.of("get", "example.com", "widgets", "", "dev", "w"), List.of(role), binding);
        assertThat(d.truth()).isEqualTo(Truth.UNKNOWN);
        assertThat(d.unknownBecause().get(0)).contains("widgets.example.com is namespaced");
    }

    @Test
    void anUnknownResourceThroughAClusterRoleBindingIsCertain() {
        Role role = clusterRole("r", rule("get", "example.com", "widgets"));
        Binding binding = clusterRoleBinding("b", "r", account("dev", "bot"));
        assertThat(decide(Request.of("get", "example.com", "widgets", "", "dev", "w"), List.of(role), binding)
                        .truth())
                .isEqualTo(Truth.YES);
    }

    @Test
    void aReviewTakesScopesOfResourcesNotIntoAccount() {
        Role role = role("dev", "r", rule("get", "core", "nodes"));
        Binding binding = roleBinding("dev", "b", "Role", "r", account("dev", "bot"));
        Request request = Request.of("get", "", "nodes", "", "dev", "n1");
        assertThat(decider(List.of(), false, List.of(role), binding)
                        .review(BOT, request)
                        .truth())
                .isEqualTo(Truth.YES);
    }

    @Test
    void aDanglingRoleRefMakesANoUnknownUnlessTheInputIsComplete() {
        Binding binding = roleBinding("dev", "b", "Role", "missing", account("dev", "bot"));
        Request request = Request.of("get", "", "pods", "", "dev", "p");
        Decision open = decider(List.of(), false, List.of(), binding).decide(BOT, request);
        assertThat(open.truth()).isEqualTo(Truth.UNKNOWN);
        assertThat(open.unknownBecause()).containsExactly("RoleBinding dev/b gives Role missing, which was not read");
        assertThat(decider(List.of(), true, List.of(), binding)
                        .decide(BOT, request)
                        .truth())
                .isEqualTo(Truth.NO);
    }

    @Test
    void aDanglingRoleRefOfAnotherNamespaceMakesNothingUnknown() {
        Binding binding = roleBinding("other", "b", "Role", "missing", account("dev", "bot"));
        assertThat(decide(Request.of("get", "", "pods", "", "dev", "p"), List.of(), binding)
                        .truth())
                .isEqualTo(Truth.NO);
    }

    @Test
    void aBrokenFileMakesEveryNoUnknown() {
        Gap gap = Gap.of(Gap.Kind.MALFORMED, "not YAML", "", Origin.of("x.yaml"));
        Decision d = decider(List.of(gap), false, List.of()).decide(BOT, Request.of("get", "", "pods", "", "dev", "p"));
        assertThat(d.truth()).isEqualTo(Truth.UNKNOWN);
        assertThat(d.unknownBecause()).containsExactly("x.yaml could not be read: not YAML");
    }

    @Test
    void aGapOfAPodMakesNothingUnknown() {
        Gap gap = new Gap(Gap.Kind.INVALID_OBJECT, "bad", "", Origin.of("x.yaml"), "Pod", "dev");
        assertThat(decider(List.of(gap), false, List.of())
                        .decide(BOT, Request.of("get", "", "pods", "", "dev", "p"))
                        .truth())
                .isEqualTo(Truth.NO);
    }

    @Test
    void membersOfMastersBypassRbac() {
        Decision d = decider(List.of(), true, List.of())
                .decide(new Identity("jane", List.of(Identity.MASTERS)), Request.path("get", "/secret"));
        assertThat(d.truth()).isEqualTo(Truth.YES);
        assertThat(d.bypass()).isTrue();
    }

    @Test
    void forANodeANoIsUnknown() {
        Decision d = decider(List.of(), true, List.of())
                .decide(
                        new Identity("system:node:n1", List.of("system:nodes")),
                        Request.of("get", "", "pods", "", "dev", "p"));
        assertThat(d.truth()).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void theNearestRulesSayWhatEachMissesOn() {
        List<Role> roles = List.of(
                role("dev", "r", rule("get", "core", "pods"), rule("list", "core", "pods/log")),
                role("ops", "r", rule("list", "core", "pods")),
                clusterRole("c", rule("list", "apps", "pods")),
                clusterRole("u", urls("get", "/healthz")));
        Decision d = decide(
                Request.of("list", "", "pods", "", "dev", ""),
                roles,
                roleBinding("dev", "b", "Role", "r", account("dev", "bot")),
                roleBinding("ops", "b", "Role", "r", account("dev", "bot")),
                clusterRoleBinding("c", "c", account("dev", "bot")),
                clusterRoleBinding("u", "u", account("dev", "bot")));
        assertThat(d.nearest())
                .extracting(m -> m.grant().binding().key() + " " + m.on())
                .containsExactly(
                        "RoleBinding ops/b [NAMESPACE]", "RoleBinding dev/b [VERB]", "ClusterRoleBinding c [GROUP]");
    }

    @Test
    void aSubresourceRuleIsNearToItsParent() {
        Decision d = decide(
                Request.of("get", "", "pods", "log", "dev", "p"),
                List.of(role("dev", "r", rule("get", "core", "pods"))),
                roleBinding("dev", "b", "Role", "r", account("dev", "bot")));
        assertThat(d.nearest().get(0).on()).containsExactly(Dimension.RESOURCE);
    }

    private static Decision decide(Request request, List<Role> roles, Binding... bindings) {
        return decider(List.of(), false, roles, bindings).decide(BOT, request);
    }

    private static Decider decider(List<Gap> gaps, boolean complete, List<Role> roles, Binding... bindings) {
        return new Decider(RbacState.of(roles, List.of(bindings), List.of(), List.of()), SCOPES, gaps, complete);
    }
}
