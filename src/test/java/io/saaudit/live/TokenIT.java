package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.cli.Run;
import io.saaudit.testing.Json;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code token} on every kind of token that a server issues, with its keys and its TokenReview. */
@Live
class TokenIT {
    private static final String NAMESPACE = "tokens";
    private static final String BASE = "/api/v1/namespaces/" + NAMESPACE;
    private static final String ISSUER = "https://kubernetes.default.svc";
    private static final String MANIFESTS = """
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: web, namespace: tokens}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: tokens-node}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: web-1, namespace: tokens},
             spec: {serviceAccountName: web, containers: [{name: c, image: i}]}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: web-2, namespace: tokens},
             spec: {serviceAccountName: web, nodeName: tokens-node, containers: [{name: c, image: i}]}}
            ---
            {apiVersion: v1, kind: Secret, metadata: {name: plain, namespace: tokens}}
            ---
            {apiVersion: v1, kind: Secret, type: kubernetes.io/service-account-token, metadata: {name: kept,
             namespace: tokens, annotations: {kubernetes.io/service-account.name: web}}}
            ---
            {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: web-views, namespace: tokens},
             roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view},
             subjects: [{kind: ServiceAccount, name: web, namespace: tokens}]}
            """;

    private final ControlPlane plane;
    private final Server server;

    @TempDir
    private Path folder;

    private Path keys;

    TokenIT(ControlPlane plane) {
        this.plane = plane;
        this.server = plane.server();
    }

    @BeforeEach
    void everythingIsThere() throws IOException {
        Manifests.apply(server, Manifests.of(MANIFESTS));
        Waiting.until(
                "a token in Secret kept",
                () -> Cluster.read(server, BASE + "/secrets/kept")
                        .objects()
                        .secrets()
                        .get(0)
                        .hasToken());
        keys = Files.writeString(folder.resolve("keys.json"), server.keys());
    }

    /** What was asked for, what came, and what must be said of it. */
    private record Kind(String name, Map<String, Object> spec, String bound, boolean extended, boolean forServer) {}

    private List<Kind> kinds() {
        return List.of(
                new Kind("as kubectl asks", Map.of(), "", false, true),
                new Kind("another audience", Map.of("audiences", List.of("vault")), "", false, false),
                new Kind("two audiences", Map.of("audiences", List.of("vault", ISSUER)), "", false, true),
                new Kind("a duration", Map.of("expirationSeconds", 7200), "", false, true),
                new Kind("as a kubelet asks", bound("Pod", "web-1", 3607), "Pod", true, true),
                new Kind("a pod on a node", bound("Pod", "web-2", 3607), "Pod", true, true),
                new Kind("a pod, but not as a kubelet asks", bound("Pod", "web-1", 3600), "Pod", false, true),
                new Kind("3607 s without a pod", Map.of("expirationSeconds", 3607), "", false, true),
                new Kind("bound to a Secret", bound("Secret", "plain", 3600), "Secret", false, true),
                new Kind("bound to a Node", bound("Node", "tokens-node", 3600), "Node", false, true));
    }

    private static Map<String, Object> bound(String kind, String name, int seconds) {
        return Map.of(
                "expirationSeconds", seconds, "boundObjectRef", Map.of("apiVersion", "v1", "kind", kind, "name", name));
    }

    @Test
    void everyKindIsDecodedVerifiedAndJudgedAsTheServerDoes() {
        for (Kind kind : kinds()) {
            Map<String, Object> issued = server.tokenOf(NAMESPACE, "web", kind.spec());
            String token = Tree.string(issued, "token");
            Map<String, Object> said = live(token, 0);
            assertThat(said)
                    .as(kind.name())
                    .containsEntry("kind", "bound")
                    .containsEntry("state", "current")
                    .containsEntry("works", true)
                    .containsEntry("issuer", ISSUER)
                    .containsEntry("subject", "system:serviceaccount:tokens:web")
                    .containsEntry("algorithm", "RS256")
                    .containsEntry("extended", kind.extended());
            assertThat(Tree.map(said, "account")).containsEntry("uid", uid(BASE + "/serviceaccounts/web"));
            assertThat(Tree.map(said, "signature")).as(kind.name()).containsEntry("result", "right");
            assertThat(Tree.string(Tree.map(said, "bound"), "kind"))
                    .as(kind.name())
                    .isEqualTo(kind.bound());
            // The status tells the time that was asked for, the token the one that counts.
            String end = Tree.string(Tree.map(said, kind.extended() ? "warnAfter" : "expires"), "time");
            assertThat(end).as(kind.name()).isEqualTo(Tree.string(issued, "expirationTimestamp"));
            Map<String, Object> review = Tree.map(said, "review");
            assertThat(review)
                    .as(kind.name())
                    .containsEntry("authenticated", true)
                    .containsEntry("user", "system:serviceaccount:tokens:web")
                    .containsEntry("audiences", kind.forServer() ? List.of() : List.of("vault"));
            assertThat(standings(said)).as(kind.name()).containsOnly("same");
            assertThat(Tree.list(said, "permissions")).as(kind.name()).isNotEmpty();
        }
    }

