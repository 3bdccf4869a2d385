package io.saaudit.rule;

import static io.saaudit.model.Severity.INFO;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;
import static io.saaudit.rule.RbacYaml.account;
import static io.saaudit.rule.RbacYaml.binding;
import static io.saaudit.rule.RbacYaml.clusterBinding;
import static io.saaudit.rule.RbacYaml.clusterRole;
import static io.saaudit.rule.RbacYaml.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Note;
import io.saaudit.model.Severity;
import io.saaudit.model.Snapshot;
import io.saaudit.report.Scan;
import io.saaudit.report.Selection;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.testing.Audits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SA408 to SA413: references that lead nowhere or far, subjects that are none, and grants that add nothing. */
class ReferenceRulesTest {
    private static List<Finding> of(Audit audit, String rule) {
        return Scan.of(audit, Selection.ALL.withRules(List.of(rule))).findings();
    }

    private static List<Finding> strict(String rule, String... manifests) {
        return of(Audits.strict(manifests), rule);
    }

    private static List<Finding> found(String rule, String... manifests) {
        return of(Audits.of(manifests), rule);
    }

    private static List<Note.Kind> notes(Audit audit) {
        return Audits.report(audit).notes().stream().map(Note::kind).toList();
    }

    @Test
    void aDanglingRoleIsAFindingInCompleteInputAndElseANote() {
        String[] dangling = {account("ns-1", "app"), binding("ns-1", "Role", "elsewhere", "ns-1/app")};
        assertThat(strict("SA408", dangling)).hasSize(1);
        assertThat(notes(Audits.strict(dangling))).doesNotContain(Note.Kind.DANGLING_ROLE);
        assertThat(found("SA408", dangling)).isEmpty();
        assertThat(notes(Audits.of(dangling))).contains(Note.Kind.DANGLING_ROLE);
    }

    @Test
    void builtInRolesAreKnownWithoutBeingRead() {
        assertThat(strict("SA408", account("ns-1", "app"), clusterBinding("view", "ns-1/app")))
                .isEmpty();
        assertThat(strict("SA408", account("ns-1", "app"), binding("ns-1", "ClusterRole", "edit", "ns-1/app")))
                .isEmpty();
    }

