package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Certificates;
import io.saaudit.testing.Kubeconfigs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which server, as whom: chosen as kubectl chooses, and a clear error where it cannot be. */
class TargetTest {
    private static final String FILE = """
            current-context: prod
            contexts:
            - {name: prod, context: {cluster: prod, user: admin, namespace: apps}}
            - {name: prod-eu, context: {cluster: eu, user: admin}}
            - {name: lost, context: {cluster: nowhere, user: admin}}
            - {name: nobody, context: {cluster: prod, user: ghost}}
            - {name: no-server, context: {cluster: empty, user: admin}}
            clusters:
            - {name: prod, cluster: {server: "https://prod:6443/", tls-server-name: inner}}
            - {name: eu, cluster: {server: "https://eu/k8s/clusters/c-1/"}}
            - {name: empty, cluster: {}}
            users:
            - {name: admin, user: {token: t0ken}}
            - {name: other, user: {username: me, password: pw}}
            """;

    @TempDir
    Path folder;

    @Test
    void theCurrentContextSaysServerUserAndNamespace() throws Exception {
        Connection connection = open(ConnectOptions.builder());
        assertThat(connection.context()).isEqualTo("prod");
        assertThat(connection.server()).isEqualTo("https://prod:6443");
        assertThat(connection.namespace()).isEqualTo("apps");
        assertThat(open(ConnectOptions.builder().context("prod-eu")).server()).isEqualTo("https://eu/k8s/clusters/c-1");
        assertThat(open(ConnectOptions.builder().context("prod-eu")).namespace())
                .isEqualTo("default");
        assertThat(open(ConnectOptions.builder().cluster("eu")).server()).isEqualTo("https://eu/k8s/clusters/c-1");
        assertThat(open(ConnectOptions.builder().server("https://else")).server())
                .isEqualTo("https://else");
        assertThat(open(ConnectOptions.builder().server("else:6443")).server()).isEqualTo("https://else:6443");
    }

