package io.saaudit.rule;

import io.saaudit.model.ObjectKey;
import io.saaudit.model.Origin;
import io.saaudit.model.Severity;
import java.util.List;

/**
 * Something dangerous: a rule and its cause (design 4.6).
 *
 * @param rule id of the rule
 * @param severity how bad
 * @param cause the object to change
 * @param account the account it is about, {@code NS/NAME}, or empty; of several in {@code subjects} the first by name
 * @param subjects the identities it touches, as user names
 * @param message what is wrong, in one line, without place
 * @param places where the cause stands: one place for each definition, as narrow as can be said
 * @param evidence the facts it rests on, in the order to read them
 * @param extent the permissions or fields that made the condition true, in a stable form: lines
 *     of {@code scope groups resources names verbs} (see {@link Extent}), or the names of fields
 * @param fix what to do
 */
public record Finding(
        String rule,
        Severity severity,
        ObjectKey cause,
        String account,
        List<String> subjects,
        String message,
        List<Origin> places,
        List<Evidence> evidence,
        List<String> extent,
        Fix fix) {

    /**
     * Names the finding from run to run: a digest of the rule and the cause, never of file, line, message or severity.
     *
     * @return 32 hexadecimal digits
     */
    public String fingerprint() {
        return Fingerprint.of(rule, cause);
    }
}
