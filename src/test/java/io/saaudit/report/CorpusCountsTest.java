package io.saaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.KubeObject;
import io.saaudit.model.PodSpec;
import io.saaudit.model.Secret;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Subject;
import io.saaudit.model.Workload;
import io.saaudit.rbac.RbacState;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.testing.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Facts about accounts and tokens in real manifests, counted by sa-audit, against the counts of somebody who went through
 * the same files by other means: resources corpus/counts.tsv. docs/comparison.md explains what differs.
 */
class CorpusCountsTest {
    private final Map<String, Integer> counts = new TreeMap<>();

    @Test
    void whatIsCountedIsAsRecorded() throws IOException, InputPathException {
        for (Path project : projects(Shared.path("corpus"))) {
            count(SnapshotReader.read(
                    List.of(project.toString()),
                    InputStream.nullInputStream(),
                    ReadOptions.defaults().withHidden(true)));
        }
        Map<String, Integer> recorded = new TreeMap<>();
        for (String line : table()) {
            String[] fields = line.split("\t");
            recorded.put(fields[0], Integer.parseInt(fields[2]));
        }
        assertThat(counts)
                .as("facts counted in the corpus; correct corpus/counts.tsv and docs/comparison.md")
                .isEqualTo(recorded);
    }

    @Test
    void everyDifferenceIsExplained() throws IOException {
        String explained = Files.readString(Path.of(System.getProperty("basedir", ""), "docs", "comparison.md"));
        for (String line : table()) {
            String[] fields = line.split("\t");
            String row = "| " + fields[0] + " | " + fields[1] + " | " + fields[2] + " |";
            assertThat(explained)
                    .as("the table in docs/comparison.md has the row of %s", fields[0])
                    .contains(row);
            if (!fields[1].equals(fields[2])) {
                assertThat(explained)
                        .as("%s differs: docs/comparison.md says why, in words after its row", fields[0])
                        .doesNotContain(row + " |")
                        .doesNotContain(row + "  |");
            }
        }
    }

    private static List<String> table() throws IOException {
        try (InputStream in = CorpusCountsTest.class.getResourceAsStream("/corpus/counts.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .toList();
        }
    }

    private static List<Path> projects(Path corpus) throws IOException {
        try (Stream<Path> all = Files.list(corpus)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** Equal objects count as often as they are written. */
    private void add(String fact, KubeObject object) {
        counts.merge(fact, object.meta().places().length, Integer::sum);
    }

    private void count(Snapshot snapshot) {
        for (ServiceAccount account : snapshot.objects().serviceAccounts()) {
            add("ServiceAccount, automount " + shown(account.automount()), account);
            if (account.name().equals("default")) {
                add("ServiceAccount named default", account);
            }
            if (!account.secrets().isEmpty()) {
                add("ServiceAccount with secrets", account);
            }
        }
        for (Workload workload : snapshot.objects().workloads()) {
            PodSpec pod = workload.pod();
            if (pod.containers().isEmpty()) {
                add("workload without containers", workload);
                continue;
            }
            add("workload, automount " + shown(pod.automount()), workload);
            boolean named =
                    !pod.serviceAccountName().isEmpty() || !pod.serviceAccount().isEmpty();
            if (!named) {
                add("workload on the default account for want of a name", workload);
            }
            if (pod.serviceAccountName().equals("default")
                    || pod.serviceAccount().equals("default")) {
                add("workload that names the default account", workload);
            }
            if (!pod.serviceAccount().isEmpty() && pod.serviceAccountName().isEmpty()) {
                add("workload with the deprecated field alone", workload);
            }
            pod.volumes().forEach(v -> v.tokens().forEach(t -> add("projected token", workload)));
        }
        for (Secret secret : snapshot.objects().secrets()) {
            if (secret.isServiceAccountToken()) {
                add("token Secret", secret);
            }
        }
        for (Binding binding : snapshot.objects().bindings()) {
            if (binding.subjects().stream().anyMatch(s -> isDefault(s, binding))) {
                add("binding of a default account", binding);
            }
        }
    }

    private static boolean isDefault(Subject subject, Binding binding) {
        String user = RbacState.userName(subject, binding);
        String[] account = user == null ? null : new Identity(user, List.of()).account();
        return account != null && account[1].equals("default");
    }

    private static String shown(Boolean automount) {
        return automount == null ? "unset" : automount.toString();
    }
}
