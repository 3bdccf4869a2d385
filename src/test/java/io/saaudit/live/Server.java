package io.saaudit.live;

import io.saaudit.catalog.Catalog;
import io.saaudit.model.ApiResource;
import io.saaudit.model.Identity;
import io.saaudit.model.Request;
import io.saaudit.model.Target;
import io.saaudit.source.cluster.ClusterException;
import io.saaudit.source.cluster.ConnectOptions;
import io.saaudit.source.cluster.Connection;
import io.saaudit.source.cluster.Opening;
import io.saaudit.testing.Json;
import io.saaudit.testing.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** An API server, asked as a member of system:masters. Objects are trees of maps and lists, as {@link Json} has them. */
final class Server {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String STRICT = "fieldValidation=Strict";
    private static final Map<String, ApiResource> KINDS = kinds();

    private final String url;
    private final String token;
    private final HttpClient client;
    private final Path kubeconfig;

    /** @param kubeconfig of an administrator; it may be written later */
    Server(String url, String token, SSLContext tls, Path kubeconfig) {
        this(
                url,
                token,
                HttpClient.newBuilder().sslContext(tls).connectTimeout(TIMEOUT).build(),
                kubeconfig);
    }

    private Server(String url, String token, HttpClient client, Path kubeconfig) {
        this.url = url;
        this.token = token;
        this.client = client;
        this.kubeconfig = kubeconfig;
    }

    /** The same server, asked with another token. */
    Server as(String otherToken) {
        return new Server(url, otherToken, client, kubeconfig);
    }

    /** What sa-audit reads by, as an administrator. */
    Connection connection() {
        return connection(ConnectOptions.builder());
    }

    /** The same as somebody else. */
    Connection connection(String otherToken) {
        return connection(ConnectOptions.builder().token(otherToken));
    }

    /** The same through a proxy of faults. */
    Connection connection(FaultProxy proxy) {
        return connection(through(proxy));
    }

    /** Options that lead through a proxy of faults. */
    ConnectOptions.Builder through(FaultProxy proxy) {
        return ConnectOptions.builder()
                .server(proxy.url())
                .certificateAuthority(proxy.authority().toString());
    }

    /** By the kubeconfig of this server and other options. */
    Connection connection(ConnectOptions.Builder options) {
        try {
            return Opening.in(Map.of())
                    .open(options.kubeconfig(kubeconfig.toString()).build());
        } catch (ClusterException e) {
            throw new AssertionError("the kubeconfig of the live tests: " + e.getMessage(), e);
        }
    }

    /** A proxy before it. */
    FaultProxy faults() {
        return new FaultProxy(url, client);
    }

    /** A token of an account, as {@code kubectl create token} gives it. */
    String tokenOf(String namespace, String account) {
        return Tree.string(tokenOf(namespace, account, Map.of()), "token");
    }

    /** The keys that tokens are verified with, as {@code kubectl get --raw /openid/v1/jwks} prints them. */
    String keys() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/openid/v1/jwks"))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException("GET /openid/v1/jwks: the API server does not answer", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The status of a TokenRequest of this spec, with {@code token} and {@code expirationTimestamp}. */
    Map<String, Object> tokenOf(String namespace, String account, Map<String, Object> spec) {
        Object review = Map.of("apiVersion", "authentication.k8s.io/v1", "kind", "TokenRequest", "spec", spec);
        String path = "/api/v1/namespaces/" + namespace + "/serviceaccounts/" + account + "/token";
        Reply reply = reply("POST", path, review, "application/json");
        return Tree.map(reply.orFail("token of " + account).tree(), "status");
    }

