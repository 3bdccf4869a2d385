package io.saaudit.live;

import io.saaudit.model.Identity;
import io.saaudit.model.Request;
import io.saaudit.model.Snapshot;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The RBAC objects of a server: put in, settled, read back by sa-audit's own reader, taken away again. */
final class Cluster {
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
    private static final List<String> RESOURCES =
            List.of("clusterroles", "clusterrolebindings", "roles", "rolebindings");
    private static final long QUIET_MILLIS = 1000;
    private static final int QUIET_LOOKS = 4;
    private static int markers;

    private final Server server;

    Cluster(Server server) {
        this.server = server;
    }

    /** Leaves only the roles and bindings that Kubernetes sets up by itself, and then those of the manifests. */
    void replace(List<?> manifests) {
        String ours = "?labelSelector=kubernetes.io/bootstrapping%21%3Drbac-defaults";
        for (String resource : RESOURCES) {
            if (resource.startsWith("cluster")) {
                server.delete(RBAC + "/" + resource + ours).orFail("delete " + resource);
            } else {
                for (String namespace : namespacesOf(resource)) {
                    server.delete(RBAC + "/namespaces/" + namespace + "/" + resource + ours)
                            .orFail("delete " + resource + " of " + namespace);
                }
            }
        }
        Manifests.apply(server, manifests);
        settle();
    }

    /**
     * Waits until no ClusterRole has changed for a second (the controller manager fills in aggregated ones), and until
     * the authorizer, which sees each of the four kinds a moment late, knows the last object of each.
     */
    void settle() {
        String before = "";
        for (int quiet = 0; quiet < QUIET_LOOKS; ) {
            String now = versions("clusterroles");
            quiet = now.equals(before) ? quiet + 1 : 0;
            before = now;
            Waiting.pause(QUIET_MILLIS / QUIET_LOOKS);
        }
        String marker = "live-marker-" + ++markers;
        Identity who = new Identity(marker, List.of());
        for (String prefix : List.of("Cluster", "")) {
            Map<String, Object> metadata =
                    prefix.isEmpty() ? Map.of("name", marker, "namespace", "default") : Map.of("name", marker);
            Map<String, Object> rule = Map.of(
                    "verbs", List.of(prefix + "seen"), "apiGroups", List.of("live"), "resources", List.of(marker));
            apply(Map.of("kind", prefix + "Role", "metadata", metadata, "rules", List.of(rule)));
            apply(Map.of(
                    "kind",
                    prefix + "RoleBinding",
                    "metadata",
                    metadata,
                    "roleRef",
                    Map.of("apiGroup", "rbac.authorization.k8s.io", "kind", prefix + "Role", "name", marker),
                    "subjects",
                    List.of(Map.of("apiGroup", "rbac.authorization.k8s.io", "kind", "User", "name", marker))));
        }
        for (String verb : List.of("Clusterseen", "seen")) {
            Request question = Request.of(verb, "live", marker, "", "default", "");
            Waiting.until("the authorizer to see " + marker, () -> server.allows(who, question));
        }
    }

    private void apply(Map<String, Object> object) {
        Map<String, Object> whole = new java.util.LinkedHashMap<>(object);
        whole.put("apiVersion", "rbac.authorization.k8s.io/v1");
        server.apply(whole).orFail("apply " + Manifests.shown(whole));
    }

    /** A text that differs whenever one of the objects has changed. */
    String versions() {
        return versions("clusterroles")
                + versions("clusterrolebindings")
                + versions("roles")
                + versions("rolebindings");
    }

    private String versions(String resource) {
        StringBuilder versions = new StringBuilder();
        for (Object item : items(resource)) {
            versions.append(Tree.string(Tree.map(item, "metadata"), "uid"))
                    .append(Tree.string(Tree.map(item, "metadata"), "resourceVersion"))
                    .append('\n');
        }
        return versions.toString();
    }

    private TreeSet<String> namespacesOf(String resource) {
        TreeSet<String> namespaces = new TreeSet<>();
        items(resource).forEach(item -> namespaces.add(Manifests.namespace(item)));
        return namespaces;
    }

    /** The objects of a resource as the server lists them. */
    List<?> items(String resource) {
        return Tree.list(
                server.get(RBAC + "/" + resource).orFail("list " + resource).tree(), "items");
    }

    /**
     * What sa-audit reads of the server's four lists; nothing may be lost.
     *
     * @param folder where the lists are put as files
     */
    Snapshot readBack(Path folder) {
        List<String> files = new ArrayList<>();
        for (String resource : RESOURCES) {
            Path file = folder.resolve(resource + ".json");
            try (InputStream in = server.stream(RBAC + "/" + resource)) {
                Files.copy(in, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            files.add(file.toString());
        }
        return complete(files, InputStream.nullInputStream());
    }

    /** What sa-audit reads of one object or list, which is kept nowhere else. */
    static Snapshot read(Server server, String path) {
        try (InputStream in = server.stream(path)) {
            return complete(List.of("-"), in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Snapshot complete(List<String> inputs, InputStream in) {
        try {
            Snapshot snapshot = SnapshotReader.read(inputs, in, ReadOptions.defaults());
            if (!snapshot.gaps().isEmpty()) {
                throw new AssertionError("sa-audit could not read all that the server sent: " + snapshot.gaps());
            }
            return snapshot;
        } catch (InputPathException e) {
            throw new AssertionError(e);
        }
    }
}
