package io.saaudit.render;

import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.report.Diff;
import io.saaudit.report.Review;
import io.saaudit.rule.Finding;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code diff} for people: what is gained, then what is lost, then the rest. */
public final class DiffText implements Renderer<Review> {
    private final Style style;
    private final boolean wide;

    /**
     * @param style colours and width
     * @param wide whether every grant is shown with its place, and nothing folded
     */
    public DiffText(Style style, boolean wide) {
        this.style = style;
        this.wide = wide;
    }

    @Override
    public void render(Review review, PrintStream out) {
        List<String> doubts = DiffWords.doubts(review);
        for (String doubt : doubts) {
            out.println(doubt);
        }
        if (!doubts.isEmpty()) {
            out.println();
        }
        loosened(review, out);
        rows("Gained", DiffRows.gained(review, !wide), DiffWords.gained(review), out);
        rows("Lost", DiffRows.lost(review, !wide), DiffWords.lost(review), out);
        unknown(review, out);
        ways(review, out);
        accounts(review, out);
        workloads(review, out);
        fresh(review, out);
        fixed(review, out);
        out.println(DiffSummary.of(review));
    }

    private void heading(String title, PrintStream out) {
        out.println(style.heading(title + ":"));
    }

    private void loosened(Review review, PrintStream out) {
        if (review.loosened().isEmpty()) {
            return;
        }
        heading("What the change says of how to judge it, which does not count (--trust-head)", out);
        for (Review.Loosened loosened : review.loosened()) {
            out.println("  " + Escape.text(loosened.origin().fileAndLine()) + " " + Escape.text(loosened.what()));
        }
        out.println();
    }

    private void rows(String title, List<DiffRows.Row> rows, DiffWords words, PrintStream out) {
        if (rows.isEmpty()) {
            return;
        }
        boolean severities = false;
        for (DiffRows.Row row : rows) {
            severities |= row.severity() != null;
        }
        heading(title, out);
        Table table = severities
                ? new Table("SEVERITY", "WHO", "SCOPE", "PERMISSION", "FROM", "BECAUSE").wrapping(5)
                : new Table("WHO", "SCOPE", "PERMISSION", "FROM", "BECAUSE").wrapping(4);
        for (DiffRows.Row row : rows) {
            List<Grant> grants = row.change().row().grants();
            int more = others(grants);
            List<String> cells = new ArrayList<>();
            if (severities) {
                cells.add(row.severity() == null ? "" : row.severity().word());
            }
            cells.add(row.whoShown());
            cells.add(row.scopeShown());
            cells.add(words.may(row));
            cells.add(
                    wide && DiffRows.isInSight(grants.get(0))
                            ? words.words().fromWithPlaces(grants.get(0))
                            : DiffRows.from(grants.get(0)) + (more > 0 ? " +" + more : ""));
            cells.add(words.because(row));
            table.row(cells.toArray(new String[0]));
            for (int i = 1; wide && i < grants.size(); i++) {
                String from = DiffRows.isInSight(grants.get(i))
                        ? words.words().fromWithPlaces(grants.get(i))
                        : DiffRows.from(grants.get(i));
                if (severities) {
                    table.row("", "", "", "", from);
                } else {
                    table.row("", "", "", from);
                }
            }
        }
        table.print(out, style);
        out.println();
    }

    /** How many other roles and bindings give it: two rules of one role are one way. */
    private static int others(List<Grant> grants) {
        Set<String> ways = new HashSet<>();
        for (Grant grant : grants) {
            ways.add(DiffRows.from(grant));
        }
        return ways.size() - 1;
    }

    private static void unknown(Review review, PrintStream out) {
        List<String> lines = new ArrayList<>();
        for (Diff.Holder holder : review.diff().holders()) {
            for (Binding binding : holder.unknownNow()) {
                lines.add(DiffWords.gained(review).unknown(holder, binding));
            }
            for (Binding binding : holder.unknownBefore()) {
                lines.add(DiffWords.lost(review).unknown(holder, binding));
            }
        }
        for (String line : lines) {
            out.println("Not known: " + line + ".");
        }
        if (!lines.isEmpty()) {
            out.println();
        }
    }

    private void ways(Review review, PrintStream out) {
        Table table = new Table("WHO", "SCOPE", "PERMISSION", "FROM", "BEFORE");
        for (Diff.Holder holder : review.diff().holders()) {
            for (Diff.Way way : holder.ways()) {
                table.row(
                        DiffRows.who(holder),
                        way.after().scope().toString(),
                        DiffWords.may(way.after()),
                        Words.from(way.after().grants().get(0)),
                        Words.from(way.before().grants().get(0)));
            }
        }
        if (!table.isEmpty()) {
            heading("As before, but from elsewhere", out);
            table.print(out, style);
            out.println();
        }
    }

    private static void accounts(Review review, PrintStream out) {
        for (boolean added : new boolean[] {true, false}) {
            StringBuilder names = new StringBuilder();
            int number = 0;
            for (Diff.AccountChange change : review.diff().accounts()) {
                if (change.added() == added) {
                    names.append(number++ == 0 ? "" : ", ")
                            .append(Words.quoted(change.account().qualifiedName()));
                }
            }
            if (number > 0) {
                out.println((added ? "New " : "Gone ") + (number == 1 ? "account: " : "accounts: ") + names);
            }
        }
        if (!review.diff().accounts().isEmpty()) {
            out.println();
        }
    }

    private void workloads(Review review, PrintStream out) {
        if (review.diff().workloads().isEmpty()) {
            return;
        }
        heading("Workloads", out);
        for (Diff.WorkloadChange change : review.diff().workloads()) {
            out.println("  " + DiffWords.gained(review).workload(change));
        }
        out.println();
    }

    private void fresh(Review review, PrintStream out) {
        if (review.fresh().isEmpty()) {
            return;
        }
        heading("Findings that are new or have grown", out);
        findings(review.fresh(), review, out);
    }

    private void fixed(Review review, PrintStream out) {
        if (review.fixed().isEmpty()) {
            return;
        }
        heading("Findings that are gone", out);
        findings(review.fixed(), review, out);
    }

    private void findings(List<Finding> findings, Review review, PrintStream out) {
        Table table = new Table("SEVERITY", "RULE", "ACCOUNT", "FINDING", "WHERE").cutting(3);
        for (Finding finding : findings) {
            table.row(
                    finding.severity().word(),
                    finding.rule(),
                    finding.account(),
                    DiffWords.message(finding, review),
                    DiffWords.where(finding));
        }
        table.print(out, style);
        out.println();
    }
}
