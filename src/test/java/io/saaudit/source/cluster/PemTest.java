package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.saaudit.testing.Certificates;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void aKeyInPkcs8IsThatKey(String algorithm) throws Exception {
        PrivateKey key = Certificates.keys(algorithm).getPrivate();
        assertThat(read(Certificates.pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
    }

    @Test
    void anRsaKeyInPkcs1IsThatKey() throws Exception {
        for (int bits : new int[] {1024, 2048, 4096}) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            PrivateKey key = generator.generateKeyPair().getPrivate();
            assertThat(read(Certificates.pem("RSA PRIVATE KEY", Certificates.inside(key))))
                    .isEqualTo(key);
        }
    }

    @Test
    void anEcKeyInSec1IsThatKeyWithAndWithoutAParametersBlock() throws Exception {
        PrivateKey key = Certificates.keys("EC").getPrivate();
        String sec1 = Certificates.pem("EC PRIVATE KEY", Certificates.sec1(key));
        for (PrivateKey read :
                List.of(read(sec1), read(Certificates.pem("EC PARAMETERS", Certificates.curve()) + sec1))) {
            assertThat(((ECPrivateKey) read).getS()).isEqualTo(((ECPrivateKey) key).getS());
            assertThat(((ECPrivateKey) read).getParams()).isEqualTo(((ECPrivateKey) key).getParams());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp384r1", "secp521r1"})
    void otherCurvesAreTakenToo(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        PrivateKey key = generator.generateKeyPair().getPrivate();
        assertThat(read(Certificates.pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
    }

    @Test
    void oneFileMayHoldCertificatesAKeyAndText() throws Exception {
        Certificates.Pair authority = Certificates.authority("ca");
        Certificates.Pair leaf = Certificates.client(authority, "EC", "u", "g");
        byte[] file = ("Bag Attributes: none\r\n" + leaf.certificatePem() + leaf.keyPem() + "subject=ca\n"
                        + authority.certificatePem())
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(Pem.certificates(file)).containsExactly(leaf.certificate(), authority.certificate());
        assertThat(Pem.privateKey(file)).isEqualTo(leaf.key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nMA==\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nMIT//////w==\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n"
            })
    void whatIsNoKeyIsAnErrorThatSaysSo(String text) {
        assertThatExceptionOfType(Pem.Unusable.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining("private key")
                .withNoCause();
    }

    @Test
    void anEncryptedKeyIsAnErrorThatSaysSo() {
        for (String text : new String[] {
            Certificates.pem("ENCRYPTED PRIVATE KEY", new byte[20]),
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n"
                    + "-----END RSA PRIVATE KEY-----\n"
        }) {
            assertThatExceptionOfType(Pem.Unusable.class)
                    .isThrownBy(() -> read(text))
                    .withMessageContaining("encrypted");
        }
    }

    @Test
    void aFileWithoutACertificateIsAnError() {
        assertThatExceptionOfType(Pem.Unusable.class)
                .isThrownBy(() -> Pem.certificates("none".getBytes(StandardCharsets.US_ASCII)))
                .withMessageContaining("no certificate");
        assertThatExceptionOfType(Pem.Unusable.class)
                .isThrownBy(() -> Pem.certificates(
                        Certificates.pem("CERTIFICATE", new byte[9]).getBytes(StandardCharsets.US_ASCII)))
                .withMessageContaining("broken");
    }

    private static PrivateKey read(String pem) throws Pem.Unusable {
        return Pem.privateKey(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
