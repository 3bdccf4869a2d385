package io.saaudit.config;

import io.saaudit.model.Severity;
import java.util.List;
import java.util.Map;

/**
 * Findings that were there before.
 *
 * @param file its file, for messages
 * @param entries by fingerprint
 */
public record Baseline(String file, Map<String, Entry> entries) {
    /**
     * What was known of a finding.
     *
     * @param rule its rule; empty where the file does not say
     * @param severity its severity
     * @param subjects the identities it touched
     * @param extent the permissions or fields that made its condition true
     */
    public record Entry(String rule, Severity severity, List<String> subjects, List<String> extent) {}
}
