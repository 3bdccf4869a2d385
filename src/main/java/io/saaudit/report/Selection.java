package io.saaudit.report;

import io.saaudit.config.RulePatterns;
import io.saaudit.model.Severity;
import io.saaudit.rule.Rule;
import java.util.ArrayList;
import java.util.List;
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

    /** The rules to run, in their order. */
    List<Rule> selectedRules(List<Rule> all) {
        List<Rule> selected = new ArrayList<>();
        for (Rule rule : all) {
            boolean wanted = rules.isEmpty() ? rule.byDefault() : RulePatterns.match(rules, rule.info()) && runs(rule);
            if (rule.always() || wanted && !RulePatterns.match(skipRules, rule.info())) {
                selected.add(rule);
            }
        }
        return selected;
    }

    /** A pattern with a {@code *} does not ask for rules that guess: their id or name does. */
    private boolean runs(Rule rule) {
        if (rule.byDefault()) {
            return true;
        }
        for (String pattern : rules) {
            if (pattern.equalsIgnoreCase(rule.info().id())
                    || pattern.equalsIgnoreCase(rule.info().name())) {
                return true;
            }
        }
        return false;
    }

    /** Whether what lives in the namespace is looked at. */
    public boolean shows(String namespace) {
        return (namespaces.isEmpty() || namespaces.contains(namespace)) && !excludeNamespaces.contains(namespace);
    }
}
