package io.saaudit.browser;

import io.saaudit.testing.Json;
import io.saaudit.testing.Tree;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless Chromium, driven by the W3C WebDriver protocol that chromedriver speaks: no library is needed for the five
 * things that are asked of it. Its log has what the page said to the console, and what it requested.
 */
final class Browser implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process driver;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;
    private final String session;

    private Browser(Process driver, String root, String session) {
        this.driver = driver;
        this.root = root;
        this.session = session;
    }

    /**
     * Starts one. Where there is no Chromium the test is skipped with the reason; with {@code CI=true} it fails.
     *
     * @param profile an empty folder
     */
    static Browser start(Path profile) throws IOException {
        String chromium = NAMES.stream()
                .map(Browser::onPath)
                .filter(f -> f != null)
                .findFirst()
                .orElse(null);
        String chromedriver = onPath("chromedriver");
        if (chromium == null || chromedriver == null) {
            String reason = "no chromium with chromedriver on the PATH: apt-get install chromium chromium-driver";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(reason + " (CI=true: a missing browser is a failure)");
            }
            Assumptions.abort(reason);
        }
        Process driver = new ProcessBuilder(chromedriver, "--port=0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String root = "http://127.0.0.1:" + port(driver);
        Browser none = new Browser(driver, root, "");
        try {
            Object answer = none.ask("POST", "/session", """
                    {"capabilities": {"alwaysMatch": {
                      "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
                      "goog:chromeOptions": {"binary": %s, "args": ["--headless=new", "--no-sandbox", "--disable-gpu",
                        "--no-first-run", "--disable-extensions", "--window-size=1300,900", "--user-data-dir=%s"]}}}}""".formatted(quoted(chromium), profile));
            return new Browser(driver, root, "/session/" + Tree.string(answer, "sessionId"));
        } catch (IOException | RuntimeException | AssertionError e) {
            driver.destroy();
            throw e;
        }
    }

    private static String onPath(String name) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            Path file = Path.of(folder, name);
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        return null;
    }

    private static String port(Process driver) throws IOException {
        BufferedReader out = driver.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return port.group(1);
            }
        }
        throw new IOException("chromedriver ended without a port");
    }

    private Object ask(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            Object value = Tree.asMap(Json.parse(response.body())).get("value");
            if (response.statusCode() != 200) {
                throw new AssertionError(path + ": " + value);
            }
            return value;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Opens a page, and waits until it is loaded; at once where it is the fragment alone that differs. */
    void open(String url) throws IOException {
        ask("POST", session + "/url", "{\"url\": " + quoted(url) + "}");
    }

    /** What a script returns, in the page. */
    Object run(String script) throws IOException {
        return ask("POST", session + "/execute/sync", "{\"script\": " + quoted(script) + ", \"args\": []}");
    }

    /** What a script returns that is a whole number. */
    long number(String script) throws IOException {
        return ((Number) run(script)).longValue();
    }

    /** Presses keys one after the other; each is one character of the protocol (section 17.4.2). */
    void press(String keys) throws IOException {
        StringBuilder actions = new StringBuilder();
        keys.chars().forEach(key -> {
            String value = quoted(Character.toString(key));
            actions.append(actions.length() == 0 ? "" : ", ")
                    .append("{\"type\": \"keyDown\", \"value\": %1$s}, {\"type\": \"keyUp\", \"value\": %1$s}"
                            .formatted(value));
        });
        ask(
                "POST",
                session + "/actions",
                "{\"actions\": [{\"type\": \"key\", \"id\": \"k\", \"actions\": [" + actions + "]}]}");
    }

    /** A command of the browser's own protocol, such as one that emulates a dark screen. */
    void command(String name, String parameters) throws IOException {
        ask("POST", session + "/goog/cdp/execute", "{\"cmd\": \"" + name + "\", \"params\": " + parameters + "}");
    }

    /** What has been said to the console since the last time, with what the browser itself complains of there. */
    List<String> console() throws IOException {
        List<String> said = new ArrayList<>();
        for (Object entry : (List<?>) ask("POST", session + "/se/log", "{\"type\": \"browser\"}")) {
            said.add(Tree.string(entry, "level") + " " + Tree.string(entry, "message"));
        }
        return said;
    }

    /** Addresses requested since the last time, the pages themselves among them. */
    List<String> requests() throws IOException {
        List<String> requests = new ArrayList<>();
        for (Object entry : (List<?>) ask("POST", session + "/se/log", "{\"type\": \"performance\"}")) {
            Map<String, ?> message = Tree.map(Json.parse(Tree.string(entry, "message")), "message");
            if ("Network.requestWillBeSent".equals(message.get("method"))) {
                requests.add(Tree.string(Tree.map(Tree.map(message, "params"), "request"), "url"));
            }
        }
        return requests;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public void close() throws IOException {
        try {
            ask("DELETE", session, "");
        } finally {
            driver.destroy();
        }
    }
}
