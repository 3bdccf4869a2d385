package io.saaudit.model;

import java.util.List;
import java.util.Map;

/**
 * A label selector (apimachinery meta/v1 LabelSelector). Its parts are ANDed; an empty one selects everything.
 *
 * @param matchLabels labels that must be there with these values
 * @param matchExpressions requirements that must all hold
 */
public record LabelSelector(Map<String, String> matchLabels, List<Requirement> matchExpressions) {
    /**
     * One requirement.
     *
     * @param operator {@code In}, {@code NotIn}, {@code Exists} or {@code DoesNotExist}; anything else is invalid
     */
    public record Requirement(String key, String operator, List<String> values) {}
}
