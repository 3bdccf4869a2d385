package io.saaudit.source.cluster;

import java.io.IOException;
import java.lang.reflect.Method;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The keys that a TLS handshake begins with. The JDK makes one on X25519 and one on P-256 for each, though servers take the
 * first, and the first one on P-256 fills a table that costs a short run a quarter of its processor time. So only X25519
 * is offered, and everything to a server that wants something else.
 */
final class KeyShares {
    private static final String[] QUICK = {"x25519"};

    /** The JDK lets the groups of one connection be named since 20 (JDK-8281236). */
    private static final int FIRST = 20;

    /** Later ones are to offer post-quantum keys, which must not be left out (JEP 527). */
    private static final int LAST = 26;

    private KeyShares() {}

    /** Whether fewer can be offered: on this Java, and where nobody has said which. */
    static boolean canBeFew() {
        int feature = Runtime.version().feature();
        return feature >= FIRST && feature <= LAST && System.getProperty("jdk.tls.namedGroups") == null;
    }

    /** Offers the quick one alone. */
    static void few(SSLSocket socket) {
        try {
            SSLParameters parameters = socket.getSSLParameters();
            Method groups = SSLParameters.class.getMethod("setNamedGroups", String[].class);
            groups.invoke(parameters, (Object) QUICK);
            socket.setSSLParameters(parameters);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java is said to name the groups of TLS", e);
        }
    }

    /**
     * Whether a handshake may have failed for want of a key that the other side takes: it says handshake_failure or
     * insufficient_security then (RFC 8446, 4.1.1). Both have other causes, too.
     */
    static boolean mayBeTooFew(IOException failure) {
        if (!(failure instanceof SSLException)) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return false;
            }
        }
        String said = failure.getMessage() == null ? "" : failure.getMessage().toLowerCase(Locale.ROOT);
        return said.contains("handshake_failure") || said.contains("insufficient_security");
    }
}
