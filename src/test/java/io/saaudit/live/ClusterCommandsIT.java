package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.cli.Run;
import io.saaudit.testing.Json;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command on a real cluster through the command line, and on a snapshot of it. */
@Live
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterCommandsIT {
    private ControlPlane plane;
    private Path snapshot;

    @BeforeAll
    void load(ControlPlane running, @TempDir Path folder) {
        plane = running;
        for (String sample : List.of("quickstart", "asking")) {
            Manifests.apply(plane.server(), Manifests.read(Manifests.testdata(sample)));
        }
        new Cluster(plane.server()).settle();
        snapshot = folder.resolve("snapshot.json.gz");
        Run run = cluster("snapshot", snapshot.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
    }

    private Run cluster(String... args) {
        Map<String, String> env =
                Map.of("KUBECONFIG", plane.folder().resolve("kubeconfig").toString());
        return Run.with("", env, 0, args);
    }

    /** A line of words, and what it gives of the cluster and of its snapshot, apart from the time when each was read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan -o json --fail-on never",
                "scan -o wide --fail-on never",
                "scan -o markdown --fail-on never",
                "scan -o sarif --fail-on never --report json=REPORT",
                "scan -o json -n ns-1 --fail-on never",
                "permissions -o json",
                "permissions ns-1/k-sa-1 -o wide --all",
                "permissions group:system:authenticated",
                "can-i list pods --as ns-1/k-sa-1 -n ns-1",
                "can-i list pods --as ns-1/k-sa-1",
                "can-i get pods/log --as ns-1/k-sa-1 -A -o json",
                "who-can get secrets",
                "who-can create pods/exec -n ns-1 -o json",
                "pods -o json",
                "pods -o wide",
                "explain sa/default -n ns-1 -o json",
                "explain clusterrole/edit -o wide",
                "explain secret/build-robot-secret -n ns-1"
            })
    void aCommandSaysOfASnapshotWhatItSaysOfTheCluster(String line, @TempDir Path folder) throws IOException {
        String[] words =
                line.replace("REPORT", folder.resolve("r.json").toString()).split(" ");
        List<String> asked = new ArrayList<>(Arrays.asList(words));
        asked.add("-f");
        asked.add(snapshot.toString());
        Run live = cluster(words);
        Run later = Run.of(asked.toArray(new String[0]));

        assertThat(live.status()).as(live.err()).isLessThan(2).isEqualTo(later.status());
        assertThat(sameTime(live.out())).isEqualTo(sameTime(later.out())).isNotBlank();
        assertThat(live.err()).contains("read the cluster of context live at https://127.0.0.1:", "as admin");
    }

    /** What runs as an account is not looked for when it is asked about by name. */
    private String sameTime(String out) {
        return out.replaceAll("\\), used by .*", ")")
                .replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.&#;]+Z", "TIME")
                .replaceAll("sa-audit scan -o wide [^ ,]+", "sa-audit scan -o wide");
    }

    @Test
    void theSnapshotHoldsWhatTheHeaderOfAReportSays() throws IOException {
        Run run = cluster("scan", "-o", "json", "--fail-on", "never", "--without", "Secret,configmaps");
        Map<String, Object> read = Tree.map(Json.parse(run.out()), "cluster");

        assertThat(run.status()).isZero();
        assertThat(Tree.string(read, "version")).startsWith("v1.36");
        assertThat(Tree.string(read, "reader")).isEqualTo("admin");
        assertThat(Tree.strings(read, "without")).containsExactly("ConfigMap", "Secret");
        assertThat(Tree.strings(read, "notEvaluated")).contains("SA201", "SA203", "SA212");
    }
}
