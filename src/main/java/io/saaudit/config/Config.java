package io.saaudit.config;

import io.saaudit.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A configuration.
 *
 * @param file its file as the user would name it, or empty for none
 * @param settings options of {@code scan} that it sets, by the option's name without dashes, in the option's own form
 * @param severities severities of rules, by pattern, in the order of the file: the last that matches counts
 * @param expectations what must or must not be allowed
 * @param suppressions findings that are not wanted
 */
public record Config(
        String file,
        Map<String, List<Value>> settings,
        Map<String, Severity> severities,
        List<Expectation> expectations,
        List<Suppression> suppressions) {
    /** No configuration. */
    public static final Config NONE = new Config("", Map.of(), Map.of(), List.of(), List.of());

    /**
     * A value and where it stands.
     *
     * @param text the value
     * @param line its line
     */
    public record Value(String text, int line) {}

    /**
     * One line of {@code can-i --requests}, and perhaps what makes it a rule.
     *
     * @param json the request as JSON
     * @param own the rule that it is, or null
     * @param line where it stands
     */
    public record Expectation(String json, Own own, int line) {}

    /**
     * What makes an expectation a rule: whatever breaks it is a finding.
     *
     * @param id its id
     * @param severity of its findings
     * @param message what is wrong, or empty
     * @param fix what to do, or empty
     * @param comment why it is expected, or empty
     */
    public record Own(String id, Severity severity, String message, String fix, String comment) {}

    /** The ids of the rules that it makes itself, in the order of the file. */
    public List<String> ownIds() {
        List<String> ids = new ArrayList<>(0);
        for (Expectation expectation : expectations) {
            if (expectation.own() != null) {
                ids.add(expectation.own().id());
            }
        }
        return ids;
    }
}
