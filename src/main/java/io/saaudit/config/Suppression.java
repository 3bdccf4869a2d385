package io.saaudit.config;

import io.saaudit.model.Origin;
import java.util.List;

/**
 * Findings that somebody has looked at and does not want to see, and why.
 *
 * @param kind where it stands
 * @param origin the place
 * @param rules patterns of rules; empty for all
 * @param account patterns of accounts, {@code NS/NAME} or user names; empty for no matter which
 * @param role patterns of roles, {@code NAME} or {@code NS/NAME}
 * @param binding patterns of bindings, {@code NAME} or {@code NS/NAME}
 * @param namespace patterns of namespaces
 * @param file patterns of files
 * @param object patterns of causes, {@code KIND NAME} or {@code KIND NS/NAME}
 * @param reason why
 * @param owner who answers for it, or empty
 * @param expires the last day it counts on, as {@code YYYY-MM-DD}, or empty for no end
 * @param accepts the extent that is accepted (design 4.6), or null for any
 */
public record Suppression(
        Kind kind,
        Origin origin,
        List<String> rules,
        List<String> account,
        List<String> role,
        List<String> binding,
        List<String> namespace,
        List<String> file,
        List<String> object,
        String reason,
        String owner,
        String expires,
        List<String> accepts) {
    /** Where a suppression stands. */
    public enum Kind {
        CONFIGURATION,
        ANNOTATION,
        COMMENT
    }

    /** One that stands beside what it is about: only the rule matters. */
    static Suppression beside(
            Kind kind, Origin origin, List<String> rules, String reason, String owner, String expires) {
        return new Suppression(
                kind, origin, rules, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), reason, owner,
                expires, null);
    }

    /**
     * Whether its time is over.
     *
     * @param today the day, as {@code YYYY-MM-DD}
     */
    public boolean expired(String today) {
        return !expires.isEmpty() && today.compareTo(expires) > 0;
    }

    /** {@code SA101, SA2*}; or that it is for every rule. */
    public String rulesInWords() {
        return rules.isEmpty() ? "every rule" : String.join(", ", rules);
    }
}
