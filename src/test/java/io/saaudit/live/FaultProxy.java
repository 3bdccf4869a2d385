package io.saaudit.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.saaudit.testing.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Stands before a real API server with a certificate of its own, passes on what it is asked, and answers some requests as
 * a network or a server in trouble would.
 */
final class FaultProxy implements AutoCloseable {
    private static final Certificates.Pair AUTHORITY = Certificates.authority("fault-proxy");
    private static final Certificates.Pair SHOWN = Certificates.server(AUTHORITY, "127.0.0.1");

    private final String upstream;
    private final HttpClient client;
    private final HttpsServer listener;
    private final Path authority;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** An answer in place of the server's. */
    interface Fault {
        void answer(FaultProxy proxy, HttpExchange exchange) throws IOException;
    }

    private static final class Rule {
        private final String part;
        private final Fault fault;
        private int times;

        Rule(String part, int times, Fault fault) {
            this.part = part;
            this.times = times;
            this.fault = fault;
        }

        synchronized boolean takes(String uri) {
            boolean end = part.endsWith("$") && uri.endsWith(part.substring(0, part.length() - 1));
            return (end || uri.contains(part)) && times-- > 0;
        }
    }

    /** @param client what trusts the server */
    FaultProxy(String upstream, HttpClient client) {
        this.upstream = upstream;
        this.client = client;
        try {
            this.listener = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            listener.setHttpsConfigurator(new HttpsConfigurator(SHOWN.server()));
            this.authority = Files.createTempFile("sa-audit-live-", ".crt");
            Files.writeString(authority, AUTHORITY.certificatePem());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        listener.setExecutor(threads);
        listener.createContext("/", this::handle);
        listener.start();
    }

    /** Where it listens. */
    String url() {
        return "https://127.0.0.1:" + listener.getAddress().getPort();
    }

    /** Whose certificate it shows. */
    Path authority() {
        return authority;
    }

    /** Answers the next requests whose path and query contain a text, or end in one before a {@code $}, by a fault. */
    FaultProxy on(String part, int times, Fault fault) {
        rules.add(new Rule(part, times, fault));
        return this;
    }

    /** Answers all requests whose path and query contain a text by a fault. */
    FaultProxy on(String part, Fault fault) {
        return on(part, Integer.MAX_VALUE, fault);
    }

    /** What was asked: method, path and query. */
    List<String> requests() {
        return requests;
    }

    /** How many requests contained a text. */
    long asked(String part) {
        return requests.stream().filter(r -> r.contains(part)).count();
    }

    @Override
    public void close() {
        listener.stop(0);
        threads.shutdownNow();
        try {
            Files.delete(authority);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The connection is closed before a byte is answered. */
    static Fault dropped() {
        return (proxy, exchange) -> exchange.close();
    }

    /** A status with a header and a Status object. */
    static Fault status(int status, String header, String value) {
        return (proxy, exchange) -> {
            if (!header.isEmpty()) {
                exchange.getResponseHeaders().add(header, value);
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            String text = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":" + status + "}";
            send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** Half of what the server answers, in chunks of which the last one never comes. */
    static Fault cut() {
        return (proxy, exchange) -> {
            HttpResponse<byte[]> answer =
                    proxy.ask(exchange, URI.create(proxy.upstream + exchange.getRequestURI()), "");
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.body().length);
            exchange.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** Half of what the server answers, and then nothing for a long time. */
    static Fault silent(long millis) {
        return (proxy, exchange) -> {
            HttpResponse<byte[]> answer =
                    proxy.ask(exchange, URI.create(proxy.upstream + exchange.getRequestURI()), "");
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.body().length);
            exchange.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the proxy is closed
            }
            exchange.close();
        };
    }

    /** Half of what the server answers, as if that were all: the text ends early, the transfer does not. */
    static Fault half() {
        return changed(body -> body.substring(0, body.length() / 2));
    }

    /** The server's answer, after a while, and then in two halves with a while between. */
    static Fault slow(long millis) {
        return (proxy, exchange) -> {
            HttpResponse<byte[]> answer =
                    proxy.ask(exchange, URI.create(proxy.upstream + exchange.getRequestURI()), "");
            Waiting.pause(millis);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            int half = answer.body().length / 2;
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer.body(), 0, half);
                out.flush();
                Waiting.pause(millis);
                out.write(answer.body(), half, answer.body().length - half);
            }
        };
    }

    /** A login page. */
    static Fault html() {
        return (proxy, exchange) -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            send(exchange, 200, "<html><body>Log in</body></html>".getBytes(StandardCharsets.UTF_8));
        };
    }

    /** A document of JSON. */
    static Fault json(String text) {
        return (proxy, exchange) -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            send(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** The server's answer with its text changed. */
    static Fault changed(UnaryOperator<String> change) {
        return (proxy, exchange) -> {
            URI uri = URI.create(proxy.upstream + exchange.getRequestURI());
            HttpResponse<byte[]> answer = proxy.ask(exchange, uri, "");
            String text = change.apply(new String(answer.body(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            send(exchange, answer.statusCode(), text.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** The first page again and again, each time with the same token to go on. */
    static Fault sameToken() {
        return (proxy, exchange) -> {
            String all = exchange.getRequestURI().toString();
            int token = all.indexOf("&continue=");
            URI uri = URI.create(proxy.upstream + (token < 0 ? all : all.substring(0, token)));
            HttpResponse<byte[]> answer = proxy.ask(exchange, uri, "");
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            int from = text.indexOf("\"continue\":\"") + "\"continue\":\"".length();
            String same = text.substring(0, from) + "same" + text.substring(text.indexOf('"', from));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            send(exchange, 200, same.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** Whole objects, whatever form was asked for. */
    static Fault wholeObjects() {
        return (proxy, exchange) -> {
            URI uri = URI.create(proxy.upstream + exchange.getRequestURI());
            HttpResponse<byte[]> answer = proxy.ask(exchange, uri, "application/json");
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            send(exchange, answer.statusCode(), answer.body());
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        String uri = exchange.getRequestURI().toString();
        requests.add(exchange.getRequestMethod() + " " + uri);
        for (Rule rule : rules) {
            if (rule.takes(uri)) {
                rule.fault.answer(this, exchange);
                return;
            }
        }
        HttpResponse<byte[]> answer = ask(exchange, URI.create(upstream + uri), "");
        answer.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
        send(exchange, answer.statusCode(), answer.body());
    }

    /** @param accept in place of the Accept header, or empty */
    private HttpResponse<byte[]> ask(HttpExchange exchange, URI uri, String accept) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (!accept.isEmpty()) {
            request.header("User-Agent", "fault-proxy"); // this is no request of sa-audit's
        }
        List<String> passed = accept.isEmpty()
                ? List.of("Authorization", "User-Agent", "Content-Type", "Accept")
                : List.of("Authorization", "Content-Type", "Accept");
        for (String header : passed) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                boolean other = header.equals("Accept") && !accept.isEmpty();
                request.header(header, other ? accept : value);
            }
        }
        try (InputStream body = exchange.getRequestBody()) {
            byte[] bytes = body.readAllBytes();
            request.method(
                    exchange.getRequestMethod(),
                    bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes));
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
