package io.saaudit.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** An HTTP server of the loopback interface that notes what it was asked. */
public final class TestServer implements AutoCloseable {
    static {
        // Else every second answer of a connection waits 40 ms for what follows.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final boolean tls;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "test server");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Asked> asked = new ArrayList<>();

    /**
     * A request.
     *
     * @param line method and path with its query
     * @param headers all values of a header by its name
     */
    public record Asked(String line, com.sun.net.httpserver.Headers headers) {
        /** The one value of a header, or empty. */
        public String header(String name) {
            List<String> values = headers.getOrDefault(name, List.of());
            return String.join("; ", values);
        }
    }

    private TestServer(HttpServer server, boolean tls, HttpHandler handler) {
        this.server = server;
        this.tls = tls;
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            synchronized (asked) {
                com.sun.net.httpserver.Headers headers = new com.sun.net.httpserver.Headers();
                exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, List.copyOf(values)));
                asked.add(new Asked(exchange.getRequestMethod() + " " + exchange.getRequestURI(), headers));
            }
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
    }

    /** One with TLS. */
    public static TestServer https(SSLContext tls, HttpHandler handler) {
        return https(new HttpsConfigurator(tls), handler);
    }

    /** One with TLS that is set up otherwise. */
    public static TestServer https(HttpsConfigurator tls, HttpHandler handler) {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 50);
            server.setHttpsConfigurator(tls);
            return new TestServer(server, true, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One without. */
    public static TestServer http(HttpHandler handler) {
        try {
            return new TestServer(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 50), false, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with a status and a text. */
    public static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Its URL. */
    public String url() {
        return (tls ? "https" : "http") + "://127.0.0.1:" + port();
    }

    /** Its port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** What it was asked, in order. */
    public List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
