package io.saaudit.source.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How a user entry of a kubeconfig, and the flags, say that one logs in. */
final class UserEntry {
    private static final String LOG_IN = "Log in to the cluster anew.";

    private UserEntry() {}

    /**
     * The login. {@code --token}, {@code --token-file} and a client certificate of a flag stand for the whole entry. Else a token counts before a credential
     * plug-in, as in client-go, and a client certificate is sent beside any of them.
     *
     * @param entry the entry, or an empty one
     * @param name its name, for messages
     * @param cluster the server
     * @param options the flags
     * @param now the time
     * @param notices takes what is worth saying
     * @throws ClusterException when a field or a file is unusable
     */
    static Login login(
            Section entry,
            String name,
            ClusterEntry cluster,
            ConnectOptions options,
            Instant now,
            Consumer<String> notices)
            throws ClusterException {
        if (!options.token().isEmpty() && !options.tokenFile().isEmpty()) {
            throw ClusterException.configuration("--token and --token-file exclude each other", "Leave one out.");
        }
        if (options.hasCredential()) {
            return given(options, now);
        }
        ClientKey key = certificate(entry);
        Section exec = entry.section("exec");
        Section provider = entry.section("auth-provider");
        if (exec != null && provider != null) {
            throw entry.wrong("exec", "and auth-provider exclude each other");
        }
        String token = entry.text("token").trim();
        String tokenFile = entry.fileOf("tokenFile");
        String user = entry.text("username");
        String password = entry.text("password");
        boolean hasToken = !token.isEmpty() || !tokenFile.isEmpty();
        boolean hasPassword = !user.isEmpty() || !password.isEmpty();
        if (hasToken && hasPassword) {
            throw entry.wrong("username", "and a token exclude each other");
        }
        if (!tokenFile.isEmpty()) {
            return new TokenFile(tokenFile, "tokenFile of " + entry.place(), key);
        }
        if (hasToken) {
            return Login.of(Credential.bearer(token, "the token of user " + Shown.name(name), key));
        }
        if (hasPassword) {
            return Login.of(Credential.basic(user, password, key));
        }
        if (exec != null) {
            return new ExecPlugin(exec, name, cluster, key, now, notices);
        }
        if (provider != null) {
            return new OpenIdLogin(provider, name, key, notices);
        }
        if (key == null) {
            notices.accept("no credential is given: asking as system:anonymous");
            return Login.of(Credential.NONE);
        }
        return Login.of(alone(key, "the client certificate of user " + Shown.name(name), now));
    }

    /** What the flags give; a certificate goes beside a token. */
    private static Login given(ConnectOptions options, Instant now) throws ClusterException {
        ClientKey key = certificate(options);
        if (!options.token().isEmpty()) {
            return Login.of(Credential.bearer(options.token(), "the token of --token", key));
        }
        return options.tokenFile().isEmpty()
                ? Login.of(alone(key, "the client certificate of --client-certificate", now))
                : new TokenFile(options.tokenFile(), "--token-file", key);
    }

    /** A certificate that nothing goes beside: once it has expired, it is worth nothing. */
    private static Credential alone(ClientKey key, String what, Instant now) throws ClusterException {
        Instant end = key.certificate().getNotAfter().toInstant();
        if (end.isBefore(now)) {
            throw ClusterException.configuration(
                    what + " expired at " + end, "Log in to the cluster anew, or take a token by --token-file.");
        }
        return Credential.certificate(key);
    }

