package io.saaudit.rule;

import static io.saaudit.model.Severity.CRITICAL;
import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.MEDIUM;
import static io.saaudit.rule.RbacYaml.binding;
import static io.saaudit.rule.RbacYaml.clusterBinding;
import static io.saaudit.rule.RbacYaml.clusterRole;
import static io.saaudit.rule.RbacYaml.in;
import static io.saaudit.rule.RbacYaml.role;
import static io.saaudit.rule.RbacYaml.wide;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Severity;
import io.saaudit.testing.Audits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that a binding gives is told twice. */
class PrecedenceTest {
    private static List<Finding> found(String... manifests) {
        return Audits.findings(Audits.of(manifests)).stream()
                .filter(f -> f.rule().startsWith("SA3"))
                .toList();
    }

    private static List<String> rules(String... manifests) {
        return found(manifests).stream().map(Finding::rule).sorted().toList();
    }

    private static Severity severity(String rule, String... manifests) {
        return found(manifests).stream()
                .filter(f -> f.rule().equals(rule))
                .map(Finding::severity)
                .findFirst()
                .orElseThrow(() -> new AssertionError(rule + " is not told: " + rules(manifests)));
    }

    @Test
    void everythingStandsForAllOthers() {
        assertThat(rules(wide("* *:*", "post /x", "get :secrets", "create :nodes/proxy")))
                .containsExactly("SA301");
        assertThat(rules(wide("* *:*", "* *", "get :secrets")))
                .as("with every URL it is as much as cluster-admin, which SA406 tells")
                .isEmpty();
        assertThat(rules(in("ns-1", "* *:*", "get :secrets"))).containsExactly("SA301");
        assertThat(rules(clusterRole("r", "* *:*", "get :secrets"))).containsExactly("SA301");
    }

    @ParameterizedTest
    @CsvSource({
        "* :secrets, SA302, HIGH",
        "* :nodes/proxy, SA302, CRITICAL",
        "* rbac:clusterroles, SA302, CRITICAL",
        "* :serviceaccounts/token, SA302, CRITICAL",
        "* :*, SA303, CRITICAL",
        "'get,list,watch :*', SA303, CRITICAL",
        "'list,watch :*', SA303, HIGH",
        "create batch:*, SA303, HIGH",
        "get *:*, SA303, CRITICAL",
        "* apps:*, SA303, HIGH",
    })
    void aWildcardStandsForItsPartsAndIsAsBadAsTheWorst(String rule, String id, Severity severity) {
        String[] manifests = wide(rule);
        assertThat(rules(manifests)).containsExactly(id);
        assertThat(severity(id, manifests)).isEqualTo(severity);
    }

    @Test
    void whatAWildcardIncludesIsNamed() {
        assertThat(found(wide("* :nodes/proxy")).get(0).message())
                .startsWith("may use every verb on a sensitive resource (nodes/proxy) in the cluster by ClusterRole r,"
                        + " and so run commands in every Pod of a node through its kubelet");
    }

    @Test
    void aRuleBesideAWildcardThatGivesNoMoreIsToldByTheWildcard() {
        assertThat(rules(wide("* :secrets", "get,list :secrets"))).containsExactly("SA302");
    }

    @Test
    void aRuleBesideAWildcardThatGivesSomethingElseIsTold() {
        assertThat(rules(wide("* :secrets", "create :pods"))).containsExactly("SA302", "SA308");
        assertThat(rules(wide("* apps:deployments", "create batch:jobs"))).containsExactly("SA302", "SA309");
    }

    @Test
    void aWildcardOnAnotherResourceInTheSameRuleIsNoPartOfIt() {
        // Events are not among the sensitive resources: what deletes them is told for itself.
        assertThat(rules(wide("* :pods,events"))).containsExactly("SA302", "SA325");
    }

    @Test
    void wildcardsOfAnotherBindingStandForNothingHere() {
        assertThat(rules(
                        clusterRole("all", "* *:*"),
                        clusterBinding("all", "ns-1/app"),
                        role("ns-1", "some", "get :secrets"),
                        binding("ns-1", "Role", "some", "ns-1/app")))
                .as("two bindings are two causes")
                .containsExactly("SA301", "SA306");
    }

    @Test
    void readingStandsForReadingInAnswersAsFarAsItGoes() {
        assertThat(rules(wide("get,delete :secrets"))).containsExactly("SA306");
        assertThat(rules(wide("get :secrets tls", "delete :secrets"))).containsExactly("SA306", "SA326");
    }

    @Test
    void bindingAnyRoleStandsForBindingWhatIsHeld() {
        assertThat(rules(wide("bind rbac:clusterroles", "create rbac:rolebindings")))
                .containsExactly("SA315");
        assertThat(rules(wide("bind rbac:clusterroles view", "create rbac:rolebindings")))
                .as("a harmless role alone")
                .containsExactly("SA315", "SA317");
    }