    @Test
    void aRoleElsewhereOrOfAnotherNameIsACandidate() {
        String bound = binding("ns-1", "Role", "reader", "ns-1/app");
        assertThat(strict("SA408", role("ns-2", "reader", "get :pods"), bound))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).endsWith("; there is a Role ns-2/reader"));
        assertThat(strict("SA408", clusterRole("reader", "get :pods"), bound))
                .singleElement()
                .satisfies(f -> assertThat(f.fix().text())
                        .startsWith("kubectl delete rolebinding reader --namespace ns-1\n")
                        .contains("# kubectl create rolebinding reader --namespace ns-1 --clusterrole reader"
                                + " --serviceaccount ns-1:app"));
        assertThat(strict("SA408", role("ns-1", "raeder", "get :pods"), bound))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).endsWith("; there is a Role ns-1/raeder"));
    }

    @ParameterizedTest
    @CsvSource({"ns-1/gone", "user:system:serviceaccount:ns-1:gone"})
    void aDanglingAccountIsAFindingInCompleteInputAndElseANote(String subject) {
        String[] dangling = {
            account("ns-1", "app"), role("ns-1", "r", "get :pods"), binding("ns-1", "Role", "r", subject)
        };
        assertThat(strict("SA409", dangling)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(MEDIUM);
            assertThat(f.message()).isEqualTo("is not there; whoever creates it may get pods in ns-1");
            assertThat(f.account()).isEqualTo("ns-1/gone");
        });
        assertThat(notes(Audits.strict(dangling))).doesNotContain(Note.Kind.DANGLING_ACCOUNT);
        assertThat(found("SA409", dangling)).isEmpty();
        assertThat(notes(Audits.of(dangling))).contains(Note.Kind.DANGLING_ACCOUNT);
    }

    @Test
    void accountsThatTheServerMakesOrThatCannotBeAreNotMissing() {
        String role = role("ns-1", "r", "get :pods");
        assertThat(strict("SA409", role, binding("ns-1", "Role", "r", "ns-1/default", "NS/app", "user:jane")))
                .isEmpty();
        String controller = "system:controller:job-controller";
        assertThat(strict(
                        "SA409",
                        clusterBinding(controller, "kube-system/job-controller")
                                .replace("{name: " + controller, "{name: '" + controller + "'")))
                .as("what the server binds by itself")
                .isEmpty();
    }

    @Test
    void anAccountForTheTakingIsToldByTheOtherRule() {
        String[] takeable = {
            account("ns-1", "taker"),
            clusterRole("take", "create :serviceaccounts", "create :serviceaccounts/token"),
            binding("ns-1", "ClusterRole", "take", "ns-1/taker"),
            clusterRole("all", "create :nodes/proxy"),
            clusterBinding("all", "ns-1/gone")
        };
        assertThat(strict("SA329", takeable)).hasSize(1);
        assertThat(strict("SA409", takeable)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ns-1, get :configmaps, LOW",
        "ns-1, list :secrets, MEDIUM",
        "kube-system, get :configmaps, LOW",
        "kube-system, list :secrets, HIGH",
    })
    void anAccountOfAnotherNamespaceIsAsBadAsWhatItGets(String namespace, String rule, Severity severity) {
        assertThat(found("SA410", role(namespace, "r", rule), binding(namespace, "Role", "r", "ns-2/app")))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(severity));
    }

    @Test
    void whatReachesNowhereOrIsMeantToIsNotForeign() {
        String role = role("ns-1", "r", "list :secrets");
        assertThat(found("SA410", role, binding("ns-1", "Role", "r", "ns-1/app", "NS/app", "user:jane")))
                .isEmpty();
        assertThat(found("SA410", role, binding("ns-1", "Role", "r", "ns-2/default")))
                .as("SA101 tells of default accounts")
                .isEmpty();
        assertThat(found("SA410", role("ns-1", "r", "list :nodes"), binding("ns-1", "Role", "r", "ns-2/app")))
                .as("without effect")
                .isEmpty();
        assertThat(found(
                        "SA410",
                        binding("kube-system", "Role", "extension-apiserver-authentication-reader", "ns-2/adapter")))
                .as("extension API servers need that role, which is the server's own")
                .isEmpty();
        assertThat(found(
                        "SA410",
                        role("kube-system", "x", "get :configmaps extension-apiserver-authentication"),
                        binding("kube-system", "Role", "x", "ns-2/adapter")))
                .as("by what it gives, not by its name")
                .isEmpty();
    }

    @Test
    void subjectsThatTheServerRefusesAreBroken() {
        String noNamespace = clusterBinding("view", "ns-1/app").replace("namespace: ns-1, ", "");
        assertThat(found("SA411", noNamespace)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(MEDIUM);
            assertThat(f.message())
                    .startsWith(
                            "ClusterRoleBinding view: subject app is an account without a namespace in a ClusterRoleBinding");
        });
        String group = "apiGroup: rbac.authorization.k8s.io, ";
        assertThat(found(
                        "SA411",
                        binding("ns-1", "ClusterRole", "view", "ns-1/app")
                                .replace("namespace: ns-1, name", group + "namespace: ns-1, name")))
                .hasSize(1);
        assertThat(found(
                        "SA411",
                        binding("ns-1", "ClusterRole", "view", "user:jane")
                                .replace(group + "name: 'jane", "apiGroup: rbac, name: 'jane")))
                .hasSize(1);
    }

    @Test
    void unusualSpellingsAreNoMoreThanNotes() {
        assertThat(found(
                        "SA411",
                        binding("ns-1", "ClusterRole", "view", "ns-1/app")
                                .replace("namespace: ns-1, name: app", "name: app"),
                        clusterBinding("view", "user:system:serviceaccount:ns-1:app")))
                .isEmpty();
    }

    @Test
    void aKustomizationMayAddTheNamespaceLater(@TempDir Path folder) throws IOException, InputPathException {
        Files.writeString(
                folder.resolve("binding.yaml"),
                clusterBinding("view", "ns-1/app").replace("namespace: ns-1, ", ""));
        Files.writeString(folder.resolve("kustomization.yaml"), "resources: [binding.yaml]\nnamespace: ns-1\n");
        Snapshot snapshot =
                SnapshotReader.read(List.of(folder.toString()), InputStream.nullInputStream(), ReadOptions.defaults());
        assertThat(of(Audits.of(snapshot, false), "SA411"))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(INFO));
    }

    @Test
    void ofTwoEqualGrantsTheSecondByNameIsRedundant() {
        String role = role("ns-1", "r", "get :pods");
        String second = binding("ns-1", "Role", "r", "ns-1/app").replace("{name: r,", "{name: s,");
        assertThat(found("SA412", role, binding("ns-1", "Role", "r", "ns-1/app"), second))
                .singleElement()
                .satisfies(f -> assertThat(f.cause()).hasToString("RoleBinding ns-1/s"));
        assertThat(found("SA412", role, binding("ns-1", "Role", "r", "ns-1/app", "ns-1/app")))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("twice"));
    }

    @Test
    void grantsThatDifferInAnythingAreNotRedundant() {
        assertThat(found(
                        "SA412",
                        role("ns-1", "r", "get :pods"),
                        role("ns-2", "r", "get :pods"),
                        role("ns-1", "s", "get,list :pods web"),
                        binding("ns-1", "Role", "r", "ns-1/app"),
                        binding("ns-2", "Role", "r", "ns-1/app"),
                        binding("ns-1", "Role", "s", "ns-1/app")))
                .isEmpty();
        assertThat(found(
                        "SA412",
                        role("ns-1", "r", "get :pods"),
                        binding("ns-1", "Role", "r", "ns-1/app"),
                        clusterBinding("view", "group:system:serviceaccounts:ns-1")))
                .as("a binding by name outlives one of the group")
                .isEmpty();
    }

    @Test
    void rulesThatGuessRunOnlyWhenTheyAreNamed() {
        assertThat(Audits.findings(
                        Audits.of(clusterRole("r", "get :pods"), clusterBinding("r", "ns-1/app", "ns-1/app"))))
                .extracting(Finding::rule)
                .doesNotContain("SA412", "SA413");
        assertThat(found("SA413", clusterRole("r", "get :pods"), clusterBinding("r", "ns-1/app")))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(LOW));
    }

    @ParameterizedTest
    @CsvSource({
        "get :nodes",
        "get /metrics",
        "get :*",
        "list :namespaces",
        "get example.com:widgets",
        "'get,list *:pods'",
    })
    void whatMayNeedTheWholeClusterIsNotTooWide(String rule) {
        assertThat(found("SA413", clusterRole("r", "get :pods", rule), clusterBinding("r", "ns-1/app")))
                .isEmpty();
    }

    @Test
    void accountsOfSeveralNamespacesNeedMoreThanOneRoleBinding() {
        assertThat(found("SA413", clusterRole("r", "get :pods"), clusterBinding("r", "ns-1/app", "ns-2/app")))
                .isEmpty();
    }
}
