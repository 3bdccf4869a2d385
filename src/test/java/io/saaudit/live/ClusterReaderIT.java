package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Gap;
import io.saaudit.model.Secret;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Source;
import io.saaudit.source.Dump;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.source.cluster.ClusterException;
import io.saaudit.source.cluster.ClusterRequest;
import io.saaudit.source.cluster.ListedKind;
import io.saaudit.source.cluster.Progress;
import io.saaudit.testing.Audits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of a real server, read by {@link io.saaudit.source.cluster.ClusterReader}. */
@Live
class ClusterReaderIT {
    private static final String MANIFESTS = """
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: robot, namespace: read-a}}
            ---
            {apiVersion: v1, kind: Secret, type: kubernetes.io/service-account-token, metadata: {name: robot-token,
             namespace: read-a, annotations: {kubernetes.io/service-account.name: robot}}}
            ---
            {apiVersion: v1, kind: Secret, metadata: {name: other, namespace: read-a}, stringData: {password: not-read}}
            ---
            {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: writer, namespace: read-a}, rules: [
             {apiGroups: [""], resources: [secrets], verbs: ["*"]}, {apiGroups: [""], resources: [pods], verbs: [get]}]}
            ---
            {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: robot, namespace: read-a},
             roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: writer},
             subjects: [{kind: ServiceAccount, name: robot, namespace: read-a}]}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: plain, namespace: read-b}, data: {a: "1"}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: web, namespace: read-b}, spec: {type: NodePort,
             selector: {app: web}, ports: [{port: 80}]}}
            ---
            {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web, namespace: read-b}, spec: {
             defaultBackend: {service: {name: web, port: {number: 80}}}}}
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: read-b}, spec: {replicas: 2,
             selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [
             {name: web, image: web}]}}}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: alone, namespace: read-a}, spec: {serviceAccountName: robot,
             containers: [{name: main, image: main}]}}
            """;

    private static void prepare(Server server) {
        Manifests.apply(server, Manifests.of(MANIFESTS));
        Waiting.until(
                "two pods of Deployment web",
                () -> Cluster.read(server, "/api/v1/namespaces/read-b/pods")
                                .objects()
                                .workloads()
                                .size()
                        == 2);
    }

