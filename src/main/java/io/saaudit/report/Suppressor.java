package io.saaudit.report;

import io.saaudit.config.RulePatterns;
import io.saaudit.config.Suppression;
import io.saaudit.report.Gate.Remark;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Finding;
import io.saaudit.rule.Rule;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds findings against the suppressions of the configuration and those in manifests, and keeps count of their use. */
final class Suppressor {
    private final GateRules rules;
    private final List<Rule> all;
    private final Matching matching;
    private final Beside beside;
    private final Map<Suppression, Use> uses = new IdentityHashMap<>();

    /** What came of a suppression. */
    private static final class Use {
        private boolean used;
        private boolean expired;
        private final Set<String> partial = new TreeSet<>();
        private final Set<String> outgrown = new TreeSet<>();
    }

    /** @param all the rules that there are, run or not */
    Suppressor(Audit audit, GateRules rules, List<Rule> all) {
        this.rules = rules;
        this.all = all;
        this.matching = new Matching(audit, rules.relative());
        this.beside =
                rules.inline() ? new Beside(audit.snapshot(), rules.config().ownIds()) : null;
    }

    /** The suppression that hides the finding, or null. All that would are counted as used. */
    Suppression of(Finding finding) {
        Suppression by = null;
        for (Suppression suppression : rules.config().suppressions()) {
            if (matching.matches(suppression, finding) && counts(suppression, finding)) {
                by = by == null ? suppression : by;
            }
        }
        if (beside != null) {
            for (Beside.Side side : beside.sides(finding)) {
                Suppression found = side(side, finding);
                by = by == null ? found : by;
            }
        }
        return by;
    }

    /** Each text of a side must hold a suppression of the rule that counts. */
    private Suppression side(Beside.Side side, Finding finding) {
        boolean all = side.complete();
        List<Suppression> counting = new ArrayList<>();
        for (List<Beside.Text> texts : side.texts()) {
            int before = counting.size();
            for (Beside.Text text : texts) {
                for (Suppression suppression : text.read().suppressions()) {
                    if (RulePatterns.match(suppression.rules(), finding.rule()) && counts(suppression, finding)) {
                        counting.add(suppression);
                    }
                }
            }
            all &= counting.size() > before;
        }
        if (all) {
            return counting.get(0);
        }
        for (Suppression suppression : counting) {
            use(suppression).partial.add(finding.rule() + " on " + finding.cause());
        }
        return null;
    }

    private boolean counts(Suppression suppression, Finding finding) {
        Use use = use(suppression);
        if (!suppression.expires().isEmpty()
                && suppression.expired(rules.today().get())) {
            use.expired = true;
            return false;
        }
        if (suppression.accepts() != null) {
            List<String> grown = Growth.extent(finding.extent(), suppression.accepts());
            if (!grown.isEmpty()) {
                use.outgrown.add(finding.rule() + " on " + finding.cause() + " has grown by " + some(grown));
                return false;
            }
        }
        use.used = true;
        return true;
    }

    private Use use(Suppression suppression) {
        Use use = uses.get(suppression);
        if (use == null) {
            use = new Use();
            uses.put(suppression, use);
        }
        return use;
    }

    private static String some(List<String> grown) {
        return grown.get(0) + (grown.size() == 1 ? "" : " and " + (grown.size() - 1) + " more");
    }

    /**
     * What is odd about suppressions.
     *
     * @param run the rules that were run: what is about others may look unused and is not
     */
    List<Remark> remarks(List<Rule> run) {
        List<Remark> remarks = new ArrayList<>();
        for (Suppression suppression : rules.config().suppressions()) {
            remark(suppression, run, remarks);
        }
        if (beside != null) {
            for (Beside.Text text : beside.all()) {
                for (String fault : text.read().faults()) {
                    remarks.add(new Remark(
                            Remark.Kind.INVALID, "a suppression that hides nothing: " + fault, text.origin()));
                }
                for (Suppression suppression : text.read().suppressions()) {
                    remark(suppression, run, remarks);
                }
            }
        }
        return List.copyOf(remarks);
    }

    private void remark(Suppression suppression, List<Rule> run, List<Remark> to) {
        Use use = use(suppression);
        String what = "the suppression of " + suppression.rulesInWords();
        if (use.expired) {
            String owner = suppression.owner().isEmpty() ? "" : "; its owner is " + suppression.owner();
            to.add(new Remark(
                    Remark.Kind.EXPIRED,
                    what + " has expired on " + suppression.expires() + ", and its findings count again" + owner,
                    suppression.origin()));
        }
        for (String grown : use.outgrown) {
            to.add(new Remark(
                    Remark.Kind.OUTGROWN, what + " accepts less than there is: " + grown, suppression.origin()));
        }
        for (String partial : use.partial) {
            to.add(new Remark(
                    Remark.Kind.PARTIAL,
                    what + " does not hide " + partial
                            + ": that has other definitions, lines or accounts, and each of them must say so",
                    suppression.origin()));
        }
        if (!use.used && !use.expired && use.outgrown.isEmpty() && ran(suppression, run)) {
            to.add(new Remark(Remark.Kind.UNUSED, what + " hides nothing", suppression.origin()));
        }
    }

    private boolean ran(Suppression suppression, List<Rule> run) {
        for (Rule rule : all) {
            boolean meant = suppression.rules().isEmpty() || RulePatterns.match(suppression.rules(), rule.info());
            if (meant && !run.contains(rule)) {
                return false;
            }
        }
        return true;
    }
}
