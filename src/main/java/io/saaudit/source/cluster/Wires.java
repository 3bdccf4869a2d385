package io.saaudit.source.cluster;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.CipherSuite;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;

/** The HTTP client of a target; another one when its client certificate changes. */
final class Wires {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /** As many as lists are read at the same time, and some. */
    private static final int IDLE = 16;

    private final Tls tls;
    private final OkHttpClient plain;
    private ClientKey key;
    private OkHttpClient current;
    private boolean few = KeyShares.canBeFew();
    /** The last client that offers few keys, to know it again when a request of it fails. */
    private OkHttpClient narrow;

    /**
     * For one target.
     *
     * @param most the most that a request may take with its reply; zero for no limit
     * @throws ClusterException when the authorities cannot be used
     */
    Wires(Target target, Duration most, Instant now) throws ClusterException {
        this.tls = target.server().isHttps() ? new Tls(target.cluster(), target.system(), now) : null;
        // Whoever allows more for all of a request allows it for its first byte as well.
        Duration silence = most.compareTo(SILENCE) > 0 ? most : SILENCE;
        // HTTP/1.1: a large list streams without a second buffer and thread, and lists in parallel have a connection
        // each.
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                // No more until there is our own trust: okhttp would read all the authorities of the system for TLS.
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .connectionPool(new ConnectionPool(IDLE, 1, TimeUnit.MINUTES))
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(CONNECT)
                .readTimeout(silence)
                .writeTimeout(silence)
                .callTimeout(most);
        if (target.proxy() != null) {
            through(target.proxy(), target, builder);
        }
        this.plain = builder.build();
    }

    /**
     * The ciphers that okhttp takes for secure (RFC 9325), those with ChaCha20 first: a server that has them follows that.
     * With the quick compiler alone, as the launcher runs, AES does without the processor's instructions for it, and takes
     * twice as long.
     */
    private static ConnectionSpec quickFirst() {
        List<CipherSuite> quick = new ArrayList<>();
        List<CipherSuite> others = new ArrayList<>();
        for (CipherSuite suite : ConnectionSpec.MODERN_TLS.cipherSuites()) {
            (suite.javaName().contains("CHACHA20") ? quick : others).add(suite);
        }
        quick.addAll(others);
        return new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
                .cipherSuites(quick.toArray(new CipherSuite[0]))
                .build();
    }

    /** What checks the server's certificate, or null where there is no TLS. */
    ServerTrust trust() {
        return tls == null ? null : tls.trust();
    }

    /** The client that logs in with a certificate, or with none for null. */
    synchronized OkHttpClient with(ClientKey wanted) {
        if (current == null || wanted != key) {
            if (current != null) {
                current.connectionPool().evictAll();
            }
            key = wanted;
            current = tls == null
                    ? plain
                    : plain.newBuilder()
                            .connectionSpecs(List.of(quickFirst()))
                            .sslSocketFactory(tls.sockets(wanted, few), tls.trust())
                            .hostnameVerifier(tls.names(plain.hostnameVerifier()))
                            .connectionPool(new ConnectionPool(IDLE, 1, TimeUnit.MINUTES))
                            .build();
            narrow = few && tls != null ? current : narrow;
        }
        return current;
    }

    /**
     * After a failure: from now on everything is offered, where that may have been what was missing.
     *
     * @param used the client that failed
     * @return whether another client may do better
     */
    synchronized boolean widen(OkHttpClient used, IOException failure) {
        if (used != narrow || !KeyShares.mayBeTooFew(failure)) {
            return false;
        }
        if (current == used) {
            close();
            current = null;
        }
        few = false;
        return true;
    }

    /** Closes what is open: a connection left open costs time at the end of the process. */
    synchronized void close() {
        if (current != null) {
            current.connectionPool().evictAll();
        }
    }

    private static void through(ProxyServer proxy, Target target, OkHttpClient.Builder builder)
            throws ClusterException {
        InetSocketAddress address = InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
        boolean login = !proxy.user().isEmpty() || !proxy.password().isEmpty();
        if (proxy.socks()) {
            if (login) {
                Authenticator.setDefault(new SocksLogin(proxy));
            }
            builder.proxy(new Proxy(Proxy.Type.SOCKS, address));
            return;
        }
        builder.proxy(new Proxy(Proxy.Type.HTTP, address));
        if (proxy.scheme().equals("https")) {
            builder.socketFactory(new TlsToProxy(Tls.toProxy(target.cluster(), target.system())));
        }
        if (login) {
            String header = "Proxy-Authorization";
            String value = Credentials.basic(proxy.user(), proxy.password(), java.nio.charset.StandardCharsets.UTF_8);
            builder.proxyAuthenticator((route, response) -> {
                Request request = response.request();
                return request.header(header) == null
                        ? request.newBuilder().header(header, value).build()
                        : null;
            });
        }
    }

    /** The JDK asks it for user and password of a SOCKS proxy; it answers for that one alone. */
    private static final class SocksLogin extends Authenticator {
        private final ProxyServer proxy;

        SocksLogin(ProxyServer proxy) {
            this.proxy = proxy;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            boolean asked = "SOCKS5".equals(getRequestingProtocol())
                    && getRequestingPort() == proxy.port()
                    && proxy.host().equals(getRequestingHost());
            return asked
                    ? new PasswordAuthentication(proxy.user(), proxy.password().toCharArray())
                    : null;
        }
    }

    /**
     * Sockets to a proxy that speaks TLS itself: okhttp connects them and asks for a tunnel over them. It asks a factory
     * for sockets that are not connected, and for no others: a connected one would go round its timeouts.
     */
    private static final class TlsToProxy extends SocketFactory {
        private final SSLSocketFactory sockets;

        TlsToProxy(SSLSocketFactory sockets) {
            this.sockets = sockets;
        }

        @Override
        public Socket createSocket() throws IOException {
            SSLSocket socket = (SSLSocket) sockets.createSocket();
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }
    }
}
