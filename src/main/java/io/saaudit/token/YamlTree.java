package io.saaudit.token;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML documents as maps, lists and strings: every scalar is its text. */
final class YamlTree {
    private static final int MOST_LEVELS = 100;
    private static final int MOST_NODES = 200_000;

    private int nodes;

    private YamlTree() {}

    /**
     * Reads all documents.
     *
     * @throws TokenException when the text is no YAML
     */
    static List<Object> documents(String text) throws TokenException {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MOST_LEVELS);
        options.setCodePointLimit(Integer.MAX_VALUE);
        YamlTree tree = new YamlTree();
        List<Object> documents = new ArrayList<>();
        try {
            Composer composer = new Composer(
                    new ParserImpl(new StreamReader(new StringReader(text)), options), new Resolver(), options);
            while (composer.checkNode()) {
                documents.add(tree.value(composer.getNode(), 1));
            }
        } catch (YAMLException e) {
            throw TokenException.malformed("a manifest that is not YAML"); // the library's message quotes the text
        }
        return documents;
    }

    private Object value(Node node, int level) throws TokenException {
        // Aliases are walked again each time: a loop ends at the depth, a bomb at the number.
        if (level > MOST_LEVELS || ++nodes > MOST_NODES) {
            throw TokenException.malformed("a manifest with too much in it", "Give the one Secret.");
        }
        if (node instanceof MappingNode mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    map.put(key.getValue(), value(tuple.getValueNode(), level + 1));
                }
            }
            return map;
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                list.add(value(item, level + 1));
            }
            return list;
        }
        return ((ScalarNode) node).getValue();
    }
}
