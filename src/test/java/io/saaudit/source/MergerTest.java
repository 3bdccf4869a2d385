package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Note;
import io.saaudit.model.Role;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergerTest {
    private static final String ROLE = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: r, namespace: ns}
            rules: [{verbs: [%s], apiGroups: [""], resources: [pods]}]
            """;

    @TempDir
    private Path folder;

    @Test
    void equalDefinitionsAreOneObjectWithSeveralPlaces() {
        Reading.write(folder.resolve("a.yaml"), ROLE.formatted("get"));
        Reading.write(folder.resolve("b.yaml"), "# another line\n" + ROLE.formatted("get"));

        Snapshot snapshot = Reading.complete(Reading.paths(ReadOptions.defaults(), folder));

        assertThat(snapshot.objects().roles()).hasSize(1);
        Role role = snapshot.objects().roles().get(0);
        assertThat(role.meta().places()).hasSize(2);
        assertThat(snapshot.origin(role.meta().places()[1]).fileAndLine()).endsWith("b.yaml:2");
        assertThat(Reading.notes(snapshot, Note.Kind.DUPLICATE_OBJECT)).isEmpty();
    }

    @Test
    void differingDefinitionsAllStayWithANoteAPair() {
        Reading.write(folder.resolve("a.yaml"), ROLE.formatted("get"));
        Reading.write(folder.resolve("b.yaml"), ROLE.formatted("list"));
        Reading.write(folder.resolve("c.yaml"), ROLE.formatted("get"));
        Reading.write(folder.resolve("d.yaml"), ROLE.formatted("watch"));

        Snapshot snapshot = Reading.complete(Reading.paths(ReadOptions.defaults(), folder));

        assertThat(snapshot.objects().roles())
                .extracting(role -> role.rules().get(0).policy().verbs().get(0))
                .containsExactly("get", "list", "watch");
        assertThat(Reading.notes(snapshot, Note.Kind.DUPLICATE_OBJECT))
                .satisfiesExactly(
                        b -> assertThat(b).startsWith("b.yaml:1:1 Role ns/r is defined differently at"),
                        d -> assertThat(d).startsWith("d.yaml:1:1 Role ns/r is defined differently at"));
    }

    @Test
    void objectsWithAGeneratedNameAreNeverTheSame() {
        String account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {generateName: job-}\n---\n";
        Snapshot snapshot = Reading.complete(Reading.text(account + account));

        assertThat(snapshot.objects().serviceAccounts())
                .extracting(ServiceAccount::name)
                .containsExactly("job-*", "job-*");
    }

    @Test
    void objectsWithoutANamespaceArePlacedAndCountedOnceAFile() {
        String text = """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: a}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: b, namespace: ""}
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: c}
                """;
        Snapshot snapshot =
                Reading.complete(Reading.text(text, ReadOptions.defaults().withDefaultNamespace("team")));

        assertThat(snapshot.objects().serviceAccounts().get(0).namespace()).isEqualTo("team");
        assertThat(snapshot.objects().namespaces().get(0).namespace()).isEmpty();
        assertThat(Reading.notes(snapshot, Note.Kind.ASSUMED_NAMESPACE))
                .containsExactly("- 2 objects without a namespace were placed in team");
    }

    @Test
    void aNamespaceOnAClusterScopedObjectIsIgnoredAndNoted() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata:
                  name: c
                  namespace: ns
                """));

        assertThat(snapshot.objects().roles().get(0).key()).hasToString("ClusterRole c");
        assertThat(Reading.notes(snapshot, Note.Kind.INPUT))
                .containsExactly("-:5:3 ClusterRole c is cluster-scoped; its namespace was ignored");
    }

    @Test
    void extensionsAndAppsHaveTheSameDeployments() {
        Snapshot snapshot = Reading.text("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\n---\n"
                + "apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: d}\n");

        assertThat(Reading.notes(snapshot, Note.Kind.DUPLICATE_OBJECT)).hasSize(1);
    }
}
