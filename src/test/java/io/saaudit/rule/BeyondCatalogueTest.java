package io.saaudit.rule;

import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.INFO;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;
import static io.saaudit.rule.RbacYaml.account;
import static io.saaudit.rule.RbacYaml.binding;
import static io.saaudit.rule.RbacYaml.clusterBinding;
import static io.saaudit.rule.RbacYaml.clusterRole;
import static io.saaudit.rule.RbacYaml.in;
import static io.saaudit.rule.RbacYaml.namespace;
import static io.saaudit.rule.RbacYaml.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Audits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that no other tool has: SA327 to SA331. */
class BeyondCatalogueTest {
    private static List<Finding> found(String rule, String... manifests) {
        return Audits.findings(rule, manifests);
    }

    private static List<Finding> strictly(String rule, String... manifests) {
        return Audits.findings(Audits.strict(manifests)).stream()
                .filter(f -> f.rule().equals(rule))
                .toList();
    }

    @Nested
    class CreatesByName {
        private String[] two(String first, String second) {
            return new String[] {
                role("ns-1", "one", first),
                binding("ns-1", "Role", "one", "ns-1/app"),
                role("ns-1", "two", second),
                binding("ns-1", "Role", "two", "ns-1/app")
            };
        }

        @ParameterizedTest
        @ValueSource(strings = {"patch :services web", "update :services web", "patch :services", "* :services web,x"})
        void anotherBindingMakesItLive(String second) {
            assertThat(found("SA327", two("create :services web", second)))
                    .singleElement()
                    .satisfies(f -> {
                        assertThat(f.severity()).isEqualTo(INFO);
                        assertThat(f.cause()).hasToString("RoleBinding ns-1/one");
                        assertThat(f.message()).contains("RoleBinding ns-1/two lets it be created");
                        assertThat(f.extent()).containsExactly("namespace=ns-1 core= services web create");
                    });
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "patch :services other",
                    "get,delete :services web",
                    "patch apps:services web",
                    "create,patch :services"
                })
        void whatGivesNothingOrEverythingDoesNot(String second) {
            assertThat(found("SA327", two("create :services web", second))).isEmpty();
        }

        @Test
        void theSameBindingIsMeantLikeThat() {
            assertThat(found("SA327", in("ns-1", "create :services web", "patch :services web")))
                    .isEmpty();
        }

        @Test
        void secretsAndPodsAreToldByTheirOwnRules() {
            String[] pods = two("create :pods web", "patch :pods web");
            assertThat(found("SA327", pods)).isEmpty();
            assertThat(found("SA308", pods))
                    .singleElement()
                    .satisfies(f -> assertThat(f.message()).contains("together with RoleBinding ns-1/two"));
        }

        @Test
        void aSubresourceHasANameAnyway() {
            assertThat(found("SA327", two("create :pods/eviction web", "patch :pods/eviction web")))
                    .isEmpty();
        }

