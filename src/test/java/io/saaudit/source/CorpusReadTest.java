package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Snapshot;
import io.saaudit.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Real manifests of 49 projects: what FILES.tsv and SOURCES.md say of them, counted there by another parser. */
class CorpusReadTest {
    private static final List<String> RBAC =
            List.of("ServiceAccount", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");

    /** SOURCES.md section 3, with a line of it that names a kind. */
    private static final Set<String> MALFORMED = Set.of(
            "fixtures-kubescape/controls/examples/c007.yaml",
            "fixtures-misc/rbac-scope/internal/ingestor/testdata/truly_invalid.yaml",
            "fixtures-misc/rbac-scope/internal/renderer/testdata/fixtures/invalid.yaml",
            "fixtures-misc/rbac-scope/internal/renderer/testdata/invalid.yaml",
            "kubernetes-examples/_archived/newrelic/newrelic-config-template.yaml",
            "kubernetes/cluster/addons/metadata-agent/stackdriver/metadata-agent.yaml");

    private static final Set<String> DUPLICATE_KEYS = Set.of(
            "fixtures-kube-linter/tests/checks/cel.yml:36",
            "fixtures-kube-linter/tests/checks/cel.yml:37",
            "fixtures-kube-linter/tests/checks/cel.yml:38",
            "kops/upup/models/cloudup/resources/addons/metadata-proxy.addons.k8s.io/v0.1.12.yaml:46",
            "kubernetes-examples/_archived/openshift-origin/etcd-controller.yaml:12",
            "kubernetes-examples/_archived/openshift-origin/etcd-discovery-controller.yaml:12",
            "kubernetes-examples/_archived/openshift-origin/openshift-controller.yaml:12");

    @Test
    void everyFileIsReadAndOnlyTheMalformedOnesAreGaps() {
        Path corpus = Shared.path("corpus");
        Snapshot snapshot = Reading.paths(ReadOptions.defaults().withHidden(true), corpus);

        // Three files of the corpus are logs, which a walk passes over.
        assertThat(snapshot.counts().files()).isEqualTo(2037);
        assertThat(files(snapshot, corpus, Set.of(Gap.Kind.MALFORMED, Gap.Kind.TEMPLATE)))
                .as("malformed files; look at each one in SOURCES.md section 3")
                .isEqualTo(MALFORMED);
        assertThat(files(snapshot, corpus, Set.of(Gap.Kind.UNREADABLE, Gap.Kind.LIMIT, Gap.Kind.REFUSED)))
                .as("files not read to their end")
                .isEmpty();
    }

    @Test
    void objectsThatTheApiServerCannotDecodeAreTheOnesThatLookSo() {
        Path corpus = Shared.path("corpus");
        Snapshot snapshot = Reading.paths(ReadOptions.defaults().withHidden(true), corpus);

        assertThat(snapshot.gaps())
                .filteredOn(gap -> gap.kind() == Gap.Kind.INVALID_OBJECT)
                .extracting(gap ->
                        gap.origin().source().substring(gap.origin().source().lastIndexOf('/') + 1) + ": " + gap.what())
                .containsExactlyInAnyOrder(
                        "argocd-remote-permissions.yaml: ClusterRole has no metadata.name",
                        "argocd-remote-permissions.yaml: ClusterRoleBinding has no metadata.name",
                        "kube-dashboard-no-image-FAILED.yaml: Pod has no metadata.name",
                        "kube-dashboard-no-image-PASSED.yaml: Pod has no metadata.name",
                        "ServiceAccountTokensUNKNOWN.yaml: Deployment default/myapp-deployment: spec.template.spec is"
                                + " a list, must be a map",
                        "deployment_missing_metadata.yaml: Deployment has no metadata.name",
                        "identity_extract_error.yaml: ServiceAccount: metadata is a string, must be a map",
                        "rbac_extract_error.yaml: Role default/error-role: rules is a string, must be a list",
                        "workload_extract_error.yaml: Deployment default/error-deployment: spec is a string,"
                                + " must be a map");
    }

    @Test
    void countsByKindAndDocumentsAgreeWithFilesTsv() throws IOException {
        Path corpus = Shared.path("corpus");
        List<String> lines = Files.readAllLines(corpus.resolve("FILES.tsv"));
        List<String> differences = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t", -1);
            String stored = columns[0];
            Snapshot snapshot = Reading.paths(ReadOptions.defaults(), corpus.resolve(stored));
            Map<String, Integer> wanted = kinds(columns[8]);
            // Falco's old events have no apiVersion, and one file is {"kind": 0}: no Kubernetes objects (design 4.9).
            Map<String, Integer> found = stored.startsWith("audit-logs/") ? wanted : kinds(snapshot);
            if (!found.equals(wanted)) {
                differences.add(stored + ": FILES.tsv has " + wanted + ", read " + found);
            }
            if (columns[10].isEmpty() && snapshot.counts().documents() != Integer.parseInt(columns[7])) {
                differences.add(stored + ": FILES.tsv has " + columns[7] + " documents, read "
                        + snapshot.counts().documents());
            }
        }

        assertThat(lines).hasSize(2041);
        assertThat(differences)
                .as("files whose counts differ; find the cause, the table was made by another parser")
                .isEmpty();
    }