    /** Whether it says that it is ready; false while nobody listens. */
    boolean ready() {
        try {
            HttpResponse<String> answer = client.send(request("GET", "/readyz", null, ""), BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().equals("ok");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Reads an object or list. Not for Secrets: see {@link #stream}. */
    Reply get(String path) {
        return reply("GET", path, null, "");
    }

    /** The body of an object or list, for a reader that keeps less of it than a {@link Reply}; to be closed. */
    InputStream stream(String path) {
        HttpResponse<InputStream> answer = send("GET", path, null, "", BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new AssertionError("GET " + path + " gave status " + answer.statusCode() + "; expected 200");
        }
        return answer.body();
    }

    /** Whether there is no such object; its content is not looked at. */
    boolean isGone(String path) {
        HttpResponse<Void> answer = send("GET", path, null, "", BodyHandlers.discarding());
        return answer.statusCode() == 404;
    }

    /** Makes an object. */
    Reply create(Object object) {
        return reply("POST", collection(object) + "?" + STRICT, object, "application/json");
    }

    /** Says what would come of making an object, and makes none. */
    Reply dryRun(Object object) {
        return reply("POST", collection(object) + "?dryRun=All&" + STRICT, object, "application/json");
    }

    /** Makes an object or changes the one of its name, as {@code kubectl apply --server-side --force-conflicts} does. */
    Reply apply(Object object) {
        return reply(
                "PATCH",
                path(object) + "?fieldManager=live-tests&force=true&" + STRICT,
                object,
                "application/apply-patch+yaml");
    }

    /** Changes an object by a strategic merge patch. */
    Reply patch(String path, Object patch) {
        return reply("PATCH", path, patch, "application/strategic-merge-patch+json");
    }

    /** Puts another object in the place of one. */
    Reply replace(String path, Object object) {
        return reply("PUT", path, object, "application/json");
    }

    /** Deletes an object, or a collection with its query. */
    Reply delete(String path) {
        return reply("DELETE", path, null, "");
    }

    /** A SubjectAccessReview's status, with {@code allowed} and {@code reason}. */
    Map<String, Object> review(Identity who, Request what) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("user", who.user());
        spec.put("groups", who.groups());
        if (what.target() instanceof Target.Resource r) {
            spec.put(
                    "resourceAttributes",
                    Map.of(
                            "verb", what.verb(),
                            "group", r.group(),
                            "resource", r.resource(),
                            "subresource", r.subresource(),
                            "namespace", r.namespace(),
                            "name", r.name()));
        } else if (what.target() instanceof Target.Path path) {
            spec.put("nonResourceAttributes", Map.of("verb", what.verb(), "path", path.path()));
        }
        Map<String, Object> review = new LinkedHashMap<>();
        review.put("apiVersion", "authorization.k8s.io/v1");
        review.put("kind", "SubjectAccessReview");
        review.put("metadata", Map.of());
        review.put("spec", spec);
        return Tree.map(create(review).orFail("SubjectAccessReview of " + what).tree(), "status");
    }

    /** Whether a SubjectAccessReview allows it. */
    boolean allows(Identity who, Request what) {
        return Tree.flag(review(who, what), "allowed");
    }

    /** The path of an object that has a name. */
    static String path(Object object) {
        return collection(object) + "/" + encoded(Tree.string(Tree.map(object, "metadata"), "name"));
    }

    /** The path of the collection that an object belongs to. */
    static String collection(Object object) {
        String apiVersion = Tree.string(object, "apiVersion");
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        ApiResource resource = KINDS.get(group + "/" + Tree.string(object, "kind"));
        if (resource == null) {
            throw new AssertionError("no API resource is known for kind " + Tree.string(object, "kind") + " of "
                    + apiVersion + "; is it one that a 1.36 server serves?");
        }
        String base = (slash < 0 ? "/api/" : "/apis/") + apiVersion;
        String namespace = Tree.string(Tree.map(object, "metadata"), "namespace");
        String middle =
                resource.namespaced() ? "/namespaces/" + encoded(namespace.isEmpty() ? "default" : namespace) : "";
        return base + middle + "/" + resource.resource();
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, ApiResource> kinds() {
        Map<String, ApiResource> kinds = new HashMap<>();
        for (ApiResource resource : Catalog.apiResources()) {
            kinds.put(resource.group() + "/" + resource.kind(), resource);
        }
        return kinds;
    }

    private Reply reply(String method, String path, Object body, String type) {
        HttpResponse<String> answer = send(method, path, body, type, BodyHandlers.ofString());
        return new Reply(answer.statusCode(), answer.body());
    }

    private <T> HttpResponse<T> send(String method, String path, Object body, String type, BodyHandler<T> handler) {
        try {
            return client.send(request(method, path, body, type), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + ": the API server does not answer", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private HttpRequest request(String method, String path, Object body, String type) {
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.text(body));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .method(method, publisher);
        return body == null
                ? request.build()
                : request.header("Content-Type", type).build();
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for the API server", e);
    }

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param body JSON
     */
    record Reply(int status, String body) {
        /** Whether it was done. */
        boolean ok() {
            return status < 300;
        }

        /** Itself, when it was done; else a failure with what the server said. */
        Reply orFail(String what) {
            if (!ok()) {
                throw new AssertionError(what + ": the API server answered " + status + " " + message());
            }
            return this;
        }

        /** The object or list. */
        Object tree() {
            return Json.parse(body);
        }

        /** The message of a refusal. */
        String message() {
            return body.startsWith("{") ? Tree.string(tree(), "message") : body;
        }

        /** The fields that a refusal names as its causes. */
        List<String> causes() {
            return Tree.list(Tree.map(tree(), "details"), "causes").stream()
                    .map(c -> Tree.string(c, "field"))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
