package io.saaudit.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the token out of what kubectl prints: Secrets, and what gives a token in its status (TokenRequest,
 * ExecCredential). Lists and several documents are gone through.
 */
final class ManifestToken {
    /** A token, and the words that say where it stood. */
    record Place(String token, String where) {}

    private final List<Place> places = new ArrayList<>();
    private final List<String> empty = new ArrayList<>();

    private ManifestToken() {}

    /**
     * The one token in a manifest.
     *
     * @throws TokenException when there is none or more than one
     */
    static Place in(List<Object> documents) throws TokenException {
        ManifestToken search = new ManifestToken();
        for (Object document : documents) {
            search.object(document);
        }
        return search.only();
    }

    private Place only() throws TokenException {
        if (places.size() == 1) {
            return places.get(0);
        }
        if (places.isEmpty()) {
            throw TokenException.nothing(
                    empty.isEmpty()
                            ? "a manifest without a token: no Secret has one"
                            : String.join(", ", empty) + " holds no token yet",
                    empty.isEmpty() ? "" : "The server fills it in once the Secret is created and its account exists.");
        }
        List<String> names = new ArrayList<>();
        places.forEach(place -> names.add(place.where()));
        throw TokenException.malformed(
                "a manifest with " + places.size() + " tokens: " + String.join("; ", names), "Give the one Secret.");
    }

    private void object(Object value) throws TokenException {
        if (!(value instanceof Map<?, ?> object)) {
            return;
        }
        if (object.get("items") instanceof List<?> items) {
            for (Object item : items) {
                object(item);
            }
        }
        String kind = text(object.get("kind"));
        if (kind.equals("Secret")) {
            secret(object);
        } else if (object.get("status") instanceof Map<?, ?> status
                && !text(status.get("token")).isEmpty()) {
            places.add(new Place(text(status.get("token")), kind + " " + name(object) + ", status.token"));
        }
    }

    private void secret(Map<?, ?> secret) throws TokenException {
        String name = "Secret " + name(secret);
        Map<String, String> values = new LinkedHashMap<>();
        if (secret.get("data") instanceof Map<?, ?> data) {
            for (Map.Entry<?, ?> entry : data.entrySet()) {
                String key = (String) entry.getKey();
                values.put(key, decoded(text(entry.getValue()), key, name));
            }
        }
        if (secret.get("stringData") instanceof Map<?, ?> data) {
            // Written over data by the server (pkg/apis/core/v1/conversion.go).
            data.forEach((key, value) -> values.put((String) key, text(value)));
        }
        String token = values.getOrDefault("token", "").strip();
        if (!token.isEmpty()) {
            places.add(new Place(token, name + ", key token"));
            return;
        }
        values.forEach((key, value) -> {
            if (TokenReader.isToken(value.strip())) {
                places.add(new Place(value.strip(), name + ", key " + Shown.name(key)));
            }
        });
        if (text(secret.get("type")).equals("kubernetes.io/service-account-token")) {
            empty.add(name);
        }
    }

    /** The value of a key; that of another key than token may be anything. */
    private static String decoded(String base64, String key, String secret) throws TokenException {
        try {
            return new String(Base64.getDecoder().decode(TokenReader.joined(base64)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            if (key.equals("token")) {
                throw TokenException.malformed(
                        secret + ": data.token is not base64", "A plain token belongs in stringData.");
            }
            return "";
        }
    }

    private static String name(Map<?, ?> object) {
        if (!(object.get("metadata") instanceof Map<?, ?> metadata)) {
            return "without a name";
        }
        String namespace = text(metadata.get("namespace"));
        String name = text(metadata.get("name"));
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    private static String text(Object value) {
        return value instanceof String text ? text : "";
    }
}
