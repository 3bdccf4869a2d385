package io.saaudit.model;

import java.util.List;
import java.util.Set;

/**
 * A resource that an API server serves.
 *
 * @param group API group, empty for core
 * @param resource plural name
 * @param kind kind
 * @param singular singular name, or empty
 * @param shortNames kubectl's short names
 * @param namespaced scope
 * @param verbs verbs that it serves
 * @param subresources names of its subresources
 */
public record ApiResource(
        String group,
        String resource,
        String kind,
        String singular,
        List<String> shortNames,
        boolean namespaced,
        Set<String> verbs,
        Set<String> subresources) {}
