package io.saaudit.render;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.Snapshot;
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
     * @param rules rules that the server says hold there; those that hold in the whole cluster are among them
     * @param incomplete whether the server says that there may be more
     * @param error why, or empty
     */
    public record InNamespace(String name, List<PolicyRule> rules, boolean incomplete, String error) {}

    /** Whether the server says of every namespace that it said all. */
    public boolean complete() {
        return namespaces.stream().noneMatch(InNamespace::incomplete);
    }
}
