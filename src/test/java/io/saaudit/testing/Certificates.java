package io.saaudit.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates of any dates, names and keys (RFC 5280), which the JDK can read but not make. */
public final class Certificates {
    private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime());
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Certificates() {}

    /**
     * A certificate with its key.
     *
     * @param certificate the certificate
     * @param key its key
     */
    public record Pair(X509Certificate certificate, PrivateKey key) {
        /** The certificate as PEM. */
        public String certificatePem() {
            return pem("CERTIFICATE", encoded(certificate));
        }

        /** The key as PEM, in PKCS#8. */
        public String keyPem() {
            return pem("PRIVATE KEY", key.getEncoded());
        }

        /** TLS for a server that shows this certificate. */
        public SSLContext server() {
            return server(null);
        }

        /** The same, for one that asks clients for certificates of an authority. */
        public SSLContext server(X509Certificate clients) {
            return server(List.of(), clients);
        }

        /** The same, with the certificates of authorities above its own. */
        public SSLContext server(List<X509Certificate> above, X509Certificate clients) {
            try {
                char[] none = new char[0];
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, none);
                List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
                chain.addAll(above);
                store.setKeyEntry("server", key, none, chain.toArray(new X509Certificate[0]));
                KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(store, none);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), clients == null ? null : trusting(clients), null);
                return context;
            } catch (GeneralSecurityException | java.io.IOException e) {
                throw new AssertionError(e);
            }
        }

        private static javax.net.ssl.TrustManager[] trusting(X509Certificate authority)
                throws GeneralSecurityException, java.io.IOException {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", authority);
            var factory = javax.net.ssl.TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return factory.getTrustManagers();
        }
    }

    /** An authority, valid for the present. */
    public static Pair authority(String name) {
        KeyPair pair = keys("EC");
        return issue(null, pair, "CN=" + name, true, List.of(), Instant.now().minusSeconds(3600), later());
    }

    /** An authority below another one, valid until a time. */
    public static Pair intermediate(Pair above, String name, Instant until) {
        return issue(above, keys("EC"), "CN=" + name, true, List.of(), until.minusSeconds(864_000), until);
    }

    /** A server's certificate for DNS names and addresses, valid for the present and for the fixed days of tests. */
    public static Pair server(Pair authority, String... names) {
        return server(authority, Instant.parse("2024-01-01T00:00:00Z"), later(), names);
    }

    /** The same, valid until a time. */
    public static Pair server(Pair authority, Instant until, String... names) {
        return server(authority, until.minusSeconds(864_000), until, names);
    }

    private static Pair server(Pair authority, Instant from, Instant until, String... names) {
        return issue(authority, keys("EC"), "CN=server", false, List.of(names), from, until);
    }

    /**
     * A client's certificate.
     *
     * @param authority who signs
     * @param algorithm RSA, EC or Ed25519
     * @param user common name
     * @param group organization
     */
    public static Pair client(Pair authority, String algorithm, String user, String group) {
        return client(authority, algorithm, user, group, later());
    }

    /** The same, valid until a time. */
    public static Pair client(Pair authority, String algorithm, String user, String group, Instant until) {
        String subject = "O=" + group + ",CN=" + user;
        return issue(authority, keys(algorithm), subject, false, List.of(), until.minusSeconds(864_000), until);
    }

    /** Reads a pair that is there as PEM; the key is RSA in PKCS#8. */
    public static Pair read(Path certificate, Path key) {
        try (InputStream in = Files.newInputStream(certificate)) {
            String text = Files.readString(key);
            String body = text.substring(text.indexOf('\n') + 1, text.indexOf("-----END"));
            return new Pair(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in),
                    KeyFactory.getInstance("RSA")
                            .generatePrivate(new PKCS8EncodedKeySpec(
                                    Base64.getMimeDecoder().decode(body))));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("cannot read " + certificate + " and " + key, e);
        }
    }

    /** New keys: RSA, EC (P-256) or Ed25519. */
    public static KeyPair keys(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(2048);
            } else if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Bytes as PEM (RFC 7468). */
    public static String pem(String type, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
    }

    /** What is inside PKCS#8: PKCS#1 of an RSA key, SEC1 of an EC key without the curve that the JDK leaves out there. */
    public static byte[] inside(PrivateKey key) {
        byte[] der = key.getEncoded();
        // SEQUENCE { INTEGER 0, SEQUENCE algorithm, OCTET STRING }
        int at = Der.content(der, 0);
        at = Der.end(der, at);
        at = Der.end(der, at);
        return java.util.Arrays.copyOfRange(der, Der.content(der, at), Der.end(der, at));
    }

    /** An EC key of P-256 in SEC1 with its curve, as openssl writes it. */
    public static byte[] sec1(PrivateKey key) {
        byte[] bare = inside(key);
        byte[] content = java.util.Arrays.copyOfRange(bare, Der.content(bare, 0), bare.length);
        int privateEnd = Der.end(content, Der.end(content, 0));
        byte[] head = java.util.Arrays.copyOf(content, privateEnd);
        byte[] tail = java.util.Arrays.copyOfRange(content, privateEnd, content.length);
        boolean named = tail.length > 0 && (tail[0] & 0xff) == 0xa0;
        return Der.tagged(
                0x30, named ? content : Der.join(head, Der.tagged(0xa0, Der.oid(1, 2, 840, 10045, 3, 1, 7)), tail));
    }

    /** The curve P-256 as the block {@code EC PARAMETERS} holds it. */
    public static byte[] curve() {
        return Der.oid(1, 2, 840, 10045, 3, 1, 7);
    }

    private static Instant later() {
        return Instant.now().plusSeconds(86_400);
    }

    private static Pair issue(
            Pair by, KeyPair pair, String subject, boolean authority, List<String> names, Instant from, Instant until) {
        try {
            PrivateKey signer = by == null ? pair.getPrivate() : by.key();
            byte[] issuer = by == null
                    ? name(subject)
                    : by.certificate().getSubjectX500Principal().getEncoded();
            byte[] algorithm = signer.getAlgorithm().equals("RSA")
                    ? Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, 11), Der.tagged(0x05))
                    : Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
            byte[] body = Der.sequence(
                    Der.tagged(0xa0, Der.integer(2)),
                    Der.integer(SERIAL.incrementAndGet()),
                    algorithm,
                    issuer,
                    Der.sequence(time(from), time(until)),
                    name(subject),
                    publicKey(pair.getPublic()),
                    Der.tagged(0xa3, extensions(authority, names)));
            Signature signature =
                    Signature.getInstance(signer.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(signer);
            signature.update(body);
            byte[] der = Der.sequence(body, algorithm, Der.bits(signature.sign()));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return new Pair(certificate, pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] publicKey(PublicKey key) {
        return key.getEncoded();
    }

    private static byte[] extensions(boolean authority, List<String> names) {
        List<byte[]> all = new ArrayList<>();
        if (authority) {
            all.add(Der.sequence(
                    Der.oid(2, 5, 29, 19),
                    Der.tagged(0x01, new byte[] {(byte) 0xff}),
                    Der.tagged(0x04, Der.sequence(Der.tagged(0x01, new byte[] {(byte) 0xff})))));
        }
        if (!names.isEmpty()) {
            List<byte[]> alternatives = new ArrayList<>();
            for (String name : names) {
                boolean address = Character.isDigit(name.charAt(0)) || name.indexOf(':') >= 0;
                alternatives.add(
                        address
                                ? Der.tagged(0x87, address(name))
                                : Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII)));
            }
            all.add(Der.sequence(
                    Der.oid(2, 5, 29, 17), Der.tagged(0x04, Der.sequence(alternatives.toArray(new byte[0][])))));
        }
        // Server and client authentication.
        all.add(Der.sequence(
                Der.oid(2, 5, 29, 37),
                Der.tagged(
                        0x04, Der.sequence(Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 1), Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 2)))));
        return Der.sequence(all.toArray(new byte[0][]));
    }

    private static byte[] address(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Of parts such as {@code O=g,CN=u}. */
    private static byte[] name(String subject) {
        List<byte[]> parts = new ArrayList<>();
        for (String part : subject.split(",")) {
            int equals = part.indexOf('=');
            int type = part.startsWith("CN=") ? 3 : 10;
            byte[] value = Der.tagged(0x0c, part.substring(equals + 1).getBytes(StandardCharsets.UTF_8));
            parts.add(Der.tagged(0x31, Der.sequence(Der.oid(2, 5, 4, type), value)));
        }
        return Der.sequence(parts.toArray(new byte[0][]));
    }

    private static byte[] time(Instant time) {
        return Der.tagged(0x18, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
