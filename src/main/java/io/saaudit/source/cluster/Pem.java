package io.saaudit.source.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Certificates and private keys out of PEM (RFC 7468): PKCS#8, PKCS#1 ({@code RSA PRIVATE KEY}) and SEC1
 * ({@code EC PRIVATE KEY}, with or without {@code EC PARAMETERS} before it), of RSA, EC and Ed25519. Other blocks and text
 * between blocks are passed over: one file may hold certificate and key. By the JDK alone, because the classes of
 * bouncycastle, which client-java would use, cost more than the whole request.
 */
final class Pem {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final String PRIVATE = "PRIVATE KEY";

    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xa0;
    /** AlgorithmIdentifier of rsaEncryption, 1.2.840.113549.1.1.1, with NULL (RFC 8017, appendix C). */
    private static final byte[] RSA =
            bytes(0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00);
    /** OID of id-ecPublicKey, 1.2.840.10045.2.1 (RFC 5480). */
    private static final byte[] EC = bytes(0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01);

    private Pem() {}

    /** Why PEM gives nothing, without any of it. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String why) {
            super(why);
        }
    }

    /**
     * All certificates.
     *
     * @throws Unusable when there is none, or one of them is broken
     */
    static List<X509Certificate> certificates(byte[] pem) throws Unusable {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(pem)) {
            if (block.type.equals("CERTIFICATE")) {
                try {
                    certificates.add((X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(block.der())));
                } catch (CertificateException e) {
                    throw new Unusable("holds a certificate that is broken");
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new Unusable("holds no certificate in PEM form");
        }
        return certificates;
    }

    /**
     * The first private key.
     *
     * @throws Unusable when there is none, or it is encrypted, broken or of an unknown kind
     */
    static PrivateKey privateKey(byte[] pem) throws Unusable {
        for (Block block : blocks(pem)) {
            if (!block.type.endsWith(PRIVATE)) {
                continue;
            }
            if (block.type.startsWith("ENCRYPTED") || block.headers) {
                throw new Unusable("holds a key that is encrypted, which no client of Kubernetes can use");
            }
            try {
                return switch (block.type) {
                    case PRIVATE -> pkcs8(block.der());
                    case "RSA " + PRIVATE ->
                        key("RSA", sequence(bytes(INTEGER, 1, 0), RSA, tagged(OCTETS, block.der())));
                    case "EC " + PRIVATE -> key("EC", fromSec1(block.der()));
                    default -> throw new Unusable("holds a private key of a kind that is not known");
                };
            } catch (GeneralSecurityException | IndexOutOfBoundsException e) {
                throw new Unusable("holds a private key that is broken or of a kind that is not known");
            }
        }
        throw new Unusable("holds no private key in PEM form");
    }

    private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        for (String algorithm : new String[] {"RSA", "EC"}) {
            try {
                return key(algorithm, der);
            } catch (InvalidKeySpecException e) {
                // The next one, then.
            }
        }
        return key("Ed25519", der);
    }

    private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /** ECPrivateKey (RFC 5915) in PKCS#8, which names the curve outside of the key. */
    private static byte[] fromSec1(byte[] der) throws Unusable {
        int at = inside(der, 0);
        while (at < der.length) {
            if ((der[at] & 0xff) == PARAMETERS) {
                int start = inside(der, at);
                byte[] curve = java.util.Arrays.copyOfRange(der, start, end(der, at));
                return sequence(bytes(INTEGER, 1, 0), sequence(EC, curve), tagged(OCTETS, der));
            }
            at = end(der, at);
        }
        throw new Unusable("holds an EC key that does not name its curve");
    }

    /** Where the content of the value at an offset starts. */
    private static int inside(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    /** Where the value at an offset ends. */
    private static int end(byte[] der, int at) {
        int start = inside(der, at);
        int length = der[at + 1] & 0xff;
        if (length >= 0x80) {
            length = 0;
            for (int i = at + 2; i < start; i++) {
                length = length << 8 | der[i] & 0xff;
            }
        }
        if (length < 0 || length > der.length - start) {
            throw new IndexOutOfBoundsException(length);
        }
        return start + length;
    }

    private static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        return tagged(SEQUENCE, content.toByteArray());
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream value = new ByteArrayOutputStream(content.length + 5);
        value.write(tag);
        // DER takes the shortest form of a length only.
        if (content.length >= 0x80) {
            int bytes = (32 - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
            value.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift > 0; shift -= 8) {
                value.write(content.length >> shift);
            }
        }
        value.write(content.length);
        value.writeBytes(content);
        return value.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static List<Block> blocks(byte[] pem) {
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        List<Block> blocks = new ArrayList<>();
        int at = 0;
        while (true) {
            int begin = text.indexOf(BEGIN, at);
            int typeEnd = begin < 0 ? -1 : text.indexOf(DASHES, begin + BEGIN.length());
            int end = typeEnd < 0 ? -1 : text.indexOf(END, typeEnd);
            if (end < 0) {
                return blocks;
            }
            String type = text.substring(begin + BEGIN.length(), typeEnd);
            String body = text.substring(typeEnd + DASHES.length(), end);
            blocks.add(new Block(type, body, body.indexOf(':') >= 0));
            at = end + END.length();
        }
    }

    /** @param headers whether it has headers, which only an encrypted key has */
    private record Block(String type, String body, boolean headers) {
        byte[] der() throws Unusable {
            try {
                return Base64.getMimeDecoder().decode(body);
            } catch (IllegalArgumentException e) {
                throw new Unusable("is not valid PEM");
            }
        }
    }
}
