package io.saaudit.source.cluster;

import java.time.Duration;
import java.util.List;

/**
 * How to reach a cluster, as kubectl's flags of the same names say it. An empty text, an empty list and a zero mean: not
 * given. One that is given wins over the kubeconfig.
 *
 * @param kubeconfig the one kubeconfig to read ({@code --kubeconfig}); empty: the files of KUBECONFIG, else
 *     {@code ~/.kube/config}, else the cluster that this runs in
 * @param context name of a context
 * @param cluster name of a cluster entry, instead of the context's
 * @param user name of a user entry, instead of the context's
 * @param server URL of the API server, instead of the cluster's
 * @param token bearer token; it stands for the whole credential: neither a client certificate nor a plug-in of the
 *     kubeconfig is used beside it, so that the answers are those for the token's holder
 * @param tokenFile file that holds such a token, read again when it changes
 * @param clientCertificate file of a client certificate in PEM; with its key it stands for the kubeconfig's whole credential,
 *     as a token does, and goes beside a token that is given
 * @param clientKey file of its key in PEM
 * @param certificateAuthority file of the certificates that the server's is checked against, instead of the cluster's
 * @param insecureSkipTlsVerify whether the server's certificate is taken unchecked
 * @param tlsServerName the name that the server's certificate must bear, and that it is asked for (SNI)
 * @param as user to impersonate; it stands for the kubeconfig's whole impersonation
 * @param asGroups groups to impersonate, only beside a user
 * @param asUid uid to impersonate, only beside a user
 * @param asExtra what is impersonated besides, each {@code KEY=VALUE}, only beside a user
 * @param requestTimeout the most that one request may take, its reply's body included
 * @param qps the most requests a second, all threads together
 */
public record ConnectOptions(
        String kubeconfig,
        String context,
        String cluster,
        String user,
        String server,
        String token,
        String tokenFile,
        String clientCertificate,
        String clientKey,
        String certificateAuthority,
        boolean insecureSkipTlsVerify,
        String tlsServerName,
        String as,
        List<String> asGroups,
        String asUid,
        List<String> asExtra,
        Duration requestTimeout,
        double qps) {

    /** Copies the lists. */
    public ConnectOptions {
        asGroups = List.copyOf(asGroups);
        asExtra = List.copyOf(asExtra);
    }

    /** Whether a credential is given, and that of the kubeconfig is not used. */
    boolean hasCredential() {
        return !token.isEmpty() || !tokenFile.isEmpty() || !clientCertificate.isEmpty() || !clientKey.isEmpty();
    }

    /** What is used when no flag is given. */
    public static ConnectOptions none() {
        return builder().build();
    }

    /** To set what is given, by name. */
    public static Builder builder() {
        return new Builder();
    }

    /** Names no credential. */
    @Override
    public String toString() {
        return "ConnectOptions[kubeconfig=" + kubeconfig + ", context=" + context + "]";
    }

    /** Collects what is given; each method takes what the record's component of its name says. */
    public static final class Builder {
        private String kubeconfig = "";
        private String context = "";
        private String cluster = "";
        private String user = "";
        private String server = "";
        private String token = "";
        private String tokenFile = "";
        private String clientCertificate = "";
        private String clientKey = "";
        private String certificateAuthority = "";
        private boolean insecureSkipTlsVerify;
        private String tlsServerName = "";
        private String as = "";
        private List<String> asGroups = List.of();
        private String asUid = "";
        private List<String> asExtra = List.of();
        private Duration requestTimeout = Duration.ZERO;
        private double qps;

        private Builder() {}

        /** Flag {@code --kubeconfig}. */
        public Builder kubeconfig(String file) {
            kubeconfig = file;
            return this;
        }

        /** Flag {@code --context}. */
        public Builder context(String name) {
            context = name;
            return this;
        }

        /** Flag {@code --cluster}. */
        public Builder cluster(String name) {
            cluster = name;
            return this;
        }

        /** Flag {@code --user}. */
        public Builder user(String name) {
            user = name;
            return this;
        }

        /** Flag {@code --server}. */
        public Builder server(String url) {
            server = url;
            return this;
        }

        /** Flag {@code --token}. */
        public Builder token(String text) {
            token = text;
            return this;
        }

        /** Flag {@code --token-file}. */
        public Builder tokenFile(String file) {
            tokenFile = file;
            return this;
        }

        /** Flag {@code --client-certificate}. */
        public Builder clientCertificate(String file) {
            clientCertificate = file;
            return this;
        }

        /** Flag {@code --client-key}. */
        public Builder clientKey(String file) {
            clientKey = file;
            return this;
        }

        /** Flag {@code --certificate-authority}. */
        public Builder certificateAuthority(String file) {
            certificateAuthority = file;
            return this;
        }

        /** Flag {@code --insecure-skip-tls-verify}. */
        public Builder insecureSkipTlsVerify(boolean unchecked) {
            insecureSkipTlsVerify = unchecked;
            return this;
        }

        /** Flag {@code --tls-server-name}. */
        public Builder tlsServerName(String name) {
            tlsServerName = name;
            return this;
        }

        /** Flag {@code --as}. */
        public Builder as(String user) {
            as = user;
            return this;
        }

        /** Flag {@code --as-group}, as often as it is given. */
        public Builder asGroups(List<String> groups) {
            asGroups = groups;
            return this;
        }

        /** Flag {@code --as-uid}. */
        public Builder asUid(String uid) {
            asUid = uid;
            return this;
        }

        /** Flag {@code --as-user-extra}, as often as it is given. */
        public Builder asExtra(List<String> keysAndValues) {
            asExtra = keysAndValues;
            return this;
        }

        /** Flag {@code --request-timeout}, read by {@link RequestTimeout#parse}. */
        public Builder requestTimeout(Duration most) {
            requestTimeout = most;
            return this;
        }

        /** Flag {@code --qps}. */
        public Builder qps(double requestsASecond) {
            qps = requestsASecond;
            return this;
        }

        /** The options. */
        public ConnectOptions build() {
            return new ConnectOptions(
                    kubeconfig,
                    context,
                    cluster,
                    user,
                    server,
                    token,
                    tokenFile,
                    clientCertificate,
                    clientKey,
                    certificateAuthority,
                    insecureSkipTlsVerify,
                    tlsServerName,
                    as,
                    asGroups,
                    asUid,
                    asExtra,
                    requestTimeout,
                    qps);
        }
    }
}
