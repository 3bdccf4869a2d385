package io.saaudit.rule;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Scope;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The permissions that made a finding true, in a form that stays the same from run to run: one line a rule, {@code scope
 * groups resources names verbs} or {@code scope urls verbs}, each a sorted list. Scope is {@code cluster} or {@code
 * namespace=NS}, the core group {@code core=}, any name {@code any=}, an empty entry {@code empty=}, and whatever could be taken for punctuation is
 * percent-encoded, so that a line can be taken apart into atoms again.
 */
final class Extent {
    private static final String EMPTY = "empty=";
    private static final String HEX = "0123456789ABCDEF";

    private Extent() {}

    /** The lines of these rules where they count; sorted, each once. */
    static void add(Scope scope, Collection<RoleRule> rules, TreeSet<String> to) {
        for (RoleRule rule : rules) {
            add(scope, rule.policy(), to);
        }
    }

    /** The lines of one rule, or of a part of it. */
    static void add(Scope scope, PolicyRule policy, TreeSet<String> to) {
        String where = scope.namespace().isEmpty() ? "cluster" : "namespace=" + encoded(scope.namespace());
        if (!policy.nonResourceURLs().isEmpty()) {
            to.add(where + " " + list(policy.nonResourceURLs(), EMPTY) + " " + list(policy.verbs(), EMPTY));
        }
        if (!policy.resources().isEmpty()) {
            String names = policy.resourceNames().isEmpty() ? "any=" : list(policy.resourceNames(), EMPTY);
            to.add(String.join(
                    " ",
                    where,
                    list(policy.apiGroups(), "core="),
                    list(policy.resources(), EMPTY),
                    names,
                    list(policy.verbs(), EMPTY)));
        }
    }

    private static String list(List<String> entries, String empty) {
        TreeSet<String> sorted = new TreeSet<>();
        for (String entry : entries) {
            sorted.add(entry.isEmpty() ? empty : encoded(entry));
        }
        return String.join(",", sorted);
    }

    private static String encoded(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c > ' ' && c != '%' && c != ',' && c != '=' && c != 0x7f;
            if (!plain && out == null) {
                out = new StringBuilder(text.length() + 8).append(text, 0, i);
            }
            if (!plain) {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            } else if (out != null) {
                out.append(c);
            }
        }
        return out == null ? text : out.toString();
    }
}
