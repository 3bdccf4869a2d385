package io.saaudit.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.saaudit.model.Identity;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.Snapshot;
import io.saaudit.rbac.Authorizer;
import io.saaudit.rbac.ListedRules;
import io.saaudit.rbac.RbacState;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.source.cluster.ListedKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An API server that lists the objects of a file and decides by them: enough for the command line to be run as with a
 * cluster. How a real one answers is what the live suite tests.
 */
public final class FakeCluster implements AutoCloseable {
    private static final Certificates.Pair CA = Certificates.authority("fake-cluster");

    private final TestServer server;
    private final List<?> items;
    private final Authorizer authorizer;
    private final RbacState state;
    private final List<Object> moreRules = new ArrayList<>();
    private boolean impersonation = true;
    private final Map<String, String> others = new LinkedHashMap<>();

    /** Of a v1 List in JSON. */
    public FakeCluster(Path list) throws Exception {
        items = Tree.list(Json.parse(Files.readString(list)), "items");
        Snapshot snapshot =
                SnapshotReader.read(List.of(list.toString()), InputStream.nullInputStream(), ReadOptions.defaults());
        state = RbacState.of(snapshot.objects().roles(), snapshot.objects().bindings(), List.of(), List.of());
        authorizer = new Authorizer(state);
        others.put("/version", "{\"gitVersion\":\"v1.36.3\"}");
        server = TestServer.https(Certificates.server(CA, "127.0.0.1").server(), this::answer);
    }

    /** Makes it answer a path with a text besides. */
    public FakeCluster with(String path, String text) {
        others.put(path, text);
        return this;
    }

    /** Makes it list another rule for everybody. */
    public FakeCluster withRule(PolicyRule rule) {
        moreRules.add(tree(rule));
        return this;
    }

    /** Makes it let nobody impersonate anybody. */
    public FakeCluster withoutImpersonation() {
        impersonation = false;
        return this;
    }

    /** Its URL. */
    public String url() {
        return server.url();
    }

    /** The authority of its certificate, in a file. */
    public Path authority(Path file) {
        return Kubeconfigs.write(file, CA.certificatePem());
    }

    /** A kubeconfig with one context that leads to it. */
    public Path kubeconfig(Path file, String context) {
        return Kubeconfigs.one(file, context, Kubeconfigs.cluster(url(), CA.certificatePem()), Map.of("token", "t"));
    }

    /** What it was asked, in order. */
    public List<String> asked() {
        return server.asked().stream().map(TestServer.Asked::line).toList();
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Object asked = exchange.getRequestMethod().equals("POST")
                ? Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                : null;
        String text = others.containsKey(path)
                ? others.get(path)
                : asked == null ? list(path) : review(asked, exchange.getRequestHeaders());
        if (text == null) {
            TestServer.answer(exchange, 404, "{\"kind\":\"Status\",\"code\":404}");
        } else {
            TestServer.answer(exchange, asked == null ? 200 : 201, text);
        }
    }

    private String list(String path) {
        for (ListedKind kind : ListedKind.values()) {
            if (path.equals(
                    (kind.group().isEmpty() ? "/api/v1/" : "/apis/" + kind.group() + "/v1/") + kind.resource())) {
                List<Object> found = new ArrayList<>();
                for (Object item : items) {
                    if (Tree.string(item, "kind").equals(kind.kind())) {
                        found.add(kind == ListedKind.SECRET ? Map.of("metadata", Tree.map(item, "metadata")) : item);
                    }
                }
                boolean secret = kind == ListedKind.SECRET;
                Map<String, Object> all = new LinkedHashMap<>();
                String version = kind.group().isEmpty() ? "v1" : kind.group() + "/v1";
                all.put("apiVersion", secret ? "meta.k8s.io/v1" : version);
                all.put("kind", secret ? "PartialObjectMetadataList" : kind.kind() + "List");
                all.put("metadata", Map.of("resourceVersion", "1"));
                all.put("items", found);
                return Json.text(all);
            }
        }
        return null;
    }

    private String review(Object asked, Headers headers) {
        Object spec = Tree.map(asked, "spec");
        Map<String, Object> status = switch (Tree.string(asked, "kind")) {
            case "SelfSubjectReview" -> Map.of("userInfo", Map.of("username", "jane"));
            case "SelfSubjectRulesReview" -> rules(Tree.string(spec, "namespace"), headers);
            case "SelfSubjectAccessReview" -> Map.of("allowed", impersonation);
            case "SubjectAccessReview" -> access(spec);
            case "TokenReview" -> Map.of("authenticated", true, "user", Map.of("username", "jane"));
            default -> Map.of();
        };
        return Json.text(Map.of("kind", Tree.string(asked, "kind"), "status", status));
    }

    /** Those of whoever is impersonated, else that jane may list pods. */
    private Map<String, Object> rules(String namespace, Headers headers) {
        String user = headers.getFirst("Impersonate-User");
        List<Object> rules = new ArrayList<>(moreRules);
        if (user == null) {
            rules.add(tree(PolicyRule.resources(List.of("list"), List.of(""), List.of("pods"), List.of())));
        } else {
            String[] account = new Identity(user, List.of()).account();
            Identity who = account == null
                    ? new Identity(user, List.of(Identity.AUTHENTICATED))
                    : Identity.serviceAccount(account[0], account[1]);
            ListedRules.of(state, who, namespace).forEach(rule -> rules.add(tree(rule)));
        }
        return Map.of("resourceRules", rules, "nonResourceRules", List.of(), "incomplete", false);
    }

    private static Map<String, Object> tree(PolicyRule rule) {
        return Map.of(
                "verbs", rule.verbs(),
                "apiGroups", rule.apiGroups(),
                "resources", rule.resources(),
                "resourceNames", rule.resourceNames());
    }

    private Map<String, Object> access(Object spec) {
        Identity who = new Identity(Tree.string(spec, "user"), Tree.strings(spec, "groups"));
        Object resource = Tree.map(spec, "resourceAttributes");
        Object path = Tree.map(spec, "nonResourceAttributes");
        boolean allowed = authorizer.allows(
                who,
                Tree.asMap(resource).isEmpty()
                        ? Request.path(Tree.string(path, "verb"), Tree.string(path, "path"))
                        : Request.of(
                                Tree.string(resource, "verb"),
                                Tree.string(resource, "group"),
                                Tree.string(resource, "resource"),
                                Tree.string(resource, "subresource"),
                                Tree.string(resource, "namespace"),
                                Tree.string(resource, "name")));
        return Map.of("allowed", allowed, "reason", allowed ? "RBAC: allowed" : "");
    }
}
