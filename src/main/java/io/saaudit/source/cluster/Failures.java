package io.saaudit.source.cluster;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why there was no answer, in one line and with what to do next; exceptions' own texts are not shown. */
final class Failures {
    private final Target target;
    private final ServerTrust trust;
    private final String server;

    Failures(Target target, ServerTrust trust) {
        this.target = target;
        this.trust = trust;
        String url = target.server().toString();
        this.server = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** What ended a request before its reply came. */
    ClusterException of(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerTrust.Untrusted untrusted) {
                return ClusterException.connection(
                        server + " is not trusted: " + untrusted.getMessage(), untrusted.hint());
            }
        }
        String said = failure.getMessage() == null ? "" : failure.getMessage().toLowerCase(Locale.ROOT);
        if (failure instanceof SSLPeerUnverifiedException) {
            return wrongName();
        }
        if (failure instanceof SSLException) {
            return tls(said);
        }
        if (failure instanceof UnknownHostException) {
            return unknownName();
        }
        if (failure instanceof SocketTimeoutException || failure instanceof InterruptedIOException) {
            return late(said);
        }
        String reason = deepest(failure);
        boolean refused = reason.contains("refused") && !reason.startsWith("socks");
        if (refused || failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return unreachable(refused, reason);
        }
        if (target.proxy() != null) {
            return proxy(said);
        }
        return ClusterException.connection(
                server + " closed the connection without an answer", "Try again; is it the address of an API server?");
    }

    /** What ended a reply in its body, as an exception whose text may be shown. */
    IOException inBody(IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return new IOException("the server sent nothing for a minute", failure);
        }
        if (failure instanceof InterruptedIOException) {
            return new IOException("the reply took longer than --request-timeout allows", failure);
        }
        if (failure instanceof ZipException) {
            return new IOException("the reply is not what it says: it is no gzip, or damaged", failure);
        }
        if (failure instanceof EOFException
                || failure instanceof SocketException
                || failure instanceof java.net.ProtocolException) {
            return new IOException("the reply was cut short", failure);
        }
        return new IOException("the reply could not be read to its end", failure);
    }

    private ClusterException wrongName() {
        String wanted = target.cluster().tlsServerName().isEmpty()
                ? target.server().host()
                : target.cluster().tlsServerName();
        String names = trust == null ? "" : trust.names();
        return ClusterException.connection(
                server + " is not trusted: its certificate is not for " + Shown.name(wanted)
                        + (names.isEmpty() ? "" : " but for " + names),
                "Use an address that the certificate names, or name one of them by --tls-server-name.");
    }

    private ClusterException tls(String said) {
        if (said.contains("unrecognized ssl message") || said.contains("plaintext")) {
            return ClusterException.connection(
                    server + " does not speak TLS", "Is the port right, or is the address to start with http://?");
        }
        if (said.contains("fatal alert")) {
            String alert = said.substring(said.lastIndexOf(' ') + 1).replace('_', ' ');
            return ClusterException.connection(
                    server + " ended the TLS handshake: " + Shown.line(alert),
                    "Does it take the client certificate of this user? Log in to the cluster anew.");
        }
        return ClusterException.connection(
                "no TLS connection to " + server + " came about", "Try again; is it the address of an API server?");
    }

    private ClusterException unknownName() {
        // With a proxy for HTTP only the proxy's own name is looked up here.
        String name =
                target.proxy() == null ? target.server().host() : target.proxy().host();
        return ClusterException.connection(
                "the name " + Shown.name(name) + " does not resolve",
                target.proxy() == null
                        ? "Check the server's address; does it need a VPN or a proxy?"
                        : "Check the proxy's address.");
    }

    private ClusterException late(String said) {
        if (Thread.currentThread().isInterrupted()) {
            return ClusterException.connection("interrupted while waiting for " + server, "");
        }
        if (said.contains("connect")) {
            return ClusterException.connection(
                    server + " does not answer: no connection within 10 seconds",
                    "Check the address; does it need a VPN or a proxy?");
        }
        return ClusterException.connection(
                server + " did not answer in time", "Try again, or allow more by --request-timeout.");
    }

    private ClusterException unreachable(boolean refused, String reason) {
        if (refused) {
            return ClusterException.connection(
                    (target.proxy() == null ? server : "the proxy " + target.proxy()) + " refuses connections",
                    target.proxy() == null
                            ? "Is the cluster running, and is this its address? Try: kubectl cluster-info."
                            : "Is it running, and is this its address?");
        }
        if (reason.contains("timed out") || reason.contains("timeout")) {
            return late("connect");
        }
        return ClusterException.connection(
                server + " cannot be reached", "Check the address and the network; does it need a VPN or a proxy?");
    }

    private ClusterException proxy(String said) {
        String through = "the proxy " + target.proxy();
        if (said.contains("authenticate with proxy")
                || said.contains("socks : authentication failed")
                || said.contains("for connect: 407")) {
            return ClusterException.connection(
                    through + " wants a user and password, or other ones",
                    "Put them into its URL: SCHEME://USER:PASSWORD@HOST:PORT.");
        }
        int status = said.indexOf("for connect: ");
        if (status >= 0) {
            return ClusterException.connection(
                    through + " makes no connection to " + server + ": status "
                            + Shown.line(said.substring(status + "for connect: ".length())),
                    "Does the proxy allow this address? NO_PROXY names what goes without it.");
        }
        if (said.contains("socks")) {
            return ClusterException.connection(
                    through + " makes no connection to " + server,
                    "Does the proxy allow this address, and speak SOCKS5?");
        }
        return ClusterException.connection(
                "no answer from " + server + " through " + through,
                "Is it an HTTP or SOCKS proxy that allows this address?");
    }

    private static String deepest(Throwable failure) {
        String text = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text = cause.getMessage() == null ? text : cause.getMessage().toLowerCase(Locale.ROOT);
        }
        return text;
    }
}
