package io.saaudit.config;

import io.saaudit.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of a configuration, every fault with its file and line. */
final class Fields {
    private final String file;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /**
     * @param file the file's name, for messages
     * @param node what should be a mapping
     * @param what what it is, for messages
     * @param known the keys it may have; null for any
     */
    Fields(String file, Node node, String what, List<String> known) throws ConfigException {
        this.file = file;
        this.line = lineOf(node);
        if (!(node instanceof MappingNode mapping)) {
            throw fault(node, what + " must be a mapping", "");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode(), what);
            if (known != null && !known.contains(key)) {
                throw fault(
                        tuple.getKeyNode(),
                        "unknown key \"" + key + "\" in " + what,
                        "Did you mean " + Nearest.to(key, known) + "? Known are " + String.join(", ", known) + ".");
            }
            if (values.put(key, tuple.getValueNode()) != null) {
                throw fault(tuple.getKeyNode(), "the key \"" + key + "\" is there twice", "");
            }
        }
    }

    Iterable<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    int line() {
        return line;
    }

    int line(String key) {
        return lineOf(values.get(key));
    }

    Node node(String key) {
        return values.get(key);
    }

    /** The text of a scalar; empty when the key is not there. */
    String string(String key) throws ConfigException {
        return has(key) ? text(values.get(key), "\"" + key + "\"") : "";
    }

    /** A text or a list of them; empty when the key is not there. */
    List<Config.Value> list(String key) throws ConfigException {
        List<Config.Value> list = new ArrayList<>();
        if (values.get(key) instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                list.add(new Config.Value(text(item, "an entry of \"" + key + "\""), lineOf(item)));
            }
        } else if (has(key)) {
            list.add(new Config.Value(string(key), line(key)));
        }
        return list;
    }

    List<String> strings(String key) throws ConfigException {
        List<String> strings = new ArrayList<>();
        for (Config.Value value : list(key)) {
            strings.add(value.text());
        }
        return List.copyOf(strings);
    }

    /** The entries of a list; empty when the key is not there. */
    List<Node> nodes(String key) throws ConfigException {
        if (!has(key)) {
            return List.of();
        }
        if (values.get(key) instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw fault(values.get(key), "\"" + key + "\" must be a list", "");
    }

    boolean flag(String key) throws ConfigException {
        Node node = values.get(key);
        if (node.getTag().equals(Tag.BOOL)) {
            // As YAML 1.1 has it.
            return switch (string(key).toLowerCase(java.util.Locale.ROOT)) {
                case "true", "yes", "on" -> true;
                default -> false;
            };
        }
        throw fault(node, "\"" + key + "\" must be true or false", "");
    }

    Severity severity(String key) throws ConfigException {
        String word = string(key);
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word)) {
                return severity;
            }
        }
        throw fault(
                values.get(key),
                "\"" + key + "\": " + word + " is no severity",
                "One of info, low, medium, high, critical.");
    }

    /** Refuses patterns that mean no rule, neither one of sa-audit nor one of the configuration. */
    void rules(String key, List<String> ownIds) throws ConfigException {
        for (Config.Value value : list(key)) {
            rule(value.text(), value.line(), ownIds);
        }
    }

    void rule(String pattern, int at, List<String> ownIds) throws ConfigException {
        if (!RulePatterns.known(pattern, ownIds)) {
            throw new ConfigException(file + ":" + at + ": no rule " + pattern, "See sa-audit rules.");
        }
    }

    ConfigException fault(Node node, String what, String hint) {
        return new ConfigException(file + ":" + lineOf(node) + ": " + what, hint);
    }

    private String text(Node node, String what) throws ConfigException {
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return scalar.getValue();
        }
        throw fault(node, what + (node instanceof ScalarNode ? " is empty" : " must be text"), "");
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
