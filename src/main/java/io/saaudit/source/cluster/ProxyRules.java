package io.saaudit.source.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Which proxy the environment names: HTTPS_PROXY, HTTP_PROXY and NO_PROXY in either case, as Go's net/http reads them, and
 * therefore kubectl (golang.org/x/net, http/httpproxy/proxy.go).
 */
final class ProxyRules {
    private ProxyRules() {}

    /**
     * The proxy for a server.
     *
     * @param https whether the server's URL is of that scheme
     * @param host the server's host
     * @param port its port
     * @param environment value of an environment variable, or null
     * @return null for none
     * @throws ClusterException when the variable's value is unusable
     */
    static ProxyServer choose(boolean https, String host, int port, UnaryOperator<String> environment)
            throws ClusterException {
        String variable = https ? "HTTPS_PROXY" : "HTTP_PROXY";
        String value = either(variable, environment);
        if (value.isEmpty() || !goesThrough(host.toLowerCase(Locale.ROOT), port, either("NO_PROXY", environment))) {
            return null;
        }
        return ProxyServer.ofEnvironment(variable, value);
    }

    private static String either(String variable, UnaryOperator<String> environment) {
        String value = environment.apply(variable);
        if (value == null || value.isEmpty()) {
            value = environment.apply(variable.toLowerCase(Locale.ROOT));
        }
        return value == null ? "" : value.trim();
    }

    private static boolean goesThrough(String host, int port, String exceptions) {
        byte[] address = address(host);
        if (host.equals("localhost") || address != null && isLoopback(address)) {
            return false;
        }
        for (String part : exceptions.split(",")) {
            String entry = part.trim().toLowerCase(Locale.ROOT);
            if (entry.equals("*") || !entry.isEmpty() && excepts(entry, host, port, address)) {
                return false;
            }
        }
        return true;
    }

    private static boolean excepts(String entry, String host, int port, byte[] address) {
        int slash = entry.indexOf('/');
        if (slash > 0) {
            byte[] network = address(entry.substring(0, slash));
            if (network != null) {
                return address != null && inNetwork(address, network, entry.substring(slash + 1));
            }
        }
        String name = entry;
        int colon = entry.lastIndexOf(':');
        boolean bracketed = entry.startsWith("[");
        if (bracketed ? entry.indexOf("]:") > 0 : colon >= 0 && entry.indexOf(':') == colon) {
            if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        byte[] exact = address(name);
        if (exact != null) {
            return address != null && java.util.Arrays.equals(exact, address);
        }
        if (name.startsWith("*.")) {
            name = name.substring(1);
        }
        if (name.isEmpty()) {
            return false;
        }
        return name.charAt(0) == '.' ? host.endsWith(name) : host.equals(name) || host.endsWith("." + name);
    }

    private static boolean inNetwork(byte[] address, byte[] network, String bits) {
        int length;
        try {
            length = Integer.parseInt(bits);
        } catch (NumberFormatException e) {
            return false;
        }
        if (address.length != network.length || length < 0 || length > network.length * 8) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLoopback(byte[] address) {
        try {
            return InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The bytes of an IP address in text, or null for a name; nothing is looked up. */
    private static byte[] address(String text) {
        boolean v6 = text.indexOf(':') >= 0;
        boolean v4 = !v6 && !text.isEmpty();
        int dots = 0;
        for (int i = 0; v4 && i < text.length(); i++) {
            char c = text.charAt(i);
            dots += c == '.' ? 1 : 0;
            v4 = c == '.' || c >= '0' && c <= '9';
        }
        if (!v6 && (!v4 || dots != 3)) {
            return null;
        }
        try {
            // Only digits and dots, or a colon: the JDK reads such text as an address and asks no name server.
            return InetAddress.getByName(v6 ? "[" + text + "]" : text).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
