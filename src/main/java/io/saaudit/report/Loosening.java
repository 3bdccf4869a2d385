package io.saaudit.report;

import io.saaudit.config.Config;
import io.saaudit.config.Suppression;
import io.saaudit.model.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the configuration of a change wants it to be judged by, and that of the old side does not say. */
final class Loosening {
    private Loosening() {}

    /**
     * What the new configuration says otherwise.
     *
     * @param old that of the old side
     * @param now that of the new one
     */
    static List<Review.Loosened> of(Config old, Config now) {
        List<Review.Loosened> loosened = new ArrayList<>();
        Set<List<Object>> said = new HashSet<>();
        for (Suppression suppression : old.suppressions()) {
            said.add(content(suppression));
        }
        for (Suppression suppression : now.suppressions()) {
            if (!said.contains(content(suppression))) {
                loosened.add(new Review.Loosened(
                        "suppresses " + suppression.rulesInWords() + of(suppression) + ": " + suppression.reason(),
                        suppression.origin()));
            }
        }
        Set<String> keys = new TreeSet<>(old.settings().keySet());
        keys.addAll(now.settings().keySet());
        for (String key : keys) {
            List<String> then = texts(old, key);
            List<String> here = texts(now, key);
            if (!then.equals(here)) {
                List<Config.Value> values = now.settings().getOrDefault(key, List.of());
                int line = values.isEmpty() ? 0 : values.get(0).line();
                String file = now.file().isEmpty() ? old.file() : now.file();
                loosened.add(new Review.Loosened(
                        here.isEmpty() ? "no longer sets " + key : "sets " + key + " to " + String.join(", ", here),
                        new Origin(file, line, line == 0 ? 0 : 1, "")));
            }
        }
        if (!old.severities().equals(now.severities())) {
            loosened.add(new Review.Loosened(
                    "changes severities", Origin.of(now.file().isEmpty() ? old.file() : now.file())));
        }
        return loosened;
    }

    private static List<String> texts(Config config, String key) {
        List<String> texts = new ArrayList<>();
        for (Config.Value value : config.settings().getOrDefault(key, List.of())) {
            texts.add(value.text());
        }
        return texts;
    }

    /** What a suppression means: its reason and its owner play no part. */
    private static List<Object> content(Suppression s) {
        return List.of(
                s.rules(),
                s.account(),
                s.role(),
                s.binding(),
                s.namespace(),
                s.file(),
                s.object(),
                s.expires(),
                s.accepts() == null ? "" : s.accepts());
    }

    private static String of(Suppression s) {
        List<String> parts = new ArrayList<>();
        part("account", s.account(), parts);
        part("role", s.role(), parts);
        part("binding", s.binding(), parts);
        part("namespace", s.namespace(), parts);
        part("file", s.file(), parts);
        part("object", s.object(), parts);
        return parts.isEmpty() ? "" : " of " + String.join(" and ", parts);
    }

    private static void part(String name, List<String> patterns, List<String> to) {
        if (!patterns.isEmpty()) {
            to.add(name + " " + String.join(", ", patterns));
        }
    }
}
