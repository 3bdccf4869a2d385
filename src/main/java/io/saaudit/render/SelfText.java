package io.saaudit.render;

import io.saaudit.model.Cluster;
import io.saaudit.model.PolicyRule;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        Table table = new Table("NAMESPACE", "MAY").wrapping(1);
        Map<PolicyRule, Set<String>> rules = new LinkedHashMap<>();
        for (SelfView.InNamespace in : view.namespaces()) {
            in.rules()
                    .forEach(rule -> rules.computeIfAbsent(rule, r -> new LinkedHashSet<>())
                            .add(in.name()));
        }
        String all = all(view);
        for (Map.Entry<PolicyRule, Set<String>> rule : rules.entrySet()) {
            boolean inAll = rule.getValue().size() == view.namespaces().size();
            for (String namespace : inAll ? List.of(all) : rule.getValue()) {
                table.row(namespace, Words.policy(rule.getKey(), null));
            }
        }
        if (table.isEmpty()) {
            out.println("Nothing.");
        } else {
            table.print(out, style);
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

    private static String all(SelfView view) {
        if (view.everywhere()) {
            return "(every one)";
        }
        int size = view.namespaces().size();
        return size == 1 ? view.namespaces().get(0).name() : "(all " + size + " asked)";
    }
}