    /** What a run says of a cluster and of the same lists as files. */
    @Test
    void aClusterIsReadAsFilesOfItsListsAre(Server server, @TempDir Path folder) throws Exception {
        prepare(server);
        Snapshot live = read(server, ClusterRequest.all(Audits.NOW));
        assertThat(live.gaps()).isEmpty();
        Snapshot files = files(server, folder);
        assertThat(Dump.content(live.withObjects(withoutSecrets(live))))
                .as("what was listed, against the same lists read as files")
                .isEqualTo(Dump.content(files));
        assertThat(live.objects().workloads()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(live.objects().ingresses()).isNotEmpty();
        assertThat(findings(live))
                .as("findings")
                .isEqualTo(findings(withCluster(files, live)))
                .isNotEmpty();
    }

    @Test
    void ofSecretsOnlyTheMetadataOfTokensIsRead(Server server) throws ClusterException {
        prepare(server);
        List<Secret> secrets = read(server, ClusterRequest.of(EnumSet.of(ListedKind.SECRET), Audits.NOW))
                .objects()
                .secrets();
        assertThat(secrets).extracting(Secret::name).contains("robot-token").doesNotContain("other");
        for (Secret secret : secrets) {
            assertThat(secret.isServiceAccountToken()).isTrue();
            assertThat(secret.keys()).isEmpty();
        }
        Secret ours = secrets.stream()
                .filter(s -> s.name().equals("robot-token"))
                .findFirst()
                .orElseThrow();
        assertThat(ours.accountName()).isEqualTo("robot");
        assertThat(ours.meta().uid()).isNotEmpty();
        assertThat(ours.meta().created()).isNotEmpty();
    }

    @Test
    void manySmallPagesGiveWhatOneLargeGives(Server server) throws ClusterException {
        prepare(server);
        Snapshot one = read(server, ClusterRequest.all(Audits.NOW));
        Snapshot many = read(server, ClusterRequest.all(Audits.NOW).paged(2));
        assertThat(Dump.of(many)).as("pages of two objects").isEqualTo(Dump.of(one));
    }

    @Test
    void theServerSaysWhoItIsWhoAsksAndWhatItHas(Server server) throws ClusterException {
        Snapshot snapshot = read(
                server,
                ClusterRequest.of(ListedKind.RBAC, Audits.NOW).without(Set.of(ListedKind.SECRET, ListedKind.POD)));
        assertThat(snapshot.cluster().version()).startsWith("v1.36.");
        assertThat(snapshot.cluster().reader()).isEqualTo("admin");
        assertThat(snapshot.cluster().context()).isEqualTo("live");
        assertThat(snapshot.cluster().time()).isEqualTo(Audits.NOW);
        assertThat(snapshot.cluster().without()).containsExactly("Pod", "Secret");
        assertThat(snapshot.cluster().apiResources())
                .filteredOn(r -> r.resource().equals("pods"))
                .singleElement()
                .satisfies(pods -> {
                    assertThat(pods.group()).isEmpty();
                    assertThat(pods.kind()).isEqualTo("Pod");
                    assertThat(pods.singular()).isEqualTo("pod");
                    assertThat(pods.shortNames()).containsExactly("po");
                    assertThat(pods.namespaced()).isTrue();
                    assertThat(pods.verbs()).contains("list", "deletecollection");
                    assertThat(pods.subresources()).contains("exec", "log", "eviction");
                });
        assertThat(snapshot.cluster().apiResources())
                .filteredOn(r -> r.resource().equals("clusterroles"))
                .singleElement()
                .satisfies(roles -> assertThat(roles.namespaced()).isFalse());
        assertThat(snapshot.counts().byKind())
                .as("only the kinds that were asked for are read")
                .containsOnlyKeys("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");
    }

    static Snapshot read(Server server, ClusterRequest request) throws ClusterException {
        return io.saaudit.source.cluster.ClusterReader.read(server.connection(), request, Progress.NONE);
    }

    static List<String> gaps(Snapshot snapshot) {
        return snapshot.gaps().stream().map(Gap::what).toList();
    }

    private static io.saaudit.model.Objects withoutSecrets(Snapshot s) {
        io.saaudit.model.Objects o = s.objects();
        return new io.saaudit.model.Objects(
                o.namespaces(),
                o.serviceAccounts(),
                o.roles(),
                o.bindings(),
                o.workloads(),
                List.of(),
                o.configMaps(),
                o.customResources(),
                o.nodes(),
                o.services(),
                o.ingresses(),
                o.webhooks());
    }

    private static Snapshot withCluster(Snapshot files, Snapshot live) {
        io.saaudit.model.Objects o = files.objects();
        io.saaudit.model.Objects all = new io.saaudit.model.Objects(
                o.namespaces(),
                o.serviceAccounts(),
                o.roles(),
                o.bindings(),
                o.workloads(),
                live.objects().secrets(),
                o.configMaps(),
                o.customResources(),
                o.nodes(),
                o.services(),
                o.ingresses(),
                o.webhooks());
        // Of one source, as all lists of a cluster are: other files beside it would be applied to it.
        List<Source> sources =
                Collections.nCopies(files.sources().size(), live.sources().get(0));
        return new Snapshot(all, sources, files.gaps(), files.notes(), files.counts(), live.cluster());
    }

    private static List<String> findings(Snapshot snapshot) {
        return Audits.findings(Audits.of(snapshot, false)).stream()
                .map(f -> f.fingerprint() + " " + f.rule() + " " + f.severity() + " " + f.message() + " " + f.subjects()
                        + " " + f.extent())
                .toList();
    }

    private static Snapshot files(Server server, Path folder) throws IOException, InputPathException {
        List<String> files = new ArrayList<>();
        for (ListedKind kind : ListedKind.ALL) {
            if (kind == ListedKind.SECRET || kind == ListedKind.CUSTOM_RESOURCE_DEFINITION) {
                continue;
            }
            Path file = folder.resolve(kind.resource() + ".json");
            String group = kind.group().isEmpty() ? "/api/v1/" : "/apis/" + kind.group() + "/v1/";
            try (InputStream in = server.stream(group + kind.resource())) {
                Files.copy(in, file);
            }
            files.add(file.toString());
        }
        return SnapshotReader.read(files, InputStream.nullInputStream(), ReadOptions.defaults());
    }
}
