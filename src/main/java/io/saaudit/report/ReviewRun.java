package io.saaudit.report;

import io.saaudit.config.Baseline;
import io.saaudit.config.Config;
import io.saaudit.config.Suppression;
import io.saaudit.model.SecondThread;
import io.saaudit.model.Severity;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Finding;
import io.saaudit.rule.Focus;
import io.saaudit.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scans both sides of a change by the rules of the old one, and says what is new. What judges a change never comes from
 * the change (design 7).
 */
public final class ReviewRun {
    private final Map<String, Finding> before = new LinkedHashMap<>();
    private final Set<String> suppressedBefore = new HashSet<>();
    private List<Finding> fresh = new ArrayList<>();
    private final Map<String, List<String>> grown = new LinkedHashMap<>();
    private final List<Review.Loosened> loosened = new ArrayList<>();

    /**
     * A side.
     *
     * @param audit what follows from it
     * @param gate what it is judged by: the same configuration on both sides, each with its own paths
     * @param own the rules of that configuration
     * @param config the configuration that the side itself has
     */
    public record Side(Audit audit, GateRules gate, List<? extends Rule> own, Config config) {}

    private ReviewRun() {}

    /**
     * Compares what is wrong.
     *
     * @param diff what is gained and lost; it may still be worked out meanwhile
     * @param names how the sides were named
     * @param empty names of sides that hold nothing
     * @param base the old side
     * @param head the new side
     * @param selection what of it is wanted
     * @param rules what it is judged by
     * @param trusting whether suppressions of the new side count
     * @param touched what the change may have to do with
     */
    public static Review of(
            SecondThread<Diff> diff,
            List<String> names,
            List<String> empty,
            Side base,
            Side head,
            Selection selection,
            Review.Rules rules,
            boolean trusting,
            Touched touched) {
        ReviewRun run = new ReviewRun();
        boolean part = !touched.isAll() && isPlain(base) && isPlain(head);
        Focus focus = part ? touched.focus() : Focus.ALL;
        List<Rule> ofBase = Scan.all(base.own);
        List<Rule> ofHead = Scan.all(head.own);
        List<List<Rule>> selected = List.of(selection.selectedRules(ofBase), selection.selectedRules(ofHead));
        List<List<Finding>> found = RuleRun.ofBoth(List.of(base.audit.on(focus), head.audit.on(focus)), selected);

        Sorting sorting = new Sorting(base.audit, selection, base.gate, ofBase);
        for (Finding finding : found.get(0)) {
            sorting.accept(finding);
        }
        Gate oldGate = sorting.gate(selected.get(0));
        List<Finding> old = both(sorting.shown(), oldGate.known());
        run.take(old, oldGate);

        Baseline known = run.known(base.gate.baseline());
        sorting = new Sorting(head.audit, selection, with(head.gate, known), ofHead);
        for (Finding finding : found.get(1)) {
            sorting.accept(finding);
        }
        Report now = Scan.report(head.audit, selection, selected.get(1), sorting);
        run.fresh.addAll(now.findings());
        run.grown.putAll(now.gate().grown());
        if (!trusting) {
            run.loosened.addAll(Loosening.of(base.config, head.config));
            run.inline(now, known);
        }
        Moved moved = new Moved(old, visible(now));
        run.fresh = moved.withoutThoseFromElsewhere(run.fresh);
        List<Finding> fixed = moved.withoutThoseElsewhere(run.fixed(now));
        run.grown.keySet().retainAll(fingerprints(run.fresh));
        run.fresh.sort(Sorting.WORST_FIRST);
        return new Review(
                diff.got(),
                names,
                empty,
                List.copyOf(run.fresh),
                run.grown,
                List.copyOf(fixed),
                List.copyOf(run.loosened),
                rules,
                now);
    }

    /**
     * The new side holds nothing: that everything is lost is not said, for it may not have been read from where it is.
     *
     * @param diff nothing
     * @param names how the sides were named
     * @param empty names of sides that hold nothing
     * @param head the new side
     * @param rules what it is judged by
     */
    public static Review ofEmpty(Diff diff, List<String> names, List<String> empty, Side head, Review.Rules rules) {
        Report now = Scan.of(head.audit, Selection.ALL, head.gate, List.of());
        return new Review(diff, names, empty, List.of(), Map.of(), List.of(), List.of(), rules, now);
    }

