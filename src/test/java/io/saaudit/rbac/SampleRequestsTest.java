package io.saaudit.rbac;

import static io.saaudit.testing.Kube.account;
import static io.saaudit.testing.Kube.clusterRole;
import static io.saaudit.testing.Kube.role;
import static io.saaudit.testing.Kube.roleBinding;
import static io.saaudit.testing.Kube.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Identity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleRequestsTest {
    private static final RbacState STATE = RbacState.of(
            List.of(
                    role("a", "reader", rule("get,list", "core", "pods,secrets", "x")),
                    clusterRole("deployer", rule("create", "apps", "deployments"))),
            List.of(
                    roleBinding("a", "b", "Role", "reader", account("a", "one")),
                    roleBinding("a", "c", "ClusterRole", "deployer", account("a", "two"))),
            List.of(),
            List.of());

    private static List<SampleRequests.Question> questions(List<Identity> about, long seed) {
        SampleRequests requests = new SampleRequests(STATE, about, seed);
        List<SampleRequests.Question> all = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            all.add(requests.next());
        }
        return all;
    }

    @Test
    void aSeedDrawsTheSameQuestionsAgain() {
        assertThat(questions(List.of(), 7)).isEqualTo(questions(List.of(), 7)).isNotEqualTo(questions(List.of(), 8));
    }

    @Test
    void bothAnswersAreFrequentAndOnlyTheChosenAreAskedAbout() {
        Identity one = Identity.serviceAccount("a", "one");
        Authorizer authorizer = new Authorizer(STATE);
        int allowed = 0;
        for (SampleRequests.Question question : questions(List.of(one), 3)) {
            assertThat(question.who()).isEqualTo(one);
            allowed += authorizer.allows(question.who(), question.what()) ? 1 : 0;
        }
        assertThat(allowed).isBetween(80, 320);
    }

    @Test
    void withoutAChoiceEverybodyWhomABindingNamesIsAskedAbout() {
        HashSet<String> users = new HashSet<>();
        questions(List.of(), 1).forEach(question -> users.add(question.who().user()));

        assertThat(users).containsExactlyInAnyOrder("system:serviceaccount:a:one", "system:serviceaccount:a:two");
    }

    @Test
    void whereNobodyIsBoundThereIsNothingToAsk() {
        RbacState empty = RbacState.of(List.of(), List.of(), List.of(), List.of());

        assertThat(new SampleRequests(empty, List.of(), 1).next()).isNull();
        assertThat(new SampleRequests(empty, List.of(new Identity("u", List.of())), 1).next())
                .isNotNull();
    }
}
