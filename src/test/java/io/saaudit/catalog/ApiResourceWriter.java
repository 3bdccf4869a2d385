package io.saaudit.catalog;

import static io.saaudit.testing.Tree.flag;
import static io.saaudit.testing.Tree.string;
import static io.saaudit.testing.Tree.strings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the lines of {@link ApiResourceLines} from what a server's discovery listed. */
final class ApiResourceWriter {
    private ApiResourceWriter() {}

    /** One resource a line, the versions of a resource in one, subresources with their resource. */
    static List<String> lines(List<?> listed) {
        Map<String, String> lines = new TreeMap<>();
        for (Object entry : listed) {
            String resource = string(entry, "resource");
            if (resource.indexOf('/') < 0) {
                lines.put(string(entry, "group") + "\n" + resource, line(entry, subresources(listed, entry)));
            }
        }
        return List.copyOf(lines.values());
    }

    private static String line(Object entry, TreeSet<String> subresources) {
        List<String> verbs = strings(entry, "verbs");
        return BuiltInWriter.line(
                string(entry, "group"),
                string(entry, "resource"),
                string(entry, "kind"),
                flag(entry, "namespaced") ? "" : "cluster",
                verbs.equals(ApiResourceReader.USUAL_VERBS) ? "" : BuiltInWriter.entries(verbs),
                BuiltInWriter.entries(subresources));
    }

    private static TreeSet<String> subresources(List<?> listed, Object main) {
        String prefix = string(main, "resource") + "/";
        TreeSet<String> found = new TreeSet<>();
        for (Object entry : listed) {
            String resource = string(entry, "resource");
            if (resource.startsWith(prefix) && owner(listed, entry).equals(string(main, "group"))) {
                found.add(resource.substring(prefix.length()));
            }
        }
        return found;
    }

    /**
     * The group of the URL. Discovery tells that of the body, which is another one for scale, token and eviction
     * (semantics A.3): then it is that of the only resource of the name.
     */
    static String owner(List<?> listed, Object subresource) {
        String resource = string(subresource, "resource");
        String name = resource.substring(0, resource.indexOf('/'));
        Map<String, Object> groups = new HashMap<>();
        List<String> order = new ArrayList<>();
        for (Object entry : listed) {
            if (string(entry, "resource").equals(name) && groups.put(string(entry, "group"), entry) == null) {
                order.add(string(entry, "group"));
            }
        }
        String own = string(subresource, "group");
        if (!groups.containsKey(own) && order.size() != 1) {
            throw new AssertionError(resource + " of the body's group " + own + " could belong to any of " + order);
        }
        return groups.containsKey(own) ? own : order.get(0);
    }
}
