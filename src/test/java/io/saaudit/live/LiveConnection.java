package io.saaudit.live;

import io.saaudit.source.cluster.ClusterException;
import io.saaudit.source.cluster.Connection;
import io.saaudit.source.cluster.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The JDK's own client as a connection: what is read by it depends on reading alone. */
final class LiveConnection implements Connection {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final String url;
    private final String token;
    private final HttpClient client;

    LiveConnection(String url, String token, HttpClient client) {
        this.url = url;
        this.token = token;
        this.client = client;
    }

    @Override
    public Reply get(String path, String accept) throws ClusterException {
        return send(request(path).header("Accept", accept).GET().build());
    }

    @Override
    public Reply post(String path, byte[] json) throws ClusterException {
        return send(request(path)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", "sa-audit/live-tests");
    }

    private Reply send(HttpRequest request) throws ClusterException {
        try {
            return new Answer(client.send(request, BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new ClusterException(ClusterException.Kind.CONNECTION, "no answer: " + e.getMessage(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException(ClusterException.Kind.CONNECTION, "interrupted", "");
        }
    }

    @Override
    public String context() {
        return "live";
    }

    @Override
    public String server() {
        return url;
    }

    @Override
    public String namespace() {
        return "default";
    }

    @Override
    public void close() {
        // the client is the server's
    }

    private record Answer(HttpResponse<InputStream> response) implements Reply {
        @Override
        public int status() {
            return response.statusCode();
        }

        @Override
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        @Override
        public InputStream body() {
            return response.body();
        }

        @Override
        public void close() {
            try {
                response.body().close();
            } catch (IOException e) {
                // it is let go of either way
            }
        }
    }
}