        @Test
        void inTheWholeClusterItIsLow() {
            assertThat(found(
                            "SA327",
                            clusterRole("one", "create :services web"),
                            clusterBinding("one", "ns-1/app"),
                            role("ns-2", "two", "patch :services web"),
                            binding("ns-2", "Role", "two", "ns-1/app")))
                    .singleElement()
                    .satisfies(f -> {
                        assertThat(f.severity()).isEqualTo(LOW);
                        assertThat(f.message()).endsWith("by an apply in ns-2");
                    });
        }
    }

    @Nested
    class RightsByGroup {
        private final String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, namespace: ns-1}
                spec: {serviceAccountName: web, containers: [{name: c, image: i}]}
                """;

        private List<Finding> of(String rule, String group, String... more) {
            List<String> all = new ArrayList<>(List.of(
                    clusterRole("r", rule), clusterBinding("r", "group:" + group), account("ns-1", "web"), pod));
            all.addAll(List.of(more));
            return found("SA328", all.toArray(String[]::new));
        }

        private static final String GROUP = "system:serviceaccounts:ns-1";

        @Test
        void theGroupOfTheNamespaceCounts() {
            assertThat(of("get :services/proxy", GROUP)).singleElement().satisfies(f -> {
                assertThat(f.severity()).isEqualTo(LOW);
                assertThat(f.account()).isEqualTo("ns-1/web");
                assertThat(f.cause()).hasToString("ServiceAccount ns-1/web");
                assertThat(f.message()).startsWith("no binding names it, but through " + GROUP + " it may reach ports");
            });
            List<Finding> both = of(
                    "get :services/proxy",
                    "system:serviceaccounts",
                    clusterRole("own", "list :pods"),
                    clusterBinding("own", "group:" + GROUP));
            assertThat(both)
                    .as("of several groups the narrowest is named")
                    .singleElement()
                    .satisfies(f -> assertThat(f.message()).contains("through " + GROUP + " it may reach ports"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"system:serviceaccounts", "system:authenticated"})
        void whatABindingGivesToEveryAccountIsToldOnceOfTheBinding(String group) {
            assertThat(of("get :services/proxy", group)).isEmpty();
        }

        @Test
        void theDefaultAccountIsOneOfThemReadOrNot() {
            String role = clusterRole("r", "list :pods");
            String bound = clusterBinding("r", "group:" + GROUP);
            String runs = pod.replace("serviceAccountName: web, ", "");
            assertThat(found("SA328", role, bound, runs)).singleElement().satisfies(f -> {
                assertThat(f.cause()).hasToString("ServiceAccount ns-1/default");
                assertThat(f.places()).hasSize(1);
                assertThat(f.message()).endsWith("it may list pods in the cluster; Pod web runs as it");
            });
            assertThat(found("SA102", role, bound, runs)).isEmpty();
        }

        @Test
        void whatIsNotDangerousIsInfo() {
            assertThat(of("list :pods", GROUP))
                    .singleElement()
                    .satisfies(f -> assertThat(f.severity()).isEqualTo(INFO));
        }

        @Test
        void aBindingOfItsNameIsOnPurpose() {
            assertThat(of("list :pods", GROUP, binding("ns-1", "ClusterRole", "view", "ns-1/web")))
                    .isEmpty();
        }

        @Test
        void otherGroupsAreNotItsOwn() {
            assertThat(of("list :pods", "system:serviceaccounts:ns-2")).isEmpty();
            assertThat(of("list :pods", "developers")).isEmpty();
        }

        @Test
        void aPowerfulTokenIsToldOfTheWorkload() {
            String[] all = {
                clusterRole("r", "get :secrets"), clusterBinding("r", "group:" + GROUP), account("ns-1", "web"), pod
            };
            assertThat(found("SA328", all)).isEmpty();
            assertThat(found("SA106", all)).hasSize(1);
            all[1] = clusterBinding("r", "group:system:serviceaccounts");
            assertThat(found("SA106", all)).as("SA403 tells what everybody has").isEmpty();
            assertThat(found("SA403", all)).hasSize(1);
            assertThat(found("SA105", all)).hasSize(1);
        }

        @Test
        void withoutATokenInReachItIsNothing() {
            assertThat(found(
                            "SA328",
                            clusterRole("r", "list :pods"),
                            clusterBinding("r", "group:" + GROUP),
                            account("ns-1", "web") + "automountServiceAccountToken: false\n",
                            pod))
                    .isEmpty();
        }

        @Test
        void whatEveryAccountHasIsNothing() {
            assertThat(found("SA328", account("ns-1", "web"), pod)).isEmpty();
        }
    }

    @Nested
    class AccountsForTheTaking {
        private final String strong = clusterRole("strong", "get :secrets");
        private final String waiting = clusterBinding("strong", "ns-1/gone");

        private List<Finding> by(String... rules) {
            return strictly(
                    "SA329",
                    strong,
                    waiting,
                    account("ns-1", "app"),
                    role("ns-1", "r", rules),
                    binding("ns-1", "Role", "r", "ns-1/app"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "create :serviceaccounts,serviceaccounts/token",
                    "create :serviceaccounts,pods",
                    "create,get :serviceaccounts,secrets",
                    "impersonate :serviceaccounts",
                    "impersonate :serviceaccounts gone",
                    "create,patch :serviceaccounts,serviceaccounts/token gone",
                })
        void whoeverCanBeItIsNamed(String rule) {
            assertThat(by(rule)).singleElement().satisfies(f -> {
                assertThat(f.cause()).hasToString("ClusterRoleBinding strong");
                assertThat(f.account()).isEqualTo("ns-1/gone");
                assertThat(f.severity()).isEqualTo(HIGH);
                assertThat(f.message()).contains("ns-1/app may ").endsWith("and may then read Secrets in the cluster");
            });
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "create :serviceaccounts",
                    "create :pods,serviceaccounts/token",
                    "create :serviceaccounts,secrets",
                    "impersonate :serviceaccounts other",
                    "create :serviceaccounts,serviceaccounts/token gone",
                    "get,list :serviceaccounts",
                })
        void halfAWayIsNone(String rule) {
            assertThat(by(rule)).isEmpty();
        }

        @Test
        void anotherNamespaceIsNone() {
            assertThat(strictly(
                            "SA329",
                            strong,
                            waiting,
                            account("ns-1", "x"),
                            account("ns-2", "app"),
                            role("ns-2", "r", "create :serviceaccounts,pods"),
                            binding("ns-2", "Role", "r", "ns-2/app")))
                    .isEmpty();
        }

        @Test
        void whoHoldsAsMuchGainsNothing() {
            assertThat(by("create :serviceaccounts,pods", "get :secrets"))
                    .as("Secrets of one namespace are less")
                    .hasSize(1);
            for (String more : List.of("get :secrets", "* *:*")) {
                assertThat(strictly(
                                "SA329",
                                strong,
                                waiting,
                                account("ns-1", "app"),
                                clusterRole("r", "create :serviceaccounts,pods", more),
                                clusterBinding("r", "ns-1/app")))
                        .as(more)
                        .isEmpty();
            }
        }

        @Test
        void anAccountThatIsThereIsNotMissing() {
            assertThat(strictly(
                            "SA329",
                            strong,
                            waiting,
                            account("ns-1", "gone"),
                            account("ns-1", "app"),
                            role("ns-1", "r", "create :serviceaccounts,pods"),
                            binding("ns-1", "Role", "r", "ns-1/app")))
                    .isEmpty();
        }

        @Test
        void manifestsAloneCannotTell() {
            assertThat(found(
                            "SA329",
                            strong,
                            waiting,
                            account("ns-1", "app"),
                            role("ns-1", "r", "create :serviceaccounts,pods"),
                            binding("ns-1", "Role", "r", "ns-1/app")))
                    .isEmpty();
        }

        @Test
        void whatTheServerBindsByItselfIsNotWaiting() {
            assertThat(strictly(
                            "SA329",
                            account("kube-system", "app"),
                            role("kube-system", "r", "create :serviceaccounts"),
                            binding("kube-system", "Role", "r", "kube-system/app"),
                            role("kube-system", "p", "create :pods"),
                            binding("kube-system", "Role", "p", "kube-system/app")))
                    .isEmpty();
        }
    }

    @Nested
    class PodSecurity {
        private final String[] tenant = in("ns-1", "patch :namespaces", "create apps:deployments");

        private List<Finding> with(String namespace) {
            List<String> all = new ArrayList<>(List.of(tenant));
            all.add(namespace);
            return found("SA330", all.toArray(String[]::new));
        }

        @ParameterizedTest
        @ValueSource(strings = {"restricted", "baseline", "''", "nonsense"})
        void aLabelThatRefusesPodsMakesItHigh(String level) {
            assertThat(with(namespace("ns-1", "pod-security.kubernetes.io/enforce: " + level)))
                    .singleElement()
                    .satisfies(f -> assertThat(f.severity()).isEqualTo(HIGH));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "pod-security.kubernetes.io/enforce: privileged",
                    "pod-security.kubernetes.io/warn: restricted",
                    "pod-security.kubernetes.io/audit: baseline",
                    ""
                })
        void whatRefusesNothingNeedNotBeLifted(String labels) {
            List<String> all = new ArrayList<>(List.of(tenant));
            all.add(namespace("ns-1", labels));
            assertThat(found("SA330", all.toArray(String[]::new))).isEmpty();
            assertThat(found("SA324", all.toArray(String[]::new))).hasSize(1);
        }

        @Test
        void aNamespaceThatWasNotReadMayRefusePods() {
            assertThat(found("SA330", tenant))
                    .singleElement()
                    .satisfies(f -> assertThat(f.severity()).isEqualTo(MEDIUM));
        }

        @Test
        void theBuiltInRolesOfATenantDoNotDoIt() {
            assertThat(found("SA330", binding("ns-1", "ClusterRole", "admin", "ns-1/app")))
                    .isEmpty();
        }
    }

    @Nested
    class BindWhereNothingAsks {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "bind rbac:rolebindings",
                    "escalate,create rbac:clusterrolebindings",
                    "bind *:rolebindings,pods",
                })
        void isTold(String rule) {
            assertThat(found("SA331", clusterRole("r", rule))).singleElement().satisfies(f -> {
                assertThat(f.severity()).isEqualTo(INFO);
                assertThat(f.cause()).hasToString("ClusterRole r");
            });
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "bind rbac:rolebindings,roles",
                    "bind rbac:clusterroles view",
                    "* rbac:rolebindings",
                    "create rbac:rolebindings",
                    "bind :rolebindings",
                    "bind rbac:*",
                })
        void isQuietWhereItWorksOrIsNotMeant(String rule) {
            assertThat(found("SA331", clusterRole("r", rule))).isEmpty();
        }
    }
}
