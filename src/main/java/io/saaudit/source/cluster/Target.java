package io.saaudit.source.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;

/**
 * What a connection goes to, and as whom.
 *
 * @param context name of the context, or empty
 * @param namespace its namespace
 * @param server URL of the server, without a slash at its end
 * @param cluster how it is reached
 * @param proxy through which proxy, or null
 * @param login the credential
 * @param system whom to trust where the cluster names no authority
 * @param impersonation headers, names and values one after the other
 */
record Target(
        String context,
        String namespace,
        HttpUrl server,
        ClusterEntry cluster,
        ProxyServer proxy,
        Login login,
        SystemTrust system,
        List<String> impersonation) {

    /**
     * Chooses, as {@link Connections#open} says it.
     *
     * @param mounted the folder of the files that a pod is given
     */
    static Target choose(
            ConnectOptions options,
            UnaryOperator<String> environment,
            Path mounted,
            Instant now,
            Consumer<String> notices)
            throws ClusterException {
        Kubeconfig file = Kubeconfig.load(options.kubeconfig(), environment);
        String name = options.context().isEmpty() ? file.currentContext() : options.context();
        Section context = Section.empty();
        if (!name.isEmpty()) {
            context = entry(file.contexts(), name, "context", file);
        } else if (options.cluster().isEmpty() && options.server().isEmpty()) {
            if (file.clusters().isEmpty()) {
                return inCluster(file, options, environment, mounted, now, notices);
            }
            throw ClusterException.configuration(
                    "no current context is set in " + file.origin(),
                    "Choose one by --context. There are: "
                            + Shown.known("", file.contexts().keySet()) + ".");
        }
        String clusterName = options.cluster().isEmpty() ? context.text("cluster") : options.cluster();
        String userName = options.user().isEmpty() ? context.text("user") : options.user();
        Section clusterEntry =
                clusterName.isEmpty() ? Section.empty() : entry(file.clusters(), clusterName, "cluster", file);
        Section user = userName.isEmpty() ? Section.empty() : entry(file.users(), userName, "user", file);
        ClusterEntry cluster = ClusterEntry.of(clusterEntry, options);
        if (cluster.server().isEmpty()) {
            throw ClusterException.configuration(
                    "no server is named by "
                            + (clusterName.isEmpty()
                                    ? "context " + Shown.name(name)
                                    : "cluster " + Shown.name(clusterName))
                            + " of " + file.origin(),
                    "Give the server by --server, or choose another context: "
                            + Shown.known(name, file.contexts().keySet()) + ".");
        }
        String namespace = context.text("namespace");
        HttpUrl server = url(cluster.server());
        return new Target(
                name,
                namespace.isEmpty() ? "default" : namespace,
                server,
                cluster,
                proxy(server, cluster, environment),
                login(server, user, userName, cluster, options, now, notices),
                system(cluster, environment, notices),
                UserEntry.impersonation(user, options));
    }

    /** The same as somebody else. */
    Target as(List<String> headers) {
        return new Target(context, namespace, server, cluster, proxy, login, system, List.copyOf(headers));
    }

    /** Names no credential. */
    @Override
    public String toString() {
        return server.toString();
    }

    /** The cluster that this runs in (client-go, rest/config.go, InClusterConfig). */
    private static Target inCluster(
            Kubeconfig file,
            ConnectOptions options,
            UnaryOperator<String> environment,
            Path mounted,
            Instant now,
            Consumer<String> notices)
            throws ClusterException {
        String host = environment.apply("KUBERNETES_SERVICE_HOST");
        String port = environment.apply("KUBERNETES_SERVICE_PORT");
        Path token = mounted.resolve("token");
        if (host == null || host.isEmpty() || port == null || port.isEmpty() || !Files.exists(token)) {
            throw ClusterException.configuration(
                    file.found() == 0
                            ? "no cluster is named: there is no kubeconfig (looked for " + file.origin()
                                    + ") and this is no pod of a cluster"
                            : "no cluster is named in " + file.origin() + ", and this is no pod of a cluster",
                    "Name a kubeconfig by --kubeconfig or KUBECONFIG, or read files: -f PATH.");
        }
        if (!options.user().isEmpty()) {
            throw ClusterException.configuration(
                    "there is no user " + Shown.name(options.user()) + ": no kubeconfig was found",
                    "Name one by --kubeconfig.");
        }
        Path authority = mounted.resolve("ca.crt");
        boolean checked = Files.exists(authority);
        ClusterEntry cluster = new ClusterEntry(
                        "https://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port,
                        checked ? ClusterEntry.file(authority.toString(), "certificate authority", "the pod") : null,
                        checked ? authority.toString() : "",
                        false,
                        "",
                        "",
                        true,
                        null)
                .with(options);
        HttpUrl server = url(cluster.server());
        Login login = options.hasCredential()
                ? login(server, Section.empty(), "", cluster, options, now, notices)
                : new TokenFile(token.toString(), "the pod", null);
        return new Target(
                "",
                namespace(mounted),
                server,
                cluster,
                proxy(server, cluster, environment),
                login,
                system(cluster, environment, notices),
                UserEntry.impersonation(Section.empty(), options));
    }

    private static String namespace(Path mounted) {
        try {
            String name = Files.readString(mounted.resolve("namespace"), StandardCharsets.UTF_8)
                    .trim();
            return name.isEmpty() ? "default" : name;
        } catch (IOException e) {
            return "default";
        }
    }

    /** No credential goes over plain HTTP, as in clientcmd: it is made for {@code kubectl proxy}, which has its own. */
    private static Login login(
            HttpUrl server,
            Section user,
            String name,
            ClusterEntry cluster,
            ConnectOptions options,
            Instant now,
            Consumer<String> notices)
            throws ClusterException {
        if (server.isHttps()) {
            if (cluster.insecure()) {
                notices.accept("the certificate of " + server + " is not checked (insecure-skip-tls-verify)");
            }
            return UserEntry.login(user, name, cluster, options, now, notices);
        }
        if (!options.token().isEmpty() || !options.tokenFile().isEmpty()) {
            throw ClusterException.configuration(
                    "a token is not sent to " + server + ": it would go unencrypted",
                    "Use the server's https address.");
        }
        notices.accept("no credential is sent to " + server + ", because it would go unencrypted");
        return Login.of(Credential.NONE);
    }

    private static SystemTrust system(
            ClusterEntry cluster, UnaryOperator<String> environment, Consumer<String> notices) {
        boolean asked = cluster.authority() == null && !cluster.insecure();
        return asked ? SystemTrust.of(environment, notices) : SystemTrust.JDK;
    }

    private static ProxyServer proxy(HttpUrl server, ClusterEntry cluster, UnaryOperator<String> environment)
            throws ClusterException {
        return cluster.proxyUrl().isEmpty()
                ? ProxyRules.choose(server.isHttps(), server.host(), server.port(), environment)
                : ProxyServer.parse(cluster.proxyUrl());
    }

    private static Section entry(Map<String, Section> entries, String name, String kind, Kubeconfig file)
            throws ClusterException {
        Section entry = entries.get(name);
        if (entry == null) {
            throw ClusterException.configuration(
                    "there is no " + kind + " " + Shown.name(name) + " in " + file.origin(),
                    "Known " + kind + "s: " + Shown.known(name, entries.keySet()) + ".");
        }
        return entry;
    }

    /** Without a scheme it is taken for https. */
    private static HttpUrl url(String text) throws ClusterException {
        HttpUrl url = HttpUrl.parse(text.contains("://") ? text : "https://" + text);
        if (url == null) {
            throw ClusterException.configuration(
                    "the server's address is no URL of http or https", "Write it as https://HOST:PORT.");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw ClusterException.configuration(
                    "the server's address holds a user or password",
                    "Put them into the user entry of the kubeconfig (username, password).");
        }
        return url.newBuilder().query(null).fragment(null).build();
    }
}
