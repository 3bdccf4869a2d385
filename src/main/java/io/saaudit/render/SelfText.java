package io.saaudit.render;

import io.saaudit.model.Cluster;
import io.saaudit.model.PolicyRule;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code permissions --self} for people: a row for each rule, those of every namespace once. */
public final class SelfText implements Renderer<SelfView> {
    private final Style style;

    /** With colours and a width. */
    public SelfText(Style style) {
        this.style = style;
    }

    @Override
    public void render(SelfView view, PrintStream out) {
        Cluster cluster = view.snapshot().cluster();
        String who = cluster.reader().isEmpty() ? "The present credential" : Words.quoted(cluster.reader());
        out.println(who + ", as " + Escape.text(ClusterText.name(cluster)) + " says of itself:");
        List<String[]> rows = new ArrayList<>();
        Map<String, Set<String>> urls = new TreeMap<>();
        for (Map.Entry<PolicyRule, Set<String>> rule : rules(view).entrySet()) {
            PolicyRule policy = rule.getKey();
            boolean inAll = rule.getValue().size() == view.namespaces().size();
            for (String namespace : inAll ? List.of(all(view)) : rule.getValue()) {
                for (String group : policy.apiGroups()) {
                    for (String resource : policy.resources()) {
                        rows.add(new String[] {
                            namespace,
                            Words.resource(group, resource),
                            Words.list(policy.resourceNames()),
                            Words.all(policy.verbs())
                        });
                    }
                }
            }
            if (!policy.nonResourceURLs().isEmpty()) {
                urls.computeIfAbsent(Words.all(policy.verbs()), verbs -> new TreeSet<>())
                        .addAll(policy.nonResourceURLs());
            }
        }
        rows.sort(order(all(view)));
        Table table = new Table("NAMESPACE", "RESOURCE", "NAMES", "VERBS");
        rows.forEach(table::row);
        if (table.isEmpty() && urls.isEmpty()) {
            out.println("Nothing.");
        } else {
            table.print(out, style);
            if (!urls.isEmpty()) {
                out.println(line(urls));
            }
        }
        for (SelfView.InNamespace in : view.namespaces()) {
            if (in.incomplete()) {
                out.println(
                        "In " + Words.quoted(in.name()) + " there may be more: the server says that this is incomplete"
                                + (in.error().isEmpty() ? "" : " (" + Escape.text(in.error()) + ")") + ".");
            }
        }
        if (!view.everywhere()) {
            out.println(
                    "It may not list namespaces, or some were named: in others it was not asked. Name them with -n.");
        }
        out.println("This is what the server lists; which role and binding each comes from it does not say.");
    }

    /** What holds in every namespace first, then by the namespace; in each by resource, names and verbs, bytewise. */
    private static Comparator<String[]> order(String all) {
        return Comparator.comparing((String[] row) -> row[0].equals(all) ? "" : row[0])
                .thenComparing(row -> row[1])
                .thenComparing(row -> row[2])
                .thenComparing(row -> row[3]);
    }

    /** The URLs in one line: those of the same verbs together, each once. */
    private static String line(Map<String, Set<String>> urls) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, Set<String>> entry : urls.entrySet()) {
            parts.add(entry.getKey() + " " + Escape.text(String.join(" ", entry.getValue())));
        }
        return "URLs: " + String.join("; ", parts);
    }

    /** The rules, each once, with the namespaces where it holds. */
    private static Map<PolicyRule, Set<String>> rules(SelfView view) {
        Map<PolicyRule, Set<String>> rules = new LinkedHashMap<>();
        for (SelfView.InNamespace in : view.namespaces()) {
            in.rules()
                    .forEach(rule -> rules.computeIfAbsent(rule, r -> new LinkedHashSet<>())
                            .add(in.name()));
        }
        return rules;
    }

    private static String all(SelfView view) {
        if (view.everywhere()) {
            return "every one";
        }
        int size = view.namespaces().size();
        return size == 1 ? view.namespaces().get(0).name() : "all " + size + " asked";
    }
}
