package io.saaudit.report;

import io.saaudit.config.Baseline;
import io.saaudit.config.Config;
import io.saaudit.config.RulePatterns;
import io.saaudit.config.Suppression;
import io.saaudit.model.Origin;
import io.saaudit.model.Severity;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Finding;
import io.saaudit.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Takes findings, and sorts them into those to show and those that are hidden, each for one reason. */
final class Sorting implements Consumer<Finding> {
    static final Comparator<Finding> WORST_FIRST = new Comparator<>() {
        @Override
        public int compare(Finding a, Finding b) {
            int c = b.severity().compareTo(a.severity());
            c = c != 0 ? c : a.account().compareTo(b.account());
            c = c != 0 ? c : a.rule().compareTo(b.rule());
            return c != 0 ? c : a.cause().compareTo(b.cause());
        }
    };

    private static final Comparator<Gate.Suppressed> SUPPRESSED_WORST_FIRST = new Comparator<>() {
        @Override
        public int compare(Gate.Suppressed a, Gate.Suppressed b) {
            return WORST_FIRST.compare(a.finding(), b.finding());
        }
    };

    private final Selection selection;
    private final GateRules rules;
    private final List<Rule> all;
    private final Labels labels;
    private final Suppressor suppressor;
    private final boolean cluster;
    private final List<Finding> shown = new ArrayList<>();
    private final List<Gate.Suppressed> suppressed = new ArrayList<>();
    private final List<Finding> known = new ArrayList<>();
    private final Map<String, List<String>> grown = new LinkedHashMap<>();
    private final Set<String> gone = new TreeSet<>();
    /** Ids of rules that nothing hides. */
    private final Set<String> always = new HashSet<>(2);

    private int byNamespace;
    private int byLabel;
    private int bySeverity;

    /** @param all the rules that there are, run or not */
    Sorting(Audit audit, Selection selection, GateRules rules, List<Rule> all) {
        this.all = all;
        this.selection = selection;
        this.rules = rules;
        this.labels = selection.labels() == null ? null : new Labels(audit, selection.labels());
        this.suppressor = new Suppressor(audit, rules, all);
        this.cluster = audit.snapshot().fromServer();
        for (Rule rule : all) {
            if (rule.always()) {
                always.add(rule.info().id());
            }
        }
        if (rules.baseline() != null) {
            gone.addAll(rules.baseline().entries().keySet());
        }
    }

    @Override
    public void accept(Finding found) {
        if (always.contains(found.rule())) {
            shown.add(cluster ? found.onCluster() : found);
            return;
        }
        Finding finding = withSeverity(cluster ? found.onCluster() : found, rules.config());
        // Before the selection: a suppression of what is not shown today is in use all the same.
        Suppression by = suppressor.of(finding);
        if (!gone.isEmpty()) {
            gone.remove(finding.fingerprint());
        }
        if (!inNamespaces(finding)) {
            byNamespace++;
        } else if (labels != null && !labels.match(finding)) {
            byLabel++;
        } else if (finding.severity().compareTo(selection.minSeverity()) < 0) {
            bySeverity++;
        } else if (by != null) {
            suppressed.add(new Gate.Suppressed(finding, by));
        } else if (isKnown(finding)) {
            known.add(finding);
        } else {
            shown.add(finding);
        }
    }

    private boolean isKnown(Finding finding) {
        Baseline.Entry entry =
                rules.baseline() == null ? null : rules.baseline().entries().get(finding.fingerprint());
        if (entry == null) {
            return false;
        }
        List<String> more = Growth.of(finding, entry);
        if (!more.isEmpty()) {
            grown.put(finding.fingerprint(), more);
        }
        return more.isEmpty();
    }

    private static Finding withSeverity(Finding finding, Config config) {
        Severity severity = finding.severity();
        for (Map.Entry<String, Severity> entry : config.severities().entrySet()) {
            if (RulePatterns.match(List.of(entry.getKey()), finding.rule())) {
                severity = entry.getValue();
            }
        }
        return severity == finding.severity() ? finding : finding.withSeverity(severity);
    }

    /** A finding lives where its accounts live, and where its cause does. */
    private boolean inNamespaces(Finding finding) {
        if (selection.namespaces().isEmpty() && selection.excludeNamespaces().isEmpty()) {
            return true;
        }
        Set<String> namespaces = Places.namespaces(finding);
        if (namespaces.isEmpty()) {
            return selection.namespaces().isEmpty();
        }
        for (String namespace : namespaces) {
            if (selection.shows(namespace)) {
                return true;
            }
        }
        return false;
    }

    /** What is to be shown, worst first. */
    List<Finding> shown() {
        shown.sort(WORST_FIRST);
        return List.copyOf(shown);
    }

    Report.Hidden hidden() {
        return new Report.Hidden(byNamespace, byLabel, bySeverity);
    }

    /**
     * How it was judged.
     *
     * @param run the rules that were run
     */
    Gate gate(List<Rule> run) {
        if (!suppressed.isEmpty()) {
            suppressed.sort(SUPPRESSED_WORST_FIRST);
        }
        known.sort(WORST_FIRST);
        return new Gate(rules, List.copyOf(suppressed), List.copyOf(known), grown, remarks(run), List.of());
    }

    private List<Gate.Remark> remarks(List<Rule> run) {
        List<Gate.Remark> remarks = new ArrayList<>(suppressor.remarks(run));
        if (!gone.isEmpty() && holdsTheUsual(run)) {
            remarkGone(run, remarks);
        }
        return List.copyOf(remarks);
    }

    /** What is gone, and what was not looked for: its rule guesses, or is one of a configuration that is not in use. */
    private void remarkGone(List<Rule> run, List<Gate.Remark> to) {
        Set<String> known = new HashSet<>();
        for (Rule rule : run) {
            known.add(rule.info().id());
        }
        int found = 0;
        int unasked = 0;
        Set<String> ids = new TreeSet<>();
        for (String fingerprint : gone) {
            String id = rules.baseline().entries().get(fingerprint).rule();
            if (id.isEmpty() || known.contains(id)) {
                found++;
            } else {
                unasked++;
                ids.add(id);
            }
        }
        if (found > 0) {
            remark(found, " no longer found: write it again, or they may come back unseen", to);
        }
        if (unasked > 0) {
            String not = ids.size() == 1 ? " was not run" : " were not run";
            remark(unasked, " not looked for: " + String.join(", ", ids) + not, to);
        }
    }

    private void remark(int number, String what, List<Gate.Remark> to) {
        to.add(new Gate.Remark(
                Gate.Remark.Kind.UNUSED,
                number + (number == 1 ? " finding" : " findings") + " of the baseline" + what,
                Origin.of(rules.baseline().file())));
    }

    /** Whether every rule was run that runs unless it is left out: else a finding may be gone for want of its rule. */
    private boolean holdsTheUsual(List<Rule> run) {
        for (Rule rule : all) {
            if (rule.byDefault() && !run.contains(rule)) {
                return false;
            }
        }
        return true;
    }
}
