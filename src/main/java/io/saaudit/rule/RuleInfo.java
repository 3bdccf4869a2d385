package io.saaudit.rule;

import io.saaudit.model.Severity;
import java.util.List;

/**
 * What a rule says of itself; the rule's page and {@code sa-audit rules} are made of it.
 *
 * @param id permanent id, such as {@code SA101}; never reused
 * @param name short name in kebab case
 * @param title what a finding of it says, in a few words
 * @param severity the usual severity; a finding may have another where {@link #severityNote} says so
 * @param severityNote how the severity of a finding is chosen, or empty
 * @param condition exactly when it reports
 * @param why what an attacker or an accident can make of it
 * @param fix what to do about it
 * @param exceptions when it is no problem, and how the rule keeps quiet then
 * @param references where this comes from
 * @param since version of sa-audit that had it first; empty for a rule of the configuration
 */
public record RuleInfo(
        String id,
        String name,
        String title,
        Severity severity,
        String severityNote,
        String condition,
        String why,
        String fix,
        String exceptions,
        List<Reference> references,
        String since) {
    /** Id and name; a rule of the configuration has only the one. */
    public String shown() {
        return name.equalsIgnoreCase(id) ? id : id + " " + name;
    }
}