    /** Whether nothing is suppressed: else all findings are looked for, for each may be hidden now or not any more. */
    private static boolean isPlain(Side side) {
        Config config = side.gate.config();
        return config.suppressions().isEmpty()
                && new Beside(side.audit.snapshot(), config.ownIds()).all().isEmpty();
    }

    private static List<Finding> visible(Report report) {
        return both(report.findings(), report.gate().known());
    }

    private static List<Finding> both(List<Finding> shown, List<Finding> known) {
        List<Finding> all = new ArrayList<>(shown);
        all.addAll(known);
        return all;
    }

    private static Set<String> fingerprints(List<Finding> findings) {
        Set<String> fingerprints = new HashSet<>();
        for (Finding finding : findings) {
            fingerprints.add(finding.fingerprint());
        }
        return fingerprints;
    }

    private void take(List<Finding> visible, Gate gate) {
        for (Finding finding : visible) {
            before.put(finding.fingerprint(), finding);
        }
        for (Gate.Suppressed suppressed : gate.suppressed()) {
            suppressedBefore.add(suppressed.finding().fingerprint());
        }
    }

    /** What the old side has, and what its baseline knows besides. */
    private Baseline known(Baseline accepted) {
        Map<String, Baseline.Entry> entries = new HashMap<>();
        for (Map.Entry<String, Finding> entry : before.entrySet()) {
            Finding finding = entry.getValue();
            entries.put(
                    entry.getKey(),
                    new Baseline.Entry(finding.rule(), finding.severity(), finding.subjects(), finding.extent()));
        }
        if (accepted != null) {
            for (Map.Entry<String, Baseline.Entry> entry : accepted.entries().entrySet()) {
                Baseline.Entry other = entries.get(entry.getKey());
                entries.put(entry.getKey(), other == null ? entry.getValue() : both(other, entry.getValue()));
            }
        }
        return new Baseline("", entries);
    }

    private static Baseline.Entry both(Baseline.Entry a, Baseline.Entry b) {
        Severity severity = a.severity().or(b.severity());
        return new Baseline.Entry(a.rule(), severity, union(a.subjects(), b.subjects()), union(a.extent(), b.extent()));
    }

    private static List<String> union(List<String> a, List<String> b) {
        Set<String> all = new LinkedHashSet<>(a);
        all.addAll(b);
        return List.copyOf(all);
    }

    private static GateRules with(GateRules rules, Baseline baseline) {
        return new GateRules(
                rules.thresholds(),
                rules.gapsFail(),
                rules.config(),
                rules.inline(),
                baseline,
                false,
                rules.today(),
                rules.relative());
    }

    private List<Finding> fixed(Report now) {
        Map<String, Finding> gone = new LinkedHashMap<>(before);
        for (Finding finding : visible(now)) {
            gone.remove(finding.fingerprint());
        }
        for (Gate.Suppressed suppressed : now.gate().suppressed()) {
            gone.remove(suppressed.finding().fingerprint());
        }
        List<Finding> fixed = new ArrayList<>(gone.values());
        fixed.sort(Sorting.WORST_FIRST);
        return fixed;
    }

    /** Annotations and comments count only for what the old side did not show either. */
    private void inline(Report now, Baseline known) {
        for (Gate.Suppressed suppressed : now.gate().suppressed()) {
            Finding finding = suppressed.finding();
            boolean beside = suppressed.by().kind() != Suppression.Kind.CONFIGURATION;
            if (!beside || suppressedBefore.contains(finding.fingerprint())) {
                continue;
            }
            loosened.add(new Review.Loosened(
                    "hides " + finding.rule() + " on " + finding.cause() + ": "
                            + suppressed.by().reason(),
                    suppressed.by().origin()));
            Baseline.Entry entry = known.entries().get(finding.fingerprint());
            List<String> more = entry == null ? List.of() : Growth.of(finding, entry);
            if (!more.isEmpty()) {
                grown.put(finding.fingerprint(), more);
            }
            if (entry == null || !more.isEmpty()) {
                fresh.add(finding);
            }
        }
    }
}
