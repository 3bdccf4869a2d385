package io.saaudit.config;

import io.saaudit.model.Severity;
import io.saaudit.rule.LockRule;
import io.saaudit.rule.Rule;
import io.saaudit.rule.Rules;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Reads what makes an expectation a rule. */
final class OwnRules {
    private static final int LONGEST = 40;
    private static final String FORM =
            "Letters, digits and hyphens, a letter first, at most " + LONGEST + " characters.";

    private final Set<String> ids = new TreeSet<>();

    /**
     * The rule that an expectation is, or null.
     *
     * @throws ConfigException when it cannot be one
     */
    Config.Own of(Fields fields) throws ConfigException {
        if (!fields.has("id")) {
            for (String key : ExpectationJson.OF_RULE) {
                if (fields.has(key)) {
                    throw fields.fault(
                            fields.node(key),
                            "an expectation with \"" + key + "\" and without \"id\"",
                            "Findings are known by the id of their rule: give it one.");
                }
            }
            return null;
        }
        String id = fields.string("id");
        if (!isWellFormed(id)) {
            throw fields.fault(fields.node("id"), "\"id\": " + id + " is none", FORM);
        }
        if (isReserved(id)) {
            throw fields.fault(
                    fields.node("id"),
                    "\"id\": " + id + " is one of the rules of sa-audit, or may become one",
                    "SA with digits is theirs, and so are their names and LOCK; see sa-audit rules.");
        }
        if (!ids.add(id.toLowerCase(Locale.ROOT))) {
            throw fields.fault(fields.node("id"), "two rules have the id " + id, "Capitals make no difference.");
        }
        return new Config.Own(
                id,
                fields.has("severity") ? fields.severity("severity") : Severity.HIGH,
                fields.string("message").strip(),
                fields.string("fix").strip(),
                fields.string("comment").strip());
    }

    private static boolean isWellFormed(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean other = c >= '0' && c <= '9' || c == '-';
            if (!letter && (i == 0 || !other)) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST;
    }

    private static boolean isReserved(String id) {
        if (id.length() > 2
                && id.substring(0, 2).equalsIgnoreCase("SA")
                && id.charAt(2) >= '0'
                && id.charAt(2) <= '9') {
            return true;
        }
        if (id.equalsIgnoreCase(LockRule.ID) || id.equalsIgnoreCase(LockRule.NAME)) {
            return true;
        }
        for (Rule rule : Rules.all()) {
            if (rule.info().name().equalsIgnoreCase(id)) {
                return true;
            }
        }
        return false;
    }
}
