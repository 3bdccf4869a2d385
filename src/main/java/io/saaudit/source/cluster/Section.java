package io.saaudit.source.cluster;

import java.nio.file.Path;
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

/**
 * A mapping of a kubeconfig that knows its file and lines. Fields of the wrong type are errors, as they are to kubectl: a
 * number is no text. No message holds a value, because any of them may be a credential.
 */
final class Section {
    private static final String MERGE = "<<";

    private final Path file;
    private final String where;
    private final Map<String, Node> fields = new LinkedHashMap<>();

    private Section(Path file, String where, MappingNode node) {
        this.file = file;
        this.where = where;
        collect(node, 0);
    }

    /**
     * A node as a section.
     *
     * @param file where it stands
     * @param where the fields that lead to it, such as {@code users[0].user}
     * @param node what must be a mapping
     * @throws ClusterException when it is not
     */
    static Section of(Path file, String where, Node node) throws ClusterException {
        if (node instanceof MappingNode mapping) {
            return new Section(file, where, mapping);
        }
        throw wrong(file, node, where, "must be a mapping of fields");
    }

    /** One without a field, for an entry that is not there. */
    static Section empty() {
        return new Section(
                Path.of(""), "", new MappingNode(Tag.MAP, List.of(), org.yaml.snakeyaml.DumperOptions.FlowStyle.BLOCK));
    }

    /** The file that it stands in. */
    Path file() {
        return file;
    }

    /** Its place, for a message: {@code users[0].user of /home/me/.kube/config}. */
    String place() {
        return where + " of " + file;
    }

    /** A text, or empty when the field is not there or null. */
    String text(String field) throws ClusterException {
        Node node = fields.get(field);
        return isNull(node) ? "" : text(node, path(field));
    }

    /** The value of a field that names a file: relative ones start at the kubeconfig's folder, as in clientcmd's loader. */
    String path(String field, String text) {
        if (text.isEmpty()) {
            return "";
        }
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? text : folder.resolve(text).toString();
    }

    /** A file named by a field, or empty. */
    String fileOf(String field) throws ClusterException {
        return path(field, text(field));
    }

    /** A truth value; false when the field is not there. */
    boolean flag(String field) throws ClusterException {
        Node node = fields.get(field);
        if (isNull(node)) {
            return false;
        }
        if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.BOOL)) {
            return List.of("true", "yes", "on").contains(scalar.getValue().toLowerCase(java.util.Locale.ROOT));
        }
        throw wrong(field, "must be true or false");
    }

    /** A list of texts; empty when the field is not there. */
    List<String> texts(String field) throws ClusterException {
        List<String> texts = new ArrayList<>();
        List<Node> nodes = nodes(field);
        for (int i = 0; i < nodes.size(); i++) {
            texts.add(text(nodes.get(i), path(field) + "[" + i + "]"));
        }
        return texts;
    }

    /** A mapping, or null when the field is not there. */
    Section section(String field) throws ClusterException {
        Node node = fields.get(field);
        return isNull(node) ? null : of(file, path(field), node);
    }

    /** A list of mappings; empty when the field is not there. */
    List<Section> sections(String field) throws ClusterException {
        List<Section> sections = new ArrayList<>();
        List<Node> nodes = nodes(field);
        for (int i = 0; i < nodes.size(); i++) {
            sections.add(of(file, path(field) + "[" + i + "]", nodes.get(i)));
        }
        return sections;
    }

    /** The names of its fields. */
    Iterable<String> names() {
        return fields.keySet();
    }

    /** Whether a field is there and not null. */
    boolean has(String field) {
        return !isNull(fields.get(field));
    }

    /** The node of a field, or null. */
    Node node(String field) {
        return fields.get(field);
    }

    /** An error about a field, with its file and line. */
    ClusterException wrong(String field, String problem) {
        return wrong(file, fields.get(field), path(field), problem);
    }

    private static ClusterException wrong(Path file, Node node, String where, String problem) {
        int line = node == null ? 1 : node.getStartMark().getLine() + 1;
        return ClusterException.configuration(
                file + ":" + line + ": " + (where.isEmpty() ? "the kubeconfig" : where) + " " + problem,
                "Correct the kubeconfig, or name another by --kubeconfig.");
    }

    private List<Node> nodes(String field) throws ClusterException {
        Node node = fields.get(field);
        if (isNull(node)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw wrong(field, "must be a list");
    }

    private String text(Node node, String where) throws ClusterException {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
            return scalar.getValue();
        }
        throw wrong(
                file, node, where, node instanceof ScalarNode ? "must be a text: put it in quotes" : "must be a text");
    }

    private static boolean isNull(Node node) {
        return node == null || node.getTag().equals(Tag.NULL);
    }

    private String path(String field) {
        return where.isEmpty() ? field : where + "." + field;
    }

    /** The last of two fields of one name counts, and any of them more than a merged one. */
    private void collect(MappingNode mapping, int depth) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (isMerge(tuple) && depth < 10) {
                if (tuple.getValueNode() instanceof MappingNode merged) {
                    collect(merged, depth + 1);
                } else if (tuple.getValueNode() instanceof SequenceNode all) {
                    for (int i = all.getValue().size() - 1; i >= 0; i--) {
                        if (all.getValue().get(i) instanceof MappingNode merged) {
                            collect(merged, depth + 1);
                        }
                    }
                }
            }
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!isMerge(tuple) && tuple.getKeyNode() instanceof ScalarNode key) {
                fields.put(key.getValue(), tuple.getValueNode());
            }
        }
    }

    private static boolean isMerge(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(MERGE);
    }
}