    /**
     * The headers that impersonate (kubernetes.io, reference, access-authn-authz, user impersonation): those of the flags,
     * else those of the entry. Names and values one after the other.
     *
     * @throws ClusterException when groups or a uid are given without a user
     */
    static List<String> impersonation(Section entry, ConnectOptions options) throws ClusterException {
        List<String> headers = new ArrayList<>();
        if (!options.as().isEmpty()
                || !options.asGroups().isEmpty()
                || !options.asUid().isEmpty()
                || !options.asExtra().isEmpty()) {
            if (options.as().isEmpty()) {
                throw ClusterException.configuration(
                        "a group, uid or extra is impersonated only beside a user", "Add --as USER.");
            }
            impersonate(headers, options.as(), options.asUid(), options.asGroups());
            for (String extra : options.asExtra()) {
                int equals = extra.indexOf('=');
                if (equals <= 0) {
                    throw ClusterException.configuration(
                            "--as-user-extra " + Shown.name(extra) + ": not KEY=VALUE",
                            "As in --as-user-extra scopes=view.");
                }
                extra(headers, extra.substring(0, equals), extra.substring(equals + 1));
            }
            return headers;
        }
        String user = entry.text("as");
        List<String> groups = entry.texts("as-groups");
        String uid = entry.text("as-uid");
        Section extra = entry.section("as-user-extra");
        if (user.isEmpty()) {
            if (!groups.isEmpty() || !uid.isEmpty() || extra != null) {
                throw entry.wrong("as", "must name a user beside as-groups, as-uid and as-user-extra");
            }
            return headers;
        }
        impersonate(headers, user, uid, groups);
        if (extra != null) {
            for (String key : extra.names()) {
                for (String value : extra.texts(key)) {
                    extra(headers, key, value);
                }
            }
        }
        return headers;
    }

    /** The headers that impersonate a user with some groups; null where no header can hold such a name. */
    static List<String> impersonation(String user, List<String> groups) {
        List<String> headers = new ArrayList<>();
        try {
            impersonate(headers, user, "", groups);
            return headers;
        } catch (ClusterException e) {
            return null;
        }
    }

    private static void impersonate(List<String> headers, String user, String uid, List<String> groups)
            throws ClusterException {
        add(headers, "Impersonate-User", user);
        if (!uid.isEmpty()) {
            add(headers, "Impersonate-Uid", uid);
        }
        for (String group : groups) {
            add(headers, "Impersonate-Group", group);
        }
    }

    private static void extra(List<String> headers, String key, String value) throws ClusterException {
        add(headers, "Impersonate-Extra-" + Percent.encoded(key), value);
    }

    private static void add(List<String> headers, String name, String value) throws ClusterException {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw ClusterException.configuration(
                        Shown.name(value) + " cannot be impersonated: it holds a control character",
                        "No request can carry such a name.");
            }
        }
        headers.add(name);
        headers.add(value);
    }

    /** That of the flags, or null when they give none. */
    private static ClientKey certificate(ConnectOptions options) throws ClusterException {
        String certificate = options.clientCertificate();
        String key = options.clientKey();
        if (certificate.isEmpty() && key.isEmpty()) {
            return null;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw ClusterException.configuration(
                    key.isEmpty()
                            ? "--client-certificate without --client-key"
                            : "--client-key without --client-certificate",
                    "Give both; they may be in one file.");
        }
        return ClientKey.of(
                ClusterEntry.file(certificate, "client certificate", "--client-certificate"),
                ClusterEntry.file(key, "client key", "--client-key"),
                certificate,
                key);
    }

    private static ClientKey certificate(Section entry) throws ClusterException {
        byte[] certificate = ClusterEntry.data(entry, "client-certificate-data");
        String certificateName = "client-certificate-data of " + entry.place();
        if (certificate == null) {
            certificateName = entry.fileOf("client-certificate");
            certificate = certificateName.isEmpty()
                    ? null
                    : ClusterEntry.file(
                            certificateName, "client certificate", "client-certificate of " + entry.place());
        }
        byte[] key = ClusterEntry.data(entry, "client-key-data");
        String keyName = "client-key-data of " + entry.place();
        if (key == null) {
            keyName = entry.fileOf("client-key");
            key = keyName.isEmpty() ? null : ClusterEntry.file(keyName, "client key", "client-key of " + entry.place());
        }
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw ClusterException.configuration(
                    entry.place() + " has a client "
                            + (key == null ? "certificate without its key" : "key without its certificate"),
                    LOG_IN);
        }
        return ClientKey.of(certificate, key, certificateName, keyName);
    }
}
