package io.saaudit.source.cluster;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/**
 * What the training of {@code lib/train} reads a cluster from: an HTTP server on the loopback address, with TLS, that answers as an API
 * server with next to nothing in it does. Without it no class of TLS, of HTTP or of the reading of lists would be in the
 * archive, and these are most of what a command loads that reads a cluster.
 */
public final class TrainingServer implements AutoCloseable {
    /** Password of the key store. It holds nothing that anybody trusts, and is removed after the training. */
    private static final char[] PASSWORD = "training".toCharArray();

    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String META = "{\"name\":\"one\",\"namespace\":\"ns\",\"uid\":\"u\",\"creationTimestamp\":"
            + "\"2026-01-01T00:00:00Z\",\"labels\":{\"a\":\"b\"},\"ownerReferences\":[{\"kind\":\"ReplicaSet\",\"name\":\"one\"}],\"managedFields\":[{\"fieldsV1\":{\"f:spec\":{}}}]}";
    private static final String ROLE_REF =
            ",\"roleRef\":{\"apiGroup\":\"" + RBAC + "\",\"kind\":\"ClusterRole\",\"name\":\"one\"},";
    private static final String BINDING =
            ROLE_REF + "\"subjects\":[{\"kind\":\"ServiceAccount\",\"name\":\"one\",\"namespace\":\"ns\"}]";
    private static final String RULES =
            ",\"rules\":[{\"verbs\":[\"get\",\"list\"],\"apiGroups\":[\"\"],\"resources\":[\"secrets\"]}]";

    private final Map<String, String> answers = new HashMap<>();
    private final SSLServerSocket listening;

    /**
     * Begins to listen, on a port that is free.
     *
     * @param keys a PKCS #12 file with the server's key and certificate, for 127.0.0.1
     * @throws IOException when the file or the address can't be used
     */
    public TrainingServer(Path keys) throws IOException {
        answers();
        try (InputStream file = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            listening = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 8, InetAddress.getLoopbackAddress());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        SSLParameters parameters = listening.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        // What a server written in Go takes of our suites.
        parameters.setCipherSuites(new String[] {"TLS_CHACHA20_POLY1305_SHA256"});
        // An API server asks for a certificate, and takes none as well.
        parameters.setWantClientAuth(true);
        listening.setSSLParameters(parameters);
        background(this::accept);
    }

    /** Where it listens. */
    public String url() {
        return "https://127.0.0.1:" + listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private static void background(Runnable task) {
        Thread thread = new Thread(task, "training-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                background(() -> serve(client));
            }
        } catch (IOException e) {
            // It was closed: the training is over. A failure before that the commands meet and tell.
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            for (String first = line(in); !first.isEmpty(); first = line(in)) {
                int length = 0;
                boolean packed = false;
                for (String header = line(in).toLowerCase(Locale.ROOT); !header.isEmpty(); ) {
                    if (header.startsWith("content-length:")) {
                        length = Integer.parseInt(
                                header.substring(header.indexOf(':') + 1).trim());
                    }
                    packed |= header.startsWith("accept-encoding:") && header.contains("gzip");
                    header = line(in).toLowerCase(Locale.ROOT);
                }
                in.skipNBytes(length);
                answer(first, packed, out);
            }
        } catch (IOException e) {
            // The client has gone: each command closes its connections as it likes.
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private void answer(String first, boolean packed, OutputStream out) throws IOException {
        String target = first.split(" ")[1];
        String path = target.indexOf('?') < 0 ? target : target.substring(0, target.indexOf('?'));
        String found = answers.get(path);
        if (found != null && path.equals("/api/v1/pods") && !target.contains("continue=")) {
            found = found.replace("\"metadata\":{},", "\"metadata\":{\"continue\":\"more\",\"remainingItemCount\":1},");
        }
        String body = found == null ? "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":404}" : found;
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean pack = packed && path.startsWith("/api/v1/");
        if (pack) {
            ByteArrayOutputStream smaller = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(smaller)) {
                gzip.write(bytes);
            }
            bytes = smaller.toByteArray();
        }
        // Long answers of a real server come in chunks.
        String length = pack
                ? "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(bytes.length)
                        + "\r\n"
                : "Content-Length: " + bytes.length + "\r\n\r\n";
        String status = found == null ? "404 Not Found" : "200 OK";
        text("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + length, out);
        out.write(bytes);
        text(pack ? "\r\n0\r\n\r\n" : "", out);
        out.flush();
    }

    private static void text(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void answers() {
        answers.put("/version", "{\"major\":\"1\",\"minor\":\"36\",\"gitVersion\":\"v1.36.3\"}");
        answers.put("/api", discovery("", "pods", "Pod"));
        answers.put("/apis", discovery("apps", "deployments", "Deployment"));
        answers.put(
                "/apis/authentication.k8s.io/v1/selfsubjectreviews",
                "{\"kind\":\"SelfSubjectReview\",\"status\":{\"userInfo\":{\"username\":\"training\"}}}");
        for (ListedKind kind : ListedKind.values()) {
            String version = (kind.group().isEmpty() ? "" : kind.group() + "/") + "v1";
            String path = (kind.group().isEmpty() ? "/api/" : "/apis/") + version + "/" + kind.resource();
            boolean metadata = kind == ListedKind.SECRET;
            answers.put(
                    path,
                    "{\"kind\":\"" + (metadata ? "PartialObjectMetadata" : kind.kind()) + "List\",\"apiVersion\":\""
                            + (metadata ? "meta.k8s.io/v1" : version) + "\",\"metadata\":{},\"items\":[" + item(kind)
                            + "]}");
        }
    }

    private static String item(ListedKind kind) {
        String rest = switch (kind) {
            case POD -> ",\"spec\":{\"serviceAccountName\":\"one\",\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}";
            case ROLE, CLUSTER_ROLE -> RULES;
            case ROLE_BINDING, CLUSTER_ROLE_BINDING -> BINDING;
            default -> "";
        };
        return "{\"metadata\":" + META + rest + "}";
    }

    private static String discovery(String group, String resource, String kind) {
        return "{\"kind\":\"APIGroupDiscoveryList\",\"apiVersion\":\"apidiscovery.k8s.io/v2\",\"metadata\":{},\"items\":[{"
                + "\"metadata\":{\"name\":\"" + group + "\"},\"versions\":[{\"version\":\"v1\",\"resources\":[{"
                + "\"resource\":\"" + resource + "\",\"responseKind\":{\"group\":\"" + group
                + "\",\"version\":\"v1\",\"kind\":\"" + kind
                + "\"},\"scope\":\"Namespaced\",\"verbs\":[\"get\",\"list\"],\"shortNames\":[\"one\"],"
                + "\"subresources\":[{\"subresource\":\"status\"}]}]}]}]}";
    }
}
