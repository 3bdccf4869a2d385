package io.saaudit.config;

import io.saaudit.model.Severity;
import java.util.Map;

/**
 * How many findings pass.
 *
 * @param failOn findings from this severity on fail, or null for none
 * @param max for a severity that stands here, how many findings of it pass; it is judged by this number alone
 */
public record Thresholds(Severity failOn, Map<Severity, Integer> max) {
    /** What counts unless something else is said. */
    public static final Thresholds DEFAULT = new Thresholds(Severity.HIGH, Map.of());

    /** Whether that many findings of the severity fail. */
    public boolean fails(Severity severity, long number) {
        Integer most = max.get(severity);
        if (most != null) {
            return number > most;
        }
        return number > 0 && failOn != null && severity.compareTo(failOn) >= 0;
    }
}
