package io.saaudit.rule;

import static io.saaudit.testing.Kube.role;
import static io.saaudit.testing.Kube.rule;
import static io.saaudit.testing.Kube.urls;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.Scope;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ExtentTest {
    private static TreeSet<String> of(String namespace, PolicyRule... rules) {
        TreeSet<String> lines = new TreeSet<>();
        Extent.add(Scope.of(namespace), role("ns", "r", rules).rules(), lines);
        return lines;
    }

    @Test
    void aRuleIsOneLineOfSortedLists() {
        assertThat(of("ns", rule("list,get", "core,apps", "pods,deployments")))
                .containsExactly("namespace=ns apps,core= deployments,pods any= get,list");
        assertThat(of("", rule("get", "core", "secrets", "b", "a"), urls("get", "/metrics", "/healthz")))
                .containsExactly("cluster /healthz,/metrics get", "cluster core= secrets a,b get");
    }

    @Test
    void theOrderOfRulesAndEntriesDoesNotMatter() {
        PolicyRule one = rule("get,list", "core", "pods,services");
        PolicyRule other = rule("list,get", "core", "services,pods");
        PolicyRule third = rule("get", "core", "nodes");
        assertThat(of("ns", one, third, other)).isEqualTo(of("ns", third, one));
    }

    @Test
    void namesCannotBeTakenForPunctuation() {
        PolicyRule odd = PolicyRule.resources(
                List.of("get"), List.of("a group"), List.of("x"), List.of("a,b", "any=", "", "new\nline", "100%"));
        assertThat(of("ns", odd)).containsExactly("namespace=ns a%20group x 100%25,a%2Cb,any%3D,empty=,new%0Aline get");
    }
}