    @Test
    void anExtendedTokenLivesForAYear() {
        Map<String, Object> said =
                live(Tree.string(server.tokenOf(NAMESPACE, "web", bound("Pod", "web-2", 3607)), "token"), 0);
        long issued = ((Number) Tree.map(said, "issued").get("seconds")).longValue();
        long expires = ((Number) Tree.map(said, "expires").get("seconds")).longValue();
        assertThat(expires - issued).isEqualTo(31_536_000);
        assertThat(Tree.string(Tree.map(said, "node"), "name")).isEqualTo("tokens-node");
        assertThat(Tree.string(Tree.map(said, "node"), "uid")).isEqualTo(uid("/api/v1/nodes/tokens-node"));
    }

    @Test
    void aLegacyTokenIsTakenOutOfItsSecret() {
        String secret = text(BASE + "/secrets/kept");
        Map<String, Object> said = live(secret, 0);
        assertThat(said).containsEntry("kind", "legacy").containsEntry("works", true);
        assertThat(said.get("source")).isEqualTo("standard input: Secret tokens/kept, key token");
        assertThat(said).doesNotContainKeys("expires", "issued").containsEntry("audiences", List.of());
        assertThat(Tree.map(said, "bound")).containsEntry("name", "kept");
        assertThat(Tree.map(said, "signature")).containsEntry("result", "right");
        assertThat(Tree.map(said, "review")).containsEntry("authenticated", true);
        assertThat(standings(said)).containsExactly("same", "there");
    }

