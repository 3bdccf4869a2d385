package io.saaudit.source.cluster;

import java.util.Locale;
import okhttp3.HttpUrl;

/**
 * A proxy. Its user and password are in no message.
 *
 * @param scheme {@code http}, {@code https} or {@code socks5}
 * @param host its host
 * @param port its port
 * @param user user to log in as, or empty
 * @param password password of the user
 */
record ProxyServer(String scheme, String host, int port, String user, String password) {
    private static final int SOCKS_PORT = 1080;

    /**
     * Reads the {@code proxy-url} of a cluster entry.
     *
     * @throws ClusterException when it is not a URL of one of the schemes that clientcmd takes
     */
    static ProxyServer parse(String url) throws ClusterException {
        ProxyServer proxy = url.contains("://") ? read(url) : null;
        if (proxy == null) {
            throw ClusterException.configuration(
                    "the proxy-url of the kubeconfig is not an http, https or socks5 URL",
                    "Write it as http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT.");
        }
        return proxy;
    }

    /**
     * Reads the value of an environment variable, which may leave out {@code http://} (golang.org/x/net, http/httpproxy).
     *
     * @throws ClusterException when it is not usable
     */
    static ProxyServer ofEnvironment(String variable, String value) throws ClusterException {
        ProxyServer proxy = value.contains("://") ? read(value) : read("http://" + value);
        if (proxy == null) {
            throw ClusterException.configuration(
                    variable + " does not name a proxy that can be used",
                    "Write it as http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT, or unset it.");
        }
        return proxy;
    }

    /** Whether it speaks SOCKS. */
    boolean socks() {
        return scheme.equals("socks5");
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return scheme + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    private static ProxyServer read(String url) {
        int colon = url.indexOf("://");
        String scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
        if (scheme.equals("socks5h")) {
            scheme = "socks5";
        }
        if (!scheme.equals("http") && !scheme.equals("https") && !scheme.equals("socks5")) {
            return null;
        }
        HttpUrl http = HttpUrl.parse("http" + url.substring(colon));
        HttpUrl https = HttpUrl.parse("https" + url.substring(colon));
        if (http == null || https == null) {
            return null;
        }
        // The two differ where the port is left out, and only there.
        int port = http.port();
        if (http.port() != https.port()) {
            port = scheme.equals("socks5") ? SOCKS_PORT : scheme.equals("https") ? https.port() : http.port();
        }
        return new ProxyServer(scheme, http.host(), port, http.username(), http.password());
    }
}
