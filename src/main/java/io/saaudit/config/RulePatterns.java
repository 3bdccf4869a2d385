package io.saaudit.config;

import io.saaudit.rule.Rule;
import io.saaudit.rule.RuleInfo;
import io.saaudit.rule.Rules;
import java.util.List;
import java.util.Locale;

/** Rules by id or name, as in {@code SA1*} or {@code default-account-bound}. */
public final class RulePatterns {
    private RulePatterns() {}

    /** Whether one of the patterns means the rule. */
    public static boolean match(List<String> patterns, RuleInfo rule) {
        for (String pattern : patterns) {
            if (Glob.matches(pattern.toUpperCase(Locale.ROOT), rule.id())
                    || Glob.matches(pattern.toLowerCase(Locale.ROOT), rule.name())) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the patterns means the rule of that id. */
    public static boolean match(List<String> patterns, String id) {
        for (Rule rule : Rules.all()) {
            if (rule.info().id().equals(id)) {
                return match(patterns, rule.info());
            }
        }
        return false;
    }

    /** Whether some rule goes by this pattern: one that means none is likely a slip. */
    public static boolean known(String pattern) {
        for (Rule rule : Rules.all()) {
            if (match(List.of(pattern), rule.info())) {
                return true;
            }
        }
        return false;
    }
}
