package io.saaudit.source.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The object that a credential plug-in is given in KUBERNETES_EXEC_INFO and answers on its standard output: ExecCredential
 * of client.authentication.k8s.io (client-go, pkg/apis/clientauthentication/v1/types.go).
 */
final class ExecCredential {
    /** The versions that client-go knows since 1.24. */
    static final List<String> VERSIONS =
            List.of("client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1");

    private static final JsonFactory JSON = new JsonFactory();
    private static final String KIND = "ExecCredential";
    private static final int DEEPEST = 100;
    private static final String AGAIN = "Run it by hand and look at what it answers.";

    private final Map<String, String> status;
    private final Instant expires;

    private ExecCredential(Map<String, String> status, Instant expires) {
        this.status = status;
        this.expires = expires;
    }

    /** When the credential ends, or null when that is not said. */
    Instant expires() {
        return expires;
    }

    /**
     * The credential of an answer.
     *
     * @param key client certificate for the case that the answer has none, or null
     * @param who whose answer it is
     * @throws ClusterException when there is neither token nor certificate, or half of a certificate
     */
    Credential credential(ClientKey key, String who) throws ClusterException {
        String token = status.getOrDefault("token", "");
        String certificate = status.getOrDefault("clientCertificateData", "");
        String secret = status.getOrDefault("clientKeyData", "");
        if (certificate.isEmpty() != secret.isEmpty()) {
            throw ClusterException.configuration(who + " answers with a certificate or a key, not both", AGAIN);
        }
        if (token.isEmpty() && certificate.isEmpty()) {
            throw ClusterException.configuration(who + " answers with neither a token nor a certificate", AGAIN);
        }
        ClientKey both = certificate.isEmpty()
                ? key
                : ClientKey.of(
                        certificate.getBytes(StandardCharsets.UTF_8),
                        secret.getBytes(StandardCharsets.UTF_8),
                        "clientCertificateData of " + who,
                        "clientKeyData of " + who);
        return token.isEmpty() ? Credential.certificate(both) : Credential.bearer(token, "the token of " + who, both);
    }

    /**
     * What the plug-in is given.
     *
     * @param apiVersion the version that the entry asks for
     * @param cluster the server, or null when the plug-in is not to be told
     */
    static String request(String apiVersion, ClusterEntry cluster) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("kind", KIND);
            json.writeStringField("apiVersion", apiVersion);
            json.writeObjectFieldStart("spec");
            if (cluster != null) {
                json.writeObjectFieldStart("cluster");
                json.writeStringField("server", cluster.server());
                unlessEmpty(json, "tls-server-name", cluster.tlsServerName());
                if (cluster.insecure()) {
                    json.writeBooleanField("insecure-skip-tls-verify", true);
                }
                if (cluster.authority() != null) {
                    json.writeBinaryField("certificate-authority-data", cluster.authority());
                }
                unlessEmpty(json, "proxy-url", cluster.proxyUrl());
                if (!cluster.compressed()) {
                    json.writeBooleanField("disable-compression", true);
                }
                if (cluster.execConfig() != null) {
                    json.writeFieldName("config");
                    write(json, cluster.execConfig(), 0);
                }
                json.writeEndObject();
            }
            json.writeBooleanField("interactive", false);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("text is written to memory", e);
        }
        return text.toString();
    }

    /**
     * Reads an answer.
     *
     * @param answer what the plug-in wrote
     * @param apiVersion the version that it must be of
     * @param who whose answer it is
     * @throws ClusterException when it is no ExecCredential of that version
     */
    static ExecCredential parse(byte[] answer, String apiVersion, String who) throws ClusterException {
        String kind = "";
        String version = "";
        Map<String, String> status = new HashMap<>();
        try (JsonParser json = JSON.createParser(answer)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw ClusterException.configuration(who + " answers with no JSON object", AGAIN);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("status") && value == JsonToken.START_OBJECT) {
                    texts(json, status);
                } else if (name.equals("kind")) {
                    kind = json.getText();
                } else if (name.equals("apiVersion")) {
                    version = json.getText();
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            throw ClusterException.configuration(who + " answers with something that is not JSON", AGAIN);
        }
        if (!kind.equals(KIND) || !version.equals(apiVersion)) {
            throw ClusterException.configuration(
                    who + " answers with no " + KIND + " of " + apiVersion + ", which its entry asks for",
                    "Update the plug-in, or the apiVersion of its entry in the kubeconfig.");
        }
        return new ExecCredential(status, time(status.getOrDefault("expirationTimestamp", ""), who));
    }

    private static void texts(JsonParser json, Map<String, String> into) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                into.put(name, json.getText());
            }
            json.skipChildren();
        }
    }

    private static Instant time(String text, String who) throws ClusterException {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw ClusterException.configuration(
                    who + " answers with an expirationTimestamp that is no time of RFC 3339", AGAIN);
        }
    }

    private static void unlessEmpty(JsonGenerator json, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    /** YAML as JSON. Numbers of a form that JSON does not have become texts. */
    private static void write(JsonGenerator json, Node node, int depth) throws IOException {
        if (depth > DEEPEST) {
            json.writeNull();
        } else if (node instanceof MappingNode mapping) {
            json.writeStartObject();
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    json.writeFieldName(key.getValue());
                    write(json, tuple.getValueNode(), depth + 1);
                }
            }
            json.writeEndObject();
        } else if (node instanceof SequenceNode sequence) {
            json.writeStartArray();
            for (Node item : sequence.getValue()) {
                write(json, item, depth + 1);
            }
            json.writeEndArray();
        } else if (node instanceof ScalarNode scalar) {
            scalar(json, scalar);
        } else {
            json.writeNull();
        }
    }

    private static void scalar(JsonGenerator json, ScalarNode scalar) throws IOException {
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.NULL)) {
            json.writeNull();
        } else if (scalar.getTag().equals(Tag.BOOL)) {
            json.writeBoolean(List.of("true", "yes", "on").contains(text.toLowerCase(java.util.Locale.ROOT)));
        } else if (scalar.getTag().equals(Tag.INT) && decimal(text)) {
            json.writeNumber(text);
        } else {
            json.writeString(text);
        }
    }

    private static boolean decimal(String text) {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return digits.equals("0") || !digits.isEmpty() && digits.charAt(0) != '0';
    }
}
