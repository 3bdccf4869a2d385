package io.saaudit.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys and certificates for one control plane, made by the JDK alone. */
final class Keys {
    private static final int BITS = 2048;

    private Keys() {}

    /** An RSA key for the tokens of ServiceAccounts, as PEM. */
    static void rsa(Path file) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            pem(file, "PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A certificate authority as PEM. The JDK's classes make no certificate, its keytool does. */
    static void authority(Path certificate, Path key) {
        Path store = certificate.resolveSibling("ca.p12");
        String password = UUID.randomUUID().toString();
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        ProcessBuilder command = new ProcessBuilder(
                        keytool.toString(), "-genkeypair", "-alias", "ca", "-dname", "CN=test-ca", "-keyalg", "RSA")
                .redirectErrorStream(true)
                .redirectOutput(certificate.resolveSibling("keytool.log").toFile());
        command.command().addAll(java.util.List.of("-keysize", "" + BITS, "-validity", "3650"));
        command.command()
                .addAll(java.util.List.of("-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign,cRLSign"));
        command.command()
                .addAll(java.util.List.of(
                        "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass:env", "STORE_PASSWORD"));
        command.environment().put("STORE_PASSWORD", password);
        try {
            int status = command.start().waitFor();
            if (status != 0) {
                throw new AssertionError("keytool failed with status " + status + ": "
                        + Files.readString(certificate.resolveSibling("keytool.log")));
            }
            KeyStore keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
            pem(certificate, "CERTIFICATE", keys.getCertificate("ca").getEncoded());
            pem(key, "PRIVATE KEY", keys.getKey("ca", password.toCharArray()).getEncoded());
            Files.delete(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while keytool ran", e);
        }
    }

    /** TLS that trusts the certificates of a PEM file and no other. */
    static SSLContext trusting(Path certificates) {
        try (var in = Files.newInputStream(certificates)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("c" + trusted.size(), certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void pem(Path file, String type, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        try {
            Files.writeString(file, "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