    @Test
    void aLegacyTokenThatIsMarkedInvalidDoesNotWork() {
        String secret = text(BASE + "/secrets/kept");
        Map<String, Object> marked = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Secret",
                "type",
                "kubernetes.io/service-account-token",
                "metadata",
                Map.of(
                        "name",
                        "kept",
                        "namespace",
                        NAMESPACE,
                        "annotations",
                        Map.of("kubernetes.io/service-account.name", "web"),
                        "labels",
                        Map.of("kubernetes.io/legacy-token-invalid-since", "2026-01-01")));
        server.apply(marked).orFail("mark Secret kept");
        try {
            // A review that went well is believed for ten seconds.
            Waiting.until("the server not to take the token", () -> !authenticated(run(secret, "--live", "--review")));
            Map<String, Object> said = live(secret, 1);
            assertThat(standings(said)).containsExactly("same", "invalidated");
            assertThat(Tree.strings(said, "refusals")).contains("Secret tokens/kept is marked invalid");
        } finally {
            Manifests.apply(server, Manifests.of(MANIFESTS));
        }
    }

    @Test
    void whatTheTokenNeedsIsMissedWhenItIsGone() {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("Pod", BASE + "/pods/web-1");
        paths.put("Secret", BASE + "/secrets/plain");
        paths.put("Node", "/api/v1/nodes/tokens-node");
        for (Map.Entry<String, String> kind : paths.entrySet()) {
            String name = kind.getValue().substring(kind.getValue().lastIndexOf('/') + 1);
            String token = Tree.string(server.tokenOf(NAMESPACE, "web", bound(kind.getKey(), name, 3600)), "token");
            String uid = uid(kind.getValue());
            server.delete(kind.getValue() + "?gracePeriodSeconds=0").orFail("delete " + name);
            Waiting.until(kind.getKey() + " to be gone", () -> server.isGone(kind.getValue()));
            Waiting.until("the server not to take the token", () -> !authenticated(run(token, "--review")));
            Map<String, Object> said = live(token, 1);
            assertThat(standings(said)).as(kind.getKey()).containsExactly("same", "missing");
            assertThat(Tree.map(said, "signature")).containsEntry("result", "right");

            Manifests.apply(server, Manifests.of(MANIFESTS));
            said = live(token, 1);
            assertThat(standings(said)).as(kind.getKey() + " made anew").containsExactly("same", "other");
            assertThat(Tree.map(said, "bound")).containsEntry("uid", uid);
        }
    }

    @Test
    void theTokenOfADeletedAccountStaysGenuineAndDoesNotWork() {
        Map<String, Object> account = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ServiceAccount",
                "metadata",
                Map.of("name", "leaving", "namespace", NAMESPACE));
        server.create(account).orFail("create ServiceAccount leaving");
        String token = server.tokenOf(NAMESPACE, "leaving");
        live(token, 0);
        String path = BASE + "/serviceaccounts/leaving";
        server.delete(path).orFail("delete ServiceAccount leaving");
        Waiting.until("the server not to take the token", () -> !authenticated(run(token, "--review")));
        Map<String, Object> said = live(token, 1);
        assertThat(standings(said)).containsExactly("missing");
        assertThat(Tree.map(said, "signature")).containsEntry("result", "right");
        assertThat(Tree.string(Tree.map(said, "review"), "error")).isNotEmpty();

        server.create(account).orFail("create ServiceAccount leaving once more");
        said = live(token, 1);
        assertThat(standings(said)).containsExactly("other");
        assertThat(Tree.strings(said, "refusals")).contains("ServiceAccount tokens/leaving was deleted and made anew");
    }

    @Test
    void withKeysInAFileNothingIsAsked() {
        String token = server.tokenOf(NAMESPACE, "web");
        Run run = Run.with(token, Map.of("KUBECONFIG", "no/such/file"), 0, "token", "--jwks", keys.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("Right: RS256 by key ");
    }

    @Test
    void aChangedTokenIsRefusedByBoth() {
        String token = server.tokenOf(NAMESPACE, "web");
        String[] parts = token.split("\\.");
        String claims = new String(java.util.Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String other = claims.replace(":web\"", ":default\"").replace("\"name\":\"web\"", "\"name\":\"default\"");
        String changed = parts[0] + "."
                + java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(other.getBytes(StandardCharsets.UTF_8))
                + "." + parts[2];
        Map<String, Object> said = live(changed, 1);
        assertThat(Tree.map(said, "signature")).containsEntry("result", "wrong");
        assertThat(Tree.map(said, "review")).containsEntry("authenticated", false);
    }

    /** Whoever may do nothing gets what can be said without rights, and what is missing is named. */
    @Test
    void withoutRightsWhatIsMissingIsSaid() throws IOException {
        String token = server.tokenOf(NAMESPACE, "web");
        Path file = Files.writeString(folder.resolve("reader.token"), server.tokenOf(NAMESPACE, "default"));
        Object cluster = Tree.map(
                Tree.list(Json.parse(Files.readString(plane.folder().resolve("kubeconfig"))), "clusters")
                        .get(0),
                "cluster");
        List<String> as = List.of(
                "token",
                "--server",
                Tree.string(cluster, "server"),
                "--certificate-authority",
                Tree.string(cluster, "certificate-authority"),
                "--token-file",
                file.toString());
        Run run = Run.with(token, Map.of(), 0, as.toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isEqualTo(3);
        assertThat(run.out()).contains("Right: RS256", "ServiceAccount tokens/web: not read");
        assertThat(run.err()).contains("403").doesNotContain("eyJ");

        List<String> review = new ArrayList<>(as);
        review.add("--review");
        run = Run.with(token, Map.of(), 0, review.toArray(String[]::new));
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains("answers no TokenReview", "create on tokenreviews.authentication.k8s.io")
                .doesNotContain("eyJ");
    }

    private Map<String, Object> live(String input, int status) {
        Run run = run(input, "--live", "--review");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
        assertThat(run.out() + run.err()).doesNotContain("eyJ");
        return Tree.asMap(Json.parse(run.out()));
    }

    private Run run(String input, String... options) {
        List<String> args = new ArrayList<>(List.of("token", "-o", "json"));
        args.addAll(List.of(options));
        Map<String, String> env =
                Map.of("KUBECONFIG", plane.folder().resolve("kubeconfig").toString());
        return Run.with(input, env, 0, args.toArray(String[]::new));
    }

    private static boolean authenticated(Run run) {
        return Tree.flag(Tree.map(Json.parse(run.out()), "review"), "authenticated");
    }

    private static List<String> standings(Map<String, Object> said) {
        return Tree.list(said, "objects").stream()
                .map(object -> Tree.string(object, "standing"))
                .toList();
    }

    private String uid(String path) {
        Object metadata = Tree.map(server.get(path).orFail("get " + path).tree(), "metadata");
        return Tree.string(metadata, "uid");
    }

    /** A Secret as it is; only standard input of the tool gets it. */
    private String text(String path) {
        try (InputStream in = server.stream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
