package io.saaudit.source.cluster;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Answers as an API server would, so that the classes of TLS, HTTP and of reading a cluster are in an archive too. A process
 * of its own, started by the training of {@code lib/train}: what only a server needs is in no archive then.
 */
public final class TrainingServer {
    private static final String PASSWORD = "training";

    private TrainingServer() {}

    /**
     * Writes {@code kubeconfig.yaml} into the folder, with the users token and certificate, says so by a line on standard
     * output, and answers until standard input ends.
     *
     * @param args the file of answers, a path and what GET or POST gives there on each line; an empty folder
     * @throws IOException when a file cannot be read or written, or there is no keytool or it fails
     * @throws GeneralSecurityException when this Java has no TLS
     * @throws InterruptedException when it is ended
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException, InterruptedException {
        Map<String, String> answers = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            int blank = line.indexOf(' ');
            if (line.startsWith("/") && blank > 0) {
                answers.put(line.substring(0, blank), line.substring(blank + 1));
            }
        }
        Path folder = Path.of(args[1]);
        KeyStore keys = keys(folder);
        SSLServerSocket listener = (SSLServerSocket)
                tls(keys).getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        // As an API server that knows an authority for client certificates does.
        listener.setWantClientAuth(true);
        // What a server written in Go takes of our suites.
        listener.setEnabledCipherSuites(new String[] {"TLS_CHACHA20_POLY1305_SHA256"});
        Files.writeString(folder.resolve("kubeconfig.yaml"), kubeconfig(keys, listener.getLocalPort()));
        Thread accepting = new Thread(() -> accept(listener, answers), "accepting");
        accepting.setDaemon(true);
        accepting.start();
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Until whoever started this has ended, or closes its end.
        }
    }

    /** An authority, and a server's certificate by it; by the program keytool, because the JDK's classes make none. */
    private static KeyStore keys(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        String name = "-alias ca -dname CN=training-ca -ext bc:critical=ca:true";
        keytool(store, name);
        keytool(store, "-alias server -dname CN=training -ext san=ip:127.0.0.1 -signer ca");
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private static void keytool(Path store, String words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool") + "", "-genkeypair"));
        command.addAll(List.of("-keyalg RSA -keysize 2048 -validity 2 -storetype PKCS12".split(" ")));
        command.addAll(List.of(words.split(" ")));
        command.addAll(List.of("-storepass", PASSWORD, "-keystore", store.toString()));
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("keytool ended with status " + status);
        }
    }

    private static SSLContext tls(KeyStore keys) throws GeneralSecurityException, IOException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        char[] password = PASSWORD.toCharArray();
        own.setKeyEntry("server", keys.getKey("server", password), password, keys.getCertificateChain("server"));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
        return context;
    }

    private static String kubeconfig(KeyStore keys, int port) throws GeneralSecurityException {
        String certificate = pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
        String key =
                pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        return "apiVersion: v1\nkind: Config\n"
                + "clusters: [{name: one, cluster: {server: \"https://127.0.0.1:" + port
                + "\", certificate-authority-data: "
                + pem("CERTIFICATE", keys.getCertificate("ca").getEncoded()) + "}}]\n"
                + "users: [{name: token, user: {token: none}}, {name: certificate, user: {client-certificate-data: "
                + certificate + ", client-key-data: " + key + "}}]\n"
                + "contexts: [{name: one, context: {cluster: one, user: token}}]\ncurrent-context: one\n";
    }

    /** PEM in base64, as the {@code -data} fields hold it. */
    private static String pem(String type, byte[] der) {
        String text = "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void accept(SSLServerSocket listener, Map<String, String> answers) {
        while (true) {
            try {
                SSLSocket socket = (SSLSocket) listener.accept();
                Thread thread = new Thread(() -> serve(socket, answers), "answering");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(SSLSocket socket, Map<String, String> answers) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String request = line(in); !request.isEmpty(); request = line(in)) {
                int length = 0;
                boolean packed = false;
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    String lower = header.toLowerCase(Locale.ROOT);
                    if (lower.startsWith("content-length:")) {
                        length = Integer.parseInt(
                                lower.substring(lower.indexOf(':') + 1).trim());
                    }
                    packed |= lower.startsWith("accept-encoding:") && lower.contains("gzip");
                }
                in.skipNBytes(length);
                out.write(answer(request, packed, answers));
                out.flush();
            }
        } catch (IOException e) {
            // Whoever asked has gone.
        }
    }

    /** Lists in chunks, as their length is not known before, and packed where that is taken; other objects as they are. */
    private static byte[] answer(String request, boolean packed, Map<String, String> answers) throws IOException {
        String[] words = request.split("[ ?]");
        String text = answers.get(words[1]);
        boolean list = text == null || text.contains("\"items\"");
        if (text == null) {
            text = emptyList(words[1]);
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ascii(out, words[0].equals("POST") ? "HTTP/1.1 201 Created\r\n" : "HTTP/1.1 200 OK\r\n");
        ascii(out, "Content-Type: application/json\r\n");
        if (list && packed) {
            ByteArrayOutputStream smaller = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(smaller)) {
                gzip.write(body);
            }
            body = smaller.toByteArray();
            ascii(out, "Content-Encoding: gzip\r\n");
        }
        if (list) {
            ascii(out, "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length) + "\r\n");
            out.write(body);
            ascii(out, "\r\n0\r\n\r\n");
        } else {
            ascii(out, "Content-Length: " + body.length + "\r\n\r\n");
            out.write(body);
        }
        return out.toByteArray();
    }

    private static String emptyList(String path) {
        for (ListedKind kind : ListedKind.values()) {
            if (kind.path("").equals(path)) {
                String version = kind.group().isEmpty() ? "v1" : kind.group() + "/v1";
                return "{\"kind\":\"" + kind.kind() + "List\",\"apiVersion\":\"" + version
                        + "\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}";
            }
        }
        return "{}";
    }

    private static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A line without its end; empty at the end of all. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Takes every client for who it says it is: nothing here is worth guarding. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
