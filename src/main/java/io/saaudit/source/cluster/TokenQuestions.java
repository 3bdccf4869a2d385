package io.saaudit.source.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Secret;
import io.saaudit.source.ListException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a server is asked about a token: its keys, what it takes the token for, and what the token names. */
public final class TokenQuestions {
    private static final String REVIEW = "/apis/authentication.k8s.io/v1/tokenreviews";
    private static final String KEYS = "/openid/v1/jwks";

    /** Without the fallback to whole objects: a Secret's data must not travel. */
    private static final String METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    private static final int MOST_BYTES = 1 << 20;
    private static final Map<String, String> RESOURCES =
            Map.of("Pod", "pods", "Secret", "secrets", "Node", "nodes", "ServiceAccount", "serviceaccounts");

    private final Connection connection;
    private final Asking asking;

    /** Over a connection, which is not closed. */
    public TokenQuestions(Connection connection) {
        this.connection = connection;
        this.asking = new Asking(connection, Pauses.REAL, Progress.NONE);
    }

    /**
     * What a TokenReview gave.
     *
     * @param authenticated whether the token is good for the audiences that were asked about
     * @param user whom the server takes its holder for, or empty
     * @param error why it is not good, in the server's words, or empty
     */
    public record Answer(boolean authenticated, String user, String error) {}

    /**
     * An object that was asked for, by its metadata alone.
     *
     * @param state whether it is there
     * @param uid its uid, or empty
     * @param deleted its deletionTimestamp, or empty
     * @param invalidated whether it has the label that takes a token back
     */
    public record Found(State state, String uid, String deleted, boolean invalidated) {}

    /** Whether an object is there. */
    public enum State {
        /** It is. */
        THERE,
        /** It is not. */
        GONE,
        /** The server does not say. */
        NOT_TOLD
    }

    /**
     * The keys that the server verifies tokens with, as a JSON Web Key Set.
     *
     * @return the set, or null where the server publishes none or may not be asked
     * @throws ClusterException when it does not answer
     */
    public String keys() throws ClusterException {
        try (Reply reply = connection.get(KEYS, "application/jwk-set+json, application/json")) {
            byte[] body = reply.body().readNBytes(MOST_BYTES);
            return reply.status() == 200 ? new String(body, StandardCharsets.UTF_8) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Sends a TokenReview.
     *
     * @param review the review with the token in it
     * @throws ClusterException when the server does not answer, or refuses to be asked
     */
    public Answer review(byte[] review) throws ClusterException {
        try {
            return asking.post(REVIEW, review, "TokenReview", TokenQuestions::answer);
        } catch (Refusal e) {
            if (e.kind() == Refusal.Kind.UNAUTHENTICATED) {
                throw ServerFacts.notLoggedIn(connection.server());
            }
            throw new ClusterException(
                    ClusterException.Kind.CONNECTION,
                    connection.server() + " answers no TokenReview: " + e.getMessage(),
                    e.kind() == Refusal.Kind.FORBIDDEN
                            ? "That needs create on tokenreviews.authentication.k8s.io; the ClusterRole"
                                    + " system:auth-delegator has it."
                            : "Try again.");
        }
    }

    /**
     * Asks for an object's metadata, by a list of the one that has its name: get on Secrets would be more than a reader
     * needs, since it gives their data to whoever has it.
     *
     * @param key a Pod, Secret, Node or ServiceAccount
     * @throws ClusterException when the server does not answer at all
     */
    public Found object(ObjectKey key) throws ClusterException {
        if (!isName(key.name()) || !key.kind().equals("Node") && !isName(key.namespace())) {
            return new Found(State.GONE, "", "", false); // no object has such a name, and no path may hold it
        }
        String namespace = key.kind().equals("Node") ? "" : "/namespaces/" + key.namespace();
        String path = "/api/v1" + namespace + "/" + RESOURCES.get(key.kind()) + "?fieldSelector=metadata.name%3D"
                + key.name();
        try {
            return asking.get(path, METADATA, key.toString(), TokenQuestions::found);
        } catch (Refusal e) {
            return new Found(State.NOT_TOLD, "", "", false);
        }
    }

    /** Whether an object may be called so (apimachinery validation.IsDNS1123Subdomain, loosely): the name came in a token. */
    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean inner = c == '-' || c == '.';
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || inner && i > 0)) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() < 254 && !name.endsWith(".") && !name.contains("..");
    }

    /** The status of a TokenReview; its spec, where the server repeats the token, is passed over. */
    private static Answer answer(InputStream body) throws ListException, IOException {
        boolean[] authenticated = {false};
        String[] texts = {"", ""};
        try (JsonParser in = new JsonFactory().createParser(body)) {
            in.nextToken();
            JsonFields.of(in, (name, value) -> {
                if (!name.equals("status")) {
                    value.skipChildren();
                    return;
                }
                JsonFields.of(value, (field, inner) -> {
                    switch (field) {
                        case "authenticated" -> authenticated[0] = inner.currentToken() == JsonToken.VALUE_TRUE;
                        case "error" -> texts[1] = inner.getText();
                        case "user" ->
                            JsonFields.of(inner, (part, last) -> {
                                if (part.equals("username")) {
                                    texts[0] = last.getText();
                                } else {
                                    last.skipChildren();
                                }
                            });
                        default -> inner.skipChildren();
                    }
                });
            });
        }
        return new Answer(authenticated[0], texts[0], texts[1]);
    }

    /** The one item of a list of metadata; whatever else comes is not looked at. */
    private static Found found(InputStream body) throws ListException, IOException {
        String[] kind = {""};
        List<Found> items = new ArrayList<>();
        try (JsonParser in = new JsonFactory().createParser(body)) {
            in.nextToken();
            JsonFields.of(in, (name, value) -> {
                if (name.equals("kind")) {
                    kind[0] = value.getText();
                } else if (name.equals("items") && value.currentToken() == JsonToken.START_ARRAY) {
                    while (value.nextToken() != JsonToken.END_ARRAY) {
                        items.add(item(value));
                    }
                } else {
                    value.skipChildren();
                }
            });
        }
        if (!kind[0].equals("PartialObjectMetadataList") || items.size() > 1) {
            return new Found(State.NOT_TOLD, "", "", false);
        }
        return items.isEmpty() ? new Found(State.GONE, "", "", false) : items.get(0);
    }

    private static Found item(JsonParser in) throws IOException {
        String[] texts = {"", ""};
        boolean[] invalidated = {false};
        JsonFields.of(in, (name, value) -> {
            if (!name.equals("metadata")) {
                value.skipChildren();
                return;
            }
            JsonFields.of(value, (field, inner) -> {
                switch (field) {
                    case "uid" -> texts[0] = inner.getText();
                    case "deletionTimestamp" -> texts[1] = inner.getText();
                    case "labels" ->
                        JsonFields.of(inner, (label, text) -> {
                            invalidated[0] |= label.equals(Secret.INVALID_SINCE)
                                    && !text.getText().isEmpty();
                            text.skipChildren();
                        });
                    default -> inner.skipChildren();
                }
            });
        });
        return new Found(State.THERE, texts[0], texts[1], invalidated[0]);
    }

    private interface Field {
        void read(String name, JsonParser value) throws IOException;
    }
}
