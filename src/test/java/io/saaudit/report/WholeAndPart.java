package io.saaudit.report;

import io.saaudit.catalog.Catalog;
import io.saaudit.catalog.KubeVersion;
import io.saaudit.config.Config;
import io.saaudit.config.Thresholds;
import io.saaudit.model.SecondThread;
import io.saaudit.rbac.EffectivePermissions;
import io.saaudit.rbac.ResourceScopes;
import io.saaudit.rbac.Standings;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What is told of a change when all is looked at, and when only what it may have to do with is. */
final class WholeAndPart {
    private WholeAndPart() {}

    /**
     * Compares the two.
     *
     * @param what how a fault names the change
     * @param faults takes what is told otherwise
     * @return 1, or 0 where the change may have to do with everything: then there is nothing to compare
     */
    static int compare(Audit base, Audit head, String what, List<String> faults) {
        Touched touched = Touched.of(base, head, 0);
        if (touched.focus().isAll()) {
            return 0;
        }
        List<String> whole = told(base, head, Touched.ALL);
        List<String> part = told(base, head, touched);
        if (!whole.equals(part)) {
            List<String> missing = new ArrayList<>(whole);
            missing.removeAll(part);
            List<String> more = new ArrayList<>(part);
            more.removeAll(whole);
            faults.add(what + "\n  not told: " + missing + "\n  told besides: " + more);
        }
        return 1;
    }

    private static List<String> told(Audit base, Audit head, Touched touched) {
        ResourceScopes scopes = new ResourceScopes(
                Catalog.apiResources(), base.snapshot().objects().customResources());
        Standings standings = new Standings(scopes, Catalog.removed(KubeVersion.NEWEST));
        Diff diff = DiffRun.of(side(base, standings), side(head, standings), true, touched);
        Review review = ReviewRun.of(
                SecondThread.now(() -> diff),
                List.of("a", "b"),
                List.of(),
                new ReviewRun.Side(base, GateRules.usual(), List.of(), Config.NONE),
                new ReviewRun.Side(head, GateRules.usual(), List.of(), Config.NONE),
                Selection.ALL,
                new Review.Rules(false, Thresholds.DEFAULT, true),
                false,
                touched);
        List<String> told = new ArrayList<>();
        add("new ", review.fresh(), Finding::toString, told);
        add("fixed ", review.fixed(), Finding::toString, told);
        review.grown().forEach((finding, by) -> told.add("grown " + finding + " " + by));
        add("loosened ", review.loosened(), Object::toString, told);
        add("holder ", diff.holders(), WholeAndPart::words, told);
        add("account ", diff.accounts(), c -> c.account().qualifiedName() + c.added(), told);
        add("workload ", diff.workloads(), w -> w.owner() + " " + w.before() + w.after() + changes(w.gained()), told);
        add("role ", diff.roles(), r -> r.role() + changes(r.gained()) + changes(r.lost()), told);
        told.add(review.verdict().toString());
        for (Diff.Holder holder : diff.holders()) {
            holder.gained().forEach(change -> told.add("severity " + review.severity(change)));
        }
        for (Diff.WorkloadChange workload : diff.workloads()) {
            workload.gained().forEach(change -> told.add("severity " + review.severity(change)));
        }
        return told;
    }

    private static <T> void add(String what, List<T> all, Function<T, String> words, List<String> to) {
        all.forEach(one -> to.add(what + words.apply(one)));
    }

    private static String words(Diff.Holder holder) {
        return holder.identity() + " gains " + changes(holder.gained()) + " loses " + changes(holder.lost())
                + " unknown " + holder.unknownBefore() + holder.unknownNow() + " ways "
                + holder.ways().size();
    }

    private static String changes(List<Diff.Change> changes) {
        StringBuilder words = new StringBuilder();
        for (Diff.Change change : changes) {
            words.append(change.row())
                    .append(change.accounts())
                    .append(change.causes())
                    .append("; ");
        }
        return words.toString();
    }

    private static DiffSide side(Audit audit, Standings standings) {
        return new DiffSide(
                audit.snapshot(),
                audit.state(),
                new EffectivePermissions(audit.state(), standings),
                audit.accounts(),
                audit.workloads(),
                audit.tokens(),
                audit.strict());
    }
}
