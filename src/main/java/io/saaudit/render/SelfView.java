package io.saaudit.render;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a server says that the present credential may do.
 *
 * @param namespaces in the namespaces that it was asked about, by name
 * @param everywhere whether these are all namespaces that there are
 * @param snapshot the cluster, and what could not be read of it
 */
public record SelfView(List<InNamespace> namespaces, boolean everywhere, Snapshot snapshot) {
    /**
     * In one namespace.
     *
     * @param name the namespace
     * @param rules rules that the server says hold there, those of the whole cluster among them; kept in an order of ours:
     *     by groups, resources, names, URLs and verbs, bytewise. The server's own changes from one answer to the next
     * @param incomplete whether the server says that there may be more
     * @param error why, or empty
     */
    public record InNamespace(String name, List<PolicyRule> rules, boolean incomplete, String error) {
        /** Puts the rules into their order. */
        public InNamespace {
            List<PolicyRule> sorted = new ArrayList<>(rules);
            sorted.sort(BY_TEXT);
            rules = List.copyOf(sorted);
        }
    }

    private static final Comparator<PolicyRule> BY_TEXT = Comparator.comparing(SelfView::text);

    /** No entry of a rule holds a NUL or the character behind it: shorter lists come first. */
    private static String text(PolicyRule rule) {
        StringBuilder text = new StringBuilder();
        for (List<String> list : List.of(
                rule.apiGroups(), rule.resources(), rule.resourceNames(), rule.nonResourceURLs(), rule.verbs())) {
            for (String entry : list) {
                text.append('\u0001').append(entry);
            }
            text.append('\0');
        }
        return text.toString();
    }

    /** Whether the server says of every namespace that it said all. */
    public boolean complete() {
        return namespaces.stream().noneMatch(InNamespace::incomplete);
    }
}
