package io.saaudit.model;

import java.util.List;

/**
 * A Role or ClusterRole.
 *
 * @param meta metadata; the namespace is empty for a ClusterRole
 * @param rules its rules: as written, or after aggregation the effective ones
 * @param aggregation aggregationRule, or null
 * @param assumed whether it was not read but taken from the built-in roles of a Kubernetes version
 */
public record Role(Meta meta, List<RoleRule> rules, Aggregation aggregation, boolean assumed) implements KubeObject {
    /** Whether it is a ClusterRole. */
    public boolean cluster() {
        return meta.kind().equals("ClusterRole");
    }

    /** The same role with other rules. */
    public Role withRules(List<RoleRule> other) {
        return new Role(meta, other, aggregation, assumed);
    }
}
