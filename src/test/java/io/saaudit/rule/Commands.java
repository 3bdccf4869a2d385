package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** Does to objects what the kubectl commands of a fix do, and the server after them. */
final class Commands {
    private Commands() {}

    /** Runs commands, one a line, over objects by {@code Kind/NS/NAME}; one that is not known fails. */
    static void run(String commands, Map<String, Map<String, Object>> objects) {
        for (String line : commands.lines().toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            List<String> words = words(line);
            assertThat(words.get(0)).as(line).isEqualTo("kubectl");
            switch (words.get(1)) {
                case "create", "annotate" -> assertThat(words).as(line).contains("--namespace");
                case "delete" -> delete(words, objects);
                case "get" -> {
                    if (words.contains("--patch")) {
                        patch(words, objects);
                    }
                }
                case "patch" -> patch(words, objects);
                default -> throw new AssertionError("a command that the test does not know: " + line);
            }
        }
    }

    private static void delete(List<String> words, Map<String, Map<String, Object>> objects) {
        boolean namespaced = words.contains("--namespace");
        int end = namespaced ? words.indexOf("--namespace") : words.size();
        for (String name : words.subList(3, end)) {
            assertThat(objects.remove(key(words, name, objects)))
                    .as("%s deletes something that is there", words)
                    .isNotNull();
            if (words.get(2).equals("secret")) {
                // The server takes the names of deleted Secrets off the list (semantics H.1).
                objects.values().stream()
                        .filter(o -> "ServiceAccount".equals(o.get("kind")))
                        .forEach(o -> o.remove("secrets"));
            }
        }
    }

    private static String key(List<String> words, String name, Map<String, Map<String, Object>> objects) {
        String namespace = words.contains("--namespace") ? words.get(words.indexOf("--namespace") + 1) : null;
        String end = "/" + namespace + "/" + name;
        return objects.keySet().stream()
                .filter(k -> k.endsWith(end) && k.substring(0, k.indexOf('/')).equalsIgnoreCase(words.get(2)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + words.get(2) + " " + end + " in " + objects.keySet()));
    }

    private static void patch(List<String> words, Map<String, Map<String, Object>> objects) {
        Object object = objects.get(key(words, words.get(3), objects));
        List<?> operations = new Yaml().load(words.get(words.indexOf("--patch") + 1));
        assertThat(operations).isNotEmpty();
        for (Object operation : operations) {
            Map<String, Object> op = FixTest.map(operation);
            apply((String) op.get("op"), (String) op.get("path"), op.get("value"), object);
        }
    }

    /** RFC 6902: the parent must be there, and so must what is removed or replaced. */
    @SuppressWarnings("unchecked") // trees of YAML
    private static void apply(String op, String path, Object value, Object root) {
        String[] parts = path.substring(1).split("/");
        Object parent = root;
        for (int i = 0; i < parts.length - 1; i++) {
            parent = parent instanceof List<?> list
                    ? list.get(Integer.parseInt(parts[i]))
                    : ((Map<String, Object>) parent).get(unescaped(parts[i]));
            assertThat(parent).as("%s of the patch", path).isNotNull();
        }
        String last = unescaped(parts[parts.length - 1]);
        if (parent instanceof List<?>) {
            List<Object> list = (List<Object>) parent;
            int index = last.equals("-") ? list.size() : Integer.parseInt(last);
            switch (op) {
                case "add" -> list.add(index, value);
                case "replace" -> list.set(index, value);
                default -> list.remove(index);
            }
            return;
        }
        Map<String, Object> map = (Map<String, Object>) parent;
        if (op.equals("add")) {
            map.put(last, value);
            return;
        }
        assertThat(map).as("%s of the patch", path).containsKey(last);
        if (op.equals("replace")) {
            map.put(last, value);
        } else {
            map.remove(last);
        }
    }

    private static String unescaped(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }

    /** The words of a line as a shell takes them apart. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == '\\' && !quoted) {
                i++;
                word.append(line.charAt(i));
            } else if (c == ' ' && !quoted) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return words;
    }
}
