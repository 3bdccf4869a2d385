package io.saaudit.source.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a server says of itself and of who asks. */
final class ServerFacts {
    private static final String SELF_REVIEW = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    private static final String LOGIN = "Log in again; or check the user of the kubeconfig, --token and --token-file.";

    private ServerFacts() {}

    /**
     * Asks for the server's version, which nearly everybody may (the role system:public-info-viewer).
     *
     * @return such as {@code v1.36.3}; empty when the server does not say
     * @throws ClusterException when the server does not answer, is none of Kubernetes, or takes nobody for logged in
     */
    static String version(Connection connection, Asking asking) throws ClusterException {
        String server = connection.server();
        try {
            String version =
                    asking.get("/version", "application/json", "version", body -> field(body, List.of("gitVersion")));
            if (version.isEmpty()) {
                throw notKubernetes(server, "/version names no version");
            }
            return version;
        } catch (Refusal e) {
            switch (e.kind()) {
                case FORBIDDEN -> {
                    return "";
                }
                case UNAUTHENTICATED -> throw notLoggedIn(server);
                case NOT_SERVED, UNUSABLE, GONE -> throw notKubernetes(server, "asked for /version, " + e.getMessage());
                default ->
                    throw new ClusterException(
                            ClusterException.Kind.CONNECTION,
                            e.getMessage().startsWith(server) ? e.getMessage() : server + ": " + e.getMessage(),
                            e.hint().isEmpty() ? "Is the server well? Try again." : e.hint());
            }
        }
    }

    /** Who the server takes us for (SelfSubjectReview, 1.28); empty when it does not say. */
    static String reader(Connection connection) {
        byte[] review = "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}"
                .getBytes(StandardCharsets.UTF_8);
        try (Reply reply = connection.post(SELF_REVIEW, review)) {
            return reply.status() == 200 || reply.status() == 201
                    ? field(reply.body(), List.of("status", "userInfo", "username"))
                    : "";
        } catch (ClusterException | IOException e) {
            return ""; // one that cannot be asked this is asked for lists, and told of then
        }
    }

    /** Nobody is logged in. */
    static ClusterException notLoggedIn(String server) {
        return new ClusterException(
                ClusterException.Kind.CONNECTION,
                "not logged in to " + server + ": it answered 401 Unauthorized",
                LOGIN);
    }

    private static ClusterException notKubernetes(String server, String why) {
        return new ClusterException(
                ClusterException.Kind.CONNECTION,
                server + " is no Kubernetes API server: " + why,
                "Check the server's URL; is there a proxy or a login page before it?");
    }

    /** A string at the end of a way of keys; empty when there is none. The text is read to its end. */
    private static String field(InputStream body, List<String> way) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(body)) {
            json.nextToken();
            String found = field(json, way, 0);
            while (json.nextToken() != null) {
                json.skipChildren();
            }
            return found;
        }
    }

    private static String field(JsonParser json, List<String> way, int at) throws IOException {
        String found = "";
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return found;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean here = json.currentName().equals(way.get(at));
            JsonToken value = json.nextToken();
            if (here && at + 1 < way.size()) {
                found = field(json, way, at + 1);
            } else if (here && value == JsonToken.VALUE_STRING) {
                found = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return found;
    }
}
