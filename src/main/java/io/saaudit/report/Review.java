package io.saaudit.report;

import io.saaudit.config.Thresholds;
import io.saaudit.model.Gap;
import io.saaudit.model.Grant;
import io.saaudit.model.Note;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Origin;
import io.saaudit.model.Severity;
import io.saaudit.rule.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A change as somebody who reviews it wants to know it.
 *
 * @param diff what is gained and lost; without anything where a side holds nothing that it could be lost of
 * @param names how the sides were named, the old one first
 * @param empty names of sides that hold nothing
 * @param fresh findings of the new side that the old one does not have, or that have grown, worst first
 * @param grown what findings among them have grown by, by fingerprint
 * @param fixed findings of the old side that are gone, worst first
 * @param loosened what the change itself wants to be judged by, and is not
 * @param rules what it is judged by
 * @param head the scan of the new side
 */
public record Review(
        Diff diff,
        List<String> names,
        List<String> empty,
        List<Finding> fresh,
        Map<String, List<String>> grown,
        List<Finding> fixed,
        List<Loosened> loosened,
        Rules rules,
        Report head) {

    /**
     * What a change is judged by.
     *
     * @param gain whether any gain fails
     * @param thresholds how many new and grown findings pass
     * @param gapsFail whether what could not be read fails
     */
    public record Rules(boolean gain, Thresholds thresholds, boolean gapsFail) {}

    /**
     * A word of the new side on how to judge it that the old side does not have.
     *
     * @param what one sentence, without the place
     * @param origin where it stands
     */
    public record Loosened(String what, Origin origin) {}

    /** Whether the change passes. */
    public Verdict verdict() {
        List<String> why = new ArrayList<>();
        if (rules.gain() && diff.gains()) {
            why.add("gain");
        }
        Severity[] severities = Severity.values();
        for (int i = severities.length - 1; i >= 0; i--) {
            if (rules.thresholds().fails(severities[i], count(severities[i]))) {
                why.add(severities[i].word());
            }
        }
        if (!why.isEmpty()) {
            return new Verdict(Verdict.Result.FAIL, why);
        }
        if (!empty.isEmpty()) {
            why.add("empty");
        }
        if (rules.gapsFail() && !gaps().isEmpty()) {
            why.add("gaps");
        }
        if (diff.unknown()) {
            why.add("unknown");
        }
        return new Verdict(why.isEmpty() ? Verdict.Result.PASS : Verdict.Result.INCOMPLETE, why);
    }

    /** Number of new and grown findings of a severity. */
    public int count(Severity severity) {
        int count = 0;
        for (Finding finding : fresh) {
            count += finding.severity() == severity ? 1 : 0;
        }
        return count;
    }

    /** What could not be read of both sides, the old one first; what is missing on both for the same reason, once. */
    public List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>(diff.base().gaps());
        for (Gap gap : diff.head().gaps()) {
            if (!gaps.contains(gap)) {
                gaps.add(gap);
            }
        }
        return gaps;
    }

    /** What a server would refuse of files that are applied to a cluster: none of it is in the answer. */
    public List<Note> refused() {
        List<Note> refused = new ArrayList<>();
        if (diff.head().isApplied()) {
            for (Note note : diff.head().notes()) {
                if (note.kind() == Note.Kind.REFUSED_BY_SERVER
                        && !diff.base().notes().contains(note)) {
                    refused.add(note);
                }
            }
        }
        return refused;
    }

    /** What is worth saying of both sides, the old one first; what is to be said of both, once. */
    public List<Note> notes() {
        List<Note> notes = new ArrayList<>(diff.base().notes());
        for (Note note : diff.head().notes()) {
            if (!notes.contains(note)) {
                notes.add(note);
            }
        }
        return notes;
    }

    /**
     * How bad a gain is: as the worst new or grown finding on a binding or role that it comes by, of those that are about
     * some of what is gained; for a workload that takes another account, the worst of all that were there.
     *
     * @return null where no finding is about it
     */
    public Severity severity(Diff.Change change) {
        Severity worst = null;
        List<Finding> findings = fresh;
        Diff.Cause.Kind kind = change.causes().get(0).kind();
        if (kind == Diff.Cause.Kind.ACCOUNT || kind == Diff.Cause.Kind.TOKEN) {
            findings = new ArrayList<>(head.findings());
            findings.addAll(head.gate().known());
        }
        for (Finding finding : findings) {
            if (worst != null && finding.severity().compareTo(worst) <= 0) {
                continue;
            }
            for (Grant grant : change.row().grants()) {
                ObjectKey cause = finding.cause();
                boolean about = cause.equals(grant.binding().key())
                        || cause.equals(grant.role().key())
                        || cause.equals(grant.rule().definedIn());
                if (about && ExtentLine.anyMeets(finding.extent(), change.row())) {
                    worst = finding.severity();
                    break;
                }
            }
        }
        return worst;
    }
}
