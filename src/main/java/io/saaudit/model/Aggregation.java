package io.saaudit.model;

import java.util.List;

/**
 * aggregationRule of a ClusterRole.
 *
 * @param selectors clusterRoleSelectors, ORed
 * @param at its place
 */
public record Aggregation(List<LabelSelector> selectors, long at) {}