    @Test
    void totalsOfRbacKindsAgreeWithSourcesMd() {
        Path corpus = Shared.path("corpus");
        Map<String, Integer> found = kinds(Reading.paths(ReadOptions.defaults().withHidden(true), corpus));

        assertThat(RBAC.stream().map(kind -> kind + " " + found.get(kind)))
                .containsExactly(
                        "ServiceAccount 604",
                        "Role 443",
                        "ClusterRole 924",
                        "RoleBinding 471",
                        "ClusterRoleBinding 660");
    }

    @Test
    void duplicateKeysAreFoundWhereSourcesMdHasThem() {
        Path corpus = Shared.path("corpus");
        Snapshot snapshot = Reading.paths(ReadOptions.defaults().withHidden(true), corpus);

        Set<String> found = new TreeSet<>();
        for (Note note : snapshot.notes()) {
            if (note.kind() == Note.Kind.DUPLICATE_KEY) {
                found.add(relative(corpus, note.origin().fileAndLine()));
            }
        }
        assertThat(found).isEqualTo(DUPLICATE_KEYS);
    }

    @Test
    void neitherThreadsNorTheOrderOfPathsChangeTheResult() throws IOException {
        Path corpus = Shared.path("corpus");
        List<Path> folders = new ArrayList<>();
        try (var entries = Files.list(corpus)) {
            entries.filter(Files::isDirectory).forEach(folders::add);
        }
        ReadOptions options = ReadOptions.defaults().withHidden(true);
        String whole = Dump.of(Reading.paths(options.withThreads(1), corpus));
        Collections.shuffle(folders, new Random(7));

        String shuffled = Dump.of(Reading.paths(options.withThreads(4), folders.toArray(new Path[0])));

        assertThat(shuffled.equals(whole))
                .as("the dump of four threads over shuffled folders equals that of one thread over the whole")
                .isTrue();
    }

    private static Set<String> files(Snapshot snapshot, Path corpus, Set<Gap.Kind> kinds) {
        Set<String> files = new TreeSet<>();
        for (Gap gap : snapshot.gaps()) {
            if (kinds.contains(gap.kind())) {
                files.add(relative(corpus, gap.origin().source()));
            }
        }
        return files;
    }

    private static String relative(Path corpus, String file) {
        return file.substring(corpus.toString().length() + 1);
    }

    /** Counts as FILES.tsv has them: by kind, whatever the group. */
    private static Map<String, Integer> kinds(Snapshot snapshot) {
        Map<String, Integer> kinds = new TreeMap<>();
        snapshot.counts().byKind().forEach((kind, count) -> {
            int dot = kind.indexOf('.');
            kinds.merge(dot < 0 ? kind : kind.substring(0, dot), count, Integer::sum);
        });
        return kinds;
    }

    private static Map<String, Integer> kinds(String column) {
        Map<String, Integer> kinds = new TreeMap<>();
        for (String entry : column.split(";")) {
            int equals = entry.lastIndexOf('=');
            if (equals > 0) {
                kinds.put(entry.substring(0, equals), Integer.valueOf(entry.substring(equals + 1)));
            }
        }
        return kinds;
    }
}
