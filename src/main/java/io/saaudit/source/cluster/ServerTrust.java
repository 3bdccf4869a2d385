package io.saaudit.source.cluster;

import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** The JDK's check of a server's certificate, with reasons that help. */
final class ServerTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager jdk;
    private final ClusterEntry cluster;
    private final String system;
    private final Instant now;
    /** The names of the certificate seen last, for the message that follows when none of them fits. */
    private volatile String names = "";

    /**
     * A check.
     *
     * @param jdk what decides, or null to take all
     * @param cluster where the authorities are from
     * @param system what holds them where the cluster names none, for messages
     * @param now the time
     */
    ServerTrust(X509ExtendedTrustManager jdk, ClusterEntry cluster, String system, Instant now) {
        this.jdk = jdk;
        this.cluster = cluster;
        this.system = system;
        this.now = now;
    }

    /** Why a certificate was refused. */
    static final class Untrusted extends CertificateException {
        private static final long serialVersionUID = 1L;

        private final String hint;

        Untrusted(String what, String hint, Throwable cause) {
            super(what, cause);
            this.hint = hint;
        }

        String hint() {
            return hint;
        }
    }

    /** The names that the last certificate is for, for a message. */
    String names() {
        return names;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain, () -> jdk.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain, () -> jdk.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain, () -> jdk.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk == null ? new X509Certificate[0] : jdk.getAcceptedIssuers();
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private void check(X509Certificate[] chain, Check check) throws CertificateException {
        if (jdk == null) {
            return;
        }
        names = namesOf(chain[0]);
        // Before the JDK, which looks at no date of a certificate that is itself among the authorities.
        dates(chain[0]);
        try {
            check.run();
        } catch (CertificateException e) {
            throw reason(chain, e);
        }
    }

    private void dates(X509Certificate certificate) throws Untrusted {
        Untrusted wrong = outOfDate("the server's certificate", certificate);
        if (wrong != null) {
            throw wrong;
        }
    }

    /** What is wrong with the dates of a certificate, which is named: a server may show another one than is meant. */
    private Untrusted outOfDate(String what, X509Certificate certificate) {
        String which =
                what + ", " + Shown.name(certificate.getSubjectX500Principal().getName()) + ", ";
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(now)) {
            return new Untrusted(
                    which + "expired at " + end.truncatedTo(ChronoUnit.SECONDS),
                    "Renew it on the server; is the clock of this machine right?",
                    null);
        }
        Instant start = certificate.getNotBefore().toInstant();
        return start.isAfter(now)
                ? new Untrusted(
                        which + "is valid only from " + start.truncatedTo(ChronoUnit.SECONDS),
                        "Is the clock of this machine right?",
                        null)
                : null;
    }

    /** The certificate above the server's that is out of date. */
    private Untrusted authorityOutOfDate(CertPathValidatorException path, CertificateException refusal) {
        if (path.getCertPath() != null
                && path.getIndex() >= 0
                && path.getCertPath().getCertificates().get(path.getIndex()) instanceof X509Certificate one) {
            Untrusted wrong = outOfDate("an authority of the server's certificate", one);
            if (wrong != null) {
                return wrong;
            }
        }
        return new Untrusted(
                "an authority of the server's certificate has expired or is not valid yet",
                "Renew it; is the clock of this machine right?",
                refusal);
    }

    private Untrusted reason(X509Certificate[] chain, CertificateException refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException path
                    && path.getReason() instanceof CertPathValidatorException.BasicReason basic) {
                switch (basic) {
                    case EXPIRED, NOT_YET_VALID -> {
                        return authorityOutOfDate(path, refusal);
                    }
                    case ALGORITHM_CONSTRAINED -> {
                        return new Untrusted(
                                "the server's certificate is made with an algorithm or key that this Java holds to be broken",
                                "Have it made anew with SHA-256 and a key of 2048 bits or more.",
                                refusal);
                    }
                    default -> {}
                }
            }
        }
        String issuer =
                Shown.name(chain[chain.length - 1].getIssuerX500Principal().getName());
        return cluster.authorityName().isEmpty()
                ? new Untrusted(
                        "the server's certificate is signed by " + issuer + ", which is no authority that " + system
                                + " trusts",
                        "Name the cluster's authority by --certificate-authority FILE.",
                        refusal)
                : new Untrusted(
                        "the server's certificate is not signed by the authority of "
                                + Shown.line(cluster.authorityName()) + " but by " + issuer,
                        "Is this the server that you mean, and the authority of this cluster? Log in to the cluster anew.",
                        refusal);
    }

    /** Up to five of its DNS names and addresses. */
    private static String namesOf(X509Certificate certificate) {
        StringBuilder list = new StringBuilder();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            int count = 0;
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.get(1) instanceof String text && count++ < 5) {
                    list.append(list.length() == 0 ? "" : ", ").append(Shown.line(text));
                }
            }
        } catch (CertificateException e) {
            return "";
        }
        return list.toString();
    }
}
