package io.saaudit.cli;

import io.saaudit.source.cluster.TrainingServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.StringTokenizer;

/**
 * Runs a list of commands in one JVM, so that one class data archive covers them all (the options
 * {@code -XX:DumpLoadedClassList} of JDK 17 and {@code -XX:AOTCacheOutput} of JDK 25 write what one run has loaded).
 * Started by {@code lib/train} only; no command comes here.
 */
public final class Training {
    private static final String SERVER = "{server}";

    private Training() {}

    /**
     * Runs every line of some files as one command, its output thrown away. Lines that are blank or start with {@code #}
     * are passed over. The word {@code {server}} stands for the flags that name a server: with the property
     * {@code sa-audit.training.keys}, the path of a PKCS #12 file beside which the same name with {@code .pem} holds its
     * certificate, a {@link TrainingServer}; else for nothing.
     *
     * @param args the files' paths
     * @throws IOException when a file can't be read
     * @throws IllegalStateException when a line is a usage error or meets a defect, or a server was there and not read as
     *     a whole: then it trains nothing
     */
    public static void main(String[] args) throws IOException {
        String keys = System.getProperty("sa-audit.training.keys");
        if (keys == null) {
            run(args, "");
            return;
        }
        try (TrainingServer server = new TrainingServer(Path.of(keys))) {
            run(args, "--server " + server.url() + " --certificate-authority " + keys + ".pem");
        }
    }

    private static void run(String[] files, String server) throws IOException {
        for (String file : files) {
            for (String line : Files.readAllLines(Path.of(file))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    run(line.replace(SERVER, server), line.contains(SERVER) && !server.isEmpty());
                }
            }
        }
    }

    private static void run(String line, boolean whole) {
        StringTokenizer tokens = new StringTokenizer(line);
        String[] words = new String[tokens.countTokens()];
        for (int i = 0; i < words.length; i++) {
            words[i] = tokens.nextToken();
        }
        ByteArrayOutputStream notes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(notes, true, StandardCharsets.UTF_8);
        // Without an environment: what is set where this runs (a proxy, SA_AUDIT_OFFLINE) must not decide what is
        // trained. It is looked at all the same, as every run does.
        Io io = new Io(new ByteArrayInputStream(token()), out, err, Training::unset, 0);
        int status = Main.run(words, io);
        // 1 and 3 are answers (findings, gaps); 2 and 4 mean that the line does not do what it is here for, as does a
        // gap in
        // what the server here answers.
        if (status == 2 || status == 4 || whole && status == 3) {
            throw new IllegalStateException("training command \"" + line + "\" ended with status " + status + ": "
                    + notes.toString(StandardCharsets.UTF_8));
        }
    }

    private static String unset(String name) {
        System.getenv(name);
        return null;
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
