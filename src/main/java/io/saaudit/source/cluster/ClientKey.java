package io.saaudit.source.cluster;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A client certificate with its key. It is sent whichever authorities the server says that it takes, as client-go does:
 * else a request would silently go out without a name.
 */
final class ClientKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "client";

    private final X509Certificate[] chain;
    private final PrivateKey key;

    /**
     * Reads both.
     *
     * @param certificate PEM
     * @param key PEM; may be the same
     * @param certificateName where the certificate is from, for messages
     * @param keyName where the key is from
     * @throws ClusterException when one of them is unusable, or they do not belong together
     */
    static ClientKey of(byte[] certificate, byte[] key, String certificateName, String keyName)
            throws ClusterException {
        ClientKey both = new ClientKey(chain(certificate, certificateName), privateKey(key, keyName));
        if (both.chain[0].getPublicKey() instanceof RSAKey open
                && !(both.key instanceof RSAKey secret && open.getModulus().equals(secret.getModulus()))) {
            throw ClusterException.configuration(
                    keyName + " is not the key of " + certificateName, "Take both from one login.");
        }
        return both;
    }

    private ClientKey(List<X509Certificate> chain, PrivateKey key) {
        this.chain = chain.toArray(new X509Certificate[0]);
        this.key = key;
    }

    /** The certificate itself. */
    X509Certificate certificate() {
        return chain[0];
    }

    private static List<X509Certificate> chain(byte[] pem, String name) throws ClusterException {
        try {
            return Pem.certificates(pem);
        } catch (Pem.Unusable e) {
            throw unusable(name, e);
        }
    }

    private static PrivateKey privateKey(byte[] pem, String name) throws ClusterException {
        try {
            return Pem.privateKey(pem);
        } catch (Pem.Unusable e) {
            throw unusable(name, e);
        }
    }

    private static ClusterException unusable(String name, Pem.Unusable why) {
        return ClusterException.configuration(
                name + " " + why.getMessage(), "Replace it: it must be PEM, as kubectl takes it.");
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        return ALIAS;
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
        return ALIAS;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        return null;
    }
}
