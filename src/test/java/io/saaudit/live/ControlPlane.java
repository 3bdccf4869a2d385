package io.saaudit.live;

import io.saaudit.testing.Certificates;
import io.saaudit.testing.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * etcd, kube-apiserver and kube-controller-manager on free ports of the loopback interface, with everything that they
 * write in one temporary folder. There is no kubelet and no scheduler: pods stay pending.
 */
final class ControlPlane implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final String HOST = "127.0.0.1";

    /** Asked for under this name, the API server shows a certificate that has expired. */
    static final String EXPIRED = "expired.test";

    /** When it did. */
    static final Instant EXPIRED_AT = Instant.parse("2025-01-02T03:04:05Z");

    private final Path binary;
    private final Path folder;
    private final List<LocalProcess> processes = new ArrayList<>();
    private final String token = UUID.randomUUID().toString();
    private final Certificates.Pair expiredAuthority = Certificates.authority("an-authority");
    private Server server;
    private String url;

    private final List<String> moreFlags;

    private ControlPlane(Path binary, Path folder, List<String> moreFlags) {
        this.binary = binary;
        this.folder = folder;
        this.moreFlags = moreFlags;
    }

    /**
     * Starts one and waits until it has made the default ServiceAccount of the namespace default.
     *
     * @param binary what {@link ControlPlaneBinary#get()} gives
     * @throws IllegalStateException with the end of a log when a part does not start
     */
    static ControlPlane start(Path binary) {
        return start(binary, List.of("--audit-policy-file=audit.yaml", "--audit-log-path=audit.log"));
    }

    /** The same with other flags of the API server, and no audit log. */
    static ControlPlane start(Path binary, List<String> moreFlags) {
        for (int attempt = 1; ; attempt++) {
            ControlPlane plane = new ControlPlane(binary, temporaryFolder(), moreFlags);
            try {
                plane.run();
                return plane;
            } catch (IllegalStateException e) {
                plane.close();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                // Another program may have taken a port between our look and the start.
            } catch (RuntimeException | Error e) {
                plane.close();
                throw e;
            }
        }
    }

    /** Who to ask. */
    Server server() {
        return server;
    }

    /** The API server's address. */
    String url() {
        return url;
    }

    /** The parts, as processes of the system. */
    List<ProcessHandle> handles() {
        return processes.stream().map(LocalProcess::handle).toList();
    }

    /** Where its files are. */
    Path folder() {
        return folder;
    }

    /** Stops the parts, etcd last, and deletes the folder. */
    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).stop();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who signed the certificate that has expired. */
    String expiredAuthority() {
        return expiredAuthority.certificatePem();
    }

    /** What was asked of the API server, one event a line; of lists of Secrets what it answered too. */
    Path auditLog() {
        return folder.resolve("audit.log");
    }

    private void run() {
        int[] ports = freePorts();
        Keys.rsa(folder.resolve("sa.key"));
        Keys.authority(folder.resolve("ca.crt"), folder.resolve("ca.key"));
        write("tokens.csv", token + ",admin,admin-uid,\"system:masters\"\n");
        write("audit.yaml", auditPolicy());
        Certificates.Pair expired = Certificates.server(expiredAuthority, EXPIRED_AT, EXPIRED);
        write("expired.crt", expired.certificatePem());
        write("expired.key", expired.keyPem());
        String etcd = "http://" + HOST + ":" + ports[0];
        start("etcd", List.of("--data-dir=etcd", "--client-url=" + etcd, "--peer-url=http://" + HOST + ":" + ports[1]));
        List<String> flags = new ArrayList<>(apiServerFlags(etcd, ports[2]));
        flags.addAll(moreFlags);
        start("kube-apiserver", flags);

        Path certificate = folder.resolve("certs").resolve("apiserver.crt");
        Waiting.until("the API server to write its certificate", () -> alive() && Files.exists(certificate));
        url = "https://" + HOST + ":" + ports[2];
        server = new Server(url, token, Keys.trusting(certificate), folder.resolve("kubeconfig"));
        Waiting.until("the API server's /readyz to say ok", () -> alive() && server.ready());
        write("kubeconfig", kubeconfig(url, certificate));
        start("kube-controller-manager", controllerManagerFlags());
        Waiting.until(
                "the controller manager to make ServiceAccount default/default",
                () -> alive()
                        && server.get("/api/v1/namespaces/default/serviceaccounts/default")
                                .ok());
    }

    private void start(String name, List<String> flags) {
        processes.add(LocalProcess.start(binary, folder, name, flags));
    }

    private boolean alive() {
        processes.forEach(LocalProcess::mustBeAlive);
        return true;
    }

    private static List<String> apiServerFlags(String etcd, int port) {
        return List.of(
                "--etcd-servers=" + etcd,
                "--secure-port=" + port,
                "--bind-address=" + HOST,
                "--advertise-address=" + HOST,
                "--cert-dir=certs",
                "--tls-sni-cert-key=expired.crt,expired.key:" + EXPIRED,
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=sa.key",
                "--service-account-signing-key-file=sa.key",
                "--api-audiences=https://kubernetes.default.svc",
                "--authorization-mode=Node,RBAC",
                "--token-auth-file=tokens.csv",
                "--client-ca-file=ca.crt",
                "--service-cluster-ip-range=10.96.0.0/16",
                "--enable-admission-plugins=NodeRestriction",
                "--allow-privileged=true",
                "--endpoint-reconciler-type=none");
    }

    /** Answers are logged of lists of Secrets alone: there it must be seen that no data was in them. */
    private static String auditPolicy() {
        return Json.text(Map.of(
                "apiVersion",
                "audit.k8s.io/v1",
                "kind",
                "Policy",
                "omitStages",
                List.of("RequestReceived"),
                "rules",
                List.of(
                        Map.of(
                                "level",
                                "RequestResponse",
                                "verbs",
                                List.of("list"),
                                "resources",
                                List.of(Map.of("group", "", "resources", List.of("secrets")))),
                        Map.of("level", "Metadata"))));
    }

    private static List<String> controllerManagerFlags() {
        return List.of(
                "--kubeconfig=kubeconfig",
                "--bind-address=" + HOST,
                "--secure-port=0",
                "--leader-elect=false",
                "--service-account-private-key-file=sa.key",
                "--root-ca-file=ca.crt",
                "--cluster-signing-cert-file=ca.crt",
                "--cluster-signing-key-file=ca.key",
                "--kube-api-qps=500",
                "--kube-api-burst=1000");
    }

    private String kubeconfig(String url, Path certificate) {
        return Json.text(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Config",
                "clusters",
                List.of(Map.of(
                        "name",
                        "live",
                        "cluster",
                        Map.of("server", url, "certificate-authority", certificate.toString()))),
                "users",
                List.of(Map.of("name", "admin", "user", Map.of("token", token))),
                "contexts",
                List.of(Map.of("name", "live", "context", Map.of("cluster", "live", "user", "admin"))),
                "current-context",
                "live"));
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder that only its owner may look into: it holds keys and a token. */
    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("sa-audit-live-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Three ports, all held at the same time, so that they differ. */
    private static int[] freePorts() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket a = new ServerSocket(0, 1, loopback);
                ServerSocket b = new ServerSocket(0, 1, loopback);
                ServerSocket c = new ServerSocket(0, 1, loopback)) {
            return new int[] {a.getLocalPort(), b.getLocalPort(), c.getLocalPort()};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
