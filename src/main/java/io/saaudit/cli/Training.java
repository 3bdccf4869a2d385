package io.saaudit.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Runs a list of commands in one JVM, so that one class data archive covers them all (the options
 * {@code -XX:DumpLoadedClassList} of JDK 17 and {@code -XX:AOTCacheOutput} of JDK 25 write what one run has loaded).
 * Started by {@code lib/train} only; no command comes here.
 */
public final class Training {
    private static final String KUBECONFIG = "kubeconfig.yaml";

    private Training() {}

    /**
     * Runs every line of some files as one command, its output thrown away. Lines that are blank or start with {@code #}
     * are passed over. A line that names {@code kubeconfig.yaml} is run as it is, and then twice against a server that
     * answers: as a reader with a token, and as one with a client certificate.
     *
     * @param args the files' paths
     * @throws IOException when a file can't be read
     * @throws IllegalStateException when a line is a usage error or meets a defect: then it trains nothing
     */
    public static void main(String[] args) throws IOException {
        List<String> clusters = new ArrayList<>();
        for (String file : args) {
            for (String line : Files.readAllLines(Path.of(file))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    run(words(line));
                    if (line.contains(KUBECONFIG)) {
                        clusters.add(line);
                    }
                }
            }
        }
        if (!clusters.isEmpty()) {
            askAServer(clusters);
        }
    }

    private static void askAServer(List<String> lines) throws IOException {
        Path folder = Files.createTempDirectory("sa-audit-training-");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.saaudit.source.cluster.TrainingServer",
                        "answers.txt",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (server.getInputStream().read() < 0) {
                // A Java without keytool, a folder that cannot be written: an archive without these classes is one,
                // too.
                return;
            }
            String kubeconfig = folder.resolve(KUBECONFIG).toString();
            for (String line : lines) {
                for (String user : List.of("token", "certificate")) {
                    String[] words = words(line + " --user " + user);
                    // Word by word: the folder of temporary files may have a blank in its name.
                    for (int i = 0; i < words.length; i++) {
                        words[i] = words[i].equals(KUBECONFIG) ? kubeconfig : words[i];
                    }
                    run(words);
                }
            }
        } finally {
            server.destroy();
            for (String file : List.of(KUBECONFIG, "keys.p12", "")) {
                Files.deleteIfExists(folder.resolve(file));
            }
        }
    }

    private static String[] words(String line) {
        StringTokenizer tokens = new StringTokenizer(line);
        String[] words = new String[tokens.countTokens()];
        for (int i = 0; i < words.length; i++) {
            words[i] = tokens.nextToken();
        }
        return words;
    }

    private static void run(String... words) {
        ByteArrayOutputStream notes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(notes, true, StandardCharsets.UTF_8);
        // Without an environment: what is set where this runs (a proxy, SA_AUDIT_OFFLINE) must not decide what is
        // trained.
        Io io = new Io(new ByteArrayInputStream(token()), out, err, name -> null, 0);
        int status = Main.run(words, io);
        // 1 and 3 are answers (findings, gaps); 2 and 4 mean that the line does not do what it is here for.
        if (status == 2 || status == 4) {
            throw new IllegalStateException("training command \"" + String.join(" ", words) + "\" ended with status "
                    + status + ": " + notes.toString(StandardCharsets.UTF_8));
        }
    }

    /** What the lines find on standard input: something that has the form of a token and is none. */
    private static byte[] token() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String header = "{\"alg\":\"RS256\"}";
        String claims = "{\"iss\":\"https://kubernetes.default.svc\",\"sub\":\"system:serviceaccount:ns-1:k-sa-1\","
                + "\"aud\":[\"https://kubernetes.default.svc\"],\"iat\":1,\"exp\":2,\"kubernetes.io\":{"
                + "\"namespace\":\"ns-1\",\"serviceaccount\":{\"name\":\"k-sa-1\",\"uid\":\"u\"}}}";
        return (base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                        + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                        + base64.encodeToString(new byte[256]))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
