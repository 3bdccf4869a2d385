package io.saaudit.report;

import io.saaudit.model.Severity;
import io.saaudit.rule.Rule;
import io.saaudit.rule.Rules;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What of a scan somebody wants to see.
 *
 * @param rules patterns of rules to run, empty for all but those that guess
 * @param skipRules patterns of rules not to run
 * @param minSeverity findings below it are left out
 * @param namespaces where an account of a finding, or its cause, must live; empty for everywhere
 * @param excludeNamespaces findings that live in these alone are left out
 * @param labels what the labels of a finding's cause, or of one of its accounts, must match; null for no matter what
 */
public record Selection(
        List<String> rules,
        List<String> skipRules,
        Severity minSeverity,
        Set<String> namespaces,
        Set<String> excludeNamespaces,
        LabelQuery labels) {
    /** Everything. */
    public static final Selection ALL = new Selection(List.of(), List.of(), Severity.INFO, Set.of(), Set.of(), null);

    public Selection withRules(List<String> patterns) {
        return new Selection(patterns, skipRules, minSeverity, namespaces, excludeNamespaces, labels);
    }

    public Selection withSkipRules(List<String> patterns) {
        return new Selection(rules, patterns, minSeverity, namespaces, excludeNamespaces, labels);
    }

    public Selection withMinSeverity(Severity severity) {
        return new Selection(rules, skipRules, severity, namespaces, excludeNamespaces, labels);
    }

    public Selection withNamespaces(Set<String> names) {
        return new Selection(rules, skipRules, minSeverity, names, excludeNamespaces, labels);
    }

    public Selection withExcludeNamespaces(Set<String> names) {
        return new Selection(rules, skipRules, minSeverity, namespaces, names, labels);
    }

    public Selection withLabels(LabelQuery query) {
        return new Selection(rules, skipRules, minSeverity, namespaces, excludeNamespaces, query);
    }

    /** The rules to run, by id. */
    List<Rule> selectedRules() {
        return Rules.all().stream()
                .filter(r -> rules.isEmpty() ? r.byDefault() : matches(rules, r) && (r.byDefault() || isNamed(r)))
                .filter(r -> !matches(skipRules, r))
                .toList();
    }

    /** Whether a pattern is the rule's id or name itself: one with a {@code *} does not ask for rules that guess. */
    private boolean isNamed(Rule rule) {
        return rules.stream()
                .anyMatch(p -> p.equalsIgnoreCase(rule.info().id())
                        || p.equalsIgnoreCase(rule.info().name()));
    }

    /** Whether what lives in the namespace is looked at. */
    boolean shows(String namespace) {
        return (namespaces.isEmpty() || namespaces.contains(namespace)) && !excludeNamespaces.contains(namespace);
    }

    /** Whether some rule goes by this pattern: one that matches none is likely a slip. */
    public static boolean namesRule(String pattern) {
        return Rules.all().stream().anyMatch(r -> matches(List.of(pattern), r));
    }

    private static boolean matches(List<String> patterns, Rule rule) {
        for (String pattern : patterns) {
            if (glob(pattern.toUpperCase(Locale.ROOT), rule.info().id())
                    || glob(pattern.toLowerCase(Locale.ROOT), rule.info().name())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text matches a pattern in which {@code *} is any text and {@code ?} any character. */
    static boolean glob(String pattern, String text) {
        int p = 0;
        int star = -1;
        int retry = 0;
        for (int t = 0; t < text.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
