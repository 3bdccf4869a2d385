package io.saaudit.config;

import io.saaudit.model.Origin;
import io.saaudit.model.Severity;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads {@code .sa-audit.yaml}: docs/configuration.md and docs/schema/config.json say what may be in it. */
public final class ConfigReader {
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_LEVELS = 20;

    private static final List<String> WORDS = List.of("fail-on", "min-severity", "gaps", "baseline", "lock");
    private static final List<String> LISTS = List.of("rules", "skip-rules", "exclude", "exclude-namespaces");
    private static final List<String> KEYS = List.of(
            "fail-on",
            "max",
            "min-severity",
            "gaps",
            "strict",
            "rules",
            "skip-rules",
            "severities",
            "exclude",
            "exclude-namespaces",
            "baseline",
            "lock",
            "expectations",
            "suppressions");
    private static final List<String> SUPPRESSION = List.of(
            "rule",
            "account",
            "role",
            "binding",
            "namespace",
            "file",
            "object",
            "reason",
            "owner",
            "expires",
            "accepts");

    private final String file;
    private final Map<String, List<Config.Value>> settings = new LinkedHashMap<>();
    private List<String> ownIds = List.of();

    private ConfigReader(String file) {
        this.file = file;
    }

    /**
     * Reads a configuration.
     *
     * @param in the text
     * @param file its name, for messages
     * @throws ConfigException when it cannot be meant as it stands
     * @throws IOException when it cannot be read
     */
    public static Config read(Reader in, String file) throws ConfigException, IOException {
        char[] text = new char[MOST_CHARACTERS + 1];
        int length = 0;
        for (int n = in.read(text, 0, text.length); n > 0; n = in.read(text, length, text.length - length)) {
            length += n;
        }
        if (length > MOST_CHARACTERS) {
            throw new ConfigException(file + ": more than " + MOST_CHARACTERS + " characters", "");
        }
        int start = length > 0 && text[0] == '\ufeff' ? 1 : 0;
        return new ConfigReader(file).document(new String(text, start, length - start));
    }

    private Config document(String text) throws ConfigException {
        Node root = compose(text);
        if (root == null) {
            return new Config(file, Map.of(), Map.of(), List.of(), List.of());
        }
        Fields fields = new Fields(file, root, "the configuration", KEYS);
        List<Config.Expectation> expectations = expectations(fields);
        // First: the rules that they make may be named by everything else.
        ownIds = new Config(file, Map.of(), Map.of(), expectations, List.of()).ownIds();
        for (String key : WORDS) {
            if (fields.has(key)) {
                set(key, fields.string(key), fields.line(key));
            }
        }
        for (String key : LISTS) {
            if (fields.has(key)) {
                // The options have their names from one value each.
                settings.put(key.equals("exclude") ? key : key.substring(0, key.length() - 1), fields.list(key));
            }
        }
        fields.rules("rules", ownIds);
        fields.rules("skip-rules", ownIds);
        if (fields.has("strict")) {
            set("strict", Boolean.toString(fields.flag("strict")), fields.line("strict"));
        }
        if (fields.has("max")) {
            max(new Fields(file, fields.node("max"), "\"max\"", null));
        }
        return new Config(file, settings, severities(fields), expectations, suppressions(fields));
    }

    private Node compose(String text) throws ConfigException {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MOST_LEVELS);
        options.setMaxAliasesForCollections(0);
        try {
            StreamReader reader = new StreamReader(new StringReader(text));
            return new Composer(new ParserImpl(reader, options), new Resolver(), options).getSingleNode();
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ConfigException(file + ":" + line + ": not YAML: " + firstLine(e.getProblem()), "");
        } catch (YAMLException e) {
            throw new ConfigException(file + ": not YAML: " + firstLine(e.getMessage()), "");
        }
    }

    private static String firstLine(String message) {
        int end = message == null ? -1 : message.indexOf('\n');
        return end < 0 ? String.valueOf(message) : message.substring(0, end);
    }

    private void set(String key, String value, int line) {
        settings.put(key, List.of(new Config.Value(value, line)));
    }

    private void max(Fields max) throws ConfigException {
        List<Config.Value> values = new ArrayList<>();
        for (String severity : max.keys()) {
            values.add(new Config.Value(severity + "=" + max.string(severity), max.line(severity)));
        }
        settings.put("max", List.copyOf(values));
    }

    private Map<String, Severity> severities(Fields root) throws ConfigException {
        Map<String, Severity> severities = new LinkedHashMap<>();
        if (root.has("severities")) {
            Fields fields = new Fields(file, root.node("severities"), "\"severities\"", null);
            for (String rule : fields.keys()) {
                fields.rule(rule, fields.line(rule), ownIds);
                severities.put(rule, fields.severity(rule));
            }
        }
        return severities;
    }

    private List<Config.Expectation> expectations(Fields root) throws ConfigException {
        List<Config.Expectation> expectations = new ArrayList<>();
        OwnRules rules = new OwnRules();
        for (Node node : root.nodes("expectations")) {
            Fields fields = new Fields(file, node, "an expectation", ExpectationJson.KEYS);
            if (!fields.has("allowed")) {
                throw fields.fault(node, "an expectation without \"allowed\"", "Say allowed: true or allowed: false.");
            }
            expectations.add(new Config.Expectation(ExpectationJson.of(fields), rules.of(fields), fields.line()));
        }
        return expectations;
    }

    private List<Suppression> suppressions(Fields root) throws ConfigException {
        List<Suppression> suppressions = new ArrayList<>();
        for (Node node : root.nodes("suppressions")) {
            suppressions.add(suppression(node, new Fields(file, node, "a suppression", SUPPRESSION)));
        }
        return suppressions;
    }

    private Suppression suppression(Node node, Fields fields) throws ConfigException {
        if (fields.string("reason").isBlank()) {
            throw fields.fault(node, "a suppression without \"reason\"", "Say why the finding is not wanted.");
        }
        boolean selects = false;
        for (String key : SUPPRESSION.subList(0, SUPPRESSION.indexOf("reason"))) {
            selects |= !fields.list(key).isEmpty();
        }
        if (!selects) {
            throw fields.fault(
                    node,
                    "a suppression of everything",
                    "Name a rule, account, role, binding, namespace, file or object.");
        }
        String expires = fields.string("expires");
        if (fields.has("expires") && !Dates.isDay(expires)) {
            throw fields.fault(fields.node("expires"), expires + " is no day", "As in 2027-01-31.");
        }
        fields.rules("rule", ownIds);
        return new Suppression(
                Suppression.Kind.CONFIGURATION,
                new Origin(file, fields.line(), node.getStartMark().getColumn() + 1, ""),
                fields.strings("rule"),
                fields.strings("account"),
                fields.strings("role"),
                fields.strings("binding"),
                fields.strings("namespace"),
                fields.strings("file"),
                fields.strings("object"),
                fields.string("reason").strip(),
                fields.string("owner"),
                expires,
                fields.has("accepts") ? fields.strings("accepts") : null);
    }
}
