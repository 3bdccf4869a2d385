package io.saaudit.perf;

import io.saaudit.testing.Json;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Puts the objects that {@link GenerateCluster} writes into a server, and ReplicaSets of four pods each, which the server's
 * own controller then makes.
 */
public final class LoadCluster {
    private static final int WRITERS = 32;
    private static final int PODS_EACH = 4;

    private final String server;
    private final String token;
    private final HttpClient client;

    private LoadCluster(String server, String token, HttpClient client) {
        this.server = server;
        this.token = token;
        this.client = client;
    }

    /**
     * Loads.
     *
     * @param args the kubeconfig that {@code RunControlPlane} prints; a file of GenerateCluster without pods; how many pods
     */
    public static void main(String[] args) throws Exception {
        LoadCluster load = connect(Json.parse(Files.readString(Path.of(args[0]))));
        List<Object> namespaces = new ArrayList<>();
        List<Object> others = new ArrayList<>();
        for (Object item : Tree.list(Json.parse(Files.readString(Path.of(args[1]))), "items")) {
            (Tree.string(item, "kind").equals("Namespace") ? namespaces : others).add(item);
        }
        for (int i = 0; i < Integer.parseInt(args[2]) / PODS_EACH; i++) {
            others.add(replicaSet("ns-" + i % namespaces.size(), "app-" + i / namespaces.size(), i % 20));
        }
        load.create(namespaces);
        load.create(others);
    }

    private static LoadCluster connect(Object kubeconfig) throws IOException, GeneralSecurityException {
        Object cluster = Tree.map(Tree.list(kubeconfig, "clusters").get(0), "cluster");
        Object user = Tree.map(Tree.list(kubeconfig, "users").get(0), "user");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(Path.of(Tree.string(cluster, "certificate-authority")))) {
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("c" + number++, certificate);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, factory.getTrustManagers(), null);
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return new LoadCluster(Tree.string(cluster, "server"), Tree.string(user, "token"), client);
    }

    private void create(List<Object> objects) throws InterruptedException {
        long begin = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Thread writer = new Thread(() -> {
                for (int n = next.getAndIncrement(); n < objects.size(); n = next.getAndIncrement()) {
                    if (!create(objects.get(n))) {
                        failed.incrementAndGet();
                    }
                }
            });
            writer.start();
            writers.add(writer);
        }
        for (Thread writer : writers) {
            writer.join();
        }
        System.out.printf(
                Locale.ROOT,
                "%d objects in %.1f s, %d refused%n",
                objects.size(),
                (System.nanoTime() - begin) / 1e9,
                failed.get());
    }

    /** The default accounts are there already: the server refuses them. */
    private boolean create(Object object) {
        Map<String, Object> copy = new LinkedHashMap<>(Tree.asMap(object));
        Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(object, "metadata"));
        metadata.keySet().removeAll(List.of("uid", "creationTimestamp"));
        copy.put("metadata", metadata);
        String version = Tree.string(object, "apiVersion");
        String namespace = Tree.string(metadata, "namespace");
        String path = (version.equals("v1") ? "/api/" : "/apis/") + version
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/"
                + Tree.string(object, "kind").toLowerCase(Locale.ROOT) + "s";
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.text(copy)))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() < 300;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** With so much in it as an ordinary one: its pods come to about four thousand bytes each. */
    private static Object replicaSet(String namespace, String name, int account) {
        List<Object> env = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            env.add(Map.of("name", "SETTING_" + i, "value", "a value of middling length " + i));
        }
        Map<String, Object> labels = Map.of("app", name, "team", "team-" + account);
        return Map.of(
                "apiVersion",
                "apps/v1",
                "kind",
                "ReplicaSet",
                "metadata",
                Map.of("name", name, "namespace", namespace, "labels", labels),
                "spec",
                Map.of(
                        "replicas",
                        PODS_EACH,
                        "selector",
                        Map.of("matchLabels", labels),
                        "template",
                        Map.of(
                                "metadata",
                                Map.of("labels", labels),
                                "spec",
                                Map.of(
                                        "serviceAccountName",
                                        "sa-" + account,
                                        "containers",
                                        List.of(Map.of(
                                                "name",
                                                name,
                                                "image",
                                                "registry.example.com/" + name + ":1.0",
                                                "env",
                                                env,
                                                "ports",
                                                List.of(Map.of("containerPort", 8080)),
                                                "resources",
                                                Map.of(
                                                        "requests",
                                                        Map.of("cpu", "100m", "memory", "64Mi"),
                                                        "limits",
                                                        Map.of("memory", "128Mi"))))))));
    }
}