    @Test
    void anotherServerDropsTheNameThatTheCertificateMustBear() throws Exception {
        assertThat(choose(ConnectOptions.builder()).cluster().tlsServerName()).isEqualTo("inner");
        assertThat(choose(ConnectOptions.builder().server("https://else"))
                        .cluster()
                        .tlsServerName())
                .isEmpty();
        assertThat(choose(ConnectOptions.builder().server("https://else").tlsServerName("n"))
                        .cluster()
                        .tlsServerName())
                .isEqualTo("n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prd     |        |       | context "prd"     | "prod"
            lost    |        |       | cluster "nowhere" | "eu"
            nobody  |        |       | user "ghost"      | "admin"
            prod    | eu2    |       | cluster "eu2"     | "eu"
            prod    |        | othr  | user "othr"       | "other"
            """)
    void anUnknownNameIsAnErrorThatListsTheKnownOnesNearestFirst(
            String context, String cluster, String user, String unknown, String nearest) {
        ConnectOptions.Builder options = ConnectOptions.builder()
                .context(context)
                .cluster(cluster == null ? "" : cluster)
                .user(user == null ? "" : user);
        assertThat(Failing.configuration(() -> open(options)))
                .hasMessageContaining("there is no " + unknown)
                .extracting(ClusterException::hint)
                .asString()
                .contains("Known " + unknown.substring(0, unknown.indexOf(' ')) + "s: " + nearest);
    }

    @Test
    void noKubeconfigAnywhereIsAnErrorThatSaysWhereItWasLookedFor() {
        assertThat(Failing.configuration(
                        () -> Opening.in(Map.of("HOME", folder.toString())).open(ConnectOptions.none())))
                .hasMessageContaining("looked for " + folder.resolve(".kube/config"));
        assertThat(Failing.configuration(
                        () -> Opening.in(Map.of("KUBECONFIG", "/a:/b")).open(ConnectOptions.none())))
                .hasMessageContaining("looked for /a, /b");
        Path empty = Kubeconfigs.write(folder.resolve("empty"), "current-context: ''\n");
        assertThat(Failing.configuration(
                        () -> Opening.in(Map.of("KUBECONFIG", empty.toString())).open(ConnectOptions.none())))
                .hasMessageContaining("no cluster is named in " + empty);
    }

    @Test
    void aKubeconfigWithoutACurrentContextIsAnErrorThatListsThem() {
        Path file = Kubeconfigs.write(folder.resolve("config"), FILE.replace("current-context: prod\n", ""));
        assertThat(Failing.configuration(() -> Opening.in(Map.of()).open(file)))
                .hasMessageContaining("no current context")
                .extracting(ClusterException::hint)
                .asString()
                .contains("\"prod\"");
    }

    @Test
    void aClusterWithoutAServerIsAnError() {
        assertThat(Failing.configuration(() -> open(ConnectOptions.builder().context("no-server"))))
                .hasMessageContaining("no server is named by cluster \"empty\"");
    }

    @ParameterizedTest
    @CsvSource({"ftp://host", "https://", "https://ho st", "https://me:s3cret@host"})
    void aServersAddressThatCannotBeUsedIsAnErrorWithoutIt(String url) {
        assertThat(Failing.configuration(() -> open(ConnectOptions.builder().server(url))))
                .hasMessageContaining("the server's address")
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void noTokenGoesOverPlainHttp() throws Exception {
        assertThat(Failing.configuration(
                        () -> open(ConnectOptions.builder().server("http://h").token("t"))))
                .hasMessageContaining("not sent to http://h");
        Opening opening = Opening.in(Map.of());
        assertThat(choose(ConnectOptions.builder().server("http://h"))
                        .login()
                        .credential()
                        .authorization())
                .isEmpty();
        opening.open(file().server("http://h").build());
        assertThat(opening.notices()).singleElement().asString().contains("no credential is sent");
    }

    @Test
    void aTokenFlagStandsForTheWholeCredential() throws Exception {
        assertThat(authorization(ConnectOptions.builder().user("other").token("  mine\n")))
                .isEqualTo("Bearer mine");
        assertThat(authorization(ConnectOptions.builder().user("other"))).isEqualTo("Basic bWU6cHc=");
        assertThat(authorization(ConnectOptions.builder())).isEqualTo("Bearer t0ken");
    }

    @Test
    void whatExcludesEachOtherIsSaid() {
        assertThat(Failing.configuration(
                        () -> open(ConnectOptions.builder().token("a").tokenFile("b"))))
                .hasMessageContaining("--token-file");
        assertThat(Failing.configuration(() ->
                        open(ConnectOptions.builder().certificateAuthority("a").insecureSkipTlsVerify(true))))
                .hasMessageContaining("--insecure-skip-tls-verify");
        assertThat(Failing.configuration(() -> user(Map.of("token", "a", "username", "b"))))
                .hasMessageContaining("exclude each other");
        assertThat(Failing.configuration(
                        () -> user(Map.of("exec", Map.of("command", "a"), "auth-provider", Map.of("name", "oidc")))))
                .hasMessageContaining("exclude each other");
    }

    @ParameterizedTest
    @CsvSource({"gcp", "azure"})
    void anAuthProviderThatIsNoMoreIsAnErrorThatNamesTheWayOn(String name) {
        assertThat(Failing.configuration(() -> user(Map.of("auth-provider", Map.of("name", name)))))
                .hasMessageContaining(name)
                .extracting(ClusterException::hint)
                .asString()
                .contains("plug-in");
    }

    @Test
    void aTokenThatCannotBeSentIsAnErrorWithoutIt() {
        assertThat(Failing.configuration(() -> user(Map.of("token", "s3cr et"))))
                .hasMessageContaining("position 5")
                .message()
                .doesNotContain("s3cr");
        assertThat(Failing.configuration(() -> user(Map.of("tokenFile", "missing"))))
                .hasMessageContaining("missing");
    }

    @Test
    void aClientCertificateIsCheckedBeforeItIsSent() {
        Certificates.Pair ca = Certificates.authority("ca");
        Certificates.Pair one = Certificates.client(ca, "RSA", "u", "g");
        Certificates.Pair two = Certificates.client(ca, "RSA", "u", "g");
        Certificates.Pair old =
                Certificates.client(ca, "EC", "u", "g", Instant.now().minusSeconds(60));
        assertThat(Failing.configuration(() -> user(Map.of(
                        "client-certificate-data", Kubeconfigs.data(one.certificatePem()),
                        "client-key-data", Kubeconfigs.data(two.keyPem())))))
                .hasMessageContaining("is not the key of");
        assertThat(Failing.configuration(() -> user(Map.of(
                        "client-certificate-data", Kubeconfigs.data(old.certificatePem()),
                        "client-key-data", Kubeconfigs.data(old.keyPem())))))
                .hasMessageContaining("the client certificate of user \"u\" expired at 2");
        assertThat(Failing.configuration(
                        () -> user(Map.of("client-certificate-data", Kubeconfigs.data(one.certificatePem())))))
                .hasMessageContaining("without its key");
        assertThat(Failing.configuration(() -> user(Map.of("client-certificate-data", "%"))))
                .hasMessageContaining("is not base64");
    }

    @Test
    void anAuthorityThatCannotBeUsedIsAnError() {
        Path none = Kubeconfigs.write(folder.resolve("ca.crt"), "none");
        assertThat(Failing.configuration(() -> open(ConnectOptions.builder().certificateAuthority(none.toString()))))
                .hasMessageContaining("holds no certificate");
        assertThat(Failing.configuration(() -> open(ConnectOptions.builder().certificateAuthority("/none"))))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aGroupIsImpersonatedOnlyBesideAUser() {
        assertThat(Failing.configuration(() -> open(ConnectOptions.builder().asGroups(List.of("g")))))
                .extracting(ClusterException::hint)
                .asString()
                .contains("--as USER");
        assertThat(Failing.configuration(() -> user(Map.of("token", "t", "as-groups", List.of("g")))))
                .hasMessageContaining("users[0].user.as must name a user");
        assertThat(Failing.configuration(() -> open(ConnectOptions.builder().as("a\nb"))))
                .hasMessageContaining("control character");
    }

    @Test
    void noCredentialAtAllIsSaid() throws Exception {
        Opening opening = Opening.in(Map.of());
        opening.open(Kubeconfigs.one(folder.resolve("c"), "u", Map.of("server", "https://h"), Map.of()));
        assertThat(opening.notices()).singleElement().asString().contains("system:anonymous");
    }

    @Test
    void nothingThatHoldsACredentialShowsIt() throws Exception {
        ConnectOptions options = ConnectOptions.builder()
                .kubeconfig(Kubeconfigs.one(
                                folder.resolve("c"),
                                "u",
                                Map.of("server", "https://h", "proxy-url", "http://me:s3cret@p:1"),
                                Map.of("username", "me", "password", "s3cret"))
                        .toString())
                .build();
        Target target = Target.choose(options, name -> null, folder, Instant.now(), line -> {});
        assertThat(List.of(
                        target,
                        target.cluster(),
                        target.proxy(),
                        target.login(),
                        target.login().credential(),
                        ConnectOptions.builder().token("s3cret").build(),
                        new ServerConnection(target, options, Instant.now())))
                .extracting(Object::toString)
                .noneMatch(text -> text.contains("s3cret"));
    }

    private ConnectOptions.Builder file() {
        return ConnectOptions.builder()
                .kubeconfig(Kubeconfigs.write(folder.resolve("config"), FILE).toString());
    }

    private Connection open(ConnectOptions.Builder options) throws ClusterException {
        return Opening.in(Map.of()).open(with(options));
    }

    private Target choose(ConnectOptions.Builder options) throws ClusterException {
        return Target.choose(with(options), name -> null, folder, Instant.now(), line -> {});
    }

    private String authorization(ConnectOptions.Builder options) throws ClusterException {
        return choose(options).login().credential().authorization();
    }

    private ConnectOptions with(ConnectOptions.Builder options) {
        return options.kubeconfig(file().build().kubeconfig()).build();
    }

    private Connection user(Map<String, ?> user) throws ClusterException {
        return Opening.in(Map.of())
                .open(Kubeconfigs.one(folder.resolve("user"), "u", Map.of("server", "https://h"), user));
    }
}
