package io.saaudit.rule;

import io.saaudit.model.ObjectKey;
import io.saaudit.model.Origin;
import io.saaudit.model.Severity;
import java.util.List;

/** Something dangerous: a rule and its cause (design 4.6). */
public final class Finding {
    private final String rule;
    private final Severity severity;
    private final ObjectKey cause;
    private final String account;
    private final List<String> subjects;
    private final String message;
    private final List<Origin> places;
    private final Details details;

    /**
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
    public Finding(
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
        this(rule, severity, cause, account, subjects, message, places, Details.of(extent, evidence, fix));
    }

    /** With details that are worked out when asked for. */
    Finding(
            String rule,
            Severity severity,
            ObjectKey cause,
            String account,
            List<String> subjects,
            String message,
            List<Origin> places,
            Details details) {
        this.rule = rule;
        this.severity = severity;
        this.cause = cause;
        this.account = account;
        this.subjects = subjects;
        this.message = message;
        this.places = places;
        this.details = details;
    }

    /** The same, as bad as somebody else says. */
    public Finding withSeverity(Severity other) {
        return new Finding(rule, other, cause, account, subjects, message, places, details);
    }

    /** The same, found in a cluster: its fix is a command. */
    public Finding onCluster() {
        return new Finding(rule, severity, cause, account, subjects, message, places, Details.onCluster(details));
    }

    /** Id of the rule. */
    public String rule() {
        return rule;
    }

    /** How bad. */
    public Severity severity() {
        return severity;
    }

    /** The object to change. */
    public ObjectKey cause() {
        return cause;
    }

    /** The account it is about, {@code NS/NAME}, or empty; of several in {@link #subjects()} the first by name. */
    public String account() {
        return account;
    }

    /** The identities it touches, as user names. */
    public List<String> subjects() {
        return subjects;
    }

    /** What is wrong, in one line, without place. */
    public String message() {
        return message;
    }

    /** Where the cause stands: one place for each definition, as narrow as can be said. */
    public List<Origin> places() {
        return places;
    }

    /** The facts it rests on, in the order to read them. */
    public List<Evidence> evidence() {
        return details.told().evidence();
    }

    /**
     * The permissions or fields that made the condition true, in a stable form: lines of {@code scope groups resources
     * names verbs} (see {@link Extent}), or the names of fields.
     */
    public List<String> extent() {
        return details.extent();
    }

    /** What to do. */
    public Fix fix() {
        return details.told().fix();
    }

    /**
     * Names the finding from run to run: a digest of the rule and the cause, never of file, line, message or severity.
     *
     * @return 32 hexadecimal digits
     */
    public String fingerprint() {
        return Fingerprint.of(rule, cause);
    }

    /** Everything in it, for a failing test. */
    @Override
    public String toString() {
        return String.join(
                " | ",
                rule,
                severity.word(),
                cause.toString(),
                account,
                subjects.toString(),
                message,
                places.toString(),
                extent().toString(),
                details.toString());
    }
}
