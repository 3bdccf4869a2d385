package io.saaudit.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.PolicyRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one list of rules says and another does not. */
class ListedRulesTest {
    private static PolicyRule rule(String verbs, String group, String resources, String... names) {
        return PolicyRule.resources(
                List.of(verbs.split(",")), List.of(group), List.of(resources.split(",")), List.of(names));
    }

    private static List<PolicyRule> missing(List<PolicyRule> from, PolicyRule... in) {
        return ListedRules.missing(from, List.of(in), "ns", request -> true);
    }

    @Test
    void orderRepetitionAndPartsMeanNothing() {
        List<PolicyRule> from = List.of(rule("get,list", "", "pods,secrets"), rule("get", "", "pods"));
        assertThat(missing(from, rule("list", "", "secrets,pods"), rule("get", "", "secrets"), rule("get", "", "pods")))
                .isEmpty();
        assertThat(missing(from, rule("*", "*", "*"))).isEmpty();
    }

    @Test
    void whatIsMissingIsSaidAndNoMore() {
        assertThat(missing(
                        List.of(rule("get,list", "", "pods,secrets,nodes")),
                        rule("get", "", "secrets"),
                        rule("get,list", "", "pods")))
                .containsExactly(rule("list", "", "secrets"), rule("get,list", "", "nodes"));
    }

    @Test
    void aWildcardIsNotWhatItStandsFor() {
        assertThat(missing(List.of(rule("*", "", "pods")), rule("get,list", "", "pods")))
                .containsExactly(rule("*", "", "pods"));
        assertThat(missing(
                        List.of(rule("get", "", "pods/log", "a"), rule("get", "apps", "*/scale")),
                        rule("get", "", "*/log"),
                        rule("get", "*", "*/scale")))
                .isEmpty();
    }

    @Test
    void namesAreAllNamesOnlyWithoutAny() {
        assertThat(missing(List.of(rule("get", "", "secrets")), rule("get", "", "secrets", "a", "b")))
                .containsExactly(rule("get", "", "secrets"));
        assertThat(missing(List.of(rule("get", "", "secrets", "a", "b")), rule("get", "", "secrets", "b")))
                .containsExactly(rule("get", "", "secrets", "a"));
    }

    @Test
    void urlsCountAsTheyStand() {
        PolicyRule urls = PolicyRule.urls(List.of("get"), List.of("/healthz", "/logs/*"));
        assertThat(missing(List.of(urls), PolicyRule.urls(List.of("get"), List.of("/healthz"))))
                .containsExactly(PolicyRule.urls(List.of("get"), List.of("/logs/*")));
    }

    @Test
    void whatDoesNotCountIsLeftOut() {
        assertThat(ListedRules.missing(
                        List.of(rule("get,list", "", "pods")),
                        List.of(),
                        "ns",
                        request -> request.verb().equals("list")))
                .containsExactly(rule("list", "", "pods"));
    }
}
