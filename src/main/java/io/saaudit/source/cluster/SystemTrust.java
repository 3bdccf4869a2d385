package io.saaudit.source.cluster;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Whom to trust where the kubeconfig names no authority, as Go's tools find it on Linux (crypto/x509, root_unix.go): the
 * file of SSL_CERT_FILE takes the place of the system's file, the folders of SSL_CERT_DIR that of the system's folder. Here
 * the authorities of Java stand for either of them that is not replaced.
 *
 * @param own the authorities of the two variables; empty where they are not set
 * @param besideJdk whether those of Java count too
 * @param shown what holds them, for messages
 */
record SystemTrust(List<X509Certificate> own, boolean besideJdk, String shown) {
    /** Those of Java alone. */
    static final SystemTrust JDK = new SystemTrust(List.of(), true, "this Java");

    private static final String FILE = "SSL_CERT_FILE";
    private static final String FOLDERS = "SSL_CERT_DIR";
    private static final long LARGEST = 64 << 20;

    /**
     * What the environment says.
     *
     * @param environment value of an environment variable, or null
     * @param notices takes what of it gives no certificate: as in Go that is no error
     */
    static SystemTrust of(UnaryOperator<String> environment, Consumer<String> notices) {
        String file = environment.apply(FILE);
        String folders = environment.apply(FOLDERS);
        boolean hasFile = file != null && !file.isEmpty();
        boolean hasFolders = folders != null && !folders.isEmpty();
        if (!hasFile && !hasFolders) {
            return JDK;
        }
        List<X509Certificate> own = new ArrayList<>();
        if (hasFile) {
            told(FILE, file, certificates(file), own, notices);
        }
        if (hasFolders) {
            for (String folder : folders.split(":")) {
                if (!folder.isEmpty()) {
                    told(FOLDERS, folder, inFolder(folder), own, notices);
                }
            }
        }
        boolean besideJdk = !(hasFile && hasFolders);
        String names = hasFile && hasFolders ? FILE + " or " + FOLDERS : hasFile ? FILE : FOLDERS;
        return new SystemTrust(List.copyOf(own), besideJdk, besideJdk ? "this Java or " + names : names);
    }

    private static void told(
            String variable,
            String name,
            List<X509Certificate> found,
            List<X509Certificate> own,
            Consumer<String> notices) {
        own.addAll(found);
        if (found.isEmpty()) {
            notices.accept("no certificate can be read in " + Shown.name(name) + ", which " + variable + " names");
        }
    }

    private static List<X509Certificate> inFolder(String name) {
        List<X509Certificate> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(name))) {
            for (Path file : files) {
                all.addAll(certificates(file.toString()));
            }
        } catch (IOException | InvalidPathException | java.nio.file.DirectoryIteratorException e) {
            return List.of();
        }
        return all;
    }

    private static List<X509Certificate> certificates(String name) {
        try {
            Path file = Path.of(name);
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? Pem.certificates(Files.readAllBytes(file))
                    : List.of();
        } catch (IOException | InvalidPathException | Pem.Unusable e) {
            return List.of();
        }
    }
}
