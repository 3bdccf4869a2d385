package io.saaudit.source.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS to one server: whom to trust, under which name, with which client certificate. */
final class Tls {
    private final ServerTrust trust;
    private final ClusterEntry cluster;

    /**
     * For one server.
     *
     * @param cluster how its certificate is checked
     * @param system whom to trust where it names no authority
     * @param now the time, for what it says of an expired one
     * @throws ClusterException when the authorities cannot be used
     */
    Tls(ClusterEntry cluster, SystemTrust system, Instant now) throws ClusterException {
        this.cluster = cluster;
        this.trust =
                new ServerTrust(cluster.insecure() ? null : manager(cluster, system), cluster, system.shown(), now);
    }

    /** What checks the server's certificate. */
    ServerTrust trust() {
        return trust;
    }

    /**
     * Makes sockets. A name that the certificate must bear is asked for as well (SNI), as client-go does.
     *
     * @param few whether they offer few keys ({@link KeyShares})
     */
    SSLSocketFactory sockets(ClientKey key, boolean few) {
        SSLSocketFactory plain = context(key, trust).getSocketFactory();
        return few || !cluster.tlsServerName().isEmpty() ? new OwnSockets(plain, cluster.tlsServerName(), few) : plain;
    }

    /**
     * Whether the certificate is for the server's name, or for the one that it must bear.
     *
     * @param plain how names are compared (RFC 2818)
     */
    HostnameVerifier names(HostnameVerifier plain) {
        if (cluster.insecure()) {
            return (host, session) -> true;
        }
        String name = cluster.tlsServerName();
        return name.isEmpty() ? plain : (host, session) -> plain.verify(name, session);
    }

    /**
     * Sockets to a proxy that speaks TLS itself: trusted by the cluster's authorities, as in Go, or by the system's.
     *
     * @throws ClusterException when the authorities cannot be used
     */
    static SSLSocketFactory toProxy(ClusterEntry cluster, SystemTrust system) throws ClusterException {
        return context(null, new EitherTrust(manager(cluster, system), jdk())).getSocketFactory();
    }

    private static SSLContext context(ClientKey key, TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(key == null ? new KeyManager[0] : new KeyManager[] {key}, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** Checks by the authorities of the cluster, or by the system's where it names none. */
    private static X509ExtendedTrustManager manager(ClusterEntry cluster, SystemTrust system) throws ClusterException {
        if (cluster.authority() != null) {
            try {
                return manager(Pem.certificates(cluster.authority()));
            } catch (Pem.Unusable e) {
                throw ClusterException.configuration(
                        "the certificate authority " + Shown.line(cluster.authorityName()) + " " + e.getMessage(),
                        "Give the authority's certificates in PEM form, as kubectl takes them.");
            }
        }
        if (system.own().isEmpty()) {
            return jdk();
        }
        X509ExtendedTrustManager own = manager(system.own());
        return system.besideJdk() ? new EitherTrust(own, jdk()) : own;
    }

    private static X509ExtendedTrustManager manager(List<X509Certificate> certificates) {
        try {
            KeyStore authorities = KeyStore.getInstance("PKCS12");
            authorities.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                authorities.setCertificateEntry("ca" + i, certificates.get(i));
            }
            return manager(authorities);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot hold certificates", e);
        }
    }

    /** Checks by the authorities that this Java has. */
    private static X509ExtendedTrustManager jdk() {
        try {
            return manager((KeyStore) null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot hold certificates", e);
        }
    }

    private static X509ExtendedTrustManager manager(KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager x509) {
                return x509;
            }
        }
        throw new IllegalStateException("this Java checks no certificates");
    }

    /** Sockets that ask for another name than the one connected to, or offer few keys. */
    private static final class OwnSockets extends SSLSocketFactory {
        private final SSLSocketFactory plain;
        private final String name;
        private final boolean few;

        OwnSockets(SSLSocketFactory plain, String name, boolean few) {
            this.plain = plain;
            this.name = name;
            this.few = few;
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean close) throws IOException {
            Socket made = plain.createSocket(socket, name.isEmpty() ? host : name, port, close);
            if (few && made instanceof SSLSocket tls) {
                KeyShares.few(tls);
            }
            return made;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return plain.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return plain.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return plain.createSocket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return plain.createSocket(host, port, from, fromPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return plain.createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return plain.createSocket(host, port, from, fromPort);
        }
    }
}
