package io.saaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Note;
import io.saaudit.rule.Audit;
import io.saaudit.testing.Audits;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateNotesTest {
    private static final String ACCOUNT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: here, namespace: ns}
            """;

    private static String binding(String kind, String role, String subject) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: b, namespace: ns}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: %s, name: %s}
                subjects:
                - %s
                """.formatted(kind, role, subject);
    }

    private static List<String> notes(Audit audit, Note.Kind kind) {
        return Audits.report(audit).notes().stream()
                .filter(n -> n.kind() == kind)
                .map(n -> n.what() + (n.origin() == null ? "" : " " + n.origin().line()))
                .toList();
    }

    @Test
    void aRoleThatWasNotReadIsNamedWithItsPlace() {
        String bound = binding("Role", "gone", "{kind: ServiceAccount, name: here}");
        assertThat(notes(Audits.of(ACCOUNT, bound), Note.Kind.DANGLING_ROLE))
                .containsExactly("RoleBinding ns/b gives Role gone, which was not read. 9");
        assertThat(notes(Audits.strict(ACCOUNT, bound), Note.Kind.DANGLING_ROLE))
                .as("SA408 tells it")
                .isEmpty();
    }

    @Test
    void theSameNameAsTheOtherKindIsPointedOut() {
        assertThat(notes(
                        Audits.of(ACCOUNT, binding("Role", "view", "{kind: ServiceAccount, name: here}")),
                        Note.Kind.DANGLING_ROLE))
                .singleElement()
                .asString()
                .contains("there is a ClusterRole of that name");
    }

    @Test
    void aBuiltInRoleIsThere() {
        assertThat(notes(
                        Audits.of(ACCOUNT, binding("ClusterRole", "view", "{kind: ServiceAccount, name: here}")),
                        Note.Kind.DANGLING_ROLE))
                .isEmpty();
    }

    @Test
    void anAccountThatOnlyABindingKnowsIsADormantGrant() {
        assertThat(notes(
                        Audits.of(ACCOUNT, binding("ClusterRole", "view", "{kind: ServiceAccount, name: ghost}")),
                        Note.Kind.DANGLING_ACCOUNT))
                .containsExactly(
                        "RoleBinding ns/b names the account ns/ghost, which was not read: whoever creates it gets"
                                + " what it is bound to. 11");
    }

    @Test
    void theDefaultAccountIsNeverDormant() {
        assertThat(notes(
                        Audits.of(
                                ACCOUNT,
                                binding("ClusterRole", "view", "{kind: ServiceAccount, name: default, namespace: x}")),
                        Note.Kind.DANGLING_ACCOUNT))
                .isEmpty();
    }

    @Test
    void whatAnApiServerBindsByItselfIsNoDormantGrant() {
        String stock = """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: 'system:controller:job-controller'}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: 'system:controller:job-controller'}
                subjects:
                - {kind: ServiceAccount, name: job-controller, namespace: kube-system}
                - {kind: ServiceAccount, name: %s, namespace: kube-system}
                """;
        assertThat(notes(Audits.of(ACCOUNT, stock.formatted("job-controller")), Note.Kind.DANGLING_ACCOUNT))
                .isEmpty();
        assertThat(notes(Audits.of(ACCOUNT, stock.formatted("added")), Note.Kind.DANGLING_ACCOUNT))
                .hasSize(1);
    }

    @Test
    void withoutAnyAccountInTheInputOneNoteIsEnough() {
        assertThat(notes(
                        Audits.of(binding(
                                "ClusterRole",
                                "view",
                                "{kind: ServiceAccount, name: a}\n- {kind: ServiceAccount, name: b}")),
                        Note.Kind.DANGLING_ACCOUNT))
                .containsExactly("no ServiceAccount was read: 2 accounts are known by name only.");
    }

    @Test
    void anAccountSpelledAsAUserIsNoted() {
        assertThat(notes(
                        Audits.of(
                                ACCOUNT,
                                binding("ClusterRole", "view", "{kind: User, name: 'system:serviceaccount:ns:here'}")),
                        Note.Kind.SPELLING))
                .singleElement()
                .asString()
                .startsWith("RoleBinding ns/b names the account ns/here as a user. That counts");
    }

    @Test
    void whatAServerWouldRefuseIsNotedOnce() {
        assertThat(notes(
                        Audits.of(ACCOUNT, binding("ClusterRole", "view", "{kind: Robot, name: here}")),
                        Note.Kind.REFUSED_BY_SERVER))
                .hasSize(1);
    }
}
