package io.saaudit.rule;

import static io.saaudit.model.Severity.CRITICAL;
import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.INFO;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;
import static io.saaudit.rule.RbacYaml.account;
import static io.saaudit.rule.RbacYaml.binding;
import static io.saaudit.rule.RbacYaml.clusterBinding;
import static io.saaudit.rule.RbacYaml.clusterRole;
import static io.saaudit.rule.RbacYaml.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Severity;
import io.saaudit.testing.Audits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A power over named roles, accounts, users or groups is as bad as what the worst of them may do. */
class NamedTargetsTest {
    private static Severity severity(String rule, List<String> manifests) {
        List<Finding> found = Audits.findings(rule, manifests.toArray(String[]::new)).stream()
                .filter(f -> f.cause().name().equals("r"))
                .toList();
        assertThat(found).as("findings of %s", rule).hasSize(1);
        return found.get(0).severity();
    }

    /** {@code ns-1/app} holds these rules in the whole cluster, beside other objects. */
    private static List<String> wide(List<String> rules, String... beside) {
        List<String> all = new ArrayList<>(List.of(beside));
        all.add(clusterRole("r", rules.toArray(String[]::new)));
        all.add(clusterBinding("r", "ns-1/app"));
        return all;
    }

    private static List<String> in(String namespace, List<String> rules, String... beside) {
        List<String> all = new ArrayList<>(List.of(beside));
        all.add(role(namespace, "r", rules.toArray(String[]::new)));
        all.add(binding(namespace, "Role", "r", "ns-1/app"));
        return all;
    }

    @Test
    void aBindableRoleCounts() {
        List<String> view = List.of("bind rbac:clusterroles view", "create rbac:rolebindings");
        assertThat(severity("SA315", wide(view))).as("view").isEqualTo(INFO);
        List<String> admin = List.of("bind rbac:clusterroles view,cluster-admin", "create rbac:rolebindings");
        assertThat(severity("SA315", wide(admin))).as("the worst").isEqualTo(CRITICAL);
        assertThat(severity("SA315", in("ns-1", admin))).isEqualTo(HIGH);
        List<String> own = List.of("bind rbac:clusterroles spy", "create rbac:clusterrolebindings");
        String spy = clusterRole("spy", "get :secrets");
        assertThat(severity("SA315", wide(own, spy))).isEqualTo(HIGH);
        assertThat(severity("SA315", wide(own))).as("not in sight").isEqualTo(MEDIUM);
    }

    @Test
    void aRoleOfTheNamespaceCountsAsThere() {
        List<String> rules = List.of("bind rbac:roles spy", "create rbac:rolebindings");
        assertThat(severity("SA315", in("a", rules, role("a", "spy", "get :secrets"))))
                .isEqualTo(MEDIUM);
        assertThat(severity("SA315", in("a", rules, role("b", "spy", "get :secrets"))))
                .as("another namespace's is not in sight")
                .isEqualTo(LOW);
    }

    @Test
    void bindingsThatMayBeChangedCountByTheirRoles() {
        List<String> rules = List.of("bind rbac:clusterroles", "update rbac:clusterrolebindings x");
        assertThat(severity(
                        "SA315",
                        wide(
                                rules,
                                clusterBinding("cluster-admin", "user:jane")
                                        .replace("{name: cluster-admin}", "{name: x}"))))
                .isEqualTo(CRITICAL);
        assertThat(severity(
                        "SA315", wide(rules, clusterBinding("view", "user:jane").replace("{name: view}", "{name: x}"))))
                .as("bind on every role stays worth a look")
                .isEqualTo(LOW);
        assertThat(severity("SA315", wide(rules))).as("not in sight").isEqualTo(MEDIUM);
    }

    @Test
    void anAccountWhoseTokenIsHadCounts() {
        List<String> rules = List.of("create :serviceaccounts/token strong,weak");
        String strong = clusterRole("admins", "* *:*");
        String bound = clusterBinding("admins", "ns-1/strong");
        assertThat(severity("SA319", in("ns-1", rules, strong, bound))).isEqualTo(CRITICAL);
        assertThat(severity("SA319", wide(rules, strong, bound))).isEqualTo(CRITICAL);
        assertThat(severity("SA319", in("ns-2", rules, strong, bound, account("ns-2", "weak"))))
                .as("the strong one is in another namespace, and one of its name is not in sight here")
                .isEqualTo(LOW);
        assertThat(severity(
                        "SA319", in("ns-2", List.of("create :serviceaccounts/token weak"), account("ns-2", "weak"))))
                .as("it may do nothing")
                .isEqualTo(INFO);
        assertThat(severity("SA319", in("ns-3", rules))).as("not in sight").isEqualTo(LOW);
    }

    @Test
    void whatAnAccountHasByItsGroupsCounts() {
        assertThat(severity(
                        "SA319",
                        in(
                                "ns-1",
                                List.of("create :serviceaccounts/token weak"),
                                account("ns-1", "weak"),
                                clusterRole("spies", "get :secrets"),
                                clusterBinding("spies", "group:system:serviceaccounts:ns-1"))))
                .isEqualTo(HIGH);
    }

    @Test
    void impersonatedIdentitiesCount() {
        String spies = clusterRole("spies", "get :secrets");
        assertThat(severity(
                        "SA318", wide(List.of("impersonate :users jane"), spies, clusterBinding("spies", "user:jane"))))
                .isEqualTo(HIGH);
        assertThat(severity("SA318", wide(List.of("impersonate :users jane"))))
                .as("no binding names her")
                .isEqualTo(MEDIUM);
        List<String> group = List.of("impersonate :users jane", "impersonate :groups spies");
        assertThat(severity("SA318", wide(group, spies, clusterBinding("spies", "group:spies"))))
                .isEqualTo(HIGH);
        assertThat(severity("SA318", wide(List.of("impersonate :users jane", "impersonate :groups system:masters"))))
                .isEqualTo(CRITICAL);
        assertThat(severity(
                        "SA318",
                        in("ns-1", List.of("impersonate :serviceaccounts app"), clusterRole("x", "get :pods"))))
                .as("itself")
                .isEqualTo(INFO);
    }

    /** What an account is called in a user name is asked of serviceaccounts, by its bare name (semantics A.6). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "impersonate :users system:serviceaccount:ns-1:admin",
                "impersonate :serviceaccounts system:serviceaccount:ns-1:admin",
                "impersonate :users,serviceaccounts,groups system:serviceaccount:ns-1:admin"
            })
    void anAccountIsNotImpersonatedByItsUserName(String rule) {
        String[] admin = {clusterRole("all", "* *:*"), clusterBinding("all", "ns-1/admin")};
        assertThat(Audits.findings("SA318", wide(List.of(rule), admin).toArray(String[]::new)))
                .isEmpty();
        assertThat(severity("SA318", wide(List.of(rule, "impersonate :serviceaccounts admin"), admin)))
                .as("this is how it is done")
                .isEqualTo(CRITICAL);
        assertThat(severity("SA318", wide(List.of("impersonate :users system:serviceaccount:a:b:c"))))
                .as("no account is called so, but a user may be")
                .isEqualTo(MEDIUM);
    }
}