    @Test
    void podsWithoutAGuardStandForTheChangeOfItsLabels() {
        assertThat(rules(in("ns-1", "patch :namespaces", "create :pods"))).containsExactly("SA308", "SA330");
        assertThat(rules(in("ns-1", "patch :namespaces"))).containsExactly("SA324");
    }

    @Test
    void podsOfAnyAccountStandForOtherImagesInThoseThatAreThere() {
        assertThat(rules(wide("create,patch :pods"))).containsExactly("SA308");
        assertThat(rules(wide("patch :pods", "update apps:deployments"))).containsExactly("SA309");
        assertThat(rules(wide("patch :pods", "create batch:jobs"))).containsExactly("SA309");
        assertThat(rules(wide("patch :pods", "update apps:deployments web")))
                .as("one workload alone is less")
                .containsExactly("SA309", "SA332");
        assertThat(rules(wide("patch :pods", "create :pods/exec"))).containsExactly("SA310", "SA332");
        assertThat(rules(wide("* :pods"))).containsExactly("SA302");
        assertThat(rules(wide("patch *:pods")))
                .as("nothing is left for the star of the group")
                .containsExactly("SA332");
    }

    @Test
    void anyGroupIsToldOnlyOfRulesOfWhichNothingElseIs() {
        assertThat(rules(wide("get *:secrets"))).containsExactly("SA306");
        assertThat(rules(wide("get *:widgets"))).containsExactly("SA304");
        assertThat(rules(wide("get *:secrets", "get *:widgets"))).containsExactly("SA304", "SA306");
        assertThat(rules(wide("update,patch *:*/finalizers")))
                .as("nothing serves that subresource")
                .isEmpty();
        assertThat(rules(wide("update *:*/finalizers,widgets"))).containsExactly("SA304");
        assertThat(rules(wide("get *:secrets tls")))
                .as("one name is no wildcard")
                .containsExactly("SA306");
    }

    @Test
    void anyGroupIsNotToldOfRulesWithoutEffectInTheNamespace() {
        assertThat(rules(in("ns-1", "impersonate *:users,groups"))).isEmpty();
        assertThat(rules(role("ns-1", "r", "impersonate *:users,groups")))
                .as("held by nobody")
                .isEmpty();
        assertThat(rules(in("ns-1", "list *:nodes,widgets")))
                .as("the scope of the second is not known")
                .containsExactly("SA304");
        assertThat(rules(in("ns-1", "get *:namespaces")))
                .as("its own Namespace object")
                .containsExactly("SA304");
        assertThat(rules(wide("list *:nodes"))).containsExactly("SA304");
        String crd = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: gadgets.example.com}
                spec: {group: example.com, scope: Cluster, names: {plural: gadgets, kind: Gadget}}
                """;
        String[] gadgets = in("ns-1", "list *:gadgets");
        assertThat(rules(gadgets)).containsExactly("SA304");
        assertThat(rules(crd, gadgets[0], gadgets[1]))
                .as("cluster-scoped, as its definition says")
                .isEmpty();
    }

    @Test
    void anotherDefinitionOfTheBindingIsNothingBesideIt() {
        String role = clusterRole("r", "create,patch :serviceaccounts", "create :pods");
        String binding = clusterBinding("r", "ns-1/app");
        assertThat(found(role, binding, binding.replace("subjects:", "# other\nsubjects:\n- {kind: User, name: jane}")))
                .filteredOn(f -> f.rule().equals("SA320"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.places()).as("two definitions").hasSize(2);
                    assertThat(f.message()).doesNotContain("together with");
                    assertThat(f.evidence())
                            .filteredOn(e -> e.what().startsWith("ns-1/app is "))
                            .hasSize(1);
                });
    }

    @Test
    void anyGroupTellsOfItsOwnRulesAlone() {
        assertThat(found(wide("get *:secrets", "get *:widgets")))
                .filteredOn(f -> f.rule().equals("SA304"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.message()).contains("(widgets)");
                    assertThat(f.severity()).isEqualTo(MEDIUM);
                });
    }

    @Test
    void anotherWayToWhatAWildcardTellsIsNotToldAgain() {
        String[] manifests = {
            clusterRole("all", "* rbac:clusterroles,clusterrolebindings"),
            clusterBinding("all", "ns-1/app"),
            role("ns-1", "writes", "create rbac:rolebindings"),
            binding("ns-1", "Role", "writes", "ns-1/app")
        };
        assertThat(rules(manifests)).containsExactly("SA302", "SA317");
        assertThat(severity("SA302", manifests)).isEqualTo(CRITICAL);
        assertThat(severity("SA302", wide("* :pods"))).isEqualTo(HIGH);
    }
}
