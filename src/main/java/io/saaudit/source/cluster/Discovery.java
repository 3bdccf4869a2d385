package io.saaudit.source.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.saaudit.model.ApiResource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Aggregated discovery: one document for {@code /api} and one for {@code /apis} (apidiscovery/v2 APIGroupDiscoveryList;
 * on by default since 1.27).
 */
final class Discovery {
    /** No other form is offered: an older server's would have to be asked for group by group. */
    static final String ACCEPT = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
            + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList";

    private final JsonParser json;
    private final Map<String, Draft> resources = new LinkedHashMap<>();

    private Discovery(JsonParser json) {
        this.json = json;
    }

    /**
     * Reads one document.
     *
     * @return what the server serves; null when it is another document, such as an older server's
     * @throws IOException when it is no JSON, or breaks off
     */
    static List<ApiResource> read(InputStream body) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(body)) {
            Discovery discovery = new Discovery(json);
            boolean ours = discovery.document();
            if (json.nextToken() != null || !ours) {
                return null;
            }
            List<ApiResource> all = new ArrayList<>();
            discovery.resources.forEach((key, draft) -> all.add(draft.resource()));
            return all;
        }
    }

    private boolean document() throws IOException {
        json.nextToken();
        String[] kind = {""};
        JsonFields.of(json, (key, value) -> {
            switch (key) {
                case "kind" -> kind[0] = string();
                case "items" -> list(this::group);
                default -> json.skipChildren();
            }
        });
        return kind[0].equals("APIGroupDiscoveryList");
    }

    /** Its metadata comes first, as Go writes it; the core group's name is empty. */
    private void group() throws IOException {
        String[] name = {""};
        JsonFields.of(json, (key, value) -> {
            switch (key) {
                case "metadata" -> name[0] = field("name");
                case "versions" -> list(() -> version(name[0]));
                default -> json.skipChildren();
            }
        });
    }

    /** The preferred version comes first: of a resource that a later one has too, only what it adds counts. */
    private void version(String group) throws IOException {
        JsonFields.of(json, (key, value) -> {
            if (key.equals("resources")) {
                list(() -> resource(group));
            } else {
                json.skipChildren();
            }
        });
    }

    private void resource(String group) throws IOException {
        Draft draft = new Draft(group);
        JsonFields.of(json, (key, value) -> {
            switch (key) {
                case "resource" -> draft.resource = string();
                case "scope" -> draft.namespaced = !string().equals("Cluster");
                case "singularResource" -> draft.singular = string();
                case "responseKind" -> draft.kind = field("kind");
                case "verbs" -> list(() -> draft.verbs.add(string()));
                case "shortNames" -> list(() -> draft.shortNames.add(string()));
                case "subresources" -> list(() -> draft.subresources.add(field("subresource")));
                default -> json.skipChildren();
            }
        });
        if (draft.resource.isEmpty()) {
            return;
        }
        Draft known = resources.putIfAbsent(group + "/" + draft.resource, draft);
        if (known != null) {
            known.verbs.addAll(draft.verbs);
            known.subresources.addAll(draft.subresources);
        }
    }

    /** Reads or passes over the value that the parser is on. */
    private interface Value {
        void read() throws IOException;
    }

    /** Goes through the current list; what is none is passed over. */
    private void list(Value value) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            value.read();
        }
    }

    /** A string field of the current object, or empty. */
    private String field(String name) throws IOException {
        String[] found = {""};
        JsonFields.of(json, (key, value) -> {
            if (key.equals(name)) {
                found[0] = string();
            } else {
                json.skipChildren();
            }
        });
        return found[0];
    }

    private String string() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    private static final class Draft {
        private final String group;
        private String resource = "";
        private String kind = "";
        private String singular = "";
        private final List<String> shortNames = new ArrayList<>();
        private boolean namespaced = true;
        private final Set<String> verbs = new TreeSet<>();
        private final Set<String> subresources = new TreeSet<>();

        Draft(String group) {
            this.group = group;
        }

        ApiResource resource() {
            return new ApiResource(
                    group,
                    resource,
                    kind,
                    singular,
                    List.copyOf(shortNames),
                    namespaced,
                    Set.copyOf(verbs),
                    Set.copyOf(subresources));
        }
    }
}
