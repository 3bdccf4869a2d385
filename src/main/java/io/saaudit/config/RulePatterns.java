package io.saaudit.config;

import io.saaudit.rule.Rule;
import io.saaudit.rule.RuleInfo;
import io.saaudit.rule.Rules;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Rules by id or name, as in {@code SA1*} or {@code default-account-bound}; capitals make no difference. */
public final class RulePatterns {
    private RulePatterns() {}

    /** Whether one of the patterns means the rule. */
    public static boolean match(List<String> patterns, RuleInfo rule) {
        for (String pattern : patterns) {
            if (Glob.matches(pattern.toUpperCase(Locale.ROOT), rule.id().toUpperCase(Locale.ROOT))
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
        for (String pattern : patterns) {
            if (Glob.matches(pattern.toUpperCase(Locale.ROOT), id.toUpperCase(Locale.ROOT))) {
                return true; // a rule of the configuration, which has no other name
            }
        }
        return false;
    }

    /**
     * Whether some rule goes by this pattern: one that means none is likely a slip.
     *
     * @param ownIds ids of the rules of the configuration
     */
    public static boolean known(String pattern, Collection<String> ownIds) {
        for (String id : ownIds) {
            if (Glob.matches(pattern.toUpperCase(Locale.ROOT), id.toUpperCase(Locale.ROOT))) {
                return true;
            }
        }
        for (Rule rule : Rules.all()) {
            if (match(List.of(pattern), rule.info())) {
                return true;
            }
        }
        return false;
    }
}
