package io.saaudit.model;

import java.util.Set;

/**
 * A rule that nearly allows a request.
 *
 * @param grant the rule and how the identity holds it
 * @param on what it misses on
 */
public record Miss(Grant grant, Set<Dimension> on) {
    /** What a rule can miss on. */
    public enum Dimension {
        VERB,
        GROUP,
        RESOURCE,
        NAME,
        NAMESPACE,
        URL
    }
}
