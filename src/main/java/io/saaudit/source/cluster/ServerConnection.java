package io.saaudit.source.cluster;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A connection over HTTP. Only two kinds of request leave it: GET, and POST of a review. */
final class ServerConnection implements Connection {
    private static final int UNAUTHORIZED = 401;
    private static final MediaType JSON = MediaType.get("application/json");
    /** SubjectAccessReview and its kin, SelfSubjectReview: none of them is kept by the server. */
    private static final List<String> REVIEWS = List.of(
            "/apis/authorization.k8s.io/v1/",
            "/apis/authentication.k8s.io/v1/selfsubjectreviews",
            "/apis/authentication.k8s.io/v1/tokenreviews");

    private final Target target;
    private final Wires wires;
    private final Limiter limiter;
    private final Failures failures;
    private final String agent;
    private final String root;
    private final boolean owner;
    /** Set when a renewed credential is refused as well: no plug-in is run again for it. */
    private volatile boolean hopeless;

    /**
     * A connection; nothing is sent yet, but the credential is made sure of.
     *
     * @throws ClusterException when there is none, or TLS cannot be set up
     */
    ServerConnection(Target target, ConnectOptions options, Instant now) throws ClusterException {
        this.target = target;
        this.wires = new Wires(target, options.requestTimeout(), now);
        this.limiter = new Limiter(options.qps());
        this.failures = new Failures(target, wires.trust());
        String version = ServerConnection.class.getPackage().getImplementationVersion();
        this.agent = "sa-audit/" + (version == null ? "unknown" : version);
        String url = target.server().toString();
        this.root = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.owner = true;
        target.login().credential();
    }

    /** The same wires to another target of the same server. */
    private ServerConnection(ServerConnection other, Target target) {
        this.target = target;
        this.wires = other.wires;
        this.limiter = other.limiter;
        this.failures = other.failures;
        this.agent = other.agent;
        this.root = other.root;
        this.owner = false;
    }

    @Override
    public Reply get(String path, String accept) throws ClusterException {
        return ask(request(path).header("Accept", accept).build());
    }

    @Override
    public Reply post(String path, byte[] json) throws ClusterException {
        if (!isReview(path)) {
            throw new IllegalArgumentException("not the path of a review: " + path);
        }
        return ask(request(path)
                .header("Accept", "application/json")
                .post(RequestBody.create(json, JSON))
                .build());
    }

    @Override
    public Connection as(String user, List<String> groups) {
        List<String> headers = target.impersonation().isEmpty() ? UserEntry.impersonation(user, groups) : null;
        return headers == null ? null : new ServerConnection(this, target.as(headers));
    }

    @Override
    public String context() {
        return target.context();
    }

    @Override
    public String server() {
        return root;
    }

    @Override
    public String namespace() {
        return target.namespace();
    }

    @Override
    public void close() {
        if (owner) {
            wires.close();
        }
    }

    /** Names no credential. */
    @Override
    public String toString() {
        return root;
    }

    private static boolean isReview(String path) {
        if (path.indexOf('?') >= 0 || path.indexOf('%') >= 0 || path.contains("..")) {
            return false;
        }
        return REVIEWS.indexOf(path) > 0 || path.startsWith(REVIEWS.get(0)) && path.endsWith("reviews");
    }

    private Request.Builder request(String path) {
        HttpUrl url = path.startsWith("/") ? HttpUrl.parse(root + path) : null;
        if (url == null
                || !url.host().equals(target.server().host())
                || url.port() != target.server().port()) {
            throw new IllegalArgumentException("not a path: " + path);
        }
        Request.Builder request = new Request.Builder().url(url).header("User-Agent", agent);
        // Said by us, so that okhttp does not inflate by itself: the end of what comes is checked here.
        request.header("Accept-Encoding", target.cluster().compressed() ? "gzip" : "identity");
        return request;
    }

    private Reply ask(Request request) throws ClusterException {
        Credential credential = target.login().credential();
        Response response = send(request, credential);
        if (response.code() == UNAUTHORIZED && !hopeless) {
            Credential other;
            try {
                other = target.login().another(credential);
            } catch (ClusterException e) {
                response.close();
                throw e;
            }
            if (other != credential) {
                response.close();
                response = send(request, other);
                hopeless = response.code() == UNAUTHORIZED;
            }
        }
        return new ServerReply(response, failures);
    }

    private Response send(Request request, Credential credential) throws ClusterException {
        Headers.Builder headers = request.headers().newBuilder();
        if (!credential.authorization().isEmpty()) {
            headers.set("Authorization", credential.authorization());
        }
        List<String> names = target.impersonation();
        for (int i = 0; i < names.size(); i += 2) {
            headers.addUnsafeNonAscii(names.get(i), names.get(i + 1));
        }
        Request whole = request.newBuilder().headers(headers.build()).build();
        OkHttpClient client = wires.with(credential.key());
        try {
            limiter.await();
            return client.newCall(whole).execute();
        } catch (IOException e) {
            if (!wires.widen(client, e)) {
                throw failures.of(e);
            }
        }
        // No handshake, and so no request: nothing is sent twice.
        try {
            limiter.await();
            return wires.with(credential.key()).newCall(whole).execute();
        } catch (IOException e) {
            throw failures.of(e);
        }
    }
}
